"""A translation engine as a witness for `align`."""

from collections.abc import Sequence

from align.judge import Question
from align.text import Link, Span
from translate.engine import Engine, Hypothesis, Request

N_BEST = 4  # renderings of a phrase by itself


class EngineJudge:
    """Answers what pairing asks by decoding and forced decoding; satisfies `align.judge.Judge`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        """What the user called the model."""
        return self._engine.name

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, ...]]:
        """Return log P(token | Chinese, tokens before) for every token of the English of each pair."""
        return self._engine.score(pairs)

    def renderings(self, questions: Sequence[Question]) -> Sequence[tuple[str, ...]]:
        """Return English for each phrase: by itself (n-best) and cut out of its sentence's translation."""
        alone = self._engine.translate([Request(question.phrase) for question in questions], n_best=N_BEST)
        sentences = list(dict.fromkeys(question.sentence for question in questions))
        translated = self._engine.translate([Request(sentence) for sentence in sentences])
        inside = {sentence: found[0] for sentence, found in zip(sentences, translated, strict=True)}
        return [
            tuple(
                dict.fromkeys(
                    text.strip(" .,;:")
                    for text in (
                        *(hypothesis.text for hypothesis in found),
                        cut_out(question.span, inside[question.sentence]),
                    )
                    if text.strip(" .,;:")
                )
            )
            for question, found in zip(questions, alone, strict=True)
        ]


def cut_out(span: Span, hypothesis: Hypothesis) -> str:
    """Return the English between the first and the last word linked to a stretch of the source, or ""."""
    reached = [link.target for link in hypothesis.links if _mostly_inside(link, span)]
    if not reached:
        return ""
    return hypothesis.text[min(target.start for target in reached) : max(target.end for target in reached)]


def _mostly_inside(link: Link, span: Span) -> bool:
    shared = min(link.source.end, span.end) - max(link.source.start, span.start)
    return 2 * shared > len(link.source)
