import pytest

from align.sheet import Decision, Occurrence, PhraseRow, Rendering, RenderingStanding
from align.standing import phrase_standing
from align.text import Span


def rendering(
    en: str,
    *docs: str,
    decision: Decision = "pair",
    standing: RenderingStanding = "unlisted",
    score: float = 0.9,
) -> Rendering:
    places = tuple(Occurrence(doc, Span(0, len(en)), "", en, "") for doc in docs)
    return Rendering(en, score, decision, standing, places)


CASES = [
    ([], True, "no counterpart"),
    ([rendering("a", "1", decision="candidate")], True, "no counterpart"),
    ([rendering("a", "1")], True, "consistent"),
    ([rendering("a", "1", "2")], True, "consistent"),
    ([rendering("a", "1")], False, "not in glossary"),
    ([rendering("a", "1"), rendering("b", "2")], True, "inconsistent across documents"),
    ([rendering("a", "1"), rendering("b", "2")], False, "inconsistent across documents"),
    ([rendering("a", "1", "2"), rendering("b", "2")], True, "inconsistent in a document"),
    ([rendering("a", "1"), rendering("b", "1", decision="candidate")], True, "consistent"),
]


@pytest.mark.parametrize(("renderings", "in_glossary", "expected"), CASES)
def test_phrase_standing(renderings: list[Rendering], in_glossary: bool, expected: str) -> None:
    assert phrase_standing(renderings, in_glossary=in_glossary) == expected


def test_doubt_puts_what_is_to_be_avoided_first() -> None:
    def row(*renderings: Rendering) -> PhraseRow:
        return PhraseRow("甲", (), phrase_standing(renderings, in_glossary=True), renderings)

    avoid = row(rendering("a", "1", standing="avoid", score=0.97))
    unsure = row(rendering("a", "1", score=0.6))
    mixed = row(rendering("a", "1", score=0.99), rendering("b", "2", score=0.99))
    sure = row(rendering("a", "1", score=0.99))
    assert avoid.doubt > mixed.doubt > unsure.doubt > sure.doubt > row().doubt
