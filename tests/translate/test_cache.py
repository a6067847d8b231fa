"""The cache: its keys, its file shared, damaged, full or out of reach."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Link, Span
from glossary.term import Place, Term
from translate.cache import Cache, Entry, digest, folder, key

TERM = Term("网络安全", "cybersecurity")
ENTRY = Entry(
    "Cybersecurity 𠮷",
    score=-0.25,
    links=(Link(Span(0, 4), Span(0, 13)), Link(Span(4, 5), Span(14, 15))),
    how=("repaired",),
    payload='{"split": [3]}',
    terms=digest([TERM]),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "translations.db"


def test_what_is_put_comes_back_in_another_object(path: Path) -> None:
    with Cache(path) as first:
        first.put({"a": ENTRY, "b": Entry("")})
    with Cache(path) as second:
        assert second.get(["b", "a", "c", "a"]) == {"a": ENTRY, "b": Entry("")}
        assert second.get([]) == {}


def test_get_takes_more_keys_than_a_statement_has_variables(path: Path) -> None:
    entries = {str(number): Entry(f"no. {number}") for number in range(2500)}
    with Cache(path) as cache:
        cache.put(entries)
        assert cache.get(entries) == entries


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=4)] * 3),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_different_questions_have_different_keys(questions: list[tuple[str, str, str]]) -> None:
    assert len({key(*question, ()) for question in questions}) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"zh": "网络"},
        {"en": "network security"},
        {"also": ("cyber security",)},
        {"avoid": ("net safety",)},
        {"abbr": "CS"},
        {"aliases": ("网安",)},
        {"keep": True},
        {"match_case": True},
        {"only_if": ("工业",)},
        {"not_if": ("工业",)},
    ],
)
def test_the_key_sees_what_changes_a_translation(change: dict[str, object]) -> None:
    assert key("m", "d", "甲", [TERM]) != key("m", "d", "甲", [replace(TERM, **change)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"note": "n"},
        {"source": "s"},
        {"place": Place(Path("a.yaml"), 1, 1)},
        {"domain": "law"},
        {"status": "proposed"},
    ],
)
def test_the_key_does_not_see_the_rest(change: dict[str, object]) -> None:
    assert key("m", "d", "甲", [TERM]) == key("m", "d", "甲", [replace(TERM, **change)])  # type: ignore[arg-type]


def test_the_key_does_not_depend_on_order_or_number_of_entries() -> None:
    other = Term("甲", "A")
    assert key("m", "d", "甲", [TERM, other, TERM]) == key("m", "d", "甲", [other, TERM])
    assert key("m", "d", "甲", [TERM]) != key("m", "d", "甲", [])


def test_fields_do_not_run_into_each_other() -> None:
    assert digest([Term("a", "b", also=("c", "d"))]) != digest([Term("a", "b", also=("c",), avoid=("d",))])


def test_last_gives_what_was_shown_whatever_made_it(path: Path) -> None:
    before, after = Entry("before", terms=digest([])), Entry("after", terms=digest([TERM]))
    with Cache(path) as cache:
        assert cache.last("甲𠮷") is None
        cache.put({"1": before, "2": after})
        assert cache.last("甲𠮷") is None, "kept, but not yet shown"
        cache.show([("甲𠮷", before), ("乙", after)])
        assert cache.last("甲𠮷") == before
        cache.show([("甲𠮷", after)])
        assert cache.last("甲𠮷") == after
        cache.show([("甲𠮷", before)])
        assert cache.last("甲𠮷") == before, "shown again"
        cache.show([("丙", Entry("never put"))])
        assert cache.last("丙") == Entry("never put")


def test_all_that_was_shown_is_known_in_order(path: Path) -> None:
    with Cache(path) as cache:
        assert cache.shown("甲") == ()
        cache.show([("甲", Entry("in full")), ("乙", Entry("B")), ("甲", Entry("short"))])
        assert [entry.text for entry in cache.shown("甲")] == ["in full", "short"]
        cache.show([("甲", Entry("in full"))])
        assert [entry.text for entry in cache.shown("甲")] == ["short", "in full"]


def test_nowhere_keeps_nothing_and_touches_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    with Cache.nowhere() as cache:
        cache.put({"a": ENTRY})
        cache.show([("甲", ENTRY)])
        assert cache.get(["a"]) == {}
        assert cache.last("甲") is None
    assert not list(tmp_path.iterdir())


def test_the_folder_is_the_variable_or_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    assert folder() == tmp_path
    assert Cache().path == tmp_path / "translations.db"
    monkeypatch.delenv("DUIZHAO_CACHE")
    assert folder().name == "duizhao"


def test_the_least_recently_used_go_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1e9
    monkeypatch.setattr(time, "time", lambda: now)
    with Cache(path, limit=20) as cache:
        for number in range(20):
            now += 10_000
            cache.put({str(number): Entry(str(number))})
        now += 10_000
        assert cache.get(["0"])  # used again
        cache.put({"new": Entry("new")})
        kept = cache.get([*map(str, range(20)), "new"])
        assert set(kept) == {"0", *map(str, range(4, 20)), "new"}


def test_what_was_not_shown_for_the_longest_time_goes_first(path: Path) -> None:
    with Cache(path, limit=20) as cache:
        for number in range(20):
            cache.show([(str(number), Entry("A"))])
        cache.show([("0", Entry("A"))])
        cache.show([("new", Entry("A"))])
        kept = {name for name in [*map(str, range(20)), "new"] if cache.last(name)}
        assert kept == {"0", *map(str, range(4, 20)), "new"}


WRITER = """
import sys
from pathlib import Path
from translate.cache import Cache, Entry
path, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
with Cache(path) as cache:
    for turn in range(40):
        cache.put({f"{name}{turn}.{i}": Entry(f"text {i}") for i in range(25)} | {"both": Entry(name)})
        cache.show([(f"{name}{turn}", Entry("text 0")), ("both", Entry(name))])
        assert len(cache.get(f"{name}{turn}.{i}" for i in range(25))) == 25
        assert cache.last(f"{name}{turn}") == Entry("text 0")
