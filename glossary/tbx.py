"""Glossaries as TBX-Basic (ISO 30042:2019), written in DCT style; DCA style and TBX 2 are read too."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from align.errors import PlacedError, UserError
from glossary.notation import CONDITIONS, FLAGS, STATUSES
from glossary.term import Place, Term

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, ADMITTED, DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
OURS = "duizhao "  # begins the notes that hold what TBX-Basic has no category for
ENTRIES, SECTIONS, TERMS = ("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig", "ntig")


class Tbx:
    """A TBX file."""

    @staticmethod
    def parse(path: Path) -> list[Term]:
        """Read the concepts that have both Chinese and English; others are passed over."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            root: Any = etree.fromstring(path.read_bytes(), parser)
        except OSError as error:
            raise UserError(f"cannot read {path}: {error.strerror or error}") from error
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise PlacedError(path, line or 1, max(column, 1), f"not XML: {error.msg}") from error
        if _name(root) not in ("tbx", "martif"):
            raise PlacedError(path, root.sourceline, 1, f"not TBX: the root is <{_name(root)}>")
        terms = (_parse_concept(entry, path) for entry in root.iter() if _name(entry) in ENTRIES)
        return [term for term in terms if term is not None]

    @staticmethod
    def format(terms: Sequence[Term], name: str) -> bytes:
        """Write one concept a term, `name` as the title."""
        from lxml import etree

        root: Any = etree.Element(
            f"{{{CORE}}}tbx",
            {"type": "TBX-Basic", "style": "dct", LANG: "zh"},
            nsmap={None: CORE, "min": MIN, "basic": BASIC},  # type: ignore[dict-item]  # the stubs forget None
        )
        description = _add(_add(root, "tbxHeader"), "fileDesc")
        _add(_add(description, "titleStmt"), "title", name)
        _add(_add(description, "sourceDesc"), "p", "written by duizhao")
        body = _add(_add(root, "text"), "body")
        for number, term in enumerate(terms, start=1):
            _format_concept(body, number, term)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _format_concept(body: Any, number: int, term: Term) -> None:
    """Add the concept of a term to the body; every designation and rendering becomes a term section."""
    entry = _add(body, "conceptEntry")
    entry.set("id", f"c{number}")
    _add(entry, "subjectField", term.domain, MIN)
    if term.source:
        _add(entry, "source", term.source, BASIC)
    for note in _notes(term):
        _add(entry, "note", note)
    chinese = _add(entry, "langSec")
    chinese.set(LANG, "zh")
    _format_term(chinese, term.zh, PREFERRED)
    for alias in term.aliases:
        _format_term(chinese, alias, ADMITTED)
    english = _add(entry, "langSec")
    english.set(LANG, "en")
    _format_term(english, term.en, PREFERRED)
    for form in term.also:
        _format_term(english, form, ADMITTED)
    if term.abbr:
        _format_term(english, term.abbr, ADMITTED, "acronym")
    for form in term.avoid:
        _format_term(english, form, DEPRECATED)


def _format_term(section: Any, text: str, status: str, kind: str = "") -> None:
    part = _add(section, "termSec")
    _add(part, "term", text)
    _add(part, "administrativeStatus", status, MIN)
    if kind:
        _add(part, "termType", kind, BASIC)


def _parse_concept(entry: Any, path: Path) -> Term | None:
    """Return the term of a concept, None where a language is missing."""
    found: dict[str, Any] = {"domain": path.stem}
    chinese: list[str] = []
    english: dict[str, list[str]] = {PREFERRED: [], ADMITTED: [], DEPRECATED: []}
    for part in entry.iter():
        name, text = _name(part), " ".join("".join(part.itertext()).split()) if _name(part) else ""
        category = part.get("type") or name
        if category == "subjectField" and text:
            found["domain"] = text
        elif name == "note" and text.startswith(OURS):
            _parse_note(found, text.removeprefix(OURS))
        elif name == "note" and text and _name(part.getparent()) in ENTRIES:
            found["note"] = text
        elif category == "source" and text and _name(part.getparent()) in (*ENTRIES, "descripGrp"):
            found["source"] = text
        elif name in SECTIONS:
            language = (part.get(LANG) or part.get("lang") or "").lower()
            for form, status, kind in _forms(part):
                if language.startswith(("zh", "cmn")):
                    chinese.insert(0, form) if status == PREFERRED else chinese.append(form)
                elif language.startswith("en"):
                    if (
                        kind in ("acronym", "abbreviation", "initialism")
                        and "abbr" not in found
                        and status != DEPRECATED
                    ):
                        found["abbr"] = form
                    else:
                        english[status].append(form)
    accepted = english[PREFERRED] + english[ADMITTED]
    if not accepted and found.get("abbr"):
        accepted = [found.pop("abbr")]
    if not chinese or not accepted:
        return None
    aliases = tuple(form for form in dict.fromkeys(chinese) if form != chinese[0])
    return Term(
        chinese[0],
        accepted[0],
        also=tuple(accepted[1:]),
        avoid=tuple(english[DEPRECATED]),
        aliases=aliases,
        place=Place(path, entry.sourceline or 1, 1),
        **found,
    )


def _forms(section: Any) -> Iterable[tuple[str, str, str]]:
    """Yield (text, administrative status, term type) of every term of a language."""
    for part in section.iter():
        if _name(part) not in TERMS:
            continue
        text, status, kind = "", ADMITTED, ""
        for child in part.iter():
            value = " ".join("".join(child.itertext()).split()) if _name(child) else ""
            category = child.get("type") or _name(child)
            if _name(child) == "term":
                text = value
            elif category == "administrativeStatus":
                status = _status(value)
            elif category == "termType":
                kind = value
        if text:
            yield text, status, kind


def _status(value: str) -> str:
    """Return one of the three standings; a superseded term is deprecated, a standardized one preferred."""
    if value.startswith(("preferred", "standardized", "legal", "regulated")):
        return PREFERRED
    return DEPRECATED if value.startswith(("deprecated", "superseded")) else ADMITTED


def _notes(term: Term) -> Iterable[str]:
    """Yield the note, and what else there is in notes of our own: `duizhao only_if: 网络 | 数据`."""
    if term.note:
        yield term.note
    if term.status != "approved":
        yield f"{OURS}status: {term.status}"
    for name in CONDITIONS:
        if getattr(term, name):
            yield f"{OURS}{name}: {' | '.join(getattr(term, name))}"
    for name in FLAGS:
        if getattr(term, name):
            yield f"{OURS}{name}: true"


def _parse_note(found: dict[str, Any], note: str) -> None:
    """Read a note of our own; one that is damaged is passed over."""
    name, _, value = note.partition(": ")
    if name in CONDITIONS:
        found[name] = tuple(value.split(" | "))
    elif name in FLAGS:
        found[name] = value == "true"
    elif name == "status" and value in STATUSES:
        found[name] = value


def _add(parent: Any, name: str, text: str = "", namespace: str = CORE) -> Any:
    from lxml import etree

    child: Any = etree.SubElement(parent, f"{{{namespace}}}{name}")
    if text:
        child.text = text
    return child


def _name(element: Any) -> str:
    """Return an element's name without its namespace, nothing for a comment or instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
