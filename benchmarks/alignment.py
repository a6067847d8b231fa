"""How well the engine's guided head aligns words, on text that people have aligned.

    python -m benchmarks.alignment zhen.src-tgt zhen.gold [--model zh-en]

zhen.src-tgt has lines `源 词 ||| target words`, tokenised; zhen.gold has Pharaoh links from 1, `1-2` sure and
`1p2` possible.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from align.console import run
from align.errors import PlacedError, UserError
from align.text import Link, Span
from translate.evaluate import Links, alignment_error
from translate.models import ENGINES, load


class Side(NamedTuple):
    """A text and the characters of its tokens."""

    text: str
    tokens: tuple[Span, ...]


def lay(tokens: Sequence[str], *, spaced: bool) -> Side:
    """Put tokens into a text, with spaces between them or, unless both neighbours are Latin, without.

    >>> lay(["使用", "5G", "网络"], spaced=False)
    Side(text='使用5G网络', tokens=(Span(start=0, end=2), Span(start=2, end=4), Span(start=4, end=6)))
    """
    text, spans = "", []
    for token in tokens:
        if text and (spaced or (text[-1].isascii() and token[:1].isascii())):
            text += " "
        spans.append(Span(len(text), len(text) + len(token)))
        text += token
    return Side(text, tuple(spans))


def project(links: Iterable[Link], source: Sequence[Span], target: Sequence[Span]) -> Links:
    """Turn links between stretches of characters into links between the tokens that they touch."""
    return frozenset(
        (i, j)
        for link in links
        if len(link.source) and len(link.target)
        for i, here in enumerate(source)
        if here.overlaps(link.source)
        for j, there in enumerate(target)
        if there.overlaps(link.target)
    )


def read_text(path: Path) -> list[tuple[Side, Side]]:
    """Read the sentences, both sides laid out as running text."""
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        zh, bars, en = line.partition(" ||| ")
        if not bars:
            raise PlacedError(path, number, 1, "no ||| between the two sides")
        pairs.append((lay(zh.split(), spaced=False), lay(en.split(), spaced=True)))
    return pairs


def read_gold(path: Path) -> tuple[list[Links], list[Links]]:
    """Read the sure links of each sentence and the other possible ones, counted from 0."""
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    sure, possible = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            sure.append(parse(line, "-"))
            possible.append(parse(line, "p"))
        except ValueError:
            raise PlacedError(path, number, 1, "not links such as 1-2 or 1p2") from None
    return sure, possible


def parse(line: str, mark: str) -> Links:
    """Read the links of a line that are written with the given mark.

    >>> sorted(parse("1-2 2p2 3-1", "-"))
    [(0, 1), (2, 0)]
    """
    ends = (item.split(mark) for item in line.split() if mark in item)
    return frozenset((int(source) - 1, int(target) - 1) for source, target in ends)


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.alignment",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("text", type=Path, metavar="TEXT", help="sentences, tokenised")
    options.add_argument("gold", type=Path, metavar="GOLD", help="links")
    options.add_argument("--model", default="zh-en", metavar="NAME")
    options.add_argument("--engine", default="marian", choices=ENGINES)
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser().parse_args(arguments)
    pairs = read_text(options.text)
    sure, possible = read_gold(options.gold)
    if len(sure) != len(pairs):
        raise UserError(f"{options.text} has {len(pairs)} lines, {options.gold} {len(sure)}")
    engine = load(options.model, engine=options.engine)
    attended = engine.attend([(source.text, target.text) for source, target in pairs])
    found = [
        project(links, source.tokens, target.tokens)
        for links, (source, target) in zip(attended, pairs, strict=True)
    ]
    print(alignment_error(found, sure, possible))
    print(
        f"model:{engine.name}|engine:{options.engine}|print:{engine.fingerprint[:12]}|sentences:{len(pairs)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