"""


def run_together(path: Path, names: str) -> list[str]:
    """Run a writer per name, all let go at once; return what each said on stderr."""
    pipe = subprocess.PIPE
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, str(path), name],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        for name in names
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    said = []
    for run in runs:
        _, errors = run.communicate(timeout=120)
        assert run.returncode == 0, errors
        said.append(errors)
    return said


def test_processes_share_a_file(path: Path) -> None:
    assert run_together(path, "abc") == ["", "", ""]
    with Cache(path) as cache:
        keys = [f"{name}{turn}.{i}" for name in "abc" for turn in range(40) for i in range(25)]
        assert len(cache.get(keys)) == 3 * 40 * 25
        assert cache.get(["both"])["both"].text in "abc"


def test_processes_that_meet_a_damaged_file_set_it_aside_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is not a database" * 1000)
    said = run_together(path, "ab")
    assert sum(errors.count("is damaged") for errors in said) == 1
    with Cache(path) as cache:
        assert len(cache.get(f"{name}39.{i}" for name in "ab" for i in range(25))) == 50
    assert path.with_suffix(".damaged").read_bytes().startswith(b"this is not")


def damage_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)


def damage_end(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def damage_header(path: Path) -> None:
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])


@pytest.mark.parametrize(
    ("damage", "is_open"),
    [
        (damage_header, False),  # an open file has its header in memory and writes it back
        (damage_middle, False),
        (damage_middle, True),
        (damage_end, False),
        (damage_end, True),
    ],
)
def test_a_damaged_file_is_set_aside_with_a_warning(
    path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None], is_open: bool
) -> None:
    entries = {str(number): Entry("text " * 50) for number in range(1000)}
    with Cache(path) as cache:
        cache.put(entries)
    with Cache(path) as cache:
        if is_open:
            cache.get(["1"])
        damage(path)
        found = cache.get(entries)
        assert found in ({}, entries)  # an open file may have what was asked in memory
        cache.put({"again": ENTRY} | entries)
    with Cache(path) as cache:
        assert cache.get(["again", "1"]) == {"again": ENTRY, "1": entries["1"]}
    assert "is damaged" in caplog.text
    assert path.with_suffix(".damaged").exists()
    assert "not used" not in caplog.text


def test_a_file_of_another_version_is_made_anew(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE translation (key, old); PRAGMA user_version = 99")
    connection.close()
    with Cache(path) as cache:
        assert cache.get(["a"]) == {}
        cache.put({"a": ENTRY})
        assert cache.get(["a"]) == {"a": ENTRY}
    assert not caplog.text


def test_a_row_that_something_else_wrote_counts_as_missing(path: Path) -> None:
    with Cache(path) as cache:
        cache.put({"a": ENTRY, "b": ENTRY})
    connection = sqlite3.connect(path)
    connection.execute("UPDATE translation SET links = '[[1, 2]' WHERE key = 'a'")
    connection.commit()
    connection.close()
    with Cache(path) as cache:
        assert cache.get(["a", "b"]) == {"b": ENTRY}


def test_a_file_out_of_reach_turns_the_cache_off_with_one_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with Cache(tmp_path / "file" / "translations.db") as cache:
        cache.put({"a": ENTRY})
        assert cache.get(["a"]) == {}
        assert cache.last("甲") is None
    assert caplog.text.count("is not used") == 1


def test_an_interrupted_put_leaves_nothing_behind(path: Path) -> None:
    with Cache(path) as cache:
        bad = replace(ENTRY, text=None)  # type: ignore[arg-type]  # violates NOT NULL
        cache.put({"a": ENTRY, "b": bad})
        assert cache.path is None, "the error turned the cache off"
    with Cache(path) as cache:
        assert cache.get(["a"]) == {}
