"""Stretches of Chinese between punctuation marks, in characters and in words."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.language import HAN
from align.phrasebook import Phrasebook
from align.text import Segment, Span

_UNIT = re.compile(f"[{HAN}]|[A-Za-z0-9]+(?:[.+-][A-Za-z0-9]+)*")


class Run(NamedTuple):
    """A stretch of a segment of document number `doc`.

    `units` are spans in the segment, a character or a Latin word each; `cuts` the unit numbers at which words
    begin, `words` the word that each unit is part of.
    """

    doc: int
    segment: Segment
    units: tuple[Span, ...]
    cuts: frozenset[int]
    words: tuple[str, ...]

    def gram(self, start: int, end: int) -> str:
        """Return the text of the units from number `start` to before number `end`."""
        return self.segment.text[self.units[start].start : self.units[end - 1].end]

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the document that these units cover."""
        return Span(self.units[start].start, self.units[end - 1].end).shift(self.segment.span.start)


def runs_of(segment: Segment, doc: int, phrasebook: Phrasebook) -> Iterator[Run]:
    """Cut a segment at its marks, and what is between them into words."""
    pieces: list[Span] = []
    units = [Span(*match.span()) for match in _UNIT.finditer(segment.text)]
    for before, unit in zip([None, *units], units, strict=False):
        if before is not None and segment.text[before.end : unit.start].strip():
            yield _run(doc, segment, pieces, phrasebook)
            pieces = []
        pieces.append(unit)
    if pieces:
        yield _run(doc, segment, pieces, phrasebook)


def _run(doc: int, segment: Segment, units: Sequence[Span], phrasebook: Phrasebook) -> Run:
    # One character a unit.
    text = "".join(unit.of(segment.text) if len(unit) == 1 else "\0" for unit in units)
    cuts = phrasebook.cut(text)
    words = tuple(text[start:end] for start, end in pairwise(cuts))
    owner = tuple(word for word in words for _ in word)
    return Run(doc, segment, tuple(units), frozenset(cuts), owner)
