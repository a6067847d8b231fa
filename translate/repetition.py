"""Loops: words that a translation says again and again."""

import re

from align.text import Span

LONGEST = 8  # words that are repeated
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def find_repetition(text: str, start: int = 0) -> tuple[Span, Span] | None:
    """Find words that come three times in a row (twice, for four words or more); None if there are none.

    Returns the words as they come first and the whole run; only what begins at `start` or later counts.

    >>> find_repetition("it is good, is good, is good")
    (Span(start=3, end=10), Span(start=3, end=28))
    """
    words = [Span(*hit.span()) for hit in _WORD.finditer(text, start)]
    folded = [span.of(text).casefold() for span in words]
    for size in range(LONGEST, 0, -1):
        needed = 2 if size >= 4 else 3
        for at in range(len(words) - size * needed + 1):
            first = folded[at : at + size]
            if all(folded[at + size * k : at + size * (k + 1)] == first for k in range(1, needed)):
                begin = words[at].start
                return Span(begin, words[at + size - 1].end), Span(begin, words[at + size * needed - 1].end)
    return None
