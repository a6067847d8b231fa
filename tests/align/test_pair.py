from pathlib import Path

import pytest

from align.cli import main
from align.folder import pair_documents, plain_name
from align.lexicon import bundled_lexicon
from align.text import Document

ZH = "会议强调安全生产。\n\n政府发布了一份报告。\n"
EN = "The meeting stressed production safety.\n\nThe government issued a report.\n"


def status(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return int(stop.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    return tmp_path


def test_pair_prints_a_table_whatever_the_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("pair", folder / "a.en.txt", folder / "a.zh.txt", "-q") == 0
    rows = [line.split("\t")[:4] for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows == [
        ["[0]", "[0]", "会议强调安全生产。", "The meeting stressed production safety."],
        ["[1]", "[1]", "政府发布了一份报告。", "The government issued a report."],
    ]


def test_presplit_counts_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("pair", folder / "a.zh.txt", folder / "a.en.txt", "--presplit", "-q") == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines() if "。" in line] == [
        "[0]",
        "[2]",
    ]


def test_a_folder_gives_files_that_can_be_scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("pair", folder, "--to", "tsv,tmx", "-o", folder / "out", "-q") == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.tmx", "a.tsv"]
    (folder / "gold").write_text("[0]:[0]\n[1]:[1]\n", encoding="utf-8")
    assert status("score", folder / "gold", folder / "out" / "a.tsv") == 0
    assert "strict\tP 1.0000\tR 1.0000\tF1 1.0000" in capsys.readouterr().out


def test_files_of_the_same_name_do_not_overwrite_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        "a": ("会议强调安全生产和火灾。\n", "The meeting stressed production safety and fire.\n"),
        "b": ("政府发布了一份关于教育的报告。\n", "The government issued a report on education.\n"),
    }
    for folder, pair in texts.items():
        for language, text in zip(("zh", "en"), pair, strict=True):
            path = tmp_path / language / folder / "v1.0.txt"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert status("pair", tmp_path / "zh", tmp_path / "en", "-o", out) == 0
    said = capsys.readouterr().err
    for name, (chinese, english) in zip(("v1.0.tsv", "v1.0-2.tsv"), texts.values(), strict=True):
        assert f"wrote {out / name}\n" in said
        table = (out / name).read_text(encoding="utf-8")
        assert chinese.strip() in table
        assert english.strip() in table


def test_words_and_their_score(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "words").write_text("会议 强调 ||| meeting stressed\n", encoding="utf-8")
    assert status("words", folder / "words") == 0
    assert capsys.readouterr().out == "0-0 1-1\n"
    assert status("words", folder / "words", "--to", "phrases") == 0
    assert "会议强调\tmeeting stressed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pair", "a.zh.txt", "a.zh.txt"], "no English text"),
        (["pair", "a.zh.txt", "a.en.txt", "--to", "pdf"], "unknown format 'pdf'"),
        (["pair", "a.zh.txt", "a.en.txt", "--to", "tsv,tmx"], "standard output"),
        (["pair", "a.zh.txt", "empty.txt"], "empty.txt"),
        (["words", "a.zh.txt"], "a.zh.txt:1: no |||"),
        (["score", "a.zh.txt", "a.en.txt"], "is not a link"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str],
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert status(*arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("x/report.zh.txt", "report"),
        ("report_en-US.txt", "report"),
        ("zh/报告.txt", "报告"),
        ("en.txt", "en"),
    ],
)
def test_plain_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_documents_are_paired_by_content_and_the_rest_is_left() -> None:
    chinese = [Document("1", "政府发布了一份关于教育的报告。"), Document("2", "会议强调安全生产和火灾。")]
    english = [
        Document("p", "The meeting stressed production safety and fire."),
        Document("q", "Football is a game."),
    ]
    pairing = pair_documents(chinese, english, bundled_lexicon())
    assert pairing.pairs == ((1, 0),)
    assert pairing.source_alone == (0,)
    assert pairing.target_alone == (1,)
