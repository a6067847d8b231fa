import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.bitext import Bitext
from align.errors import PlacedError, UserError
from align.formats import FORMATS, format_bitext
from align.formats.intertext import parse_links as parse_intertext
from align.formats.ladder import format_beads, format_ids, parse_beads, parse_ids
from align.formats.pharaoh import format_links, parse_links, parse_pair
from align.sentences import Bead
from align.text import Document, Segment, Span

ZH, EN = "𠮷一。二。\n三<&。", "One & two.\nThree\t<3>.\nMore."
BITEXT = Bitext(
    Document(
        "x.zh.txt", ZH, (Segment("𠮷一。", Span(0, 3)), Segment("二。", Span(3, 5)), Segment("三<&。", Span(6, 10), block=1))
    ),
    Document(
        "x.en.txt", EN,
        (Segment("One & two.", Span(0, 10)), Segment("Three\t<3>.", Span(11, 21), block=1), Segment("More.", Span(22, 27), block=2)),
    ),
    (Bead((0, 1), (0,), 0.5), Bead((2,), (1,), -0.25), Bead((), (2,), 0.0)),
)  # fmt: skip
IDS = st.lists(st.integers(0, 9999), max_size=5).map(tuple)


@given(st.lists(st.tuples(IDS, IDS)))
def test_beads_come_back(beads: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
    assert parse_beads(format_beads(beads)) == beads


@given(IDS)
def test_ids_come_back(ids: tuple[int, ...]) -> None:
    assert parse_ids(format_ids(ids)) == ids


@given(st.frozensets(st.tuples(st.integers(0, 99), st.integers(0, 99))))
def test_links_come_back(links: frozenset[tuple[int, int]]) -> None:
    assert parse_links(format_links(links)).sure == links


def test_tsv_can_be_scored_as_beads() -> None:
    content = format_bitext(BITEXT, "tsv")[".tsv"].decode()
    assert content.splitlines()[1:] == [
        "[0,1]\t[0]\t𠮷一。二。\tOne & two.\t0.500",
        "[2]\t[1]\t三<&。\tThree <3>.\t-0.250",
        "[]\t[2]\t\tMore.\t0.000",
    ]
    assert parse_beads(content) == [(bead.source, bead.target) for bead in BITEXT.beads]


def test_jsonl_spans_cover_the_sentences() -> None:
    lines = [json.loads(line) for line in format_bitext(BITEXT, "jsonl")[".jsonl"].decode().splitlines()]
    assert [[ZH[start:end] for start, end in line["source_spans"]] for line in lines] == [
        ["𠮷一。", "二。"],
        ["三<&。"],
        [],
    ]
    assert lines[2]["target"] == "More."


def test_tmx_has_the_beads_with_two_sides() -> None:
    root = etree.fromstring(format_bitext(BITEXT, "tmx")[".tmx"])
    assert root.xpath("//seg/text()") == ["𠮷一。二。", "One & two.", "三<&。", "Three\t<3>."]


def test_intertext_comes_back() -> None:
    files = format_bitext(BITEXT, "intertext")
    assert sorted(files) == [".en.xml", ".zh.en.xml", ".zh.xml"]
    assert etree.fromstring(files[".zh.xml"]).xpath("//s/@id") == ["1:1", "1:2", "2:1"]
    beads = parse_intertext(files[".zh.en.xml"], BITEXT.source, BITEXT.target)
    assert [bead[:2] for bead in beads] == [bead[:2] for bead in BITEXT.beads]


def test_html_escapes_and_marks() -> None:
    page = format_bitext(BITEXT, "html")[".html"].decode()
    assert "三&lt;&amp;。" in page
    assert "class=doubt" in page
    assert "1 without a partner, 1 doubtful" in page


def test_all_formats_are_tried_here() -> None:
    assert set(FORMATS) == {"tsv", "tmx", "intertext", "jsonl", "html"}


@pytest.mark.parametrize("line", ["0:1", "[0:[1]", "[a]:[1]", "hello"])
def test_a_line_that_is_no_bead_is_named(line: str) -> None:
    with pytest.raises(PlacedError, match="gold:2:1"):
        parse_beads("[0]:[0]\n" + line, "gold")


@pytest.mark.parametrize(("line", "first"), [("0-0 1:2", 0), ("a-b", 0), ("0-1", 1)])
def test_a_field_that_is_no_link_is_named(line: str, first: int) -> None:
    with pytest.raises(PlacedError, match="links:1:"):
        parse_links(line, first=first)


@pytest.mark.parametrize("content", [b"no xml", b'<linkGrp><link xtargets="9:9;1:1"/></linkGrp>'])
def test_a_broken_intertext_file_is_named(content: bytes) -> None:
    with pytest.raises(UserError, match=r"^f\.xml"):
        parse_intertext(content, BITEXT.source, BITEXT.target, "f.xml")


def test_possible_links() -> None:
    gold = parse_links("1-1 2p3", first=1)
    assert gold.sure == {(0, 0)}
    assert gold.possible == {(0, 0), (1, 2)}


def test_pair_without_bars() -> None:
    assert parse_pair("会议 强调") is None
