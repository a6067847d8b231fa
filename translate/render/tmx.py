"""Translation memory: TMX 1.4b."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.formats.tmx import tool_version
from translate.render.characters import printable
from translate.render.tally import state
from translate.row import Translated

if TYPE_CHECKING:
    from lxml.etree import _Element

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCE, TARGET = "zh-CN", "en"


def render(translated: Translated) -> bytes:
    """Return the pairs with document, origin and score as `x-` properties; only segments with English."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": "duizhao",
            "creationtoolversion": tool_version(),
            "segtype": "sentence",
            "o-tmf": "duizhao",
            "adminlang": "en",
            "srclang": SOURCE,
            "datatype": "plaintext",
        },
    )
    made_by = {
        "x-model": translated.model,
        "x-signature": translated.signature,
        "x-glossary": translated.glossary,
    }
    for name, value in made_by.items():
        _add(header, "prop", value, type=name)
    body = etree.SubElement(root, "body")
    name = printable(translated.document.name)
    for number, row in enumerate(translated.rows, 1):
        if not row.target.strip() or not row.segment.text.strip():
            continue
        unit = etree.SubElement(body, "tu", tuid=f"{name}#{number}")
        for finding in row.findings:
            _add(unit, "note", f"{finding.severity}: {finding.message}")
        _add(unit, "prop", name, type="x-document")
        _add(unit, "prop", row.segment.kind, type="x-kind")
        _add(unit, "prop", row.origin, type="x-origin")
        _add(unit, "prop", state(row), type="x-state")
        if row.score is not None:
            _add(unit, "prop", f"{row.score:.4f}", type="x-score")
        for language, text in ((SOURCE, row.segment.text), (TARGET, row.target)):
            variant = etree.SubElement(unit, "tuv", {LANG: language})
            _add(variant, "seg", text)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add(parent: _Element, tag: str, text: str, **attributes: str) -> None:
    from lxml import etree

    if text:
        etree.SubElement(parent, tag, attributes).text = printable(text)
