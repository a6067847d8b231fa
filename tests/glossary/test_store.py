"""Collections of terms: laying files over each other, the shipped ones, versions."""

import time
from dataclasses import replace
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


BELOW = """\
工业和信息化部:
  en: Ministry of Industry and Information Technology
  also: [Ministry of Industry and IT]
  avoid: [Ministry of Industry, Ministry of Information]
  abbr: MIIT
  aliases: [工信部]
  status: proposed
  source: a law
  match_case: true
  not_if: [工信部署]
"""
SAME = "Ministry of Industry and Information Technology"


def over(tmp_path: Path, text: str, below: str = BELOW) -> Glossary:
    """Lay one file over another."""
    first = write(tmp_path / "orgs.yaml", below)
    return load([first, write(tmp_path / "house.yaml", text)])


def test_the_house_file_of_the_readme_leaves_the_short_name(tmp_path: Path) -> None:
    _, _, rest = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").partition("```yaml\n")
    house = write(tmp_path / "house.yaml", rest.partition("```")[0])
    glossary = default([house])
    found = glossary.get("工信部")
    assert found is not None
    assert (found.zh, found.abbr, found.domain) == ("工业和信息化部", "MIIT", "orgs")
    assert found.avoid[:2] == ("Industry Ministry", "Ministry of Industry and Informatization")
    assert found.place is not None
    assert found.place.path == house
    assert ("工业和信息化部", house) in [
        (new.zh, new.place and new.place.path) for _, new in glossary.overridden
    ]


def test_with_the_same_english_an_entry_inherits_what_it_leaves_out(tmp_path: Path) -> None:
    glossary = over(tmp_path, f"工业和信息化部: the {SAME.lower()}\n")
    (term,), (override,) = glossary.terms, glossary.overridden
    assert term.en == f"the {SAME.lower()}"
    assert override == (load([tmp_path / "orgs.yaml"]).terms[0], term)
    assert replace(term, en=SAME, place=override.old.place) == override.old


def test_with_another_english_only_the_chinese_and_what_to_avoid(tmp_path: Path) -> None:
    (term,) = over(tmp_path, "工业和信息化部: {en: Ministry of Industry, note: ours}\n")
    assert replace(term, place=None) == Term(
        "工业和信息化部",
        "Ministry of Industry",
        avoid=("Ministry of Information",),
        aliases=("工信部",),
        note="ours",
        domain="orgs",
        not_if=("工信部署",),
    )


def test_what_is_said_though_it_is_the_default_is_not_inherited(tmp_path: Path) -> None:
    lists = "also: [], avoid: [], aliases: [ ], not_if: []"
    (term,) = over(
        tmp_path,
        f"工业和信息化部: {{en: {SAME}, {lists}, status: approved, match_case: false, domain: house}}\n",
    )
    assert replace(term, place=None) == Term(
        "工业和信息化部", SAME, abbr="MIIT", source="a law", domain="house"
    )


def test_what_an_entry_says_goes_before_what_it_inherits(tmp_path: Path) -> None:
    text = f"{{en: {SAME}, also: [the Ministry of Information], avoid: [MIIT, x]}}"
    (term,) = over(tmp_path, f"工业和信息化部: {text}\n")
    assert (term.also, term.avoid, term.abbr) == (
        ("the Ministry of Information",),
        ("MIIT", "x", "Ministry of Industry"),
        None,
    )
    (term,) = over(tmp_path, f"工业和信息化部: {{en: {SAME}, avoid: [Ministry of Industry and IT]}}\n")
    assert term.also == ()
    (term,) = over(tmp_path, f"工业和信息化部: {{en: {SAME}, also: [the Ministry of Information]}}\n")
    assert term.avoid == ("Ministry of Industry",)
    (term,) = over(tmp_path, "甲: {en: b, only_if: [乙]}\n", "甲: {en: a, not_if: [乙, 丙]}\n")
    assert (term.only_if, term.not_if) == (("乙",), ("丙",))


@pytest.mark.parametrize("order", [1, -1])
def test_a_name_that_the_file_gives_to_another_entry_is_not_inherited(tmp_path: Path, order: int) -> None:
    entries = [f"工业和信息化部: {SAME}\n", "工信部: the ministry\n"][::order]
    glossary = over(tmp_path, "".join(entries))
    assert {term.zh: (term.aliases, term.abbr) for term in glossary} == {
        "工业和信息化部": ((), "MIIT"),
        "工信部": ((), None),
    }


def test_an_entry_for_an_alias_inherits_where_the_english_is_the_same(tmp_path: Path) -> None:
    whole, alias = over(tmp_path, f"工信部: {SAME}\n")
    assert (whole.zh, whole.aliases) == ("工业和信息化部", ())
    assert (alias.zh, alias.aliases, alias.abbr, alias.not_if) == ("工信部", (), "MIIT", ("工信部署",))
    _, alias = over(tmp_path, "工信部: the ministry\n")
    assert replace(alias, place=None) == Term("工信部", "the ministry", domain="house")


def test_senses_inherit_from_the_one_with_their_english(tmp_path: Path) -> None:
    below = """\
安全:
  - {en: security, also: [secureness], avoid: [safety], aliases: [保安], only_if: [国家]}
  - {en: safety, avoid: [security], aliases: [保安]}
"""
    one, two = over(tmp_path, "安全:\n  - {en: security, avoid: [x]}\n  - en: protection\n", below)
    assert (one.also, one.avoid, one.only_if, one.aliases) == (
        ("secureness",),
        ("x", "safety"),
        ("国家",),
        ("保安",),
    )
    assert (two.also, two.avoid, two.only_if, two.aliases) == ((), (), (), ("保安",))
    (alone,) = over(tmp_path, "安全: security\n", below)
    assert (alone.also, alone.only_if) == (("secureness",), ())


def test_layers_inherit_from_what_stands(tmp_path: Path) -> None:
    over(tmp_path, f"工业和信息化部: {{en: {SAME}, abbr: MOIIT}}\n")
    top = write(tmp_path / "top.yaml", f"工业和信息化部: {{en: {SAME}, aliases: [信工部]}}\n")
    (term,) = load([tmp_path / "orgs.yaml", tmp_path / "house.yaml", top])
    assert (term.abbr, term.aliases, term.source) == ("MOIIT", ("信工部",), "a law")


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
        begin = time.process_time()  # not of the clock: other programs may keep the machine busy
        glossary = shipped()
        best = min(best, time.process_time() - begin)
    assert len(glossary) >= 600
    assert best < 0.4, f"loading takes {best:.2f} s"


def test_domains_pick_among_the_shipped_and_overlays_lie_above(tmp_path: Path) -> None:
    assert shipped(["telecom"]).domains == ("telecom",)
    house = write(tmp_path / "house.yaml", "工业互联网: Industrial Web\n")
    found = default([house], ["telecom"]).get("工业互联网")
    assert found is not None
    assert found.en == "Industrial Web"
