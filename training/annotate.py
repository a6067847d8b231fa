"""Telling the model what a term is to become: `<t>工业互联网<tr> Industrial Internet</t>融合应用`."""

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.text import Span
from glossary.check import check
from glossary.term import TermMatch
from training.links import Links
from training.pair import HAN, Pair
from training.pieces import END, RENDERING, TERM, Piece
from translate.engine import Annotation
from translate.figures import figures

LONGEST = 7  # pieces of a source phrase
SPREAD = 10  # pieces of a target phrase
MARKS = re.compile(r"""[,.;:?!、。，；：？！"'“”‘’()（）《》…—-]""")
ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
FUNCTION_WORDS = frozenset(
    """
    the and for that this with are was were has have had will not but from its their they which who
    you your can into been also than then there these those when what how our his her she him such
    may shall should must would could more most other some any each
    """.split()
)


class Phrase(NamedTuple):
    """A source and a target stretch that render each other; `first:end` are the source's pieces."""

    source: Span
    target: Span
    first: int
    end: int


def phrases(
    source: Sequence[Piece], target: Sequence[Piece], zh: str, en: str, links: Links
) -> Iterator[Phrase]:
    """Yield the phrase pairs that are consistent with the links (Och and Ney 2004) and look like terms.

    A term has two Chinese characters or more and no mark of punctuation; its English is whole words, of which
    the outermost are no function words.
    """
    targets: dict[int, list[int]] = {}
    sources: dict[int, list[int]] = {}
    for i, j in links:
        targets.setdefault(i, []).append(j)
        sources.setdefault(j, []).append(i)
    for first in sorted(targets):
        for end in range(first + 1, min(first + LONGEST, len(source)) + 1):
            if end - 1 not in targets:
                continue
            linked = [j for i in range(first, end) for j in targets.get(i, ())]
            low, high = min(linked), max(linked)
            if high - low > SPREAD or any(
                not first <= i < end for j in range(low, high + 1) for i in sources.get(j, ())
            ):
                continue
            if not target[low].starts_word or not ends_word(target, high):
                continue
            here = Span(source[first].span.start, source[end - 1].span.end)
            there = Span(target[low].span.start, target[high].span.end)
            if like_term(here.of(zh), there.of(en)):
                yield Phrase(here, there, first, end)


