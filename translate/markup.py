"""Translations in the XML of translators' tools: TMX and XLIFF, read as a stream."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align.errors import PlacedError, UserError
from translate.bitext import State, Unit, as_state

# Elements that stand for codes of the original document: neither they nor what is in them is text.
CODES = frozenset(("bpt", "ept", "ph", "it", "ut", "sub", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"))
APPROVED = ("final", "reviewed", "signed-off")
UNSEEN = ("initial", "translated", "new", "needs-translation", "needs-l10n", "needs-adaptation")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tmx(path: Path) -> Iterator[Unit]:
    """Yield each Chinese variant of a TMX unit with each English one."""
    for number, unit in enumerate(_elements(path, "tu"), start=1):
        variants: dict[str, list[tuple[str, str]]] = {"zh": [], "en": []}
        for variant in unit.iterchildren("{*}tuv"):
            language = _language(variant.get(_LANG) or variant.get("lang") or "")
            segment = variant.find("{*}seg")
            if language in variants and segment is not None:
                date = variant.get("changedate") or unit.get("changedate") or unit.get("creationdate") or ""
                variants[language].append((_text(segment), _iso(date)))
        said = next(
            (prop.text for prop in unit.iterchildren("{*}prop") if prop.get("type") == "x-state"), None
        )
        for source, _ in variants["zh"]:
            for target, date in variants["en"]:
                yield Unit(source, target, f"{path.name}:{number}", as_state(said or ""), date=date)


def read_xliff(path: Path) -> Iterator[Unit]:
    """Yield the segments of an XLIFF file, version 1.2 or 2."""
    languages: tuple[str, str] = ("", "")
    number = 0
    for element in _elements(path, "xliff", "file", "unit", "trans-unit", starts=("xliff", "file")):
        match _name(element):
            case "xliff":
                languages = (_language(element.get("srcLang", "")), _language(element.get("trgLang", "")))
            case "file":
                version_1 = (element.get("source-language"), element.get("target-language"))
                if any(version_1):
                    languages = (_language(version_1[0] or ""), _language(version_1[1] or ""))
            case "trans-unit":
                number += 1
                yield from _pair(path, number, element, languages, _state_1(element))
            case _:
                for segment in element.iterchildren("{*}segment"):
                    number += 1
                    yield from _pair(path, number, segment, languages, _state_2(element, segment))


def _pair(
    path: Path, number: int, parent: Any, languages: tuple[str, str], state: State | None
) -> Iterator[Unit]:
    source, target = parent.find("{*}source"), parent.find("{*}target")
    if source is None:
        return
    texts = _text(source), "" if target is None else _text(target)
    match languages:
        case ("zh", "en" | ""):
            chinese, english = texts
        case ("en", "zh"):
            english, chinese = texts
        case _:
            found = " to ".join(language or "?" for language in languages)
            raise UserError(f"{path}: translates from {found}, not from Chinese to English")
    yield Unit(chinese, english, f"{path.name}:{number}", state)


def _state_1(unit: Any) -> State | None:
    """Return the state of an XLIFF 1.2 unit, which may be said of the unit or of its target."""
    target = unit.find("{*}target")
    return (
        "approved"
        if unit.get("approved") == "yes"
        else _state("" if target is None else target.get("state", ""))
    )


def _state_2(unit: Any, segment: Any) -> State | None:
    """Return the state of a segment of XLIFF 2.

    Our own files call a segment that is a single term "reviewed", for the glossary was. No person has seen it
    in this place, and in a memory it would outlive an edit of the glossary.
    """
    state = segment.get("state", "")
    if state == "reviewed":
        for meta in unit.iterfind("{*}metadata/{*}metaGroup[@category='duizhao']/{*}meta[@type='origin']"):
            if meta.text in ("term", "fixed"):
                return "new"
    return _state(state)


def _state(state: str) -> State | None:
    if state in APPROVED:
        return "approved"
    if state in UNSEEN:
        return "new"
    return "flagged" if state.startswith("needs-review") else None


def _elements(path: Path, *names: str, starts: tuple[str, ...] = ()) -> Iterator[Any]:
    """Yield elements of these names when they end, those in `starts` when they begin, and forget them after.

    Entities that the file declares are not looked up, neither in the file nor outside: text they stand for is
    lost, and a file cannot blow up or reach out.
    """
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    try:
        with path.open("rb") as file:
            for event, element in etree.iterparse(
                file,
                events=("start", "end"),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            ):
                begins = _name(element) in starts
                if begins == (event == "start"):
                    yield element
                if not begins and event == "end":
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise PlacedError(
            path, line, max(column, 1), f"broken XML: {error.msg.partition(', line')[0]}"
        ) from error


def _text(element: Any) -> str:
    """Return the text of a segment without codes, notes and entities."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _language(code: str) -> str:
    """Return the language of a code such as zh-Hans-CN, ZH_CN or cmn.

    >>> _language("ZH_CN"), _language("en-GB"), _language("cmn-Hans")
    ('zh', 'en', 'zh')
    """
    language = re.split("[-_]", code.strip().lower())[0]
    return {"cmn": "zh", "zho": "zh", "chi": "zh", "chinese": "zh", "eng": "en", "english": "en"}.get(
        language, language
    )


def _iso(date: str) -> str:
    """Write TMX's 20260131T120000Z as 2026-01-31T12:00:00Z; anything else becomes empty."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", date)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""
