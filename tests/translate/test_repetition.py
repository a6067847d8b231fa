"""Loops in a translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.repetition import find_repetition


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Promote the the the plan.", "the"),
        ("to do a good job in to do a good job in it", "to do a good job in"),
        ("The Ministry, the ministry, the Ministry said", "The Ministry"),
        ("the the plan", None),  # twice a word may be right: “had had”
        ("China Mobile, China Unicom, China Telecom", None),
        ("", None),
    ],
)
def test_words_that_come_again_and_again(text: str, words: str | None) -> None:
    found = find_repetition(text)
    assert (found and found[0].of(text)) == words
    if found:
        assert found[1].start == found[0].start
        assert found[1].end > found[0].end


def test_what_begins_before_the_start_does_not_count() -> None:
    text = "the the the plan"
    assert find_repetition(text, 3) is None


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.text("xy ", max_size=5))
def test_three_times_the_same_is_always_found(words: list[str], before: str) -> None:
    assert find_repetition(before + " " + " ".join(words * 3)) is not None
