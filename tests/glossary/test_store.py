"""Collections of terms: laying files over each other, the shipped ones, versions."""

import time
from pathlib import Path

import pytest

from align.errors import UserError
from glossary.store import Glossary, default, load, shipped
from glossary.term import Term


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_later_file_overrides_by_designation(tmp_path: Path) -> None:
    first = write(
        tmp_path / "first.yaml",
        "工信部: MIIT\n网络: network\n部委: {en: ministries, aliases: [各部委, 部]}\n",
    )
    house = write(
        tmp_path / "house.yaml",
        "工业和信息化部: {en: Ministry of Industry, aliases: [工信部]}\n部: ministry\n网络: web\n",
    )
    glossary = load([first, house])
    assert [(term.zh, term.en) for term in glossary] == [
        ("部委", "ministries"),
        ("工业和信息化部", "Ministry of Industry"),
        ("部", "ministry"),
        ("网络", "web"),
    ]
    assert glossary.terms[0].aliases == ("各部委",)
    assert [(old.zh, new.zh) for old, new in glossary.overridden] == [
        ("工信部", "工业和信息化部"),
        ("部委", "部"),
        ("网络", "网络"),
    ]
    assert glossary.domains == ("first", "house")


def test_lookup_by_designation() -> None:
    glossary = Glossary(
        (
            Term("安全", "security", only_if=("网络",)),
            Term("安全", "safety"),
            Term("甲", "a", aliases=("乙",)),
        )
    )
    found = glossary.get("乙")
    assert found is not None
    assert found.zh == "甲"
    assert [term.en for term in glossary.senses("安全")] == ["security", "safety"]
    assert glossary.get("丙") is None
    assert "乙" in glossary
    assert len(glossary) == 3


def test_the_version_follows_the_content_only(tmp_path: Path) -> None:
    one = load([write(tmp_path / "a.yaml", "甲: a\n乙: b\n")])
    moved = load([write(tmp_path / "a.yaml", "# a comment\n甲: a\n\n乙: {en: b}\n")])
    other = load([write(tmp_path / "a.yaml", "甲: a\n乙: {en: b, match_case: true}\n")])
    assert one.version == moved.version != other.version
    assert len(one.version) == 10


def test_an_unknown_domain_lists_the_choices() -> None:
    with pytest.raises(UserError, match="sport") as caught:
        shipped(["sport"])
    assert "telecom" in caught.value.hint


def test_the_shipped_terms_load_fast() -> None:
    best = 9.0
    for _ in range(3):
        begin = time.perf_counter()
        glossary = shipped()
        best = min(best, time.perf_counter() - begin)
    assert len(glossary) >= 600
    assert best < 0.4, f"loading takes {best:.2f} s"


def test_domains_pick_among_the_shipped_and_overlays_lie_above(tmp_path: Path) -> None:
    assert shipped(["telecom"]).domains == ("telecom",)
    house = write(tmp_path / "house.yaml", "工业互联网: Industrial Web\n")
    found = default([house], ["telecom"]).get("工业互联网")
    assert found is not None
    assert found.en == "Industrial Web"
