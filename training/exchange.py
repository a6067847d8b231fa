"""Other renderings for the same terms: a model that has seen them obeys what it would not have guessed."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from training.annotate import Phrase
from training.links import Links
from training.pieces import Piece
from translate.enforce.agreement import Edit
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


def exchange(
    phrases: Sequence[Phrase], en: str, renderings: Renderings, chance: random.Random
) -> tuple[tuple[Annotation, ...], Edit]:
    """Put other phrases in the places of these in the English; return the annotations that ask for them and the edit.

    >>> from align.text import Span
    >>> annotations, edit = exchange(
    ...     [Phrase(Span(0, 2), Span(4, 10), 0, 1)], "The people", Renderings(["valve"]), random.Random(1)
    ... )
    >>> annotations, edit.text
    ((Annotation(span=Span(start=0, end=2), rendering='valve'),), 'The valve')
    """
    drawn = [
        (phrase, renderings.draw(phrase.target.of(en), chance))
        for phrase in sorted(phrases, key=lambda phrase: phrase.target)
    ]
    edit = Edit(en)
    for phrase, rendering in reversed(drawn):
        edit.replace(phrase.target, rendering)
    return tuple(sorted(Annotation(phrase.source, rendering) for phrase, rendering in drawn)), edit


def carry(
    links: Links,
    target: Sequence[Piece],
    changed: Sequence[Piece],
    exchanged: Sequence[Phrase],
    edit: Edit,
) -> Links:
    """Carry the links of what stayed over to the pieces of the new English."""
    starts = {piece.span.start: index for index, piece in enumerate(changed) if piece.span}
    places = {
        index: starts.get(edit.move(piece.span).start)
        for index, piece in enumerate(target)
        if piece.span and not any(phrase.target.overlaps(piece.span) for phrase in exchanged)
    }
    return frozenset((i, place) for i, j in links if (place := places.get(j)) is not None)
