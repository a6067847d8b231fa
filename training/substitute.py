"""Other terms of the glossary in the same sentence: so a model gets to know terms that its texts hardly have."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from align.text import Span
from glossary.check import check
from glossary.matcher import Matcher
from glossary.term import Term
from training.pair import Pair

FAR = 0.2  # share drawn from all the domains, not the term's own
ALIAS = 0.2  # share that gets another designation of the term drawn


class Slot(NamedTuple):
    """What a sentence asks of a rendering that is to stand in another's place."""

    capital: bool
    article: str
    vowel: bool
    ending: str


def slot(term: Term, rendering: str) -> Slot:
    """Return the slot that a rendering of a term fits into.

    >>> slot(Term("促消费", "boost consumption", also=("boosting consumption",)), "boosting consumption")
    Slot(capital=False, article='', vowel=False, ending='-ing')
    """
    words = rendering.split() or [""]
    first = words[0].lower()
    article = first if first in ("the", "a", "an") else ""
    if is_verb(term):
        ending = next((f"-{ending}" for ending in ("ing", "ed", "s") if first.endswith(ending)), "-")
    else:
        ending = "s" if words[-1].endswith("s") else ""
    return Slot(rendering[:1].isupper(), article, first[:1] in "aeiou", ending)


def is_verb(term: Term) -> bool:
    """Tell whether a term is rendered by a verb: with and without -ing before the same words."""
    heads: dict[str, set[str]] = defaultdict(set)
    for rendering in term.renderings:
        first, _, rest = rendering.lower().partition(" ")
        heads[rest].add(first)
    return any(
        one.endswith("ing") and other != one and other[:3] == one[:3]
        for same in heads.values()
        for one in same
        for other in same
    )


class Substitutes:
    """The terms of a glossary by slot and domain; the one drawn least often so far comes next."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._pools: dict[tuple[Slot, str], dict[Term, str]] = defaultdict(dict)
        self._drawn: Counter[str] = Counter()
        for term in terms:
            if term.status == "deprecated" or term.keep:
                continue
            for rendering in term.renderings:
                if rendering == term.abbr:
                    continue
                here = slot(term, rendering)
                for domain in (term.domain, ""):
                    self._pools[here, domain].setdefault(term, rendering)

    def draw(self, term: Term, rendering: str, chance: random.Random) -> tuple[str, str] | None:
        """Return the Chinese and English of a term that fits where `rendering` stands; None if none does."""
        here = slot(term, rendering)
        pool = self._pools.get((here, "" if chance.random() < FAR else term.domain), {})
        others = [other for other in pool if other.zh != term.zh]
        if not others:
            return None
        least = min(self._drawn[other.zh] for other in others)
        other = chance.choice([other for other in others if self._drawn[other.zh] == least])
        self._drawn[other.zh] += 1
        zh = chance.choice(other.aliases) if other.aliases and chance.random() < ALIAS else other.zh
        return zh, pool[other]


class _Edit(NamedTuple):
    """Where a term and its rendering stand, and what is to stand there."""

    source: Span
    target: Span
    zh: str
    en: str


def substitute(pair: Pair, matcher: Matcher, substitutes: Substitutes, chance: random.Random) -> Pair:
    """Put other terms in the places of those of a pair, on both sides; the pair itself where that does not work out.

    What stands first in the English stays, for a capital there says nothing, and so does a rendering that is
    not spelt as the glossary lists it. It works out if the glossary finds and accepts every term in the new pair.
    """
    edits = [
        _Edit(match.span, target, *drawn)
        for match, rendering, target, _ in check(matcher.find(pair.zh), pair.en)
        if rendering in match.term.renderings and target and target.start
        if (drawn := substitutes.draw(match.term, str(rendering), chance))
    ]
    zh, en = pair.zh, pair.en
    for edit in sorted(edits, key=lambda edit: edit.source, reverse=True):
        zh = zh[: edit.source.start] + edit.zh + zh[edit.source.end :]
    for edit in sorted(edits, key=lambda edit: edit.target, reverse=True):
        en = en[: edit.target.start] + edit.en + en[edit.target.end :]
    made = check(matcher.find(zh), en)
    accepted = {verdict.match.span.of(zh) for verdict in made if verdict.en is not None}
    return pair._replace(zh=zh, en=en) if all(edit.zh in accepted for edit in edits) else pair


def substituted(
    pairs: Sequence[Pair], terms: Sequence[Term], rate: float, chance: random.Random
) -> list[Pair]:
    """Return copies of a share of the pairs with other terms, those of them that have any to exchange."""
    matcher, substitutes = Matcher(terms), Substitutes(terms)
    copies = [
        (pair, substitute(pair, matcher, substitutes, chance)) for pair in pairs if chance.random() < rate
    ]
    return [copy for pair, copy in copies if copy != pair]
