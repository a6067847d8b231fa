import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Span
from translate.enforce.agreement import Edit, join, mend, takes_article


@pytest.mark.parametrize(
    ("before", "rendering", "expected"),
    [
        ("", "the meeting stressed", "The meeting stressed"),
        ("held by the", "the State Council", "held by the State Council"),
        ("The", "the State Council", "The State Council"),
        ("It is a", "industrial park", "It is an industrial park"),
        ("It is an", "5G network", "It is a 5G network"),
        ("an", "MIIT official", "an MIIT official"),
        ("a", "MIIT official", "an MIIT official"),
        ("It ended.", "the meeting stressed", "It ended. The meeting stressed"),
        ("the (", "industrial internet", "the (industrial internet"),
        ("exports to the U.S.", "industrial robots", "exports to the U.S. industrial robots"),
        ("under Category A", "infectious diseases", "under Category A infectious diseases"),
        ("in Xi'an", "New Area", "in Xi'an New Area"),
        ("A", "industrial park", "An industrial park"),
        ("It ended. A", "industrial park", "It ended. An industrial park"),
        ("a historic", "industrial park", "a historic industrial park"),
        ("a", "unidentified object", "an unidentified object"),
    ],
)
def test_join(before: str, rendering: str, expected: str) -> None:
    assert join(before, rendering) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By the the Ministry", "By the Ministry"),
        ("A industrial park and an project", "An industrial park and a project"),
        ("the meeting", "The meeting"),
        ("iPhone sales", "iPhone sales"),
        ("It was that that mattered", "It was that that mattered"),
        ("A unified plan for an hour", "A unified plan for an hour"),
        # what only looks like an article
        ("In Xi'an City, near Yan’an Road", "In Xi'an City, near Yan’an Road"),
        ("Category A infectious diseases", "Category A infectious diseases"),
        ("Hepatitis A, a disease; Vitamin A and C", "Hepatitis A, a disease; Vitamin A and C"),
        ("It said: A industrial park", "It said: An industrial park"),
        # abbreviations, and how words sound
        ("An R&D center, an X-ray, an LNG-powered ship", "An R&D center, an X-ray, an LNG-powered ship"),
        (
            "A unanimous vote, a Ukrainian port, a usage fee",
            "A unanimous vote, a Ukrainian port, a usage fee",
        ),
        ("An unidentified object, a SIM card, a UAV", "An unidentified object, a SIM card, a UAV"),
        # words said twice, or three times
        ("He came. The the Ministry left.", "He came. The Ministry left."),
        ("The areas they work in, in particular", "The areas they work in, in particular"),
        ("What to look for, for example", "What to look for, for example"),
        ("A strategic strategic industry", "A strategic industry"),
        ("The role of the 5G network of the 5G network is big.", "The role of the 5G network is big."),
        ("China Tower, China Tower and China Mobile", "China Tower and China Mobile"),
        ("Plan and build plan and build plan and build it.", "Plan and build it."),
        ("They had had enough in Bora Bora", "They had had enough in Bora Bora"),
        ("In 2020 2020 20 20", "In 2020 2020 20 20"),
        # a bracket without its other half goes
        ("Build standalone (SA networks.", "Build standalone SA networks."),
        ("Build (SA) networks).", "Build (SA) networks."),
        ("1) Build (SA) networks.", "1) Build (SA) networks."),
        ("A ((b) c", "A (b) c"),
    ],
)
def test_mend(text: str, expected: str) -> None:
    assert mend(text).text == expected


def test_mend_leaves_held_stretches_alone() -> None:
    text = "See a industrial term"
    assert mend(text, held=(Span(4, 21),)).text == text


@pytest.mark.parametrize("held", [Span(0, 8), Span(9, 17)])
def test_of_words_said_twice_the_held_ones_stay(held: Span) -> None:
    edit = mend("New plan new plan now", held=(held,))
    assert edit.text == "New plan now"
    assert edit.move(held).of(edit.text).lower() == "new plan"
    both = mend("New plan new plan now", held=(Span(0, 8), Span(9, 17)))
    assert both.text == "New plan new plan now"


def test_names_of_bodies_take_an_article_and_companies_do_not() -> None:
    assert takes_article("National Development and Reform Commission")
    assert not takes_article("China Mobile")
    assert not takes_article("high-quality development")


WORDS = [
    "the",
    "a",
    "an",
    "A",
    "of",
    "in",
    "industrial",
    "Xi'an",
    "5G",
    "plan",
    "it.",
    "it,",
    "R&D",
    "(",
    ")",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_mending_again_changes_little_and_in_the_end_nothing(words: list[str]) -> None:
    text = " ".join(words)
    seen = [text]
    while len(seen) < 2 or seen[-1] != seen[-2]:
        seen.append(mend(seen[-1]).text)
        assert len(seen) < 8
    assert "Xi'an" in seen[-1] or "Xi'an" not in text


@pytest.mark.parametrize("text", ["a-" * 10_000, ")" * 20_000, "a " * 10_000, "the " * 5_000])
def test_mending_takes_no_time(text: str) -> None:
    begun = time.perf_counter()
    mend(text)
    assert time.perf_counter() - begun < 5


@given(
    st.text(alphabet="abc ", min_size=5, max_size=30),
    st.integers(min_value=0, max_value=4),
    st.text(alphabet="xyz", max_size=6),
)
def test_an_edit_moves_what_stands_behind_it(text: str, at: int, new: str) -> None:
    edit = Edit(text)
    edit.replace(Span(at, at + 1), new)
    for start in range(at + 1, len(text)):
        assert edit.move(Span(start, start + 1)).of(edit.text) == text[start]
