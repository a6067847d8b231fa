"""Renderings put in by hand: where, and what gives way."""

import pytest

from align.text import Link, Span
from glossary.matcher import Matcher
from glossary.term import Term
from translate.enforce.draft import Draft, Job, judge
from translate.enforce.splice import splice, substitute
from translate.engine import Hypothesis

WEB = Term("工业互联网", "industrial internet")
BUREAU = Term("统计局", "Bureau of Statistics", avoid=("Statistic Office",))


BANK = Term("人民银行", "PBOC")


def draft(source: str, target: str, term: Term | list[Term], *links: tuple[str, str]) -> Draft:
    """Return a draft in which these words are linked, each the first of its kind."""
    found = tuple(
        Link(
            Span(source.index(zh), source.index(zh) + len(zh)),
            Span(target.index(en), target.index(en) + len(en)),
        )
        for zh, en in links
    )
    matches = Matcher(term if isinstance(term, list) else [term]).find(source)
    return judge(Job(source, matches), Hypothesis(target, -1.0, found), ["chosen"] * len(matches))


def test_what_translates_the_term_alone_gives_way() -> None:
    missed = draft(
        "发展工业互联网。", "Develop an online factory.", WEB,
        ("发展", "Develop"), ("工业", "factory"), ("互联网", "online"),
    )  # fmt: skip
    made = substitute(missed, 0)
    assert made is not None
    assert made.hypothesis.text == "Develop an industrial internet."
    assert made.how == ("repaired",)
    assert Link(Span(2, 7), Span(11, 30)) in made.hypothesis.links


@pytest.mark.parametrize(
    "links",
    [
        (("发展", "Develop"),),  # nothing is linked to the term
        (
            ("工业", "online"),
            ("互联网", "online"),
            ("发展", "online"),
        ),  # the word translates more than the term
        (("工业", "online"), ("互联网", "factory"), ("发展", "big")),  # what stands between belongs elsewhere
    ],
)
def test_where_it_is_not_clear_what_would_give_way_nothing_does(links: tuple[tuple[str, str], ...]) -> None:
    missed = draft("发展工业互联网。", "Develop online big factory.", WEB, *links)
    assert substitute(missed, 0) is None
    forced = splice(missed, 0)
    assert forced.how == ("forced",)
    assert "industrial internet" in forced.hypothesis.text
    assert "factory" in forced.hypothesis.text, "what translates something else stays"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("They went to Statistic Office.", "They went to the Bureau of Statistics."),
        ("They went to the Statistic Office.", "They went to the Bureau of Statistics."),
        ("They went to its Statistic Office.", "They went to its Bureau of Statistics."),
        ("Statistic Office said so.", "The Bureau of Statistics said so."),
        ("Statistic Office Publishes Report", "Bureau of Statistics Publishes Report"),
    ],
)
def test_a_body_has_its_article_in_running_text(target: str, expected: str) -> None:
    made = substitute(draft("统计局说。", target, BUREAU), 0)
    assert made is not None
    assert made.hypothesis.text == expected
    assert not made.avoided


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("统计局与人民银行说。", "The Bureau of Statistics said.", "The Bureau of Statistics and PBOC said."),
        ("统计局、人民银行说。", "The Bureau of Statistics said.", "The Bureau of Statistics, PBOC said."),
        ("《统计局》、《人民银行》。", "Bureau of Statistics.", "Bureau of Statistics, PBOC."),
        ("人民银行和统计局说。", "PBOC said.", "PBOC and the Bureau of Statistics said."),
    ],
)
def test_what_the_source_joins_to_a_term_is_joined_to_it(source: str, target: str, expected: str) -> None:
    missed = draft(source, target, [BANK, BUREAU])
    made = substitute(missed, *missed.unmet)
    assert made is not None
    assert made.hypothesis.text == expected
    assert made.how == ("chosen", "repaired")
    assert splice(missed, *missed.unmet).hypothesis.text.count(" and ") == expected.count(" and ")


def test_what_is_not_only_joined_or_already_said_stays() -> None:
    apart = draft("统计局说人民银行。", "The Bureau of Statistics said.", [BANK, BUREAU])
    assert substitute(apart, 1) is None
    said = draft(
        "统计局与人民银行发言。", "The Bureau of Statistics and a bank spoke.", [BANK, BUREAU],
        ("银行发言", "bank"),
    )  # fmt: skip
    assert substitute(said, 1) is None
