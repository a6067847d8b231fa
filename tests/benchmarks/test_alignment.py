"""From links on characters to links on tokens, and the gold format."""

from pathlib import Path

import pytest

from align.errors import PlacedError
from align.text import Link, Span
from benchmarks.alignment import lay, main, parse, project, read_gold, read_text


def test_lay_out() -> None:
    assert lay(["𠮷", "New", "York", "市"], spaced=False).text == "𠮷New York市"
    side = lay(["eu", "'s", "pledge"], spaced=True)
    assert [span.of(side.text) for span in side.tokens] == ["eu", "'s", "pledge"]


def test_project() -> None:
    #            0123 45
    source = lay(["工业", "互联网", "发展"], spaced=False).tokens
    target = lay(["industrial", "internet", "grows"], spaced=True).tokens
    links = [Link(Span(0, 5), Span(0, 10)), Link(Span(6, 7), Span(20, 25)), Link(Span(3, 3), Span(11, 19))]
    assert project(links, source, target) == {(0, 0), (1, 0), (2, 2)}


def test_read_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold"
    path.write_text("1-1 2p3\n\n", encoding="utf-8")
    assert read_gold(path) == ([parse("1-1", "-"), frozenset()], [frozenset({(1, 2)}), frozenset()])
    path.write_text("1-1\n1-x\n", encoding="utf-8")
    with pytest.raises(PlacedError, match="gold:2:1: not links"):
        read_gold(path)


def test_the_command_needs_no_model_with_echo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, gold = tmp_path / "text", tmp_path / "gold"
    text.write_text("发展 经济 ||| develop economy\n", encoding="utf-8")
    gold.write_text("1-1 2-2\n", encoding="utf-8")
    assert main([str(text), str(gold), "--engine", "echo"]) == 0
    assert capsys.readouterr().out.startswith("AER = ")
    text.write_text("发展 develop\n", encoding="utf-8")
    with pytest.raises(PlacedError, match=r"text:1:1: no \|\|\|"):
        read_text(text)
