"""Other renderings for the same terms: a model that has seen them obeys what it would not have guessed."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from align.text import Span
from training.annotate import Phrase
from training.links import Links
from training.pieces import Piece
from translate.engine import Annotation

Form = tuple[bool, bool, bool]


def form(rendering: str) -> Form:
    """Return what the sentence asks of a phrase: a capital, an ending like a plural's, a vowel first."""
    return rendering[:1].isupper(), rendering.endswith("s"), rendering[:1].lower() in "aeiou"


class Renderings:
    """English phrases to draw from, by form; one that is often used is often drawn."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_form: dict[Form, list[str]] = defaultdict(list)
        for phrase in phrases:
            self._by_form[form(phrase)].append(phrase)

    def draw(self, old: str, chance: random.Random) -> str:
        """Return a phrase of the form of `old`; `old` itself where there is none."""
        return chance.choice(self._by_form.get(form(old)) or [old])


class Move(NamedTuple):
    """A stretch of the old English and the end of what stands in its place in the new one."""

    gone: Span
    end: int


def exchange(
    phrases: Sequence[Phrase], en: str, renderings: Renderings, chance: random.Random
) -> tuple[tuple[Annotation, ...], str, tuple[Move, ...]]:
    """Put other phrases in the places of these in the English.

    Returns the annotations that ask for them, the new English, and what moved in it.

    >>> exchange([Phrase(Span(0, 2), Span(4, 10), 0, 1)], "The people", Renderings(["valve"]), random.Random(1))
    ((Annotation(span=Span(start=0, end=2), rendering='valve'),), 'The valve', (Move(gone=Span(start=4, end=10), end=9),))
    """
    annotations, moves = [], []
    changed, at = "", 0
    for phrase in sorted(phrases, key=lambda phrase: phrase.target):
        rendering = renderings.draw(phrase.target.of(en), chance)
        changed += en[at : phrase.target.start] + rendering
        at = phrase.target.end
        annotations.append(Annotation(phrase.source, rendering))
        moves.append(Move(phrase.target, len(changed)))
    return tuple(sorted(annotations)), changed + en[at:], tuple(moves)


def carry(links: Links, target: Sequence[Piece], changed: Sequence[Piece], moves: Sequence[Move]) -> Links:
    """Carry the links of what stayed over to the pieces of the new English."""
    starts = {piece.span.start: index for index, piece in enumerate(changed) if piece.span}
    places = {}
    for index, piece in enumerate(target):
        if piece.span and not any(move.gone.overlaps(piece.span) for move in moves):
            before = [move for move in moves if move.gone.end <= piece.span.start]
            by = before[-1].end - before[-1].gone.end if before else 0
            places[index] = starts.get(piece.span.start + by)
    return frozenset((i, place) for i, j in links if (place := places.get(j)) is not None)
