from collections.abc import Sequence

import pytest

from align.judge import Question
from align.text import Link, Span
from translate.engine import Hypothesis, Request
from translate.judge import EngineJudge, cut_out


class Fixed:
    """An engine that knows a few sentences."""

    name = fingerprint = "fixed"
    reads_annotations = False

    def __init__(self, known: dict[str, list[Hypothesis]]) -> None:
        self.known = known
        self.decoded: list[str] = []

    def translate(
        self, requests: Sequence[Request], *, beam: int | None = None, n_best: int = 1
    ) -> list[tuple[Hypothesis, ...]]:
        del beam
        self.decoded += [request.source for request in requests]
        return [tuple(self.known[request.source][:n_best]) for request in requests]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        return [(-float(len(zh)), -1.0) for zh, _ in pairs]

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        return [() for _ in pairs]


def test_renderings_come_from_the_phrase_and_from_its_sentence() -> None:
    sentence = "推动复工复产"
    links = (Link(Span(0, 2), Span(0, 7)), Link(Span(2, 4), Span(8, 12)), Link(Span(4, 6), Span(25, 35)))
    engine = Fixed(
        {
            "复工复产": [
                Hypothesis("resume work.", -1.0),
                Hypothesis("", -2.0),
                Hypothesis("resume work", -3.0),
            ],
            sentence: [Hypothesis("Promote work and the new production", -1.0, links)],
        }
    )
    judge = EngineJudge(engine)
    questions = [Question(sentence, Span(2, 6))] * 2
    assert judge.renderings(questions) == [("resume work", "work and the new production")] * 2
    assert engine.decoded.count(sentence) == 1  # a sentence is decoded once, however many phrases it has
    assert judge.score([("复工", "work")]) == [(-2.0, -1.0)]
    assert judge.name == "fixed"


LINKS = (Link(Span(0, 2), Span(0, 3)), Link(Span(2, 6), Span(4, 9)))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 2), "one"),
        (Span(2, 6), "three"),
        (Span(0, 6), "one three"),
        (Span(2, 4), ""),
        (Span(8, 9), ""),
    ],
)
def test_cut_out(span: Span, expected: str) -> None:
    assert cut_out(span, Hypothesis("one three five", 0.0, LINKS)) == expected
