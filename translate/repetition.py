"""Loops: words that a translation says again and again."""

import re
from operator import eq

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
        # So many words in a row must each be the same as the one `size` words on.
        same = bytes(map(eq, folded, folded[size:]))
        at = same.find(b"\x01" * (size * (needed - 1)))
        if at >= 0:
            begin = words[at].start
            return Span(begin, words[at + size - 1].end), Span(begin, words[at + size * needed - 1].end)
    return None
