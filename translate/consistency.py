"""One rendering for a phrase that recurs in a document though the glossary does not know it.

The alignment shows how each occurrence was rendered; the renderings vote; segments that differ are translated again with
the winner as if it were a term. What cannot be brought into line is reported.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from align.text import Span
from glossary.forms import occurrences
from glossary.term import Term, TermMatch
from translate.enforce.cascade import Steps
from translate.pipeline import Options, Tools, translate_again
from translate.row import Finding, Row, Translated

LONGEST = 8  # Chinese characters of a phrase
FEWEST = 3  # occurrences that make a phrase recurrent
WINNER = 0.5  # share of the votes a rendering needs

_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
_FUNCTION = re.compile(r"[的了和与及在是为把对将等要以从到上下中不也都就]")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "with",
        "by",
        "at",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "its",
        "their",
        "this",
        "that",
        "it",
        "we",
    ]
)


class Occurrence(NamedTuple):
    """Where a phrase stands: row number, source span, and the English linked to it (None = not one clean stretch)."""

    row: int
    source: Span
    target: Span | None


class Vote(NamedTuple):
    """A recurrent phrase, the rendering that most occurrences have, and the occurrences that differ."""

    zh: str
    en: str
    times: int
    outliers: tuple[Occurrence, ...]


def votes(rows: Sequence[Row]) -> list[Vote]:
    """Return the recurrent phrases outside the glossary with a majority rendering, the longest first, none overlapping."""
    taken: dict[int, list[Span]] = {n: [use.match.span for use in row.terms] for n, row in enumerate(rows)}
    found = []
    for zh, places in _recurrent(rows, taken):
        places = _apart(places, taken)
        said = Counter(
            _bare(place.target.of(rows[place.row].target)) for place in places if place.target is not None
        )
        if len(places) < FEWEST or not said:
            continue
        (en, count), *others = said.most_common(2)
        if count < 2 or count < WINNER * sum(said.values()) or (others and others[0][1] == count):
            continue
        for place in places:
            taken[place.row].append(place.source)
        outliers = tuple(place for place in places if not occurrences(en, rows[place.row].target))
        if outliers:
            found.append(Vote(zh, en, count, outliers))
    return found


def _recurrent(rows: Sequence[Row], taken: dict[int, list[Span]]) -> Iterator[tuple[str, list[Occurrence]]]:
    """Yield every recurrent stretch of Chinese characters with its occurrences in order, the longest first.

    A part of a longer stretch is among them: it has its turn where the longer one finds no majority.
    """
    places: dict[str, list[tuple[int, Span]]] = {}
    for number, row in enumerate(rows):
        if row.segment.kind == "furniture":
            continue
        text = row.segment.text
        for run in _HAN_RUN.finditer(text):
            for size in range(2, LONGEST + 1):
                for start in range(run.start(), run.end() - size + 1):
                    span = Span(start, start + size)
                    if not any(other.overlaps(span) for other in taken[number]):
                        places.setdefault(span.of(text), []).append((number, span))
    for zh in sorted(places, key=lambda phrase: (-len(phrase), phrase)):
        if len(places[zh]) >= FEWEST and not _FUNCTION.search(zh[0] + zh[-1]):
            yield (
                zh,
                [Occurrence(number, span, _rendering(rows[number], span)) for number, span in places[zh]],
            )


def _apart(places: Sequence[Occurrence], taken: dict[int, list[Span]]) -> list[Occurrence]:
    """Return the occurrences that overlap nothing taken and, of a phrase that overlaps itself (好不好不好), not each other."""
    free: list[Occurrence] = []
    for place in places:
        spans = [*taken[place.row], *(other.source for other in free[-1:] if other.row == place.row)]
        if not any(span.overlaps(place.source) for span in spans):
            free.append(place)
    return free


def _rendering(row: Row, source: Span) -> Span | None:
    """Return the English linked to a source span if it is one stretch that renders nothing else."""
    inside = [link.target for link in row.links if source.overlaps(link.source)]
    if not inside:
        return None
    run = Span(min(span.start for span in inside), max(span.end for span in inside))
    if any(run.overlaps(link.target) and not source.overlaps(link.source) for link in row.links):
        return None
    return run if _bare(run.of(row.target)) else None


def _bare(english: str) -> str:
    """Return a rendering in lower case without small words at its ends; empty if nothing is left."""
    words = [hit.group() for hit in _WORD.finditer(english.lower())]
    while words and words[0] in _SMALL:
        words = words[1:]
    while words and words[-1] in _SMALL:
        words = words[:-1]
    return " ".join(words)


def settle(pages: Sequence[Translated], tools: Tools, options: Options) -> list[Translated]:
    """Bring recurrent phrases of documents into line with each other; a new translation must lose no term and add no error."""
    rows = [row for page in pages for row in page.rows]
    where = "in this document" if len(pages) == 1 else "in these documents"
    ballot = votes(rows)
    terms = {vote.zh: Term(vote.zh, vote.en) for vote in ballot}
    wanted: dict[int, list[tuple[Vote, Occurrence]]] = {}
    for vote in ballot:
        for place in vote.outliers:
            if rows[place.row].origin in ("model", "cache"):
                wanted.setdefault(place.row, []).append((vote, place))
    gentle = replace(options, steps=Steps(force=False))
    asked = []
    for number, items in wanted.items():
        extra = [TermMatch(terms[vote.zh], place.source) for vote, place in items]
        matches = sorted([*(use.match for use in rows[number].terms), *extra], key=lambda match: match.span)
        asked.append((rows[number].segment, tuple(matches)))
    voted = frozenset(map(id, terms.values()))  # a term of the glossary may be equal to one of them
    for (number, items), again in zip(wanted.items(), translate_again(asked, tools, gentle), strict=True):
        rows[number] = _settled(rows[number], again, items, voted, where)
    settled = iter(rows)
    return [replace(page, rows=tuple(islice(settled, len(page.rows)))) for page in pages]


def _settled(
    row: Row, again: Row, items: Sequence[tuple[Vote, Occurrence]], voted: frozenset[int], where: str
) -> Row:
    """Return the new row if it says what was voted and loses nothing, else the old one; `voted` are the ids of such terms."""
    errors = sum(finding.severity == "error" and finding.kind != "term-unmet" for finding in again.findings)
    before = sum(finding.severity == "error" for finding in row.findings)
    adopted = errors <= before and all(use.target is not None for use in again.terms)
    kept = again if adopted else row
    notes = [
        Finding(
            "consistency",
            "info",
            f"{vote.zh} is “{vote.en}” {vote.times} times {where}; "
            + ("this segment was brought into line" if adopted else "this segment says it in another way"),
            place.source,
        )
        for vote, place in items
    ]
    terms = tuple(use for use in kept.terms if id(use.match.term) not in voted)
    return replace(kept, terms=terms, findings=(*kept.findings, *notes), previous=row.previous)
