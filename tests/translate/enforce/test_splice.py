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


def draft(source: str, target: str, term: Term, *links: tuple[str, str]) -> Draft:
    """Return a draft in which these words are linked, each the first of its kind."""
    found = tuple(
        Link(
            Span(source.index(zh), source.index(zh) + len(zh)),
            Span(target.index(en), target.index(en) + len(en)),
        )
        for zh, en in links
    )
    return judge(Job(source, Matcher([term]).find(source)), Hypothesis(target, -1.0, found), ["chosen"])


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
