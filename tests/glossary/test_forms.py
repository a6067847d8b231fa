"""Where renderings stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Span
from glossary.forms import compiled, occurrences

WORDS = st.sampled_from(
    ["the", "an", "a", "AI", "5G", "ties", "tie", "ty", "party", "Parties", "boxes", "box", "lab's", "R&D", "café", "of", "plan", "-"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, max_size=8), st.booleans(), st.booleans())
def test_nothing_is_passed_over_that_the_expression_would_find(
    rendering: list[str], target: list[str], match_case: bool, inflected: bool
) -> None:
    form, text = " ".join(rendering), " ".join(target)
    expected = [Span(*hit.span()) for hit in compiled(form, match_case, inflected).finditer(text)]
    assert occurrences(form, text, match_case=match_case, inflected=inflected) == expected


@pytest.mark.parametrize(("rendering", "target"), [("the AI", "An AI"), ("parties", "a Party"), ("5G", "5g")])
def test_other_numbers_and_articles_count(rendering: str, target: str) -> None:
    assert len(occurrences(rendering, target)) == 1
