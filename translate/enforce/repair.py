"""Where a missed term is being translated, and how to make the model continue from the official rendering."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from align.text import Span
from glossary.term import Term
from translate.enforce.agreement import join, takes_article
from translate.enforce.draft import Draft
from translate.engine import Engine, Request

_WORD_START = re.compile(r"(?<!\S)\S")
# What stands between two of several, and what it is in English.
LISTED = {"与": " and", "和": " and", "及": " and", "以及": " and", "或": " or", "、": ","}
_JOINED = re.compile(
    r"(?:[^\w)\]%”\"'’]|\b(?:and|or|with|between|of|for|by|from|to|in|the|an?|both))\s*$|^\s*$"
)
POSITIONS = 2
VARIANTS = 2


def cuts(draft: Draft, number: int) -> list[int]:
    """Return offsets of the target at which the rendering of occurrence `number` may begin, the likeliest first.

    The evidence, strongest first: a rendering of the same term that is to be avoided; the words linked to the term's
    characters; the end of what is linked to the characters before it; the same place in proportion.
    """
    text, links = draft.hypothesis.text, draft.hypothesis.links
    match = draft.verdicts[number].match
    found = [hit.target.start for hit in draft.avoided if hit.term is match.term]
    found += _linked_starts(draft, match.span)
    before = [
        link.target.end for link in links if match.span.start - 2 <= link.source.start < match.span.start
    ]
    if before:
        found.append(max(before))
    found.append(round(len(text) * match.span.start / max(len(draft.job.source), 1)))
    starts = [hit.start() for hit in _WORD_START.finditer(text)] + [len(text)]
    snapped = (min(starts, key=lambda start: (abs(start - position), start)) for position in found)
    return list(dict.fromkeys(_outside(position, draft.held) for position in snapped))


def _linked_starts(draft: Draft, source: Span) -> list[int]:
    """Return the first word linked to the span, and the one with most links if that is another."""
    held = draft.held
    starts = sorted(
        link.target.start
        for link in draft.hypothesis.links
        if link.source.overlaps(source) and not any(stretch.overlaps(link.target) for stretch in held)
    )
    return list(dict.fromkeys((starts[0], starts[len(starts) // 2]))) if starts else []


def _outside(position: int, held: Sequence[Span]) -> int:
    """Move a position that cuts into a held stretch to the end of it."""
    return next((stretch.end for stretch in held if stretch.start < position < stretch.end), position)


def variants(term: Term) -> list[str]:
    """Return the renderings worth trying, the preferred one first; a body's name also with its article.

    >>> variants(Term("国家统计局", "National Bureau of Statistics"))
    ['National Bureau of Statistics', 'the National Bureau of Statistics']
    """
    others = (form for form in (term.en, *term.also) if form.casefold() != term.asked.casefold())
    renderings = [term.asked, *others][:VARIANTS]
    if takes_article(term.asked):
        renderings.insert(1, f"the {term.asked}")
    return renderings


class Attempt(NamedTuple):
    """A decoding to try for a missed occurrence; its prefix ends in the rendering, with an “and” that it needs."""

    request: Request
    rendering: str


def attempts(draft: Draft, number: int) -> list[Attempt]:
    """Return what to try for one missed occurrence: every position with every variant, also as one more of a list."""
    match = draft.verdicts[number].match
    out: dict[str, Attempt] = {}
    for cut in cuts(draft, number)[:POSITIONS]:
        before = draft.hypothesis.text[:cut].rstrip()
        for joint in dict.fromkeys(("", connective(draft.job.source[: match.span.start], before))):
            for rendering in variants(match.term):
                prefix = join(before + joint, rendering)
                request = Request(draft.job.source, draft.job.annotations, prefix, tuple(match.term.avoid))
                shown = f"{joint} {rendering}".strip()
                out.setdefault(prefix, Attempt(request, prefix[len(prefix) - len(shown) :]))
    return list(out.values())


def connective(source: str, before: str) -> str:
    """Return what joins a term to the one before it in a list, where the text so far does not have it yet.

    >>> connective("证监会与", "The CSRC"), connective("证监会与", "The CSRC and the"), connective("证监会、", "The CSRC")
    (' and', '', ',')
    """
    return "" if _JOINED.search(before) else LISTED.get(source.rstrip("《「“")[-1:], "")


def rank(engine: Engine, tried: Sequence[Sequence[Attempt]]) -> list[list[Attempt]]:
    """Put the attempts at each occurrence in order, the one first whose rendering the model expects most.

    That is the mean log-probability of the rendering's tokens after what is before it. Forced decoding of all attempts
    costs a fraction of decoding on from one of them.
    """
    every = [attempt for several in tried for attempt in several]
    expected = iter(_expectations(engine, every))
    out = []
    for several in tried:
        likely = [next(expected) for _ in several]
        out.append([several[n] for n in sorted(range(len(several)), key=lambda n: -likely[n])])
    return out


def _expectations(engine: Engine, tried: Sequence[Attempt]) -> list[float]:
    scores = engine.score(
        [(one.request.source, one.request.prefix) for one in tried],
        [one.request.annotations for one in tried],
    )
    out = []
    for one, tokens in zip(tried, scores, strict=True):
        last = tokens[-1 - engine.length(one.rendering) : -1] or tokens  # the last thing before the end mark
        out.append(sum(last) / len(last))
    return out
