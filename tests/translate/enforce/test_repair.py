"""What is tried where a term was missed, and in what order."""

from collections.abc import Sequence

from align.text import Link, Span
from glossary.matcher import Matcher
from glossary.term import Term
from translate.enforce.draft import Draft, Job, judge
from translate.enforce.repair import Attempt, attempts, rank
from translate.engine import Annotation, Hypothesis, Request
from translate.engines.echo import EchoEngine

SOURCE = "发展工业互联网。"
TERM = Term("工业互联网", "industrial internet", also=("industrial web",))


class FavouringEngine(EchoEngine):
    """Expects one word, wherever it comes."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def score(
        self, pairs: Sequence[tuple[str, str]], annotations: Sequence[tuple[Annotation, ...]] = ()
    ) -> list[tuple[float, ...]]:
        """Return -0.1 for the word, -2 for any other, and -9 for the end."""
        del annotations
        return [
            (*(-0.1 if word == self._word else -2.0 for word in target.split()), -9.0) for _, target in pairs
        ]


def missed() -> Draft:
    links = (Link(Span(2, 7), Span(12, 19)),)  # the term's characters look at "network"
    hypothesis = Hypothesis("Develop the network.", -1.0, links)
    return judge(Job(SOURCE, Matcher([TERM]).find(SOURCE)), hypothesis, ["chosen"])


def test_every_position_is_tried_with_every_variant_and_none_twice() -> None:
    tried = attempts(missed(), 0)
    prefixes = [attempt.request.prefix for attempt in tried]
    assert len(set(prefixes)) == len(prefixes) >= 4
    for attempt in tried:
        assert attempt.rendering.casefold() in ("industrial internet", "industrial web")
        head = attempt.request.prefix.removesuffix(attempt.rendering)
        assert head != attempt.request.prefix
        assert "Develop the network.".startswith(head.rstrip())


def test_one_of_several_is_also_tried_with_what_joins_it() -> None:
    source, bank = "统计局与人民银行说。", Term("人民银行", "PBOC")
    hypothesis = Hypothesis("The bureau said.", -1.0, (Link(Span(2, 3), Span(4, 10)),))
    tried = attempts(judge(Job(source, Matcher([bank]).find(source)), hypothesis, ["chosen"]), 0)
    assert Attempt(Request(source, tried[0].request.annotations, "The bureau and PBOC"), "and PBOC") in tried
    assert Attempt(Request(source, tried[0].request.annotations, "The bureau PBOC"), "PBOC") in tried


def test_what_the_model_expects_most_comes_first() -> None:
    tried = attempts(missed(), 0)
    (ranked,) = rank(FavouringEngine("web"), [tried])
    assert sorted(map(id, ranked)) == sorted(map(id, tried))
    webs = [attempt.request.prefix.endswith("web") for attempt in ranked]
    assert webs == sorted(webs, reverse=True)


def test_what_is_before_it_does_not_count() -> None:
    """A word before the rendering that the model expects says nothing about the rendering."""
    one, other = (
        Attempt(Request(SOURCE, prefix=f"{head} liked other".strip()), "liked other")
        for head in ("liked liked liked", "")
    )
    third = Attempt(Request(SOURCE, prefix="liked liked liked other other"), "other other")
    (ranked,) = rank(FavouringEngine("liked"), [[third, one, other]])
    assert ranked == [one, other, third], "equals keep their order"


def test_nothing_to_rank() -> None:
    assert rank(EchoEngine(), []) == []
    assert rank(EchoEngine(), [[], []]) == [[], []]
