"""What every engine can do, and the values that go in and out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from align.text import Link, Span


class Annotation(NamedTuple):
    """A stretch of the source and the English it is to become."""

    span: Span
    rendering: str


@dataclass(frozen=True)
class Request:
    """One source text to decode.

    `annotations` reach only an engine that reads them. `prefix` is target text that the hypothesis must begin with
    (forced decoding up to there, free after it). None of `suppress` comes out after the prefix.
    """

    source: str
    annotations: tuple[Annotation, ...] = ()
    prefix: str = ""
    suppress: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hypothesis:
    """One translation: `score` is the mean log-probability a token; `links` are on characters of source and text."""

    text: str
    score: float
    links: Sequence[Link] = ()


class Engine(Protocol):
    """A translation model behind four questions; results come in the order of what was asked."""

    @property
    def name(self) -> str:
        """What the user called the model."""

    @property
    def fingerprint(self) -> str:
        """Hash of weights, vocabulary and decoder version: equal fingerprints give equal translations."""

    @property
    def parallel(self) -> int:
        """How many calls may run at once, each in a thread of its own."""

    @property
    def reads_annotations(self) -> bool:
        """Whether the model was trained to obey inline annotations."""

    @property
    def exact_links(self) -> bool:
        """Whether the links of its hypotheses are exact, and not only what its attention shows."""

    def translate(
        self, requests: Sequence[Request], *, beam: int | None = None, n_best: int = 1
    ) -> list[tuple[Hypothesis, ...]]:
        """Decode each request; up to `n_best` hypotheses each, best first, at least one (its text may be empty)."""

    def score(
        self, pairs: Sequence[tuple[str, str]], annotations: Sequence[tuple[Annotation, ...]] = ()
    ) -> list[tuple[float, ...]]:
        """Return log P(token | source, tokens before) for every token of the given target, end of sentence included.

        `annotations`, if given, has those of each source, for an engine that reads them.
        """

    def length(self, target: str) -> int:
        """Return how many tokens a target text has, end of sentence not included."""

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """Return which characters of the source each target token looks at, for given (source, target) pairs."""
