"""Beads as the three files that InterText imports: both texts with numbered sentences, and the links."""

import re
from itertools import groupby

from align.bitext import Bitext
from align.errors import UserError
from align.formats.tmx import printable
from align.sentences import Bead
from align.text import Document


def format_bitext(bitext: Bitext) -> dict[str, bytes]:
    """Return `.zh.xml` and `.en.xml`, with paragraph and sentence ids from 1 (`2:1`), and `.zh.en.xml`."""
    from lxml import etree

    left, right = _ids(bitext.source), _ids(bitext.target)
    links = etree.Element("linkGrp", toDoc="en.xml", fromDoc="zh.xml")
    for bead in bitext.beads:
        etree.SubElement(
            links,
            "link",
            type=f"{len(bead.target)}-{len(bead.source)}",
            xtargets=f"{_targets(bead.target, right)};{_targets(bead.source, left)}",
            status="auto",
        )
    return {
        ".zh.xml": _text(bitext.source, left),
        ".en.xml": _text(bitext.target, right),
        ".zh.en.xml": etree.tostring(links, encoding="UTF-8", xml_declaration=True, pretty_print=True),
    }


def parse_links(content: bytes, source: Document, target: Document, name: object = "links") -> list[Bead]:
    """Read the beads back from a links file of the two documents; UserError if an id is unknown."""
    from lxml import etree

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UserError(f"{name}: not XML: {error}") from error
    left = {key: number for number, key in enumerate(_ids(source))}
    right = {key: number for number, key in enumerate(_ids(target))}
    beads = []
    for link in root.iter("link"):
        there, _, here = (link.get("xtargets") or "").partition(";")
        try:
            ours = tuple(left[key] for key in here.split())
            theirs = tuple(right[key] for key in there.split())
        except KeyError as error:
            raise UserError(f"{name}:{link.sourceline}: no sentence {error.args[0]}") from error
        beads.append(Bead(ours, theirs, 0.0))
    return beads


def _ids(document: Document) -> list[str]:
    ids: list[str] = []
    for paragraph, (_, group) in enumerate(groupby(document.segments, key=lambda segment: segment.block), 1):
        ids.extend(f"{paragraph}:{sentence}" for sentence, _ in enumerate(group, 1))
    return ids


def _targets(numbers: tuple[int, ...], ids: list[str]) -> str:
    return " ".join(ids[number] for number in numbers)


def _text(document: Document, ids: list[str]) -> bytes:
    from lxml import etree

    root = etree.Element("text")
    named = zip(ids, document.segments, strict=True)
    for paragraph, group in groupby(named, key=lambda item: item[0].partition(":")[0]):
        element = etree.SubElement(root, "p", id=paragraph)
        for key, segment in group:
            etree.SubElement(element, "s", id=key).text = printable(re.sub(r"\s+", " ", segment.text))
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return content
