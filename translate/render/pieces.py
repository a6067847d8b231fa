"""A row's text cut where its terms and findings begin and end."""

from collections.abc import Iterable
from typing import NamedTuple

from align.text import Span
from translate.row import Row, Severity

RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}


class Piece(NamedTuple):
    """A stretch of text in one dress.

    `use` is the index in the row's terms of the term it belongs to, `severity` that of the gravest finding
    about it; None where there is none.
    """

    text: str
    use: int | None = None
    severity: Severity | None = None


def source_pieces(row: Row) -> list[Piece]:
    """Cut the Chinese; the pieces' texts joined are the text."""
    terms = [(use.match.span, number) for number, use in enumerate(row.terms)]
    spots = [(finding.source, finding.severity) for finding in row.findings if finding.source is not None]
    return _cut(row.segment.text, terms, spots)


def target_pieces(row: Row) -> list[Piece]:
    """Cut the English; the pieces' texts joined are the text."""
    terms = [(use.target, number) for number, use in enumerate(row.terms) if use.target is not None]
    spots = [(finding.target, finding.severity) for finding in row.findings if finding.target is not None]
    return _cut(row.target, terms, spots)


def _cut(text: str, terms: Iterable[tuple[Span, int]], spots: Iterable[tuple[Span, Severity]]) -> list[Piece]:
    # Spans may overlap: the first term wins, and the gravest finding.
    uses: list[int | None] = [None] * len(text)
    grave: list[Severity | None] = [None] * len(text)
    for span, number in terms:
        for at in range(span.start, min(span.end, len(text))):
            if uses[at] is None:
                uses[at] = number
    for span, severity in spots:
        for at in range(span.start, min(span.end, len(text))):
            worst = grave[at]
            if worst is None or RANK[worst] < RANK[severity]:
                grave[at] = severity
    pieces: list[Piece] = []
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (uses[at], grave[at]) != (uses[begin], grave[begin]):
            pieces.append(Piece(text[begin:at], uses[begin], grave[begin]))
            begin = at
    return pieces
