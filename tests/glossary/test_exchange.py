"""Glossaries in other formats and back."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import PlacedError, UserError
from glossary.exchange import read, write
from glossary.term import Term

TERMS = [
    Term("5G", "5G", domain="house"),
    Term(
        "工业和信息化部",
        "Ministry of Industry and Information Technology",
        also=("the Ministry", "a | b \\ c", "with, comma"),
        avoid=("Ministry of Informatization", '"quoted"'),
        abbr="MIIT",
        aliases=("工信部", "𠮷"),
        source="https://example.org/?a=1&b=<2>",
        note="=1+1",
        domain="orgs",
    ),
    Term("安全", "security", status="proposed", only_if=("网络", "国家"), not_if=("粮食",), domain="house"),
    Term("X9", "X9", match_case=True, keep=True, domestic=True, status="deprecated", domain="house"),
]


def placeless(terms: Sequence[Term]) -> list[Term]:
    """Return the terms without their places, which differ between files."""
    return [replace(term, place=None) for term in terms]


@pytest.mark.parametrize("suffix", ["yaml", "csv", "tsv", "xlsx", "tbx"])
def test_nothing_is_lost(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"house.{suffix}"
    write(path, TERMS)
    again = read(path)
    assert placeless(again) == TERMS
    assert all(term.place is not None and term.place.path == path for term in again)


TEXT = (
    st.text(st.sampled_from("工业ab|\\,\"'=<&:#-\t 𠮷"), min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@settings(max_examples=40)
@given(
    zh=TEXT, en=TEXT, also=st.lists(TEXT, max_size=2), suffix=st.sampled_from(["yaml", "csv", "tsv", "tbx"])
)
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, zh: str, en: str, also: list[str], suffix: str
) -> None:
    term = Term(zh, en, also=tuple(also), domain="any")
    path = tmp_path_factory.mktemp("any") / f"any.{suffix}"
    write(path, [term])
    assert placeless(read(path)) == [term]


def test_headings_may_be_chinese_and_few(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n中文,,英文,also\n甲,x,a,b | c\n\n乙,,b\n", encoding="utf-8-sig")
    assert placeless(read(path)) == [
        Term("甲", "a", also=("b", "c"), domain="t"),
        Term("乙", "b", domain="t"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "message", "hint"),
    [
        ("t.csv", "zh,english,alos\n", "1:3: unknown column 'alos'", "also"),
        ("t.csv", "zh,also\n甲,b\n", "1:1: no column 'en'", "zh, en"),
        ("t.tsv", "zh\ten\n甲\ta\n\tb\n", "3:1: no Chinese", ""),
        ("t.tsv", "zh\ten\n甲\t\n", "2:2: 甲 has no rendering", ""),
        ("t.tsv", "zh\ten\tkeep\n甲\ta\tmaybe\n", "2:3: keep cannot be 'maybe'", "true or false"),
        ("t.tsv", "zh\ten\tstatus\n甲\ta\tfine\n", "2:3: status cannot be 'fine'", "approved"),
        ("t.csv", 'zh,en\n甲,"a\n', "", ""),
        ("t.csv", "zh,en\n甲,a\n乙,b\x01\n", "3:1: a control character in en: 'b\\x01'", "take it out"),
        ("t.tsv", "zh\ten\talso\n甲\ta\tb | \0c\n", "2:1: a control character in also", ""),
        ("t.yaml", '甲: A\n乙: "b\\x01"\n', "2:1: a control character in en", ""),
        ("t.tbx", "<tbx><text>\n</tbx>", "2:7: not XML", ""),
        ("t.tbx", "<html/>", "1:1: not TBX", ""),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, name: str, text: str, message: str, hint: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(PlacedError) as caught:
        read(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}:{message}")
    assert hint in caught.value.hint


def test_what_is_no_glossary(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no workbook")
    with pytest.raises(UserError, match="not an XLSX"):
        read(tmp_path / "a.xlsx")
    for name in ("none.xlsx", "none.csv", "none.tbx", "none.yaml"):
        with pytest.raises(UserError, match="cannot read"):
            read(tmp_path / name)
    with pytest.raises(UserError, match="suffix") as caught:
        write(tmp_path / "a.doc", TERMS)
    assert ".tbx" in caught.value.hint


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("how", ["cut off", "cut off inside", "compression", "checksum"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.xlsx"
    write(path, TERMS)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        at = package.getinfo(SHEET).header_offset + 30 + len(SHEET)  # the data follow the local header
    data = bytearray(path.read_bytes())
    if how == "cut off":
        del data[len(data) // 2 :]
    elif how == "compression":
        data[at : at + 8] = b"\xff" * 8
    elif how == "checksum":
        data[at + 200] ^= 0xFF
    path.write_bytes(data)
    if how == "cut off inside":
        parts[SHEET] = parts[SHEET][: len(parts[SHEET]) // 2]
        with zipfile.ZipFile(path, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
    with pytest.raises(UserError, match="not an XLSX workbook, or a damaged one") as caught:
        read(path)
    assert "save it as" in caught.value.hint


@pytest.mark.parametrize("suffix", ["yaml", "csv", "tsv", "xlsx", "tbx"])
def test_a_file_may_have_a_strange_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a\x01b.{suffix}"
    write(path, TERMS)
    assert placeless(read(path)) == TERMS


FOREIGN = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">telecom</descrip>
<langSet xml:lang="en-US">
<tig><term>net</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>NW</term><termNote type="termType">abbreviation</termNote></tig>
<tig><term>web</term></tig>
<ntig><termGrp><term>network</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
</langSet>
<langSet xml:lang="zh-CN"><tig><term>网路</term></tig>
<tig><term>网络</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
</termEntry>
<termEntry><langSet xml:lang="en"><tig><term>only English</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_tbx_of_others(tmp_path: Path) -> None:
    path = tmp_path / "foreign.tbx"
    path.write_text(FOREIGN, encoding="utf-8")
    expected = Term("网络", "network", ("web",), ("net",), "NW", ("网路",), domain="telecom")
    assert placeless(read(path)) == [expected]


@pytest.mark.parametrize("note", ["also: net | web", "place: here", "status: odd", "only_if", "nothing", ""])
def test_damaged_notes_of_ours_are_passed_over(tmp_path: Path, note: str) -> None:
    path = tmp_path / "house.tbx"
    write(path, [Term("网络", "network", also=("web",), note="duizhao " + note)])
    assert placeless(read(path))[0].also == ("web",)
