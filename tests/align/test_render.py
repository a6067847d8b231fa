import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from ruamel.yaml import YAML

from align.errors import UserError
from align.render.formats import FORMATS, render
from align.sheet import EnglishRow, Occurrence, PhraseRow, Rendering, Sheet
from align.text import Document, Segment, Span

ZH = "会议强调，𠮷要抓落实。会议强调，<要>稳。"
EN = "The meeting stressed work.\nThe meeting emphasized safety production."


def at(doc: str, text: str, start: int, end: int) -> Occurrence:
    return Occurrence(
        doc, Span(start, end), text[max(0, start - 9) : start], text[start:end], text[end : end + 9]
    )


def sheet() -> Sheet:
    documents = (
        Document("a/zh.txt", ZH, (Segment(ZH, Span(0, len(ZH))),)),
        Document("en.txt", EN, (Segment(EN, Span(0, len(EN))),)),
    )
    stressed = Rendering("the meeting stressed", 0.9, "pair", "unlisted", (at("en.txt", EN, 0, 20),))
    emphasized = Rendering("The meeting emphasized", 0.6, "pair", "unlisted", (at("en.txt", EN, 27, 49),))
    phrases = (
        PhraseRow(
            "会议强调",
            (at("a/zh.txt", ZH, 0, 4), at("a/zh.txt", ZH, 12, 16)),
            "inconsistent in a document",
            (stressed, emphasized),
        ),
        PhraseRow(
            "抓落实",
            (at("a/zh.txt", ZH, 7, 10),),
            "no counterpart",
            (),
            "pay close attention to implementation",
        ),
    )
    english = (
        EnglishRow("safety production", (at("en.txt", EN, 50, 67),), "avoid", "安全生产", "work safety"),
    )
    return Sheet(documents, phrases, english, "made by a test")


def test_jsonl_has_the_keys_that_others_build_on() -> None:
    lines = [json.loads(line) for line in render(sheet(), "jsonl").decode().splitlines()]
    assert [list(line) for line in lines] == [
        ["zh", "occurrences", "standing", "renderings"],
        ["zh", "occurrences", "standing", "renderings"],
        ["en", "zh_proposed", "label", "standing", "preferred", "occurrences"],
    ]
    assert list(lines[0]["renderings"][0]) == ["en", "count", "score", "decision", "standing", "occurrences"]
    assert list(lines[0]["occurrences"][0]) == ["doc", "start", "end", "left", "text", "right"]
    texts = {"a/zh.txt": ZH, "en.txt": EN}
    for line in lines:
        for place in [
            *line["occurrences"],
            *(p for r in line.get("renderings", ()) for p in r["occurrences"]),
        ]:
            assert texts[place["doc"]][place["start"] : place["end"]] == place["text"]
    assert lines[2]["label"] == "no aligned source"


def test_tsv_has_a_line_a_rendering() -> None:
    rows = [line.split("\t") for line in render(sheet(), "tsv").decode().splitlines()]
    assert {len(row) for row in rows} == {10}
    assert [(row[0], row[3]) for row in rows[1:]] == [
        ("会议强调", "the meeting stressed"),
        ("会议强调", "The meeting emphasized"),
        ("抓落实", ""),
        ("安全生产", "safety production"),
    ]


def test_yaml_proposes_what_the_glossary_lacks() -> None:
    proposals = YAML(typ="safe").load(render(sheet(), "yaml"))
    assert proposals == {
        "会议强调": {
            "en": "the meeting stressed",
            "also": ["the meeting emphasized"],
            "status": "proposed",
            "source": "align: en.txt",
        }
    }


def test_tbx_holds_the_pairs() -> None:
    from lxml import etree

    root = etree.fromstring(render(sheet(), "tbx"))
    names = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert root.get("type") == "TBX-Basic"
    assert root.xpath("//t:term/text()", namespaces=names) == [
        "会议强调",
        "the meeting stressed",
        "The meeting emphasized",
    ]


def test_xlsx_is_text_to_review() -> None:
    formula = Rendering("=1+1", 0.9, "pair", "unlisted", (at("en.txt", EN, 0, 3),))
    odd = Sheet(sheet().documents, (PhraseRow("等于", (), "not in glossary", (formula,)),), ())
    book = load_workbook(BytesIO(render(odd, "xlsx")))
    assert book.sheetnames == ["phrases", "occurrences", "about"]
    cell = book["phrases"]["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_html_is_one_file_that_asks_nothing_of_the_network() -> None:
    page = render(sheet(), "html").decode()
    assert "http" not in page.replace("http-equiv", "")
    assert "&lt;要&gt;" in page
    assert "<要>" not in page
    for anchor in ('id="d1-0"', 'id="d1-12"', 'id="d2-27"', 'href="#d2-27"'):
        assert anchor in page
    assert "use “work safety”" in page


def test_html_shows_the_documents_whole() -> None:
    from lxml import html

    tree = html.fromstring(render(sheet(), "html").decode())
    assert ["".join(map(str, pre.itertext())) for pre in tree.iter("pre")] == [ZH, EN]


@pytest.mark.parametrize("to", FORMATS)
def test_an_empty_sheet_is_no_trouble_and_output_does_not_vary(to: str) -> None:
    assert isinstance(render(Sheet((), (), ()), to), bytes)
    if to != "xlsx":  # openpyxl writes the time of day
        assert render(sheet(), to) == render(sheet(), to)


def test_unknown_format() -> None:
    with pytest.raises(UserError, match="unknown format 'pdf'"):
        render(sheet(), "pdf")
