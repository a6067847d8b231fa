"""Finding the terms of a glossary in Chinese text."""

from collections.abc import Iterable
from typing import Any

import ahocorasick

from align.text import Span
from glossary.abroad import named_abroad
from glossary.fold import Folded, fold, is_latin
from glossary.term import Term, TermMatch


class Matcher:
    """Searches texts for all terms of a glossary at once (Aho-Corasick); deprecated entries are not looked
    for.

    Spelling is folded (see `glossary.fold`), spans are on the characters of the text as given. A designation
    that begins or ends with a letter or digit does not match inside a longer word or number: AI is not in
    AIoT, nor 5G in 2.5G.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._senses: dict[str, list[Term]] = {}
        for term in terms:
            if term.status == "deprecated":
                continue
            for spelling in spellings(term):
                self._senses.setdefault(spelling, []).append(term)
        self._automaton = ahocorasick.Automaton()
        for designation in self._senses:
            self._automaton.add_word(designation, designation)
        if self._senses:
            self._automaton.make_automaton()

    def find(self, text: str, *, nested: bool = False) -> tuple[TermMatch, ...]:
        """Return the terms in `text` in reading order: leftmost, then longest, none overlapping.

        `nested` also returns the shorter terms inside those, after the longer one: 安全生产 in
        安全生产事故.
        """
        if not self._senses:
            return ()
        found = sorted(self._candidates(text), key=lambda match: (match.span.start, -match.span.end))
        kept: list[TermMatch] = []
        outer = Span(0, 0)
        for match in found:
            if match.span.start >= outer.end:
                outer = match.span
                kept.append(match)
            elif nested and outer.covers(match.span):
                kept.append(match)
        return tuple(kept)

    def _candidates(self, text: str) -> Iterable[TermMatch]:
        """Yield every acceptable occurrence, overlapping ones included."""
        folded = fold(text)
        hits: Any = self._automaton.iter(folded.text)
        for last, designation in hits:
            start, end = last + 1 - len(designation), last + 1
            span = folded.unfold(start, end)
            if span is None or cuts_word(folded, start, end):
                continue
            for term in self._senses[designation]:
                if applies(term, folded.text, start, end):
                    yield TermMatch(term, span)
                    break


def spellings(term: Term) -> list[str]:
    """Return what to look for, folded: the designations, also without enumeration commas (党中央国务院)."""
    folded = [fold(designation).text for designation in term.designations]
    return list(dict.fromkeys([*folded, *(spelling.replace("、", "") for spelling in folded)]))


def cuts_word(folded: Folded, start: int, end: int) -> bool:
    """Tell whether `start:end` begins or ends inside a longer Latin word or number."""
    text = folded.text
    if start and is_latin(text[start]):
        before = text[start - 1]
        if is_latin(before) and _adjacent(folded, start - 1):
            return True
        if before == "." and text[start].isdigit() and start > 1 and text[start - 2].isdigit():
            return True
    return end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]) and _adjacent(folded, end - 1)


def applies(term: Term, text: str, start: int, end: int) -> bool:
    """Tell whether the conditions of a term hold for its occurrence `start:end` in folded text.

    `only_if`: one of the neighbours at least is in the text, outside the occurrence; `not_if`: none is. A
    neighbour that contains a designation is looked for around the occurrence: 震中 with `not_if: [地震中]`.
    A domestic body is not that of a country named before it: 财政部 in 美国财政部.
    """
    if term.domestic and named_abroad(text[:start]):
        return False
    if not term.only_if and not term.not_if:
        return True
    designations = [fold(designation).text for designation in term.designations]

    def near(neighbour: str) -> bool:
        wanted = fold(neighbour).text
        if any(designation in wanted for designation in designations):
            first = max(0, end - len(wanted))
            return wanted in text[first : start + len(wanted)]
        return wanted in text[:start] or wanted in text[end:]

    return (not term.only_if or any(map(near, term.only_if))) and not any(map(near, term.not_if))


def _adjacent(folded: Folded, index: int) -> bool:
    """Tell whether folded characters `index` and `index + 1` were next to each other before folding."""
    return folded.origin[index + 1] - folded.origin[index] <= 1
