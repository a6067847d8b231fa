"""Renderings that must not come out: as piece sequences to forbid, and as text to check for."""

import re
from collections.abc import Iterable

from align.text import Span
from translate.engine import Request
from translate.engines.pieces import MARKS, UNKNOWN, PieceCoder, Pieces

Sequences = frozenset[tuple[str, ...]]


def sequences(coder: PieceCoder, texts: Iterable[str]) -> Sequences:
    """Return the piece sequences that usually spell the texts, in any case, and those of the marks."""
    out: set[tuple[str, ...]] = {(mark,) for mark in MARKS} if coder.annotated else set()
    for text in texts:
        text = text.strip()
        if not text:
            continue
        for form in {
            text,
            text.lower(),
            text.upper(),
            text.title(),
            text[0].upper() + text[1:],
            text.capitalize(),
        }:
            out.add(coder.target(form).pieces)
            out.add(coder.inner(form))
    return frozenset(pieces for pieces in out if pieces and UNKNOWN not in pieces)


def breach(coder: PieceCoder, text: str, target: Pieces, prefix: int, request: Request) -> Sequences:
    """Return the piece sequences by which a hypothesis breaks its request, empty if it keeps to it.

    It breaks it where a suppressed text stands after the prefix (whole words, in any case), and where the
    prefix's last word goes on growing; then every piece that would make it grow is returned. `prefix` counts
    the pieces of the prefix.
    """
    start = target.spans[prefix - 1].end if prefix else 0
    if prefix and text[start - 1 : start].isalnum() and text[start : start + 1].isalnum():
        context = target.pieces[max(0, prefix - 3) : prefix]
        return frozenset((*context, piece) for piece in coder.inside)
    for unwanted in request.suppress:
        words = r"\s+".join(map(re.escape, unwanted.split()))
        found = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE).search(text, start) if words else None
        if found:
            span = Span(*found.span())
            spelled = (
                piece for piece, at in zip(target.pieces, target.spans, strict=True) if span.overlaps(at)
            )
            return frozenset({tuple(spelled)})
    return frozenset()
