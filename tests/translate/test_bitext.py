"""Reading translations from the files of other tools and of people."""

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from align.errors import PlacedError, UserError
from translate.bitext import Unit, approved, read

TMX = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "http://example.invalid/tmx14.dtd">
<tmx version="1.4"><header srclang="{zh}" adminlang="en" segtype="sentence"
 datatype="PlainText" o-tmf="x" creationtool="x" creationtoolversion="1"/><body>{units}</body></tmx>"""
TU = '<tu><tuv xml:lang="zh-CN"><seg>{}</seg></tuv><tuv xml:lang="en-US"><seg>{}</seg></tuv></tu>'


def tmx(path: Path, units: str, *, zh: str = "zh-CN", encoding: str = "UTF-8") -> Path:
    path.write_bytes(TMX.format(encoding=encoding, zh=zh, units=units).encode(encoding))
    return path


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read(path)]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("zh", "en"),
        ("zh-CN", "en-US"),
        ("ZH_CN", "EN"),
        ("zh-Hans-CN", "en-GB"),
        ("cmn", "eng"),
        ("zho", "en"),
    ],
)
def test_tmx_with_any_code_for_the_languages(tmp_path: Path, zh: str, en: str) -> None:
    unit = (
        f'<tu changedate="20260131T120000Z"><tuv xml:lang="{en}"><seg>Hello 𠮷</seg></tuv>'
        f'<tuv xml:lang="fr"><seg>Bonjour</seg></tuv><tuv xml:lang="{zh}"><seg>你好𠮷</seg></tuv></tu>'
    )
    path = tmx(tmp_path / "a.tmx", "<tu/>" + unit, zh=zh)
    assert list(read(path)) == [Unit("你好𠮷", "Hello 𠮷", "a.tmx:2", date="2026-01-31T12:00:00Z")]


def test_tmx_before_version_1_4_calls_the_language_lang(tmp_path: Path) -> None:
    unit = '<tu><tuv lang="ZH-CN"><seg>甲</seg></tuv><tuv lang="EN-US"><seg>A</seg></tuv></tu>'
    assert pairs(tmx(tmp_path / "a.tmx", unit)) == [("甲", "A")]


def test_tmx_with_several_english_variants(tmp_path: Path) -> None:
    unit = TU.format("甲", "A").replace("</tu>", '<tuv xml:lang="en-GB"><seg>B</seg></tuv></tu>')
    assert pairs(tmx(tmp_path / "a.tmx", unit)) == [("甲", "A"), ("甲", "B")]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "GB18030"])
def test_tmx_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert pairs(tmx(tmp_path / "a.tmx", TU.format("甲乙", "A"), encoding=encoding)) == [("甲乙", "A")]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ('<bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> text', "bold text"),
        ('a <hi type="term">kept</hi> b', "a kept b"),
        ('a<ph x="1">{1}<sub>in a code</sub></ph>b<it pos="begin">x</it><ut>y</ut>c', "abc"),
        ("a<!-- remark -->b<?pi x?>c", "abc"),
        ("a &amp; b &lt;c&gt; &#x20BB7;", "a & b <c> 𠮷"),
        ("<![CDATA[a < b]]>", "a < b"),
    ],
)
def test_tmx_without_codes(tmp_path: Path, segment: str, text: str) -> None:
    assert pairs(tmx(tmp_path / "a.tmx", TU.format("甲", segment))) == [("甲", text)]


def test_what_has_no_text_is_left_out(tmp_path: Path) -> None:
    units = TU.format("甲", " ") + TU.format("", "B") + TU.format("丙", "C")
    assert [(unit.source, unit.origin) for unit in read(tmx(tmp_path / "a.tmx", units))] == [
        ("丙", "a.tmx:3")
    ]


def test_our_own_tmx_says_the_state(tmp_path: Path) -> None:
    unit = TU.format("甲", "A").replace("<tu>", '<tu><prop type="x-state">flagged</prop>')
    assert [unit.state for unit in read(tmx(tmp_path / "a.tmx", unit))] == ["flagged"]


def declaring(path: Path, entities: str, unit: str) -> Path:
    text = TMX.format(encoding="UTF-8", zh="zh", units=unit)
    path.write_text(f"<!DOCTYPE tmx [{entities}]>" + text.split("\n", 2)[2], encoding="utf-8")
    return path


def test_entities_do_not_reach_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    out = f'<!ENTITY out SYSTEM "{(tmp_path / "secret").as_uri()}">'
    assert pairs(declaring(tmp_path / "a.tmx", out, TU.format("甲", "a&out;b"))) == [("甲", "ab")]


@pytest.mark.parametrize(
    "unit", [TU.format("甲", "a&l11;b"), TU.format("甲", "A").replace("<tu>", '<tu tuid="&l11;">')]
)
def test_entities_do_not_blow_up(tmp_path: Path, unit: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path = declaring(tmp_path / "a.tmx", '<!ENTITY l0 "ha">' + laughs, unit)
    begin = time.process_time()
    with pytest.raises(UserError, match="amplification"):
        pairs(path)
    assert time.process_time() - begin < 1


COUNT = """
import resource, sys
from pathlib import Path
from translate.bitext import read
units = read(Path(sys.argv[1]))
next(units)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(1 + sum(1 for _ in units), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_large_tmx_is_streamed(tmp_path: Path) -> None:
    path = tmx(tmp_path / "a.tmx", (TU.format("甲" * 500, "word " * 400) + "\n") * 8_000)
    assert path.stat().st_size > 25_000_000
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(path)], capture_output=True, text=True, check=True
    )
    units, kilobytes = map(int, done.stdout.split())
    assert units == 8_000
    assert kilobytes < 5_000, "the file is larger than that by far"


