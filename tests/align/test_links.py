import numpy as np
import pytest

from align.chain import Jumps, posterior
from align.lexicon import Lexicon
from align.links import attention_matrix, link_spans, link_words
from align.text import Link, Span, Token

LEXICON = Lexicon(
    counts={
        "会议": {"meet": 9.0}, "强调": {"stress": 9.0}, "安全": {"safety": 9.0}, "生产": {"production": 9.0},
        "要": {"must": 5.0}, "抓好": {"ensur": 5.0},
    },
    cost={"会议": -6.0, "强调": -6.0, "安全": -6.0, "生产": -6.0, "要": -6.0, "抓好": -8.0},
)  # fmt: skip


@pytest.mark.parametrize(
    ("chinese", "english", "links"),
    [
        ("会议 强调", "meeting stressed", "0-0 1-1"),
        ("会议 强调 ， 要 抓好 安全 生产", "the meeting stressed that production safety must be ensured",
         "0-1 1-2 5-5 6-4 3-6 4-8"),
        ("5G ， 强调", "stressed : 5G", "0-2 2-0"),
        ("会议 。", "meetings .", "0-0 1-1"),
    ],
)  # fmt: skip
def test_known_words_are_linked(chinese: str, english: str, links: str) -> None:
    wanted = {tuple(map(int, link.split("-"))) for link in links.split()}
    assert wanted <= link_words([(chinese.split(), english.split())], LEXICON)[0]


def test_a_word_that_recurs_is_learnt() -> None:
    pairs = [
        (["会议", "𠮷"], ["zork", "meeting"]),
        (["强调", "𠮷"], ["zork", "stressed"]),
        (["𠮷", "安全"], ["safety", "zork"]),
    ]
    assert link_words(pairs, LEXICON) == [{(0, 1), (1, 0)}, {(0, 1), (1, 0)}, {(0, 1), (1, 0)}]


def test_empty_sides_have_no_links() -> None:
    assert link_words([([], ["a"]), (["会议"], []), (["会议"], ["meeting"])], LEXICON) == [
        set(),
        set(),
        {(0, 0)},
    ]
    assert link_words([], LEXICON) == []


def test_attention_decides_between_unknown_words() -> None:
    pair = (["甲", "乙"], ["foo", "bar"])
    crossed = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert link_words([pair], Lexicon(), attention=[crossed])[0] == {(0, 1), (1, 0)}
    assert link_words([pair], Lexicon(), attention=[crossed.T[::-1]])[0] == {(0, 0), (1, 1)}


def test_attention_matrix_is_the_covered_share() -> None:
    links = [Link(Span(0, 3), Span(0, 3)), Link(Span(2, 4), Span(4, 8))]
    matrix = attention_matrix([Span(0, 2), Span(2, 4)], [Span(0, 3), Span(4, 8)], links)
    assert matrix.tolist() == [[1.0, 0.0], [0.5, 1.0]]


def test_link_spans() -> None:
    left = [Token("会议", Span(0, 2)), Token("强调", Span(2, 4))]
    right = [Token("stressed", Span(0, 8))]
    assert link_spans(left, right, frozenset({(1, 0)})) == (Link(Span(2, 4), Span(0, 8)),)


def test_posterior_sums_to_at_most_one_and_follows_the_emission() -> None:
    emission = np.array([[0.9, 0.1, 1e-6], [1e-6, 1e-6, 0.9]])
    jumps = Jumps()
    chance = posterior(emission, np.full(3, 0.01), jumps)
    assert chance.shape == (2, 3)
    assert (chance.sum(axis=0) <= 1 + 1e-9).all()
    assert chance[0, 0] > 0.9
    assert chance[1, 2] > 0.9
    jumps.learn()
    assert jumps.matrix(2).sum(axis=1) == pytest.approx([1, 1])
