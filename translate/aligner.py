"""A translation engine as help for aligning parallel texts."""

from collections.abc import Sequence

from align.text import Link
from translate.engine import Engine, Request


class EngineAligner:
    """Translates and attends; satisfies `align.bitext.Model`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translate each sentence; greedy decoding says as much about the words as a beam."""
        found = self._engine.translate([Request(sentence) for sentence in sentences], beam=1)
        return [hypotheses[0].text for hypotheses in found]

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """Return which characters of the Chinese each English word looks at."""
        return self._engine.attend(pairs)
