"""Whether an English text renders the terms of its Chinese source as the glossary says."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from align.text import Span
from glossary.forms import occurrences
from glossary.seating import seat
from glossary.term import Term, TermMatch

Standing = Literal["preferred", "admitted", "missing"]


class Verdict(NamedTuple):
    """What became of one occurrence: the English that stands for it and where (both None = missing)."""

    match: TermMatch
    en: str | None
    target: Span | None
    standing: Standing


class Avoided(NamedTuple):
    """A rendering that the glossary says to avoid, as listed there, and where it stands in the target."""

    term: Term
    rendering: str
    target: Span


def check(matches: Sequence[TermMatch], target: str) -> tuple[Verdict, ...]:
    """Judge each occurrence of a term in the source against the target, in the order of `matches`.

    A rendering counts where it stands between word boundaries, white space, quotes and hyphens spelt in any
    way, in any case unless it is all capitals or the entry says `match_case`; what follows may be a possessive. As listed under
    `en` it is preferred. Admitted are the forms under `also`, the `abbr`, and any of these with its head word
    in the other number (contingency plans for contingency plan, Ministries of … for Ministry of …) or its
    leading article left out or changed.

    The judgement is exclusive: a stretch of the target satisfies one occurrence only, and stretches that
    satisfy different occurrences share no character. As many occurrences as possible are satisfied, by the
    longest stretches. "Ministry of Finance (MOF)" is one stretch. Occurrences of one term take their
    stretches from left to right.
    """
    groups: dict[int, list[int]] = {}
    for index, match in enumerate(matches):
        groups.setdefault(id(match.term), []).append(index)
    options = [stretches(matches[members[0]].term, target) for members in groups.values()]
    dealt = seat(options, [len(members) for members in groups.values()])
    verdicts = [Verdict(match, None, None, "missing") for match in matches]
    for members, row, spans in zip(groups.values(), options, dealt, strict=True):
        for index, span in zip(members, spans, strict=False):
            verdicts[index] = Verdict(matches[index], span.of(target), span, row[span])
    return tuple(verdicts)


def avoided(matches: Sequence[TermMatch], target: str) -> tuple[Avoided, ...]:
    """Return the renderings to avoid that stand in the target, in reading order, none inside another.

    Only entries that occur in the source are looked at, and what is part of an accepted rendering of any of
    them is fine.
    """
    terms = list({id(match.term): match.term for match in matches}.values())
    fine = [span for term in terms for span in stretches(term, target)]
    found = [
        Avoided(term, rendering, span)
        for term in terms
        for rendering in term.avoid
        for span in occurrences(rendering, target, match_case=term.match_case)
        if not any(accepted.covers(span) for accepted in fine)
    ]
    kept: list[Avoided] = []
    for item in sorted(found, key=lambda item: (item.target.start, -item.target.end)):
        if not any(other.target.covers(item.target) for other in kept):
            kept.append(item)
    return tuple(kept)


def stretches(term: Term, target: str) -> dict[Span, Standing]:
    """Return every piece of the target that would satisfy the term, with the standing it would have."""
    found: dict[Span, Standing] = {}
    for form in term.renderings:
        for span in occurrences(form, target, match_case=_case_counts(term, form)):
            found.setdefault(span, "admitted")
    for span in occurrences(term.en, target, match_case=_case_counts(term, term.en), inflected=False):
        found[span] = "preferred"
    with_both = {f"{term.en} ({term.abbr})"} if term.abbr else set()
    for form in with_both | ({term.asked} - {term.en}):
        for span in occurrences(form, target, match_case=term.match_case):
            found = {other: standing for other, standing in found.items() if not span.covers(other)}
            found[span] = "preferred"
    return found


def _case_counts(term: Term, form: str) -> bool:
    """Tell whether a form is met in its own case only: capitals are a word otherwise (MOST and most, WHO and who)."""
    return term.match_case or (form.isalpha() and form.isupper())
