"""Word links of drafts: the aligner that knows words, with the model's attention as its witness."""

from collections.abc import Sequence
from dataclasses import replace

from align.lexicon import bundled_lexicon, cut_english
from align.links import link_spans, link_tokens
from align.text import Link
from translate.enforce.draft import Draft


def relink(drafts: Sequence[Draft]) -> list[Draft]:
    """Link the words of the drafts anew, all drafts together; what satisfies a term is linked to it and no other.

    The links that the hypotheses come with count as what attention shows: in a small model it strays, in one
    that was not taught to align it says little.
    """
    lexicon = bundled_lexicon()
    words = [(lexicon.cut(draft.job.source), cut_english(draft.hypothesis.text)) for draft in drafts]
    found = link_tokens(words, lexicon, seen=[draft.hypothesis.links for draft in drafts])
    return [
        _with_terms(draft, link_spans(left, right, links))
        for draft, (left, right), links in zip(drafts, words, found, strict=True)
    ]


def _with_terms(draft: Draft, links: Sequence[Link]) -> Draft:
    terms = [Link(verdict.match.span, verdict.target) for verdict in draft.verdicts if verdict.target]
    free = [
        link
        for link in links
        if not any(link.source.overlaps(term.source) or link.target.overlaps(term.target) for term in terms)
    ]
    return replace(draft, hypothesis=replace(draft.hypothesis, links=tuple(sorted([*free, *terms]))))
