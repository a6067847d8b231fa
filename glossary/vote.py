"""Which domains a document belongs to, by the terms in it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from glossary.term import TermMatch

SHARE = 0.05  # of all term occurrences, below which a domain is not one of the document's
ALWAYS = ("general",)


def vote(matches: Iterable[TermMatch], domains: Sequence[str]) -> tuple[str, ...]:
    """Return those of `domains` that have at least `SHARE` of the occurrences, in order; `ALWAYS` are in.

    A document without a single term belongs to all of them.

    >>> from align.text import Span
    >>> from glossary.term import Term
    >>> found = [TermMatch(Term("基站", "base station", domain="telecom"), Span(0, 2))]
    >>> vote(found, ["general", "health", "telecom"])
    ('general', 'telecom')
    """
    counts = Counter(match.term.domain for match in matches)
    total = sum(counts.values())
    if not total:
        return tuple(domains)
    return tuple(domain for domain in domains if domain in ALWAYS or counts[domain] >= SHARE * total)
