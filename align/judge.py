"""What pairing asks of a glossary and of a model; the doors plug in who answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from align.text import Span


@dataclass(frozen=True)
class Concept:
    """A glossary entry as pairing needs it: Chinese designations (the main one first) and English forms."""

    designations: tuple[str, ...]
    preferred: str
    admitted: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def zh(self) -> str:
        """The main Chinese designation."""
        return self.designations[0]


class Found(NamedTuple):
    """A concept at a place of the Chinese text searched; `nested` tells that it is part of a longer one."""

    concept: Concept
    span: Span
    nested: bool = False


class Glossary(Protocol):
    """A list of concepts and the way to find them in Chinese."""

    @property
    def concepts(self) -> Sequence[Concept]:
        """All concepts, in the order of the glossary."""

    def find(self, text: str) -> Iterable[Found]:
        """Return the concepts named in a Chinese text, the longest at a place and then those nested in it."""


class Question(NamedTuple):
    """A Chinese phrase in a sentence: `span` counts characters of `sentence`."""

    sentence: str
    span: Span

    @property
    def phrase(self) -> str:
        """The phrase itself."""
        return self.span.of(self.sentence)


class Judge(Protocol):
    """A translation model as a witness; it ranks and supports, and is never believed alone."""

    @property
    def name(self) -> str:
        """What the user called the model."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, ...]]:
        """Return log P(token | Chinese, tokens before) for every token of the English of each pair."""

    def renderings(self, questions: Sequence[Question]) -> Sequence[tuple[str, ...]]:
        """Return English for each phrase: by itself (n-best) and cut out of its sentence's translation."""


class NoGlossary:
    """A glossary without entries."""

    concepts: Sequence[Concept] = ()

    def find(self, text: str) -> Iterable[Found]:  # noqa: ARG002
        """Find nothing."""
        return ()
