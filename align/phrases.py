"""Phrase pairs that word links allow (Och & Ney 2004), on characters."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from align.text import Span, Token


class Phrase(NamedTuple):
    """A stretch of the source and one of the target that no link leaves."""

    source: Span
    target: Span


def consistent_phrases(
    source: Sequence[Token], target: Sequence[Token], links: Collection[tuple[int, int]], *, longest: int = 7
) -> Iterator[Phrase]:
    """Yield the phrase pairs of up to `longest` words a side, by place in the source, then in the target.

    A pair holds at least one link, and no word in it is linked to one outside; unlinked words at the edges
    of the target side make further pairs.
    """
    linked = {j for _, j in links}
    for start in range(len(source)):
        for end in range(start + 1, min(start + longest, len(source)) + 1):
            inside = [j for i, j in links if start <= i < end]
            if not inside:
                continue
            low, high = min(inside), max(inside) + 1
            if any(low <= j < high and not start <= i < end for i, j in links):
                continue
            for first in _unlinked(range(low, -1, -1), linked):
                for last in _unlinked(range(high - 1, len(target)), linked):
                    if last + 1 - first <= longest:
                        yield Phrase(
                            Span(source[start].span.start, source[end - 1].span.end),
                            Span(target[first].span.start, target[last].span.end),
                        )


def _unlinked(places: range, linked: set[int]) -> Iterator[int]:
    """The first place and those after it up to a linked one."""
    for number, place in enumerate(places):
        if number and place in linked:
            return
        yield place
