"""Verification: anchored, tolerant of number and articles, and one stretch for one occurrence."""

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.text import Span
from glossary.check import avoided, check, stretches
from glossary.seating import seat
from glossary.term import Term, TermMatch

PLAN = Term(
    "预案", "contingency plan", also=("emergency response plan",), avoid=("emergency plan", "pre-plan")
)
MIIT = Term("工信部", "Ministry of Industry and Information Technology", abbr="MIIT")
CPC = Term("党中央", "the CPC Central Committee", also=("the Central Committee",))
NET = Term("互联网", "internet", avoid=("Internet",), match_case=True)
HIGH = Term("高质量发展", "high-quality development")
QUOTED = Term("扬帆", "the “Set Sail” Action Plan")
LECTURE = Term("重要论述", "important discourses", also=("important expositions",), avoid=("exposition",))


def matches(*terms: Term) -> list[TermMatch]:
    return [TermMatch(term, Span(2 * i, 2 * i + 2)) for i, term in enumerate(terms)]


TABLE = [
    ([PLAN], "The contingency plan works.", [("contingency plan", "preferred")]),
    ([PLAN], "Two contingency plans work.", [("contingency plans", "admitted")]),
    ([PLAN], "The contingency\nplan's aim", [("contingency\nplan", "preferred")]),
    ([PLAN], "An Emergency Response Plan", [("Emergency Response Plan", "admitted")]),
    ([PLAN], "contingency planning", [(None, "missing")]),
    ([PLAN], "noncontingency plan", [(None, "missing")]),
    ([PLAN, PLAN], "contingency plan", [("contingency plan", "preferred"), (None, "missing")]),
    (
        [MIIT],
        "Ministries of Industry and Information Technology",
        [("Ministries of Industry and Information Technology", "admitted")],
    ),
    (
        [MIIT, MIIT],
        "Ministry of Industry and Information Technology (MIIT)",
        [("Ministry of Industry and Information Technology (MIIT)", "preferred"), (None, "missing")],
    ),
    (
        [MIIT, MIIT],
        "MIIT, the Ministry of Industry and Information Technology",
        [("MIIT", "admitted"), ("Ministry of Industry and Information Technology", "preferred")],
    ),
    ([CPC], "The CPC Central Committee met", [("The CPC Central Committee", "preferred")]),
    ([CPC], "a strong CPC Central Committee", [("CPC Central Committee", "admitted")]),
    (
        [CPC, CPC],
        "the CPC Central Committee; the Central Committee",
        [("the CPC Central Committee", "preferred"), ("the Central Committee", "admitted")],
    ),
    ([NET], "the Internet", [(None, "missing")]),
    ([NET], "the internet", [("internet", "preferred")]),
    ([NET], "Fast. Internet firms", [("Internet", "preferred")]),
    ([HIGH], "High‑Quality  Development", [("High‑Quality  Development", "preferred")]),
    ([QUOTED], 'the "Set Sail" action plan', [('the "Set Sail" action plan', "preferred")]),
    ([PLAN], "", [(None, "missing")]),
    ([], "contingency plan", []),
]


@pytest.mark.parametrize(("terms", "target", "expected"), TABLE)
def test_verdicts(terms: list[Term], target: str, expected: list[tuple[str | None, str]]) -> None:
    verdicts = check(matches(*terms), target)
    assert [(verdict.en, verdict.standing) for verdict in verdicts] == expected
    assert all(verdict.target is None or verdict.target.of(target) == verdict.en for verdict in verdicts)


def test_the_maximum_beats_the_longest() -> None:
    hazard = Term("隐患", "safety hazard", also=("work safety hazard",))
    safety = Term("安全生产", "work safety")
    target = "work safety hazards and safety hazards"
    assert [verdict.en for verdict in check(matches(hazard, safety), target)] == [
        "safety hazards",
        "work safety",
    ]


