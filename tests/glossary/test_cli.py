"""The command, whole."""

from pathlib import Path

import pytest

from glossary.cli import main


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    (tmp_path / "bad.yaml").write_text("甲: {en: a, avoid: [a]}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "bad.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == "bad.yaml:1:1: 甲: 'a' is both accepted and to be avoided\n"
    assert err == "1 file, 1 fault\n"
    (tmp_path / "bad.yaml").write_text("甲: [\n", encoding="utf-8")
    assert main(["check", "bad.yaml"]) == 2


def test_find_in_text_and_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "house.yaml").write_text("独立组网: SA\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("𠮷\n加快独立组网\n", encoding="utf-8")
    assert main(["find", "𠮷工信部", "a.txt", "-g", "house.yaml"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "text:1:2\t工信部\t工业和信息化部\tMinistry of Industry and Information Technology",
        "a.txt:2:3\t独立组网\t独立组网\tSA",
    ]
    assert main(["find", "none.txt"]) == 2


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "工信部"]) == 0
    assert "abbr: MIIT" in capsys.readouterr().out
    assert main(["show", "工信"]) == 2
    assert "did you mean 工信部" in capsys.readouterr().err


def test_list_and_stats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--domain", "telecom"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "独立组网\tstandalone (SA) networking\ttelecom" in lines
    assert main(["stats", "--domain", "telecom"]) == 0
    assert f"telecom\t{len(lines)}\t" in capsys.readouterr().out
    assert main(["list", "--domain", "sport"]) == 2


def test_add_change_remove_convert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["add", "算网", "computing network", "--also", "CN", "--avoid", "x", "--alias", "算力网"]) == 0
    )
    assert main(["add", "算网", "other"]) == 0
    assert "computing network" in (tmp_path / "house.yaml").read_text(encoding="utf-8")
    assert main(["convert", "house.yaml", "house.tbx"]) == 0
    assert main(["add", "--from", "house.tbx", "--to", "copy.yaml"]) == 0
    assert main(["add", "算网", "other", "--replace"]) == 0
    assert (
        (tmp_path / "house.yaml")
        .read_text(encoding="utf-8")
        .endswith("算网:\n  en: other\n  avoid: [x]\n  aliases: [算力网]\n")
    )
    assert main(["remove", "算网", "--to", "copy.yaml"]) == 0
    assert main(["remove", "算网", "--to", "copy.yaml"]) == 2
    capsys.readouterr()
    for mistake in (
        ["add"],
        ["add", "算网"],
        ["add", "甲", "a", "--from", "house.tbx"],
        ["convert", "a.b", "c.yaml"],
    ):
        assert main(mistake) == 2
        assert capsys.readouterr().err.startswith("error: ")


def test_a_replacement_keeps_what_is_not_given(tmp_path: Path) -> None:
    house = tmp_path / "house.yaml"
    assert main(["add", "算网", "network", "--also", "CN", "--abbr", "N", "--alias", "算力网"]) == 0
    assert main(["add", "算网", "network", "--status", "proposed", "--replace"]) == 0
    assert main(["add", "算网", "Network", "--avoid", "x", "--replace"]) == 0
    assert house.read_text(encoding="utf-8").endswith(
        "算网:\n  en: Network\n  also: [CN]\n  avoid: [x]\n  abbr: N\n  aliases: [算力网]\n  status: proposed\n"
    )
    assert main(["add", "算网", "Network", "--also", "", "--abbr", "", "--replace"]) == 0
    (tmp_path / "more.yaml").write_text(
        "算网: {en: network, avoid: [], status: approved}\n", encoding="utf-8"
    )
    assert main(["add", "--from", "more.yaml", "--replace"]) == 0
    assert house.read_text(encoding="utf-8").endswith(
        "算网:\n  en: network\n  also: []\n  avoid: []\n  aliases: [算力网]\n  status: approved\n"
    )
    main(["convert", "house.yaml", "house.tbx"])
    (tmp_path / "row.csv").write_text("zh,en,also,avoid,aliases\n算网,network,,,\n", encoding="utf-8")
    before = house.read_bytes()
    assert main(["add", "--from", "row.csv", "--replace"]) == 0
    assert main(["add", "--from", "house.tbx", "--replace"]) == 0
    assert house.read_bytes() == before, "an empty cell says nothing"


def test_swapped_arguments_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "smart city", "智慧城市"]) == 2
    assert 'glossary add 智慧城市 "smart city"' in capsys.readouterr().err
    assert main(["add", "智慧城市", " "]) == 2
    assert not (tmp_path / "house.yaml").exists()
    assert main(["add", "5G", "5G"]) == 0


def test_a_file_is_not_converted_into_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cm.yaml"
    path.write_text("# why\n甲: a\n", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(path)
    for target in ("cm.yaml", "./cm.yaml", str(path), "link.yaml"):
        assert main(["convert", "cm.yaml", target]) == 2
        assert "another name" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "# why\n甲: a\n"
    assert main(["convert", "cm.yaml", "copy.yaml"]) == 0
    assert main(["convert", "cm.yaml", "copy.yaml"]) == 0
    assert main(["convert", "none.yaml", "none.yaml"]) == 2
