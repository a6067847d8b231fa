"""The YAML notation: what it reads, and where it says a mistake is."""

from pathlib import Path

import pytest

from align.errors import PlacedError, UserError
from glossary.notation import parse, plain, read
from glossary.term import Term

PATH = Path("terms/telecom.yaml")


def test_three_forms() -> None:
    short, long, security, safety = parse(
        "5G: 5G\n"
        "工业和信息化部:\n  en: Ministry of Industry and\n    Information Technology\n  abbr: MIIT\n"
        "  aliases: [工信部]\n安全:\n  - {en: security, only_if: 网络, match_case: true}\n  - en: safety\n",
        PATH,
    )
    assert short == Term("5G", "5G", domain="telecom", place=short.place)
    assert long.en == "Ministry of Industry and Information Technology"
    assert (long.abbr, long.aliases, str(long.place)) == ("MIIT", ("工信部",), "terms/telecom.yaml:2:1")
    assert (security.only_if, security.match_case, security.place and security.place.line) == (
        ("网络",),
        True,
        8,
    )
    assert safety == Term("安全", "safety", domain="telecom", place=safety.place)


def test_scalars_are_text() -> None:
    assert [term.en for term in parse("否: NO\n一: 1\n空: 'null'\n", PATH)] == ["NO", "1", "null"]


def test_keep_needs_no_rendering() -> None:
    assert parse("X9-𠮷: {keep: true}", PATH)[0].en == "X9-𠮷"


def test_an_empty_file_holds_no_terms() -> None:
    assert parse("# nothing yet\n", PATH) == []


MISTAKES = [
    ("网络: network\n\n网络: net\n", "3:1: 网络 appears twice (first at line 1)", "senses"),
    ("甲: {en: a, aliases: [丙]}\n丙: c\n", "2:1: 丙 appears twice (first at line 1)", "senses"),
    ("甲: a\n乙: {en: a, aliases: [丙, 甲]}\n", "2:25: 甲 appears twice (first at line 1)", "senses"),
    ("甲:\n  en: a\n  alos: [b]\n", "3:3: unknown key 'alos' in 甲", "did you mean also?"),
    ("甲:\n  en: a\n  zzz: [b]\n", "3:3: unknown key 'zzz' in 甲", "the keys are en, also"),
    ("甲:\n  en: a\n  en: b\n", "3:3: 甲 has en twice", ""),
    ("甲:\n", "1:3: the rendering of 甲 is empty", ""),
    ("甲: ''\n", "1:4: the rendering of 甲 is empty", ""),
    ("甲:\n  also: [b]\n", "1:1: 甲 has no rendering", "keep: true"),
    ("甲: []\n", "1:1: 甲 has no rendering", ""),
    ("甲: [a, b]\n", "1:5: a sense of 甲 is a mapping", "also"),
    ("甲:\n  en: [a]\n", "2:7: en of 甲 is text, not a list", ""),
    ("甲:\n  en: a\n  also: [b, {c: d}]\n", "3:13: an item in also of 甲 is text, not a mapping", ""),
    ("甲:\n  en: a\n  status: ok\n", "3:11: status cannot be 'ok'", "approved, proposed, deprecated"),
    ("甲:\n  en: a\n  keep: yes\n", "3:9: keep cannot be 'yes'", "true, false"),
    ("- 甲\n", "1:1: a glossary is a mapping", "中文: English"),
    ("甲: a: b\n", "1:5: not YAML", "quotes"),
    ("甲：a\n乙: b\n", "2:2: not YAML", "`: `"),
    ("\t甲: a\n", "1:1: not YAML", "spaces, not tabs"),
    ('甲:\n  en: "a\n', "3:1: not YAML", "quotes"),
    ("甲: a\n乙: \x01\n", "2:4: a control character", ""),
    ("甲: a\n---\n乙: b\n", "2:1: not YAML", ""),
]


@pytest.mark.parametrize(("text", "message", "hint"), MISTAKES)
def test_a_mistake_has_its_place(text: str, message: str, hint: str) -> None:
    with pytest.raises(PlacedError) as caught:
        parse(text, PATH)
    assert str(caught.value).startswith(f"{PATH}:{message}")
    assert hint in caught.value.hint


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"):
        read(tmp_path / "none.yaml")
    with pytest.raises(UserError, match="directory"):
        read(tmp_path)
    (tmp_path / "gb.yaml").write_bytes("术语: one\n网络: network\n".encode("gb18030"))
    with pytest.raises(PlacedError, match=r"gb\.yaml:1:1: not UTF-8"):
        read(tmp_path / "gb.yaml")
    (tmp_path / "bom.yaml").write_text("网络: network\n", encoding="utf-8-sig")
    assert read(tmp_path / "bom.yaml")[0].zh == "网络"


@pytest.mark.parametrize(
    "text",
    [
        "5G: 5G",
        "甲: {en: a, also: [b, c], avoid: [d], abbr: A, aliases: [乙], status: proposed, source: s, note: n}",
        "甲: {en: a, domain: party, match_case: true, only_if: [乙], not_if: [丙]}",
        "X9: {keep: true}",
    ],
)
def test_plain_is_the_twin_of_parse(text: str) -> None:
    import yaml

    term = parse(text, PATH)[0]
    again = parse(yaml.safe_dump({term.zh: plain(term)}, allow_unicode=True), PATH)[0]
    assert again == term


def test_a_domain_that_the_file_does_not_say_is_written_be_it_the_default() -> None:
    text = "网络: {en: network, domain: general}\n"
    (term,) = parse(text, Path("house.yaml"))
    assert term.domain == "general"
    assert plain(term) == {"en": "network", "domain": "general"}


def test_what_was_written_since_is_read(tmp_path: Path) -> None:
    house = tmp_path / "house.yaml"
    for rendering in ("safety", "security", "safety"):
        house.write_text(f"安全: {rendering}\n", encoding="utf-8")
        terms = read(house)
        assert [term.en for term in terms] == [rendering]
        terms.clear()  # nobody else's list