def test_terms_that_share_a_rendering_do_not_share_a_stretch() -> None:
    one, two = Term("甲", "hazard", also=("danger",)), Term("乙", "hazard")
    assert [verdict.en for verdict in check(matches(one, two), "hazard and danger")] == ["danger", "hazard"]


def test_many_occurrences_do_not_overflow_the_stack() -> None:
    term = Term("5G", "5G")
    verdicts = check(matches(*[term] * 1500), "5G " * 1400)
    assert sum(verdict.target is not None for verdict in verdicts) == 1400


@pytest.mark.parametrize(
    ("terms", "target", "expected"),
    [
        ([PLAN], "an emergency plan, two Emergency Plans", ["emergency plan", "Emergency Plans"]),
        ([PLAN], "an emergency planner", []),
        ([LECTURE], "important expositions; an exposition", ["exposition"]),
        ([NET], "the Internet", ["Internet"]),
        ([NET], "the internet", []),
        ([PLAN, PLAN], "a pre-plan", ["pre-plan"]),
        ([MIIT], "an emergency plan", []),
    ],
)
def test_what_is_to_be_avoided(terms: list[Term], target: str, expected: list[str]) -> None:
    assert [item.target.of(target) for item in avoided(matches(*terms), target)] == expected


def test_the_longest_avoided_rendering_is_reported_once() -> None:
    term = Term("党组", "leading Party members group", avoid=("group", "party group"))
    assert [item.rendering for item in avoided(matches(term), "the party group")] == ["party group"]


WORDS = st.lists(
    st.sampled_from(["safety", "work", "hazards", "plan", "the", "plans", "5G"]), min_size=1, max_size=3
)
RANDOM_TERMS = st.builds(
    lambda en, also, avoid: Term("甲", " ".join(en), tuple(map(" ".join, also)), tuple(map(" ".join, avoid))),
    WORDS,
    st.lists(WORDS, max_size=2),
    st.lists(WORDS, max_size=2),
)


@given(
    st.lists(RANDOM_TERMS, max_size=5),
    st.lists(WORDS, max_size=6).map(lambda parts: " ".join(" ".join(part) for part in parts)),
)
def test_no_stretch_for_two_occurrences(terms: list[Term], target: str) -> None:
    verdicts = check(matches(*terms), target)
    spans = sorted(verdict.target for verdict in verdicts if verdict.target)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    for verdict in verdicts:
        if verdict.target is not None:
            assert verdict.target.of(target) == verdict.en
            assert verdict.target in stretches(verdict.match.term, target)
    for item in avoided(matches(*terms), target):
        assert not any(span.covers(item.target) for span in spans)


def best(options: list[list[Span]], needs: list[int]) -> int:
    """The greatest number that can be seated, by trying everything."""
    slots = [row for row, need in zip(options, needs, strict=True) for _ in range(need)]
    most = 0
    for choice in product(*[[None, *row] for row in slots]):
        held = [span for span in choice if span]
        if len(held) > most and not any(a.overlaps(b) for a, b in combinations(held, 2)):
            most = len(held)
    return most


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 8), st.integers(1, 5))


@settings(max_examples=300)
@given(st.lists(st.tuples(st.lists(SPANS, max_size=4, unique=True), st.integers(1, 2)), max_size=3))
def test_as_many_as_possible_are_seated(groups: list[tuple[list[Span], int]]) -> None:
    options, needs = [row for row, _ in groups], [need for _, need in groups]
    dealt = seat(options, needs)
    held = [span for row in dealt for span in row]
    assert not any(a.overlaps(b) for a, b in combinations(held, 2))
    assert all(
        len(row) <= need and set(row) <= set(option)
        for row, need, option in zip(dealt, needs, options, strict=True)
    )
    assert len(held) == best(options, needs)


def test_an_abbreviation_is_no_small_word() -> None:
    term = Term("科技部", "Ministry of Science and Technology", abbr="MOST")
    match = TermMatch(term, Span(0, 3))
    assert check([match], "It is the most important plan.")[0].standing == "missing"
    assert check([match], "MOST issued the plan.")[0].standing == "admitted"
