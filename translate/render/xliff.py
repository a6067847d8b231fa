"""Exchange with translation tools: XLIFF 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translate.render.characters import printable
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.tally import standing, state
from translate.row import Row, Translated

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # version 2.1 kept the namespace of 2.0
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
NAMESPACES: dict[Any, str] = {None: CORE, "mda": METADATA, "mtc": MATCHES}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PRIORITY = {"error": "1", "warning": "3", "info": "7"}


def render(translated: Translated) -> bytes:
    """Return a unit for each segment: terms as annotations, findings as notes, memory as matches."""
    from lxml import etree

    root = etree.Element(
        f"{{{CORE}}}xliff",
        {"version": "2.1", "srcLang": "zh-Hans", "trgLang": "en"},
        NAMESPACES,
    )
    name = printable(translated.document.name)
    file = _add(root, "file", id="f1", original=name, canResegment="no")
    file.set(SPACE, "preserve")
    made_by = {"model": translated.model, "signature": translated.signature, "glossary": translated.glossary}
    _metadata(file, {"duizhao": made_by})
    for number, row in enumerate(translated.rows, 1):
        _unit(file, f"{name}#{number}", number, row)
    if not translated.rows:  # a file must have a unit
        _add(_add(_add(file, "unit", id="u0"), "ignorable"), "source")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _unit(file: _Element, name: str, number: int, row: Row) -> None:
    unit = _add(file, "unit", id=f"u{number}", name=name, type=f"duizhao:{row.segment.kind}")
    if row.suggestions:
        matches = _add(unit, "matches", MATCHES)
        for suggestion in row.suggestions:
            match = _add(matches, "match", MATCHES, ref="#s1", similarity=f"{suggestion.similarity:.1f}")
            match.set("origin", printable(suggestion.origin))
            _add(match, "source").text = printable(suggestion.source)
            _add(match, "target").text = printable(suggestion.target)
    made = {"origin": row.origin, "start": str(row.segment.span.start), "end": str(row.segment.span.end)}
    if row.score is not None:
        made["score"] = f"{row.score:.4f}"
    uses = {
        f"m{at}": ", ".join(dict.fromkeys((use.how, standing(use)))) for at, use in enumerate(row.terms, 1)
    }
    _metadata(unit, {"duizhao": made, "terms": uses})
    if row.findings or row.previous is not None:
        notes = _add(unit, "notes")
        for finding in row.findings:
            side = (
                "target" if finding.target is not None else "source" if finding.source is not None else None
            )
            note = _add(notes, "note", category=finding.kind, priority=PRIORITY[finding.severity])
            note.text = printable(finding.message)
            if side:
                note.set("appliesTo", side)
        if row.previous is not None:
            _add(notes, "note", category="previous", priority="5").text = printable(row.previous)
    segment = _add(unit, "segment", id="s1", state=_state(row))
    if row.flagged:
        segment.set("subState", "duizhao:flagged")
    _inline(_add(segment, "source"), source_pieces(row), row, source=True)
    if row.target:
        _inline(_add(segment, "target"), target_pieces(row), row, source=False)


def _state(row: Row) -> str:
    if not row.target:
        return "initial"
    if row.flagged:
        return "translated"
    if state(row) == "approved":
        return "final"
    return (
        "reviewed" if row.origin in ("term", "fixed") else "translated"
    )  # whole segments from a curated list


def _inline(parent: _Element, pieces: list[Piece], row: Row, *, source: bool) -> None:
    """Write text and term annotations; one in the target has the id of its partner in the source."""
    mark: _Element | None = None
    marked: int | None = None
    last: _Element | None = None
    for piece in pieces:
        text = printable(piece.text)
        if piece.use is not None and piece.use == marked and mark is not None:
            mark.text = (mark.text or "") + text  # a finding has cut the term in two
            continue
        marked = piece.use
        if marked is None:
            if last is None:
                parent.text = (parent.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            continue
        term = row.terms[marked].match.term
        mark = last = _add(parent, "mrk", id=f"m{marked + 1}", type="term")
        mark.set("value", printable(term.en if source else term.zh))
        mark.text = text


def _metadata(parent: _Element, groups: dict[str, dict[str, str]]) -> None:
    metadata = _add(parent, "metadata", METADATA)
    for category, group in groups.items():
        if group:  # a group, and a set of groups, must not be empty
            element = _add(metadata, "metaGroup", METADATA, category=category)
            for key, value in group.items():
                _add(element, "meta", METADATA, type=key).text = printable(value)


def _add(parent: _Element, tag: str, namespace: str = CORE, **attributes: str) -> _Element:
    from lxml import etree

    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
