"""Annotations that ask for other renderings, and the English that has them."""

import random

from hypothesis import given
from hypothesis import strategies as st

from align.text import Span
from training.annotate import Phrase
from training.exchange import Renderings, carry, exchange, form
from training.links import parse_links
from training.pieces import Piece
from translate.engine import Annotation

ZH, EN = "推动产业发展。", "Promote an industry now."


def cut(text: str) -> list[Piece]:
    """Cut at spaces, and the full stop."""
    out, at = [], 0
    for word in text.replace(".", " .").split():
        at = text.index(word, at)
        out.append(Piece(word, Span(at, at + len(word)), word != "."))
        at += len(word)
    return out


def test_drawn_is_what_the_sentence_asks_for() -> None:
    renderings = Renderings(["Bureau", "area", "areas", "plan", "plans", "Office"])
    drawn = {renderings.draw("industry", random.Random(seed)) for seed in range(20)}
    assert drawn == {"area"}, "in small letters, singular, and right after an"
    assert renderings.draw("Utilities", random.Random(1)) == "Utilities", "where there is none it stays"


def test_annotation_and_english_agree_and_links_move() -> None:
    # 推动→Promote, 产业→industry, 发展→now, 。→.
    phrases = [Phrase(Span(2, 4), Span(11, 19), 1, 2)]
    renderings = Renderings(["old area"])
    annotations, edit = exchange(phrases, EN, renderings, random.Random(1))
    changed = edit.text
    assert annotations == (Annotation(Span(2, 4), "old area"),)
    assert changed == "Promote an old area now."
    links = carry(parse_links("0-0 1-2 2-3 3-4"), cut(EN), cut(changed), phrases, edit)
    assert links == parse_links("0-0 2-4 3-5"), "what went is linked no more, what is after it moved"


@given(st.integers(0, 1000), st.permutations([0, 1, 2, 3]), st.integers(1, 4))
def test_nothing_else_changes(seed: int, order: list[int], number: int) -> None:
    """Whatever the order of phrases on the two sides, the English between them stays."""
    words = ["one", "two", "three", "four"]
    en = "a one, two - three: four."
    phrases = [
        Phrase(
            Span(2 * place, 2 * place + 2), Span(en.index(word), en.index(word) + len(word)), place, place + 1
        )
        for place, word in zip(order, words, strict=True)
    ][:number]
    pool = ["map", "long list", "tree"]
    annotations, edit = exchange(phrases, en, Renderings(pool), random.Random(seed))
    assert [annotation.span for annotation in annotations] == sorted(phrase.source for phrase in phrases)
    expected, at = "", 0
    for phrase in sorted(phrases, key=lambda phrase: phrase.target):
        rendering = next(a.rendering for a in annotations if a.span == phrase.source)
        assert form(rendering) == form(phrase.target.of(en))
        expected += en[at : phrase.target.start] + rendering
        at = phrase.target.end
    assert edit.text == expected + en[at:]
