import pytest

from align.phrases import consistent_phrases
from align.text import Span, Token

ZH = [Token("安全", Span(0, 2)), Token("生产", Span(2, 4)), Token("工作", Span(4, 6))]
EN = [Token("work", Span(0, 4)), Token("on", Span(5, 7)), Token("safety", Span(8, 14))]


@pytest.mark.parametrize(
    ("links", "phrases"),
    [
        (set(), set()),
        ({(0, 2)}, {("安全", "safety"), ("安全", "on safety"), ("安全", "work on safety"), ("安全生产", "safety"),
                    ("安全生产", "on safety"), ("安全生产", "work on safety"), ("安全生产工作", "safety"),
                    ("安全生产工作", "on safety"), ("安全生产工作", "work on safety")}),
        ({(0, 2), (1, 2), (2, 0)}, {("安全生产", "safety"), ("安全生产", "on safety"), ("工作", "work"),
                                    ("工作", "work on"), ("安全生产工作", "work on safety")}),
        ({(0, 0), (0, 2), (1, 1), (2, 2)}, {("生产", "on"), ("安全生产工作", "work on safety")}),
    ],
)  # fmt: skip
def test_consistent_phrases(links: set[tuple[int, int]], phrases: set[tuple[str, str]]) -> None:
    found = consistent_phrases(ZH, EN, links)
    assert {(pair.source.of("安全生产工作"), pair.target.of("work on safety")) for pair in found} == phrases


def test_longest() -> None:
    found = list(consistent_phrases(ZH, EN, {(0, 0), (1, 1), (2, 2)}, longest=1))
    assert [(pair.source, pair.target) for pair in found] == [
        (left.span, right.span) for left, right in zip(ZH, EN, strict=True)
    ]
