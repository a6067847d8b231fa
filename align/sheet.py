"""The review sheet of comparable documents: phrases, their renderings, and where each stands."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from align.text import Document, Span

Decision = Literal["pair", "candidate"]
RenderingStanding = Literal["preferred", "admitted", "avoid", "unlisted"]
PhraseStanding = Literal[
    "consistent",
    "inconsistent in a document",
    "inconsistent across documents",
    "no counterpart",
    "not in glossary",
]


class Occurrence(NamedTuple):
    """A phrase at a place: `span` counts characters of the document, `left` and `right` stand beside it."""

    doc: str
    span: Span
    left: str
    text: str
    right: str


@dataclass(frozen=True)
class Rendering:
    """One English form of a Chinese phrase; inflection, case and articles do not make another.

    `score` is the probability that it renders the phrase, from 0 to 1; `decision` is what follows from it.
    """

    en: str
    score: float
    decision: Decision
    standing: RenderingStanding
    occurrences: tuple[Occurrence, ...]

    @property
    def count(self) -> int:
        """How often it was found."""
        return len(self.occurrences)


@dataclass(frozen=True)
class PhraseRow:
    """A Chinese phrase and what renders it in the English documents; () = looked and found nothing.

    `preferred` is the glossary's rendering, None where the phrase is not an entry.
    """

    zh: str
    occurrences: tuple[Occurrence, ...]
    standing: PhraseStanding
    renderings: tuple[Rendering, ...]
    preferred: str | None = None

    @property
    def paired(self) -> bool:
        """Whether any rendering is more than a candidate."""
        return any(rendering.decision == "pair" for rendering in self.renderings)

    @property
    def doubt(self) -> float:
        """How much the row needs a reviewer, from 0 to 1: by its least certain rendering, or any to avoid."""
        if any(rendering.standing == "avoid" for rendering in self.renderings):
            return 1.0
        unsure = max((1.0 - rendering.score for rendering in self.renderings), default=0.0)
        return max(unsure, 0.5 if self.standing.startswith("inconsistent") else 0.0)


@dataclass(frozen=True)
class EnglishRow:
    """An English phrase without aligned source.

    `zh_proposed` is the likely Chinese, None where nothing is known. `preferred` is what the glossary would
    have, None where it knows nothing.
    """

    en: str
    occurrences: tuple[Occurrence, ...]
    standing: RenderingStanding
    zh_proposed: str | None = None
    preferred: str | None = None

    @property
    def doubt(self) -> float:
        """How much a reviewer should look at the row, from 0 to 1."""
        return {"avoid": 1.0, "unlisted": 0.3, "admitted": 0.1, "preferred": 0.0}[self.standing]


@dataclass(frozen=True)
class Sheet:
    """Everything that `align FILES` found; `signature` says with what."""

    documents: tuple[Document, ...]
    phrases: tuple[PhraseRow, ...]
    english: tuple[EnglishRow, ...]
    signature: str = ""

    @property
    def avoided(self) -> int:
        """How many occurrences there are of renderings the glossary says to avoid."""
        paired = sum(r.count for row in self.phrases for r in row.renderings if r.standing == "avoid")
        return paired + sum(len(row.occurrences) for row in self.english if row.standing == "avoid")
