"""Two documents that are translations of each other, and the beads between their sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from align.lexicon import Lexicon
from align.sentences import Bead, align_sentences
from align.text import Document, Link


class Model(Protocol):
    """What a translation model can add to an alignment; without one the lexicon has to do."""

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Return one English translation of each Chinese sentence."""

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """Return links on characters between each Chinese sentence and its English."""


class Passage(NamedTuple):
    """The text of a bead; `source` or `target` is empty where the bead has no sentence on that side."""

    bead: Bead
    source: str
    target: str


@dataclass(frozen=True)
class Bitext:
    """A Chinese document, an English one, and beads that hold every sentence of both once, in order."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]

    def passages(self) -> Iterator[Passage]:
        """Yield the beads with their text; sentences of a bead are joined, English ones by a space."""
        for bead in self.beads:
            yield Passage(
                bead,
                "".join(self.source.segments[i].text for i in bead.source),
                " ".join(self.target.segments[j].text for j in bead.target),
            )


def align_documents(
    source: Document, target: Document, lexicon: Lexicon, model: Model | None = None
) -> Bitext:
    """Align the sentences of a Chinese document with those of its English translation."""
    chinese = [segment.text for segment in source.segments]
    beads = align_sentences(
        chinese,
        [segment.text for segment in target.segments],
        lexicon=lexicon,
        translations=None if model is None else model.translate(chinese),
        source_blocks=[segment.block for segment in source.segments],
        target_blocks=[segment.block for segment in target.segments],
    )
    return Bitext(source, target, tuple(beads))
