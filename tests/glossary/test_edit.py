"""Changing one entry and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from align.errors import UserError
from glossary.edit import add, add_all, change, remove
from glossary.notation import read
from glossary.term import Place, Term

TEXT = """\
# the head

甲: a   # why a
# before 乙
乙:
  en: "b"  # keep me
  also: [x, y]
  avoid:
    - bad   # never
    - worse

# before 丙
丙:   c
安全:
  - {en: security, only_if: [国家]}
  - en: safety
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "house.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def entry(path: Path, zh: str) -> Term:
    return next(term for term in read(path) if term.zh == zh)


def test_a_change_touches_only_its_fields(path: Path) -> None:
    change(path, replace(entry(path, "乙"), also=("y", "z"), avoid=("worse",), abbr="B"))
    changed = (
        TEXT.replace("[x, y]", "[y, z]")
        .replace("    - bad   # never\n", "")
        .replace("    - worse\n", "    - worse\n  abbr: B\n")
    )
    assert path.read_text(encoding="utf-8") == changed


def test_a_short_entry_grows(path: Path) -> None:
    change(path, replace(entry(path, "甲"), also=("aa", "a, too")))
    text = path.read_text(encoding="utf-8")
    assert text == TEXT.replace(
        "甲: a   # why a", "甲:     # why a\n  en: a\n  also:\n    - aa\n    - a, too"
    )
    assert entry(path, "甲").also == ("aa", "a, too")


@pytest.mark.parametrize("zh", ["甲", "乙", "丙", "安全"])
def test_a_removal_leaves_the_rest(path: Path, zh: str) -> None:
    before = [replace(term, place=None) for term in read(path) if term.zh != zh]
    remove(path, zh)
    assert [replace(term, place=None) for term in read(path)] == before
    lines = path.read_text(encoding="utf-8").splitlines()
    assert all(comment in lines for comment in ("# the head", "# before 乙", "# before 丙"))


def test_an_addition_goes_to_the_end(path: Path) -> None:
    term = Term("丁：戊", "d: e", also=("𠮷",), aliases=("己",), match_case=True)
    add(path, term)
    assert path.read_text(encoding="utf-8").startswith(TEXT)
    assert replace(entry(path, "丁：戊"), place=None) == replace(term, domain="house")


def test_a_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "house.yaml"
    add(path, Term("甲", "a"))
    assert [term.zh for term in read(path)] == ["甲"]


def test_what_is_refused_leaves_the_file_alone(path: Path) -> None:
    for attempt in (
        lambda: add(path, Term("甲", "x")),
        lambda: add(path, Term("丁", "x", aliases=("乙",))),
        lambda: change(path, Term("丁", "x")),
        lambda: change(path, Term("安全", "x")),
        lambda: change(path, Term("甲", "x", aliases=("乙",))),
        lambda: remove(path, "丁"),
        lambda: add_all(path, [Term("丁", "d"), Term("戊", "e", aliases=("甲",))]),
    ):
        with pytest.raises(UserError):
            attempt()
    assert path.read_text(encoding="utf-8") == TEXT


def test_many_at_once(path: Path) -> None:
    terms = [Term("甲", "aa"), Term("丁", "d"), Term("丁", "dd")]
    assert add_all(path, terms) == (1, 0, 2)
    assert add_all(path, terms[:1], replacing=True) == (0, 1, 0)
    assert entry(path, "甲").en == "aa"


def test_a_replacement_keeps_what_it_does_not_say(path: Path) -> None:
    assert add_all(path, [Term("乙", "B", abbr="b.")], replacing=True) == (0, 1, 0)
    text = TEXT.replace('en: "b"', 'en: "B"').replace("- worse\n", "- worse\n  abbr: b.\n")
    assert path.read_text(encoding="utf-8") == text
    add_all(path, [Term("乙", "worse")], replacing=True)
    assert replace(entry(path, "乙"), place=None) == Term("乙", "worse", avoid=("bad",), domain="house")


def test_a_domain_of_its_own_stays(path: Path) -> None:
    path.write_text(TEXT + "丁: {en: d, domain: general}\n", encoding="utf-8")
    add_all(path, [Term("丁", "dd")], replacing=True)
    add_all(path, [Term("丁", "ddd", domain="more", place=Place(Path("more.yaml"), 1, 1))], replacing=True)
    assert (entry(path, "丁").en, entry(path, "丁").domain) == ("ddd", "general")


def test_what_is_said_though_it_is_empty_is_written(path: Path) -> None:
    said = frozenset(("also", "status"))
    add_all(path, [Term("乙", "b", said=said), Term("丁", "d", said=said)], replacing=True)
    after = path.read_text(encoding="utf-8")
    assert "  also: []\n  avoid:\n    - bad   # never\n    - worse\n  status: approved\n" in after
    assert after.endswith("丁:\n  en: d\n  also: []\n  status: approved\n")
    add_all(path, [Term("乙", "b", abbr="B")], replacing=True)
    assert path.read_text(encoding="utf-8") == after.replace("worse\n", "worse\n  abbr: B\n")
