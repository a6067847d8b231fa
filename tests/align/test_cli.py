import json
from pathlib import Path

import pytest

from align.cli import main

ZH = (
    "工业和信息化部召开会议\n会议强调，要推动信息通信业高质量发展。\n会议强调，要做好应急通信保障。\n"
    "要坚决贯彻党中央、国务院的决策部署。\n"
)
EN = (
    "The Ministry held a meeting\nThe meeting stressed high-quality development. "
    "The meeting emphasized safety production.\n"
    "We implement the decisions and deployments of the Party Central Committee and the State Council.\n"
)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([*map(str, arguments)])
    return int(stop.value.code or 0)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text(ZH, encoding="utf-8")
    en.write_text(EN, encoding="utf-8")
    return zh, en


def test_pairs_phrases_with_every_occurrence(
    files: tuple[Path, Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(*files, "--no-model", "--to", "jsonl", "-o", "-") == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]
    found = {
        row["zh"]: {
            item["en"].lower(): item["count"] for item in row["renderings"] if item["decision"] == "pair"
        }
        for row in rows
        if "zh" in row
    }
    assert found["会议强调"] == {"the meeting stressed": 1, "the meeting emphasized": 1}
    assert found["高质量发展"] == {"high-quality development": 1}
    assert found["决策部署"] == {"decisions and deployments": 1}
    assert found["党中央、国务院"] == {"the party central committee and the state council": 1}
    assert found["应急通信保障"] == {}
    assert {row["en"]: (row["zh_proposed"], row["standing"]) for row in rows if "en" in row}[
        "safety production"
    ] == ("安全生产", "avoid")


def test_writes_files_and_prints_a_table(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*files, "--no-model", "--to", "html,tsv,yaml", "-o", tmp_path / "out") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "align.html",
        "align.tsv",
        "align.yaml",
    ]
    out, err = capsys.readouterr()
    assert "会议强调" in out
    assert "no counterpart" in out
    assert "align.html" in err


def test_strict_fails_on_renderings_to_avoid(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert run(*files, "--no-model", "--strict", "-q", "-o", tmp_path) == 1
    files[1].write_text(EN.replace("safety production", "work safety"), encoding="utf-8")
    assert run(*files, "--no-model", "--strict", "-q", "-o", tmp_path) == 0


def test_own_glossary(
    files: tuple[Path, Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    house = tmp_path / "house.yaml"
    house.write_text(
        "会议强调:\n  en: it was stressed\n  avoid: [the meeting emphasized]\n", encoding="utf-8"
    )
    assert run(*files, "--no-model", "-g", house, "--to", "jsonl", "-o", "-") == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]
    row = next(row for row in rows if row.get("zh") == "会议强调")
    assert ("The meeting emphasized", "avoid") in [
        (item["en"], item["standing"]) for item in row["renderings"]
    ]


MISTAKES = [
    (("{zh}",), "none of the 1 documents is in English"),
    (("{en}",), "none of the 1 documents is in Chinese"),
    (("{zh}", "{en}", "{missing}"), "missing.txt"),
    (("{zh}", "{en}", "{empty}"), "empty.txt"),
    (("{zh}", "{en}", "--to", "pdf"), "unknown format 'pdf'"),
    (("{zh}", "{en}", "--to", "html,tsv", "-o", "-"), "one format at a time"),
    (("{zh}", "{en}", "--min-count", "0"), "--min-count 0"),
    (("{zh}", "{en}", "--model", "no-such-model"), "no-such-model"),
    (("{zh}", "{en}", "--no-model", "-g", "{missing}"), "missing.txt"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_mistakes_get_a_word_and_status_2(
    arguments: tuple[str, ...],
    message: str,
    files: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    places = {
        "zh": files[0],
        "en": files[1],
        "missing": tmp_path / "missing.txt",
        "empty": tmp_path / "empty.txt",
    }
    given = [argument.format(**places) for argument in arguments]
    if "-o" not in given:
        given += ["-o", str(tmp_path / "out")]
    assert run(*given, *([] if "--model" in given else ["--no-model"])) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert "Traceback" not in err
    assert out == ""
    assert not (tmp_path / "out").exists()


def test_odd_documents_get_a_word_and_are_left_out(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_text(ZH, encoding="utf-8")
    mixed = tmp_path / "mixed.txt"
    mixed.write_text(
        "会议要求，做好防汛工作。\nThe meeting required flood control. All must act at once.\n",
        encoding="utf-8",
    )
    assert run(*files, files[0], twin, mixed, "--no-model", "-o", tmp_path / "out") == 0
    err = capsys.readouterr().err
    assert "zh.txt is named 2 times: counted once" in err
    assert "twin.txt is the same text as" in err
    assert "mixed.txt mixes Chinese and English" in err


def test_two_runs_give_the_same(files: tuple[Path, Path], tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert run(*files, "--no-model", "-q", "--to", "html,jsonl,tsv,tbx", "-o", tmp_path / name) == 0
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()
