"""Pairs with other glossary terms."""

import random
from collections import Counter

import pytest

from glossary.check import check
from glossary.matcher import Matcher
from glossary.term import Term
from training.pair import Pair
from training.substitute import Slot, Substitutes, is_verb, slot, substitute, substituted

MIIT = Term(
    "工业和信息化部", "Ministry of Industry and Information Technology", aliases=("工信部",), domain="orgs"
)
NRTA = Term("国家广播电视总局", "National Radio and Television Administration", domain="orgs")
MOF = Term("财政部", "Ministry of Finance", abbr="MOF", domain="orgs")
BOOST = Term(
    "促消费", "boost consumption", also=("boosting consumption", "boosts consumption"), domain="economy"
)
STEADY = Term(
    "稳投资",
    "stabilize investment",
    also=("stabilizing investment", "stable investment"),
    domain="economy",
)
ALERT = Term("红色预警", "red alert", domain="emergency")
NETWORKS = Term("高速网络", "high-speed networks", domain="telecom")
ALL = (MIIT, NRTA, MOF, BOOST, STEADY, ALERT, NETWORKS)
SEEDS = range(30)


def draws(zh: str, en: str, terms: tuple[Term, ...] = ALL) -> set[Pair]:
    """Return what becomes of a pair with each of the seeds."""
    return {
        substitute(Pair(zh, en, "x"), Matcher(terms), Substitutes(terms), random.Random(seed))
        for seed in SEEDS
    }


@pytest.mark.parametrize(
    ("term", "rendering", "expected"),
    [
        (MIIT, MIIT.en, Slot(True, "", False, "")),
        (BOOST, "boost consumption", Slot(False, "", False, "-")),
        (BOOST, "boosts consumption", Slot(False, "", False, "-s")),
        (STEADY, "stabilizing investment", Slot(False, "", False, "-ing")),
        (NETWORKS, NETWORKS.en, Slot(False, "", False, "s")),
        (
            Term("党中央", "the CPC Central Committee"),
            "the CPC Central Committee",
            Slot(False, "the", False, ""),
        ),
        (Term("应急预案", "emergency plan"), "emergency plan", Slot(False, "", True, "")),
    ],
)
def test_slots(term: Term, rendering: str, expected: Slot) -> None:
    assert slot(term, rendering) == expected


def test_a_gerund_alone_makes_no_verb() -> None:
    assert is_verb(BOOST)
    assert not is_verb(Term("监测预警", "monitoring and early warning", also=("early warning",)))
    assert not is_verb(NETWORKS)


def test_another_body_takes_the_place_on_both_sides() -> None:
    made = draws(
        "近日，工业和信息化部发布通知。",
        "Recently, the Ministry of Industry and Information Technology issued a notice.",
    )
    assert {(pair.zh, pair.en) for pair in made} == {
        (
            "近日，国家广播电视总局发布通知。",
            "Recently, the National Radio and Television Administration issued a notice.",
        ),
        ("近日，财政部发布通知。", "Recently, the Ministry of Finance issued a notice."),
    }


def test_the_form_of_a_verb_is_kept() -> None:
    assert draws("把促消费摆在首位。", "Priority is given to boosting consumption.") == {
        Pair("把稳投资摆在首位。", "Priority is given to stabilizing investment.", "x")
    }


def test_places_may_be_in_another_order() -> None:
    made = draws(
        "财政部促消费。",
        "To boost consumption is what the Ministry of Finance does.",
        (NRTA, MOF, BOOST, STEADY),
    )
    assert {(pair.zh, pair.en) for pair in made} == {
        (
            "国家广播电视总局稳投资。",
            "To stabilize investment is what the National Radio and Television Administration does.",
        )
    }


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("财政部发布通知。", "Ministry of Finance issues a notice."),  # a capital at the start says nothing
        ("财政部发布通知。", "A notice of the ministry of finance."),  # not as it is listed
        ("发布红色预警。", "A red alert was issued."),  # nothing else fits
        ("今天开会。", "A meeting is held today."),
    ],
)
def test_what_cannot_be_exchanged_stays(zh: str, en: str) -> None:
    assert draws(zh, en) == {Pair(zh, en, "x")}


def test_what_the_glossary_would_not_find_again_is_given_up() -> None:
    """国 before the new term makes another term of the glossary, 国财政部 here."""
    terms = (MIIT, MOF, Term("国财政部", "treasury", domain="abroad"))
    zh, en = "我国工业和信息化部", "China's Ministry of Industry and Information Technology"
    assert draws(zh, en, terms) == {Pair(zh, en, "x")}


def test_every_term_gets_its_turn() -> None:
    bodies = tuple(Term(f"第{n}局", f"Bureau {n}", domain="orgs") for n in "一二三四五六七八九十")
    substitutes = Substitutes(bodies)
    chance = random.Random(1)
    drawn = Counter(substitutes.draw(MOF, MOF.en, chance) for _ in range(50))
    assert len(drawn) == len(bodies)
    assert set(drawn.values()) == {5}


def test_a_share_is_copied() -> None:
    pairs = [Pair(f"第{n}次，财政部", f"No. {n} of the Ministry of Finance", "x") for n in range(60)]
    pairs += [Pair("今天开会。", "A meeting is held today.", "x")] * 20
    assert list(substituted(pairs, ALL, 0.0, random.Random(1))) == []
    assert len(list(substituted(pairs, ALL, 1.0, random.Random(1)))) == 60
    some = list(substituted(pairs, ALL, 0.5, random.Random(1)))
    assert 15 < len(some) < 45
    matcher = Matcher(ALL)
    assert all(
        verdict.standing == "preferred" for pair in some for verdict in check(matcher.find(pair.zh), pair.en)
    )
