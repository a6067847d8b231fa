"""Translation memory: what counts as the same text, what as similar, and the file that holds it."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import UserError
from translate.bitext import Unit
from translate.memory import Memory, fold, remember


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("推动5G发展，", "推动５Ｇ 发展,"),
        ("2025 年", "2025年"),
        (" 发展　规划\n", "发展规划"),
        ("5G  network", "5G network"),
        ("𠮷 野", "𠮷野"),
    ],
)
def test_width_and_white_space_do_not_matter(one: str, other: str) -> None:
    unit = Unit(one, "E", "a:1")
    assert Memory([unit]).exact(other) == unit
    assert Memory([unit]).translation(other) == "E"


@pytest.mark.parametrize(("one", "other"), [("发展", "发展。"), ("5G", "5 G"), ("甲", "乙"), ("𠮷", "吉")])
def test_other_differences_do(one: str, other: str) -> None:
    assert Memory([Unit(one, "E")]).exact(other) is None
    assert Memory([Unit(one, "E")]).translation(other) is None


@given(st.text("甲𠮷５5aé，,（ 　\n"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([Unit("甲", "A"), Unit("甲", "B")], "B"),
        ([Unit("甲", "A", date="2026-02-01T00:00:00Z"), Unit("甲", "B", date="2026-01-01T00:00:00Z")], "A"),
        ([Unit("甲", "A", date="2026-02-01T00:00:00Z"), Unit("甲", "B")], "A"),
        ([Unit("甲", "A", state="approved"), Unit("甲", "B", state="flagged")], "A"),
        ([Unit("甲", "A", state="new")], None),
        ([Unit("甲", "A", state="new", machine="B")], "A"),  # a person wrote it
        ([Unit("甲", "A"), Unit("乙", "B", state="approved")], None),  # the file knows approval and is silent
        ([Unit("甲", "A"), Unit("乙", "B", state="new")], "A"),
    ],
)
def test_which_translation_stands(units: list[Unit], expected: str | None) -> None:
    assert Memory(units).translation("甲") == expected


def test_similar_texts_come_best_first() -> None:
    memory = Memory(
        [
            Unit("加快5G网络建设", "A", "m:1"),
            Unit("加快 5G 网络建设步伐", "B", "m:2"),
            Unit("加快5G商用步伐", "C", "m:3"),
            Unit("全面推进乡村振兴", "D", "m:4"),
        ]
    )
    found = memory.fuzzy("加快５Ｇ网络建设步伐。")
    assert [(hit.target, hit.origin) for hit in found] == [("B", "m:2"), ("A", "m:1")]
    assert found[0].source == "加快 5G 网络建设步伐", "the text as it was"
    assert found[0].similarity == pytest.approx(100 * 2 * 10 / 21, abs=0.1)
    assert memory.fuzzy("加快5G网络建设步伐。", limit=1) == found[:1]
    assert len(memory.fuzzy("加快5G网络建设步伐。", cutoff=0, limit=9)) == 4
    assert memory.fuzzy("毫不相干") == ()
    assert Memory().fuzzy("甲") == ()
    assert memory.fuzzy("") == ()


@given(
    st.lists(st.text("甲乙丙丁𠮷5", max_size=12), max_size=12),
    st.text("甲乙丙丁𠮷5", min_size=1, max_size=12),
    st.floats(0.5, 100),
)
def test_the_filter_loses_nothing(sources: list[str], text: str, cutoff: float) -> None:
    from rapidfuzz import fuzz

    memory = Memory(Unit(source, "E") for source in sources)
    expected = {source for source in sources if fuzz.ratio(source, text) >= cutoff}
    assert {hit.source for hit in memory.fuzzy(text, limit=99, cutoff=cutoff)} == expected


def test_fifty_thousand_units_answer_fast() -> None:
    dice = random.Random(7)
    characters = [chr(0x4E00 + number) for number in range(1500)]
    memory = Memory(
        Unit("".join(dice.choices(characters, k=int(dice.lognormvariate(3.5, 0.6)) + 4)), "E")
        for _ in range(50_000)
    )
    questions = [
        "".join(dice.choices(characters, k=int(dice.lognormvariate(3.5, 0.6)) + 4)) for _ in range(20)
    ]
    begin = time.process_time()
    for question in questions:
        memory.fuzzy(question)
    assert (time.process_time() - begin) / 20 < 0.05, "500 segments would take longer than translating them"


def test_what_is_remembered_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "memory.db"
    first = Unit("甲𠮷", "A", "one.xlsx:2", "edited", "a", "2026-01-01T00:00:00Z")
    assert remember(path, [first, Unit("乙", "B", "one.xlsx:3")]) == 2
    assert remember(path, [Unit("甲𠮷", "A", "two.xlsx:9", date="2026-02-01T00:00:00Z")]) == 0, (
        "known already"
    )
    assert remember(path, [Unit("甲 𠮷", "C", "two.xlsx:10", date="2026-01-15T00:00:00Z")]) == 1
    memory = Memory.load(path)
    assert len(memory) == 2
    assert memory.exact("甲𠮷") == Unit("甲𠮷", "A", "two.xlsx:9", "approved", date="2026-02-01T00:00:00Z")
    assert not list(path.parent.glob("memory.*-*")), "nothing is left beside it"


def test_all_or_none_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    remember(path, [Unit("甲", "A")])
    with pytest.raises(UserError):
        remember(path, [Unit("乙", "B"), Unit("丙", None)])  # type: ignore[arg-type]  # violates NOT NULL
    assert len(Memory.load(path)) == 1


def test_a_write_protected_memory_is_read(tmp_path: Path) -> None:
    path = tmp_path / "记忆 #1?.db"
    remember(path, [Unit("甲", "A")])
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert Memory.load(path).translation("甲") == "A"
    finally:
        tmp_path.chmod(0o755)


def test_only_a_database_is_added_to(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"is a \.db file"):
        remember(tmp_path / "memory.tmx", [Unit("甲", "A")])
    assert not list(tmp_path.iterdir())


WRITER = """
import sys
from pathlib import Path
from translate.bitext import Unit
from translate.memory import remember
sys.stdin.readline()
for turn in range(20):
    remember(Path(sys.argv[1]), [Unit(f"{sys.argv[2]}{turn}-{i}", "E") for i in range(10)])
"""


def test_processes_share_a_memory(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in "ab"
    ]
    for run in runs:
        assert run.stdin is not None
        run.stdin.write(b"\n")
        run.stdin.flush()
    for run in runs:
        assert run.communicate(timeout=120)[1] == b""
        assert run.returncode == 0
    assert len(Memory.load(path)) == 400


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        (b"not a database, but long enough to look like one" * 99, "not a translation memory"),
        (b"", "another version"),
    ],
)
def test_what_is_no_memory_is_said_to_be_none_and_left_alone(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "memory.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=message):
        Memory.load(path)
    if content:
        with pytest.raises(UserError, match=message):
            remember(path, [Unit("甲", "A")])
        assert path.read_bytes() == content


def test_a_memory_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    remember(path, [Unit("甲", "A")])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="another version"):
        remember(path, [Unit("乙", "B")])
    with pytest.raises(UserError, match="another version"):
        Memory.load(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_the_users_mistake(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(UserError, match="memory"):
        remember(tmp_path / "memory.db", [Unit("甲", "A")])


def test_a_file_without_approved_translations_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("Chinese\tEnglish\tstate\n甲\tA\tnew\n", encoding="utf-8")
    assert len(Memory.load(path)) == 0
    assert "no approved translation" in caplog.text
