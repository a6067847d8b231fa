"""Counts over a translated document: what the heads, feet and term lists of all formats say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from glossary.term import Term
from translate.row import How, Row, TermUse, Translated

Standing = Literal["preferred", "admitted", "avoid", "unmet", "other"]
State = Literal["new", "flagged", "edited", "approved"]

HOWS: dict[How, str] = {
    "chosen": "the model chose it unasked",
    "annotated": "the model was told the term and used it",
    "repaired": "put in the place of another rendering, or the sentence was decoded again from it on",
    "forced": "put in by force: read the sentence",
    "unmet": "no admitted rendering in the English",
}


@dataclass(frozen=True)
class Tally:
    """How many of each: `terms` are occurrences, `flagged` and `changed` are segments."""

    segments: int
    furniture: int
    terms: int
    unmet: int
    errors: int
    warnings: int
    notes: int
    flagged: int
    changed: int

    @property
    def findings(self) -> int:
        """All findings, whatever their severity."""
        return self.errors + self.warnings + self.notes


def tally(translated: Translated) -> Tally:
    """Count segments, terms and findings of a document."""
    rows = translated.rows
    hows = Counter(use.how for row in rows for use in row.terms)
    severities = Counter(finding.severity for row in rows for finding in row.findings)
    return Tally(
        segments=len(rows),
        furniture=sum(row.segment.kind == "furniture" for row in rows),
        terms=hows.total(),
        unmet=hows["unmet"],
        errors=severities["error"],
        warnings=severities["warning"],
        notes=severities["info"],
        flagged=sum(row.flagged for row in rows),
        changed=sum(changed(row) for row in rows),
    )


def changed(row: Row) -> bool:
    """Tell whether the row reads otherwise than before."""
    return row.previous is not None and row.previous != row.target


def state(row: Row) -> State:
    """Return the state a CAT tool would show; what comes from memory was approved before."""
    if row.flagged:
        return "flagged"
    return "approved" if row.origin == "memory" else "new"


def standing(use: TermUse) -> Standing:
    """Return what the glossary thinks of the English that stands for a term; case and spacing are equal."""
    term = use.match.term
    if use.how == "unmet":
        return "unmet"
    found = _fold(use.en)
    if found == _fold(term.en):
        return "preferred"
    if found in map(_fold, term.renderings):
        return "admitted"
    return "avoid" if found in map(_fold, term.avoid) else "other"


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class TermCount:
    """A glossary entry with every use of it in the document: (segment number from 1, use)."""

    term: Term
    uses: tuple[tuple[int, TermUse], ...]


def term_counts(rows: Sequence[Row]) -> list[TermCount]:
    """Gather the uses of each glossary entry, in order of first appearance."""
    found: dict[Term, list[tuple[int, TermUse]]] = {}
    for number, row in enumerate(rows, 1):
        for use in row.terms:
            found.setdefault(use.match.term, []).append((number, use))
    return [TermCount(term, tuple(uses)) for term, uses in found.items()]
