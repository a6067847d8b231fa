"""A translated document: rows of source and target, each decision visible."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from align.text import Document, Link, Segment, Span
from glossary.term import TermMatch

How = Literal["chosen", "annotated", "repaired", "forced", "unmet"]
Origin = Literal["model", "term", "memory", "cache", "fixed"]
Severity = Literal["error", "warning", "info"]


class Finding(NamedTuple):
    """Something a reviewer should look at; spans are None where the finding is about the whole segment.

    `kind` is one of `KINDS`; `source` and `target` count characters of the row's source and target text.
    """

    kind: str
    severity: Severity
    message: str
    source: Span | None = None
    target: Span | None = None


KINDS: dict[str, str] = {
    "term-unmet": "a glossary term has no admitted rendering",
    "term-avoid": "a rendering the glossary says to avoid",
    "term-forced": "a rendering was put in by force; read the sentence",
    "number": "a number, date or unit differs between the two sides",
    "name": "the name of a person is not in the English",
    "han": "Chinese characters left in the English",
    "repetition": "words repeated in a loop",
    "empty": "nothing came out",
    "truncated": "the translation stops before the sentence does",
    "length": "suspiciously short or long",
    "confidence": "the model was unsure",
    "split": "a long sentence was translated in parts",
    "consistency": "the same Chinese phrase is rendered in another way elsewhere",
}


class TermUse(NamedTuple):
    """What became of one term occurrence.

    `en` is the English that stands for it and `target` where it stands (None = it does not). `how`: the model chose it
    unasked, was asked by annotation, was repaired, was forced, or it is unmet.
    """

    match: TermMatch
    en: str
    target: Span | None
    how: How


class Suggestion(NamedTuple):
    """A similar segment from translation memory; `similarity` is 0–100."""

    source: str
    target: str
    similarity: float
    origin: str


@dataclass(frozen=True)
class Row:
    """One segment with its translation.

    `score` is the mean log-probability a token, None where no model was asked. `previous` is what was shown
    last, before the glossary changed, None where it reads the same or nothing was known. `suggestions` are fuzzy memory matches.
    """

    segment: Segment
    target: str
    origin: Origin = "model"
    score: float | None = None
    terms: tuple[TermUse, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
    previous: str | None = None
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether a reviewer should look at the row: any error or warning."""
        return any(finding.severity != "info" for finding in self.findings)


@dataclass(frozen=True)
class Translated:
    """A document and its rows, one for every segment in order, with what made them.

    `model` is the name as the user gave it, `signature` the line that makes the result repeatable, `glossary` the short
    version of the term list, `terms` how many entries it had.
    """

    document: Document
    rows: tuple[Row, ...]
    model: str = ""
    signature: str = ""
    glossary: str = ""
    terms: int = 0
