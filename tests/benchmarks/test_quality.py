"""Reading tests, and the whole command with the echo engine."""

from pathlib import Path

import pytest

from align.errors import PlacedError, UserError
from benchmarks.quality import main, table
from benchmarks.testset import Test, askable, matchers, read_test

LINE = 'd1\t发展基金和基金。\tDevelop the fund and the Fund.\t{"基金": ["fund"], "和": ["plus"]}\n'


def test_read_table_with_terms(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(LINE, encoding="utf-8")
    test = read_test(path)
    assert test.terms == ({"基金": ["fund"], "和": ["plus"]},)
    (found,) = askable(test, matchers(test, []))
    assert [match.span for match in found] == [(2, 4), (5, 7)], "和 is not rendered by the reference"


def test_read_lines_and_limit(tmp_path: Path) -> None:
    (tmp_path / "src.zh").write_text("一\n二\n", encoding="utf-8")
    (tmp_path / "ref.en").write_text("One\nTwo\n", encoding="utf-8")
    test = read_test(tmp_path / "src.zh", tmp_path / "ref.en")
    assert test.first(1) == Test(tmp_path.name, ("",), ("一",), ("One",))
    assert "lines:2|sha:" in test.signature
    (tmp_path / "ref.en").write_text("One\n", encoding="utf-8")
    with pytest.raises(UserError, match="has 2 lines"):
        read_test(tmp_path / "src.zh", tmp_path / "ref.en")


def test_a_wrong_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("d\t一\tOne\nd\t二\n", encoding="utf-8")
    with pytest.raises(PlacedError, match=r"t\.tsv:2:1: 2 columns"):
        read_test(path)


@pytest.mark.parametrize("mode", ["plain", "annotated", "enforced"])
def test_every_mode_scores(tmp_path: Path, mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    path, peers = tmp_path / "t.tsv", tmp_path / "peers"
    path.write_text(LINE * 2, encoding="utf-8")
    peers.mkdir()
    (peers / "human.en").write_text("Develop the fund and the Fund.\n" * 2, encoding="utf-8")
    saved = tmp_path / "saved"
    assert (
        main([str(path), "--engine", "echo", "--modes", mode, "--peers", str(peers), "--save", str(saved)])
        == 0
    )
    head, _, human, ours, _, *rest = capsys.readouterr().out.splitlines()
    assert head.startswith("| system")
    assert [cell.strip() for cell in human.split("|")[1:9]] == [
        "human", "100.0", "100.0", "100.0", "1.000", "1.000", "1.000", "0/0/0",
    ]  # fmt: skip
    assert ours.startswith(f"| zh-en {mode}")
    assert rest[0] == "4 term occurrences in source and reference"
    assert any(line.startswith("model:") for line in rest)
    assert len((saved / f"zh-en-{mode}.en").read_text(encoding="utf-8").splitlines()) == 2
    if mode != "plain":
        assert ours.split("|")[6].strip() == "1.000"


def test_table() -> None:
    assert table([["a", "b"], ["cc", "1.0"]]) == "| a  |   b |\n|----|----:|\n| cc | 1.0 |"
