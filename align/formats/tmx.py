"""Beads as translation memory, TMX 1.4b."""

import re
from importlib.metadata import PackageNotFoundError, version

from align.bitext import Bitext

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def format_bitext(bitext: Bitext) -> dict[str, bytes]:
    """Return a memory of the beads that have text on both sides."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "duizhao",
        "creationtoolversion": tool_version(),
        "segtype": "sentence",
        "o-tmf": "duizhao",
        "adminlang": "en",
        "srclang": "zh-CN",
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for number, (bead, source, target) in enumerate(bitext.passages(), 1):
        if not source or not target:
            continue
        unit = etree.SubElement(body, "tu", tuid=str(number))
        etree.SubElement(unit, "prop", type="x-document").text = printable(bitext.source.name)
        etree.SubElement(unit, "prop", type="x-score").text = f"{bead.score:.3f}"
        for language, text in (("zh-CN", source), ("en", target)):
            variant = etree.SubElement(unit, "tuv", {LANG: language})
            etree.SubElement(variant, "seg").text = printable(text)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return {".tmx": content}


def printable(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def tool_version() -> str:
    """Return the installed version of duizhao, "0" in a bare checkout."""
    try:
        return version("duizhao")
    except PackageNotFoundError:
        return "0"