def test_broken_xml_is_placed_and_what_came_before_is_there(tmp_path: Path) -> None:
    path = tmx(tmp_path / "a.tmx", TU.format("甲", "A") + "\n<tu><tuv></tu>" + " " * 100_000)
    found: list[Unit] = []
    with pytest.raises(PlacedError) as caught:
        found.extend(read(path))
    assert caught.value.line == 5
    assert "tuv" in str(caught.value)


XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="{0}" trgLang="{1}">
<file id="f">
<unit id="1"><notes><note>x</note></notes><segment state="final"><source>甲<ph id="1"/></source>
<target>A <mrk id="m1" type="term">term</mrk><cp hex="0001"/> <pc id="2">B</pc></target></segment></unit>
<group id="g"><unit id="2"><segment state="translated"><source>乙</source><target>B</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>丙</source><target>C</target></segment></unit></group>
<unit id="3"><segment state="reviewed"><source>丁</source><target>D</target></segment></unit>
<unit id="4"><segment state="initial"><source>戊</source></segment></unit></file></xliff>"""


def test_xliff_2(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF_2.format("zh-Hans", "en"), encoding="utf-8")
    assert [(unit.source, unit.target, unit.state, unit.origin) for unit in read(path)] == [
        ("甲", "A term B", "approved", "a.xlf:1"),
        ("乙", "B", "new", "a.xlf:2"),
        ("丙", "C", None, "a.xlf:3"),
        ("丁", "D", "approved", "a.xlf:4"),
    ]


XLIFF_1 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file source-language="{0}" target-language="{1}" original="x" datatype="plaintext"><header/><body>
<trans-unit id="1" approved="yes"><source>甲</source><target>A<x id="1"/> <g id="2">b</g></target>
<alt-trans><source>其他</source><target>other</target></alt-trans></trans-unit>
<group><trans-unit id="2"><source>乙</source><seg-source><mrk mtype="seg" mid="1">乙</mrk></seg-source>
<target state="needs-review-translation"><mrk mtype="seg" mid="1">B</mrk></target></trans-unit></group>
<trans-unit id="3"><source>丙</source><target state="final">C</target></trans-unit>
<trans-unit id="4"><source>丁</source><target>D</target></trans-unit></body></file></xliff>"""


def test_xliff_1_2(tmp_path: Path) -> None:
    path = tmp_path / "a.xliff"
    path.write_text(XLIFF_1.format("zh-CN", "en-US"), encoding="utf-8")
    assert [(unit.source, unit.target, unit.state) for unit in read(path)] == [
        ("甲", "A b", "approved"),
        ("乙", "B", "flagged"),
        ("丙", "C", "approved"),
        ("丁", "D", None),
    ]


