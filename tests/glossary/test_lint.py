"""Mistakes in glossaries, and that the shipped one has none."""

from pathlib import Path

import pytest

from glossary.lint import lint
from glossary.store import shipped, shipped_files

FAULTS = [
    ("甲: {en: a, avoid: [the A]}", ["1:1: 甲: 'the A' is both accepted and to be avoided"]),
    ("甲: {en: a, avoid: [A], match_case: true}", []),
    ("甲: {en: the b, also: [b]}", ["1:1: 甲: 'b' adds nothing to 'the b' (case and articles do not count)"]),
    ("甲: {en: a, also: [c, c]}", ["1:1: 甲: 'c' adds nothing to 'c' (case and articles do not count)"]),
    ("甲: 网络 net", ["1:1: 甲: Chinese characters in the rendering '网络 net'"]),
    ("甲: a，b", ["1:1: 甲: full-width punctuation in the rendering 'a，b'"]),
    ("甲: a b.", ["1:1: 甲: the rendering 'a b.' ends in punctuation"]),
    ("甲: A Co., Ltd.", []),
    ("甲: a (b", ["1:1: 甲: a bracket or quote without its partner in 'a (b'"]),
    ("甲: a  \n", ["1:5: white space at the end of the line"]),
    ('甲: {en: "a ", also: [ok]}', ['1:9: white space inside the quotes of "a "']),
    ("甲: {en: a, avoid: [b, b]}", ["1:1: 甲: 'b' twice under avoid"]),
    ("甲: {en: a, aliases: [乙, 丙, 丙]}", ["1:1: 甲: '丙' twice under aliases"]),
    ("网络: {en: a, aliases: [網絡]}", ["1:1: 网络: 網絡 is found as 网络 anyway"]),
    ("网络: a\n網絡: b", ["2:1: 網絡 is at {path}:1:1 as well (网络)"]),
    ("甲: {en: a, abbr: A}", ["1:1: 甲: the abbreviation 'A' is a rendering already"]),
    ("甲: {en: a, keep: true}", ["1:1: 甲: `keep` leaves it as it is, yet the rendering is 'a'"]),
    ("甲: {en: a, only_if: [乙], not_if: [乙]}", ["1:1: 甲: '乙' under both only_if and not_if"]),
    (
        "甲乙: {en: bad plans}\n甲: {en: a, avoid: [bad plan]}",
        ["1:1: 甲乙: 'bad plans' holds 'bad plan', which 甲 avoids"],
    ),
    ("甲: {en: bad}\n乙: {en: a, avoid: [bad]}", []),  # unrelated terms may disagree
]


@pytest.mark.parametrize(("text", "faults"), FAULTS)
def test_faults(tmp_path: Path, text: str, faults: list[str]) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    found = [f"{fault.place}: {fault.message}".removeprefix(f"{path}:") for fault in lint([path])]
    assert found == [fault.format(path=path) for fault in faults]


def test_files_are_compared(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("甲: a\n", encoding="utf-8")
    two.write_text("乙: {en: b, aliases: [甲]}\n", encoding="utf-8")
    assert [fault.message for fault in lint([one, two])] == [f"甲 is at {one}:1:1 as well (甲)"]


def test_the_shipped_terms_are_clean() -> None:
    assert lint(shipped_files()) == []


def test_the_shipped_terms_have_their_parts() -> None:
    glossary = shipped()
    assert {"party", "telecom", "emergency", "general"} <= set(glossary.domains)
    for alias, zh, abbr in (("工信部", "工业和信息化部", "MIIT"), ("发改委", "国家发展和改革委员会", "NDRC")):
        found = glossary.get(alias)
        assert found is not None
        assert (found.zh, found.abbr) == (zh, abbr)
    assert not [term.zh for term in glossary if term.source == "memory"]
