"""Where the English forms of a glossary stand in English documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from align.concordance import Concordance, Hit
from align.english import content, phrase_key
from align.judge import Concept
from align.phrasebook import Phrasebook
from align.sheet import RenderingStanding

LOYAL = 1 / 3  # share of a common English word's uses that must stand for the phrase
PARTICLES = frozenset(("out", "up", "off", "down", "forward", "away"))  # carry out is one word


class TermHit(NamedTuple):
    """A form of a glossary concept in an English document."""

    hit: Hit
    concept: Concept
    form: str
    standing: RenderingStanding


def term_hits(concordance: Concordance, concepts: Iterable[Concept]) -> tuple[TermHit, ...]:
    """Return where English forms of the concepts stand, in reading order.

    Of overlapping hits the longest is kept; where several concepts have the same form, each has its hit.
    """
    found = [
        TermHit(hit, concept, form, standing)
        for concept in concepts
        for form, standing in _forms(concept)
        for hit in concordance.find(form)
        if _same_case(form, concordance.text(hit), avoid=standing == "avoid")
    ]
    found.sort(key=lambda item: (item.hit.doc, item.hit.start - item.hit.end, item.hit.start))
    taken: dict[int, set[int]] = defaultdict(set)
    whole: set[Hit] = set()
    kept: list[TermHit] = []
    for item in found:
        places = range(item.hit.start, item.hit.end)
        if item.hit in whole or taken[item.hit.doc].isdisjoint(places):
            whole.add(item.hit)
            taken[item.hit.doc].update(places)
            kept.append(item)
    return tuple(sorted(kept, key=lambda item: item.hit))


def speaks_for_itself(item: TermHit, zh: str, phrasebook: Phrasebook) -> bool:
    """Tell whether a form stands for the Chinese phrase wherever it is met.

    A short form that has lost its first word or its head (secretary, for Party committee secretary) leans on
    its context, and a common word stands for much else.
    """
    words, preferred = content(item.form), content(item.concept.preferred)
    shortened = item.standing == "admitted" and set(words) < set(preferred)
    if shortened and not {preferred[0], preferred[-1]} <= set(words):
        return False
    if len(set(words) - PARTICLES) > 1 or item.form.isupper():
        return True
    loyalty = phrasebook.loyalty(item.form, zh)
    return item.standing == "preferred" if loyalty is None else loyalty >= LOYAL


def _forms(concept: Concept) -> Iterator[tuple[str, RenderingStanding]]:
    """Yield every form once, with the best standing that the concept gives it."""
    seen: set[tuple[str, ...]] = set()
    standings: tuple[tuple[RenderingStanding, tuple[str, ...]], ...] = (
        ("preferred", (concept.preferred,)),
        ("admitted", concept.admitted),
        ("avoid", concept.avoid),
    )
    for standing, forms in standings:
        for form in forms:
            bare = form.removesuffix(" that")  # "the meeting noted that" is "the meeting noted"
            key = phrase_key(bare)
            if key and key not in seen:
                seen.add(key)
                yield bare, standing


def _same_case(form: str, text: str, *, avoid: bool) -> bool:
    """Tell whether capitals allow the text to be the form: SA is not "sa".

    Where a name is to be avoided (Emergency Management Department), the same words as a common noun are fine.
    """
    if form.isupper():
        return text == form
    return not (avoid and form != form.lower() and text.islower())