@pytest.mark.parametrize("text", [XLIFF_1, XLIFF_2])
def test_xliff_from_english_is_turned_and_of_other_languages_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(text.format("en", "zh"), encoding="utf-8")
    assert pairs(path)[1] == ("B", "乙")
    path.write_text(text.format("zh", "fr"), encoding="utf-8")
    with pytest.raises(UserError, match="from zh to fr"):
        pairs(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chinese\tEnglish\n甲\tA\n\n乙\tB", [("甲", "A"), ("乙", "B")]),
        ("id\tEN\tzh\r\n1\tA\t甲\r\n", [("甲", "A")]),
        ("原文\t译文\n甲\tA\n", [("甲", "A")]),
        ("甲乙丙\tThe first text\n丁\tB\tmore\n", [("甲乙丙", "The first text"), ("丁", "B")]),
        ("The first text\t甲乙丙\n", [("甲乙丙", "The first text")]),
        ('Chinese\tEnglish\n甲\\t\t“A” \\n "b"\n', [("甲\\t", '“A” \\n "b"')]),
        (
            "id\tkind\tChinese\tEnglish\tstate\tterms\tfindings\nd#1\tlist\t甲\\t乙\tA\\\\n\\nB\tnew\t\t\n",
            [("甲\t乙", "A\\n\nB")],
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tsv(tmp_path: Path, text: str, expected: list[tuple[str, str]], encoding: str) -> None:
    path = tmp_path / "a.TSV"
    path.write_bytes(text.encode(encoding))
    assert pairs(path) == expected


def workbook(
    path: Path, rows: list[list[object]], *, name: str = "translation", first: str | None = None
) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    if first is not None:
        sheet.title = first
        sheet.append(["Chinese", "English"])
        sheet = book.create_sheet(name)
    sheet.title = name
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_xlsx(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["id", "kind", "Chinese", "English", "state", "terms", "findings", "comment", "machine"],
        ["d#1", "title", "甲𠮷", "A", "Approved ", "", "", "", "A"],
        ["d#2", "list", "乙", "B2", "new", None, None, "why", "B"],
        ["d#3", "list", 2035, 2035.0, "flagged", None, None, None, "2035"],
        [],
        ["d#4", "list", "丙", None, "new", None, None, None, "C"],
        ["d#5", "list", "丁", "two\nlines", "what?", None, None, None, "two lines"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, first="about")
    units = list(read(path))
    assert units == [
        Unit("甲𠮷", "A", "a.xlsx:2", "approved", "A"),
        Unit("乙", "B2", "a.xlsx:3", "new", "B"),
        Unit("2035", "2035", "a.xlsx:4", "flagged", "2035"),
        Unit("丁", "two\nlines", "a.xlsx:7", None, "two lines"),
    ]
    assert [unit.approved for unit in units] == [True, True, False, False]


def test_a_state_that_is_no_word_for_one_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows: list[list[object]] = [
        ["Chinese", "English", "state"],
        ["甲", "A", "Approved "],
        ["乙", "B", "final?"],
    ]
    rows += [["丙", "C", None], ["丁", "D", "final?"], ["戊", "E", "ok"], [None, None, "an end"]]
    assert [unit.state for unit in read(workbook(tmp_path / "a.xlsx", rows))] == [
        "approved", None, None, None, None
    ]  # fmt: skip
    assert [record.message for record in caplog.records] == [
        "a.xlsx:3, a.xlsx:5: “final?” is no state and is ignored; known are new, flagged, edited, approved",
        "a.xlsx:6: “ok” is no state and is ignored; known are new, flagged, edited, approved",
    ]


def test_of_a_column_of_remarks_only_some_are_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.tsv"
    lines = [f"甲{n}\tA\t{'again' if n < 7 else f'remark {n}'}" for n in range(20)]
    path.write_text("\n".join(["zh\ten\tstatus", *lines]), encoding="utf-8")
    assert len(pairs(path)) == 20
    assert len(caplog.records) == 5
    assert "a.tsv:6 and more: “again” is no state" in caplog.text


def test_xlsx_of_others(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Source", "Translation"], ["甲", "A"]], name="Sheet1")
    assert list(read(path)) == [Unit("甲", "A", "a.xlsx:2")]
    path = workbook(tmp_path / "b.xlsx", [["甲乙", "The text"]], name="Sheet1")
    assert list(read(path)) == [Unit("甲乙", "The text", "b.xlsx:1")]
    assert list(read(workbook(tmp_path / "c.xlsx", []))) == []


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([Unit("甲", "A"), Unit("乙", "B")], "AB"),
        ([Unit("甲", "A"), Unit("乙", "B", state="new")], "A"),
        ([Unit("甲", "A"), Unit("乙", "B", state="approved")], "B"),
        ([Unit("甲", "A", machine="A"), Unit("乙", "B", machine="b")], "B"),
        ([Unit("甲", "A", machine=" A\n"), Unit("乙", "B", state="flagged", machine="B")], ""),
        ([Unit("甲", "A", state="edited", machine="A")], "A"),
    ],
)
def test_what_counts_as_approved(units: list[Unit], expected: str) -> None:
    assert "".join(unit.target for unit in approved(units)) == expected


def docx(path: Path) -> Path:
    import docx as word

    paper = word.Document()
    paper.add_paragraph("A heading")
    paper.add_table(rows=1, cols=1).rows[0].cells[0].text = "no translations here"
    table = paper.add_table(rows=0, cols=3)
    for row in (("#", "Chinese", "English"), ("1", "甲", "A"), ("2", "乙", "B")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    paper.save(str(path))
    return path


def edited(path: Path, change: Callable[[str], str]) -> Path:
    """Change the XML of a Word document."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts["word/document.xml"].decode()
    parts["word/document.xml"] = change(before).encode()
    assert before != change(before)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_docx(tmp_path: Path) -> None:
    assert list(read(docx(tmp_path / "a.docx"))) == [Unit("甲", "A", "a.docx:2"), Unit("乙", "B", "a.docx:3")]


RUN = "<w:r><w:t>A</w:t></w:r>"
NEW = "<w:r><w:t>New</w:t></w:r>"
MARK = 'w:id="1" w:author="r" w:date="2026-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (
            f"<w:del {MARK}><w:r><w:delText>A</w:delText></w:r></w:del><w:ins {MARK}>{NEW}</w:ins>",
            "New",
        ),
        (f'{RUN}<w:ins {MARK}><w:r><w:t xml:space="preserve"> and B</w:t></w:r></w:ins>', "A and B"),
        (
            f"<w:moveFrom {MARK}>{RUN}</w:moveFrom><w:moveTo {MARK}><w:r><w:t>Moved</w:t></w:r></w:moveTo>",
            "Moved",
        ),
        (
            "<w:r><w:t>A</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>",
            "A\nb\tc-d",
        ),
        (f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", "A"),
        (f'<w:hyperlink w:anchor="x">{RUN}</w:hyperlink>', "A"),
    ],
)
def test_docx_reads_as_with_all_changes_accepted(tmp_path: Path, run: str, text: str) -> None:
    path = edited(docx(tmp_path / "a.docx"), lambda xml: xml.replace(RUN, run))
    assert pairs(path) == [("甲", text), ("乙", "B")]


def test_a_row_deleted_from_a_docx_is_gone(tmp_path: Path) -> None:
    mark = f"<w:trPr><w:del {MARK}/></w:trPr>"
    path = edited(
        docx(tmp_path / "a.docx"),
        lambda xml: mark.join(xml.rsplit("<w:tr>", 1)).replace(mark, f"<w:tr>{mark}"),
    )
    assert pairs(path) == [("甲", "A")]


@pytest.mark.parametrize("suffix", [".tmx", ".xlf", ".xliff", ".xlsx", ".docx"])
@pytest.mark.parametrize("content", [b"", b"neither XML nor a package", b"PK\x03\x04 damaged", b"<a><b></a>"])
def test_a_file_of_another_kind_is_the_users_mistake(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises(UserError, match="a" + suffix):
        list(read(path))


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_an_archive_of_something_else_is_the_users_mistake(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UserError, match="or a damaged one") as caught:
        list(read(path))
    assert caught.value.hint == "open it in its own program and save it again"


@pytest.mark.parametrize(
    ("name", "message"),
    [("a.pdf", "not a file of translations"), ("a", "not a file"), ("no.tmx", "no such file")],
)
def test_a_file_that_cannot_be_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        list(read(tmp_path / name))


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_damaged_package_is_the_users_mistake(tmp_path: Path, suffix: str) -> None:
    """Bytes inside the compressed parts are other ones: each place breaks another layer of the library."""
    path = tmp_path / f"a{suffix}"
    whole = (
        docx(path) if suffix == ".docx" else workbook(path, [["Chinese", "English"], ["甲", "A"]])
    ).read_bytes()
    refused = 0
    for start in range(0, len(whole), len(whole) // 60):
        path.write_bytes(whole[:start] + b"\xff\x07Zx" + whole[start + 4 :])
        try:
            list(read(path))
        except UserError:
            refused += 1
    assert refused > 10


def test_a_file_that_may_not_be_read_is_the_users_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("甲\tA", encoding="utf-8")
    monkeypatch.setattr(
        Path, "read_bytes", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
    )
    with pytest.raises(UserError, match="Permission denied"):
        list(read(path))


def test_a_table_without_the_two_texts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("one\ttwo\n1\t2\n", encoding="utf-8")
    with pytest.raises(UserError, match="Chinese and English"):
        list(read(path))
