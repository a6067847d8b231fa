"""Scores against figures worked out by hand."""

import pytest

from glossary.matcher import Matcher
from glossary.term import Term
from translate.evaluate import (
    Passage,
    bleu,
    chrf,
    faults,
    term_occurrences,
    term_success,
)


def test_bleu_and_chrf_know_their_settings() -> None:
    texts = ["The ministry released a new plan for safety."]
    assert bleu(texts, texts).value == pytest.approx(100)
    assert "tok:13a" in bleu(texts, texts).signature
    assert str(chrf(texts, texts)).startswith("chrF2 = 100.0  nrefs:1|case:mixed|eff:yes|nc:6|nw:0")
    plus = chrf(texts, texts, word_order=2)
    assert plus.name == "chrF2++"
    assert "nw:2" in plus.signature
    assert bleu(["Nothing in common here at all."], texts).value < 10


@pytest.mark.parametrize(
    ("source", "output", "reference", "terms", "value", "count"),
    [
        ("基金和基金", "the fund", "the fund and the fund", {"基金": ["fund"]}, 0.5, 1),
        ("基金", "Fund, fund, fund", "a fund", {"基金": ["fund"]}, 1.0, 1),  # at most 1
        ("基金", "the money", "the Fund", {"基金": ["FUND", "fund"]}, 0.0, 1),
        ("基金", "the fund", "the money", {"基金": ["fund"]}, 0.0, 0),  # not in the reference
        ("银行", "the fund", "the fund", {"基金": ["fund"]}, 0.0, 0),  # not in the source
        ("基金和银行", "a lender", "a fund, a bank", {"基金": ["fund"], "银行": ["bank", "lender"]}, 0.5, 2),
        ("𠮷基金", "funds", "funds", {"基金": ["fund"]}, 1.0, 1),  # substrings, as defined
    ],
)
def test_term_success(
    source: str, output: str, reference: str, terms: dict[str, list[str]], value: float, count: int
) -> None:
    result = term_success([Passage(source, output, reference, terms)])
    assert (result.value, result.terms) == (pytest.approx(value), count)


def test_term_success_is_a_mean_over_documents_and_terms() -> None:
    good = Passage("基金银行", "fund bank", "fund bank", {"基金": ["fund"], "银行": ["bank"]})
    bad = Passage("基金", "money", "fund", {"基金": ["fund"]})
    assert str(term_success([good, bad])) == "term success (WMT25) = 0.667 over 3 terms of documents"


@pytest.mark.parametrize(
    ("output", "met", "preferred"),
    [
        ("safe production and production safety", 0, 0),
        ("work safety and workplace safety", 2, 1),
        ("work safety in work safety campaigns", 2, 2),
        ("work safety", 1, 1),  # one rendering does not stand for two occurrences
        ("homework safetyness", 0, 0),  # whole words
    ],
)
def test_term_occurrences(output: str, met: int, preferred: int) -> None:
    matches = Matcher([Term("安全生产", "work safety", also=("workplace safety",))]).find(
        "安全生产和安全生产"
    )
    result = term_occurrences([matches, ()], [output, "work safety"])
    assert (result.met, result.preferred, result.total) == (met, preferred, 2)
    assert result.share == met / 2


def test_faults() -> None:
    outputs = ["", "We go and and and and go.", "The 发展 goes on.", "Development goes on."]
    result = faults(["发展继续。"] * 4, outputs)
    assert (result.empty, result.repetition, result.han, result.segments) == (1, 1, 1, 4)
    assert str(result) == "faults = 75.0 %: 1 empty, 1 repetitions, 1 with Chinese, of 4"
