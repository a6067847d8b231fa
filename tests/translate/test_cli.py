"""The `translate` command as its users meet it, on the engine without a model."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from translate import cli
from translate.cli import main

PAGE = "加快5G发展\n会议强调，要发展工业互联网。\n来源：新华社\n"


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def translate(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["--engine", "echo", *words])
    return int(stop.value.code or 0)


def test_the_page_is_shown_and_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert translate("page.txt") == 0
    shown = capsys.readouterr()
    assert "会议强调" in shown.out
    assert "industrial internet" in shown.out.lower()
    assert "wrote out/page.html" in shown.err
    assert "<!doctype html>" in Path("out/page.html").read_text(encoding="utf-8").lower()


def test_quiet_means_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert translate("page.txt", "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_jsonl_on_standard_output_is_stable_data(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert translate("page.txt", "--to", "jsonl", "-o", "-") == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert [line["kind"] for line in lines] == ["title", "paragraph", "furniture"]
    keys = [
        "doc",
        "id",
        "kind",
        "source",
        "start",
        "end",
        "target",
        "score",
        "origin",
        "terms",
        "links",
        "findings",
    ]
    for line in lines:
        assert list(line) == keys
        assert PAGE[line["start"] : line["end"]] == line["source"]
        for term in line["terms"]:
            assert line["source"][term["start"] : term["end"]] == term["zh"]
            assert line["target"][term["target_start"] : term["target_end"]] == term["en"]
    assert not Path("out").exists()


def test_several_formats_go_to_a_folder() -> None:
    assert translate("page.txt", "--to", "xlsx,tmx,xliff,docx,tsv,md", "-o", "review") == 0
    assert sorted(path.name for path in Path("review").iterdir()) == [
        "page.docx", "page.md", "page.tmx", "page.tsv", "page.xlf", "page.xlsx"
    ]  # fmt: skip


def test_the_article_alone(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert translate("page.txt", "--article", "--to", "jsonl", "-o", "-") == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 2


def test_an_overlay_overrides_and_says_so_and_changes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    translate("page.txt")
    capsys.readouterr()
    Path("house.yaml").write_text("工业互联网: factory network\n", encoding="utf-8")
    assert translate("page.txt", "-g", "house.yaml", "--changes") == 0
    shown = capsys.readouterr()
    assert "house.yaml:1:1: 工业互联网 takes the place of" in shown.err
    assert "1 of 3 segments changed" in shown.out
    assert "factory network" in shown.out


def test_strict_fails_on_errors_only() -> None:
    assert translate("page.txt", "--strict") == 0
    Path("bad.txt").write_text("标题\n增长百分之五，達五十。\n", encoding="utf-8")
    Path("m.tsv").write_text("增长百分之五，達五十。\tIt grew.\n", encoding="utf-8")
    assert translate("bad.txt", "--strict", "--memory", "m.tsv") == 1
    assert translate("bad.txt", "--memory", "m.tsv") == 0


def test_the_signature_names_model_and_glossary(capsys: pytest.CaptureFixture[str]) -> None:
    assert translate("--signature") == 0
    assert capsys.readouterr().out.startswith("model:zh-en@")


def test_the_signature_of_a_page_is_printed_and_written(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("memory.tsv").write_text("会议召开。\tThe meeting opened.\n", encoding="utf-8")
    lines = set()
    for words in ([], ["--simplify"], ["--domain", "auto"], ["--memory", "memory.tsv", "--article"]):
        assert translate("page.txt", "--signature", "--to", "tmx", "-o", "-", *words) == 0
        line, _, page = capfdbinary.readouterr().out.partition(b"\n")
        assert line in page
        lines.add(line)
    assert len(lines) == 4


@pytest.mark.parametrize("name", ["pages/*.txt", "**/*.txt", "pages/new.txt"])
def test_what_a_pattern_means_is_watched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path("pages/new.txt").resolve()
    page.parent.mkdir()
    page.write_text("会议召开。\n", encoding="utf-8")

    def saved(*folders: Path, **_: object) -> Iterator[set[tuple[int, str]]]:
        assert page.parent in folders
        page.write_text("大会召开。\n", encoding="utf-8")
        yield {(2, str(page))}

    monkeypatch.setattr("watchfiles.watch", saved)
    assert translate(name, "--watch", "--quiet") == 0
    assert "大会" in Path("out/new.html").read_text(encoding="utf-8")


def test_what_is_saved_while_the_first_translation_runs_is_not_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Path("early.txt")
    page.write_text("会议召开。\n", encoding="utf-8")

    def saved(*_: Path, **__: object) -> Iterator[set[tuple[int, str]]]:
        yield set()  # nothing happened since the watching began

    def slow(*given: object) -> int:
        page.write_text("大会召开了。\n", encoding="utf-8")
        return once(*given)  # type: ignore[arg-type]

    once = cli._once
    monkeypatch.setattr("watchfiles.watch", saved)
    monkeypatch.setattr(cli, "_once", slow)
    assert translate("early.txt", "--watch", "--quiet") == 0
    assert "大会" in Path("out/early.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "no document given"),
        (["absent.txt"], "absent.txt"),
        (["."], "."),
        (["no*.txt"], "no*.txt"),
        (["empty.txt"], "empty"),
        (["binary.txt"], "binary"),
        (["page.txt", "--to", "pdf"], "unknown format 'pdf'"),
        (["page.txt", "-g", "broken.yaml"], "broken.yaml:3:1: not YAML"),
        (["page.txt", "-g", "absent.yaml"], "absent.yaml"),
        (["page.txt", "-o", "page.txt/sub", "--model", "absent"], "page.txt is a file"),
        (["page.txt", "--domain", "astronomy"], "astronomy"),
        (["page.txt", "--memory", "absent.tmx"], "absent.tmx"),
        (["page.txt", "--to", ","], "names no format"),
        # These are said before anything is translated, and the model is not even looked for.
        (["page.txt", "--to", "html,tsv", "-o", "-", "--model", "absent"], "one format"),
        (
            ["page.txt", "pages/*.txt", "--to", "html", "-o", "-", "--model", "absent"],
            "2 documents cannot be one",
        ),
    ],
)
def test_a_mistake_is_explained_in_a_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty.txt").touch()
    Path("pages").mkdir()
    Path("pages/another.txt").write_text("会议召开。\n", encoding="utf-8")
    Path("binary.txt").write_bytes(bytes(range(256)) * 20)
    Path("broken.yaml").write_text("甲: A\n乙: [\n", encoding="utf-8")
    assert translate(*words) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("error: ")
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_learning_back_a_reviewed_file(capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import load_workbook

    translate("page.txt", "--to", "xlsx")
    book = load_workbook("out/page.xlsx")
    sheet = book["translation"]
    for row in sheet.iter_rows(min_row=2):
        if "会议" in str(row[2].value):
            row[3].value = "The meeting called for the industrial internet."
            row[4].value = "approved"
    book.save("reviewed.xlsx")
    with pytest.raises(SystemExit) as stop:
        main(["learn", "reviewed.xlsx"])
    assert not stop.value.code
    capsys.readouterr()
    assert translate("page.txt", "--memory", "memory.db") == 0
    assert "The meeting called for the industrial" in " ".join(capsys.readouterr().out.split())


def test_standard_input_is_read_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "translate.cli", "--engine", "echo", "-", "--to", "jsonl", "-o", "-"],
        input=PAGE.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
