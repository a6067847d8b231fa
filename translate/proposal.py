"""What a reviewer's corrections say about the glossary: renderings that they replaced."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

from align.language import language_of
from align.text import Span, Token
from align.tokens import words
from glossary.check import check, stretches
from glossary.matcher import Matcher
from glossary.store import Glossary
from glossary.term import Term
from translate.bitext import Unit

ARTICLES = ("the", "a", "an")
MARKS = " .,;:!?\"'“”‘’"
LONGEST = 12  # words; more are no longer a rendering of the term alone
STANDS_FOR_NOTHING = frozenset(
    ("it", "its", "they", "their", "them", "this", "these", "that", "those", "which")
)


@dataclass(frozen=True)
class Proposal:
    """A change of an entry: `term` as it would be, `old` as it is.

    `after` took the place of `before` in `count` of the `total` places it had; `origins` names them.
    """

    old: Term
    term: Term
    before: str
    after: str
    count: int
    total: int
    origins: tuple[str, ...]


@dataclass
class _Evidence:
    """What became of one rendering of a term in all reviewed units."""

    kept: int = 0
    lost: int = 0  # gone, but for what is not clear
    replaced: dict[str, list[str]] = field(default_factory=dict)  # new rendering: origins


def propose(units: Iterable[Unit], glossary: Glossary) -> tuple[Proposal, ...]:
    """Return the changes of entries that reviewed units ask for, units without `machine` saying nothing.

    Where a rendering was replaced everywhere, the new one becomes preferred and, if that was at least twice,
    the old one is to be avoided. Where it was replaced in some places and kept in others, both are right: the
    new one is admitted, if it came at least twice. What stands for a term is judged as in `glossary.check`.
    """
    matcher = Matcher(glossary)
    evidence: dict[tuple[Term, str], _Evidence] = {}
    for unit in units:
        if unit.machine is not None:
            _gather(unit, unit.machine, matcher, evidence)
    found = [_proposal(term, before, known) for (term, before), known in evidence.items()]
    return tuple(proposal for proposal in found if proposal is not None)


def _gather(unit: Unit, machine: str, matcher: Matcher, evidence: dict[tuple[Term, str], _Evidence]) -> None:
    matches = matcher.find(unit.source)
    had = [(verdict.match.term, verdict.target) for verdict in check(matches, machine) if verdict.target]
    has = Counter(verdict.match.term for verdict in check(matches, unit.target) if verdict.target)
    lacking = Counter(term for term, _ in had) - has
    alignment = _Alignment(machine, unit.target)
    for term, span in had:
        was = span.of(machine)
        before = _listed(term, was)
        known = evidence.setdefault((term, before), _Evidence())
        place = alignment.span(span)
        after = place.of(unit.target) if place else ""
        if not lacking[term] or stretches(term, after):
            known.kept += 1
        elif new := _rendering(after, before, was):
            known.replaced.setdefault(new, []).append(unit.origin)
        else:
            known.lost += 1


def _proposal(term: Term, before: str, known: _Evidence) -> Proposal | None:
    if not known.replaced:
        return None
    after, origins = max(known.replaced.items(), key=lambda item: len(item[1]))
    times = sum(map(len, known.replaced.values()))
    total = times + known.kept + known.lost
    others = tuple(form for form in term.also if form not in (before, after))
    avoid = tuple(form for form in term.avoid if form != after)
    if known.kept or len(origins) < times:
        if len(origins) < 2:
            return None
        changed = replace(term, also=(*term.also, after), avoid=avoid)
    else:
        en = after if before == term.en else term.en
        also = others if before == term.en else (*others, after)
        if len(origins) > 1:
            avoid = (*avoid, before)
        else:
            also = (*also, before)
        changed = replace(term, en=en, also=also, avoid=avoid)
    if changed.en != term.en:  # what the source vouches for is the old rendering
        changed = replace(changed, source=f"review of {origins[0].rpartition(':')[0]}")
    note = f"reviewed: “{after}” for “{before}” in {len(origins)} of {total} ({', '.join(origins[:5])})"
    if term.source and changed.en != term.en:
        note += f"; “{term.en}” is from {term.source}"
    changed = replace(changed, status="proposed", note=f"{term.note}; {note}" if term.note else note)
    return Proposal(term, changed, before, after, len(origins), total, tuple(origins))


def _listed(term: Term, text: str) -> str:
    """Return the rendering of the entry that a piece of the English is a form of."""
    for form in term.renderings:
        if form.casefold() == text.casefold():
            return form
    return next(
        (form for form in term.renderings if stretches(replace(term, en=form, also=(), abbr=None), text)),
        term.en,
    )


def _rendering(after: str, before: str, was: str) -> str:
    """Return what was put in place as a glossary would list it; empty where it is no rendering."""
    after = after.strip(MARKS)
    tokens = words(after)
    if len(tokens) > LONGEST or language_of(after) != "en" or after.casefold() in STANDS_FOR_NOTHING:
        return ""
    if was[:1].isupper() and before[:1].islower() and tokens[0].text[1:].islower():
        after = after[:1].lower() + after[1:]  # a capital for the sentence, not for the term
    return " ".join(after.split())


class _Alignment:
    """Which stretch of a corrected text took the place of one of the first; articles are not looked at."""

    def __init__(self, first: str, second: str) -> None:
        self._first, self._second = _content(first), _content(second)
        matcher = SequenceMatcher(
            None,
            [token.text for token in self._first],
            [token.text for token in self._second],
            autojunk=False,
        )
        self._steps = matcher.get_opcodes()

    def span(self, span: Span) -> Span | None:
        """Return the stretch; None where a change runs across its borders or nothing is left of it."""
        inside = [index for index, token in enumerate(self._first) if token.span.overlaps(span)]
        if not inside:
            return None
        start, end = self._place(inside[0], "start"), self._place(inside[-1] + 1, "end")
        if start is None or end is None or start >= end:
            return None
        return Span(self._second[start].span.start, self._second[end - 1].span.end)

    def _place(self, index: int, side: Literal["start", "end"]) -> int | None:
        """Return the border between words of the second text for one of the first.

        What was inserted right at the border is outside.
        """
        for what, a, b, c, d in self._steps:
            if what == "insert":
                continue
            if side == "start" and a == index:
                return c
            if side == "end" and b == index:
                return d
            if a < index < b:
                return c + index - a if what == "equal" else None
        return None


def _content(text: str) -> Sequence[Token]:
    return [token for token in words(text) if token.text.casefold() not in ARTICLES]