def ends_word(pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether no letter or digit of the same word comes after the piece."""
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    return after is None or after.starts_word or not after.text[:1].isalnum()


def like_term(zh: str, en: str) -> bool:
    """Tell whether a phrase pair could stand in a glossary."""
    words = ENGLISH_WORD.findall(en.lower())
    return (
        len(HAN.findall(zh)) >= 2
        and not MARKS.search(zh)
        and not re.search(r'[.,;:?!"()]', en)
        and bool(words)
        and words[0] not in FUNCTION_WORDS
        and words[-1] not in FUNCTION_WORDS
    )


def choose(
    source: Sequence[Piece], target: Sequence[Piece], zh: str, en: str, links: Links, chance: random.Random
) -> list[Phrase]:
    """Pick phrases of a pair to annotate, none overlapping: mostly one to three, as many as eight."""
    candidates = list(phrases(source, target, zh, en, links))
    candidates.sort(key=lambda phrase: -(phrase.end - phrase.first) * chance.random())
    wanted = 1 + min(int(chance.expovariate(0.4)), 7, len(source) // 6)
    taken: list[Phrase] = []
    for candidate in candidates:
        if len(taken) == wanted:
            break
        if not any(candidate.source.overlaps(phrase.source) for phrase in taken):
            taken.append(candidate)
    return sorted(taken)


def annotations_of(chosen: Sequence[Phrase], en: str) -> tuple[Annotation, ...]:
    """Annotate phrases with their own English."""
    return tuple(Annotation(phrase.source, phrase.target.of(en)) for phrase in chosen)


def from_glossary(matches: Sequence[TermMatch], en: str, chance: random.Random) -> tuple[Annotation, ...]:
    """Annotate the matches that `en` renders in an admitted way, as it spells them: mostly all, else some.

    At work the model is told all the terms of a sentence, so that is what it should mostly see.
    """
    met = [verdict for verdict in check(matches, en) if verdict.en is not None]
    rate = 1.0 if chance.random() < 0.7 else 0.6
    return tuple(
        Annotation(match.span, str(rendering)) for match, rendering, _, _ in met if chance.random() < rate
    )


def with_figures(pair: Pair, matches: Sequence[TermMatch], chance: random.Random) -> tuple[Annotation, ...]:
    """Annotate the figures that the English writes as `translate.figures` does, and the glossary terms between them.

    Empty where there are no such figures.
    """
    known = [
        one for one in figures(pair.zh)
        if re.search(rf"(?<![\w.,-]){re.escape(one.rendering)}(?![\w-]|[.,]\d)", pair.en)
    ]  # fmt: skip
    if not known:
        return ()
    terms = [
        term
        for term in from_glossary(matches, pair.en, chance)
        if not any(term.span.overlaps(figure.span) for figure in known)
    ]
    return tuple(sorted([*known, *terms]))


def mark(zh: str, annotations: Sequence[Annotation]) -> str:
    """Write annotations, in order and not overlapping, into the text.

    >>> mark("推动工业互联网发展", [Annotation(Span(2, 7), "Industrial Internet")])
    '推动<t>工业互联网<tr> Industrial Internet</t>发展'
    """
    parts, at = [], 0
    for span, rendering in annotations:
        parts += [zh[at : span.start], TERM, span.of(zh), RENDERING, " ", rendering, END]
        at = span.end
    return "".join([*parts, zh[at:]])


def shift(offset: int, annotations: Sequence[Annotation]) -> int:
    """Return where a character of the plain text stands in the marked one."""
    moved = offset
    for span, rendering in annotations:
        if offset >= span.start:
            moved += len(TERM)
        if offset >= span.end:
            moved += len(RENDERING) + 1 + len(rendering) + len(END)
    return moved


def relink(
    links: Links,
    source: Sequence[Piece],
    target: Sequence[Piece],
    marked: Sequence[Piece],
    annotations: Sequence[Annotation],
) -> Links:
    """Carry links over to the pieces of the marked text, by the first character of each source piece.

    Where a rendering stands in the target piece by piece, its pieces there are linked to those between the
    marks instead of to the Chinese: to obey an annotation is to copy it.
    """
    holders: dict[int, int] = {}
    for index, piece in enumerate(marked):
        for offset in range(piece.span.start, piece.span.end):
            holders[offset] = index
    moved = {
        (holders[place], j)
        for start, j in ((source[i].span.start, j) for i, j in links)
        if (place := shift(start, annotations)) in holders
    }
    for span, rendering in annotations:
        begin = shift(span.start, annotations)
        stretch = {holders[at] for at in range(begin, begin + len(span)) if at in holders}
        begin += len(span) + len(RENDERING) + 1
        given = [i for i, piece in enumerate(marked) if begin <= piece.span.start < begin + len(rendering)]
        first = find_run([marked[i].text for i in given], target, {j for i, j in moved if i in stretch})
        if first is not None:
            copied = range(first, first + len(given))
            moved = {(i, j) for i, j in moved if i not in stretch and j not in copied}
            moved |= set(zip(given, copied, strict=True))
    return frozenset(moved)


def find_run(texts: Sequence[str], target: Sequence[Piece], linked: set[int]) -> int | None:
    """Return where these pieces stand in a row in the target; of several places the one most linked."""
    places = [
        first
        for first in range(len(target) - len(texts) + 1)
        if texts and [piece.text for piece in target[first : first + len(texts)]] == list(texts)
    ]
    covered = {first: len(linked.intersection(range(first, first + len(texts)))) for first in places}
    return max(places, key=covered.__getitem__, default=None)
