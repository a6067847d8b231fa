"""Word links of drafts."""

from align.text import Link, Span
from glossary.matcher import Matcher
from glossary.term import Term
from translate.enforce.draft import Draft, Job, judge
from translate.enforce.relink import relink
from translate.engine import Hypothesis

SOURCE = "医院需要加强网络安全。"
TARGET = "Hospitals need to strengthen network security."


def draft(*terms: Term, links: tuple[Link, ...] = (), target: str = TARGET) -> Draft:
    matches = Matcher(terms).find(SOURCE)
    return judge(Job(SOURCE, matches), Hypothesis(target, -1.0, links), ["chosen"] * len(matches))


def pairs(one: Draft) -> set[tuple[str, str]]:
    return {(link.source.of(SOURCE), link.target.of(one.hypothesis.text)) for link in one.hypothesis.links}


def test_words_are_linked_without_any_attention() -> None:
    (linked,) = relink([draft()])
    assert {("医院", "Hospitals"), ("需要", "need"), ("加强", "strengthen")} <= pairs(linked)
    assert linked.hypothesis.text == TARGET
    assert linked.hypothesis.score == -1.0


def test_a_term_is_linked_as_a_whole_to_what_satisfies_it() -> None:
    (linked,) = relink([draft(Term("网络安全", "network security"))])
    assert ("网络安全", "network security") in pairs(linked)
    assert not {"网络", "安全"} & {source for source, _ in pairs(linked)}


def test_attention_is_a_witness() -> None:
    """Words that no lexicon knows: which belong together is for the model to say."""
    target = "Blorf snig."
    there = Span(target.index("snig"), target.index("snig") + 4)
    here = Span(SOURCE.index("医院"), SOURCE.index("医院") + 2)
    plain, shown = (relink([draft(target=target, links=links)])[0] for links in ((), (Link(here, there),)))
    assert ("医院", "snig") in pairs(shown) - pairs(plain)


def test_nothing_in_nothing_out() -> None:
    assert relink([]) == []
    assert relink([draft(target="")])[0].hypothesis.links == ()
