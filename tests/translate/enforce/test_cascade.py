"""The cascade on an engine without a model: what it says can be foretold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.text import Span
from glossary.check import check
from glossary.term import Term, TermMatch
from translate.enforce.cascade import Steps, enforce
from translate.enforce.draft import Draft, Job, judge
from translate.enforce.splice import splice
from translate.engine import Hypothesis, Request
from translate.engines.echo import EchoEngine

INTERNET = Term("工业互联网", "industrial internet", also=("IIoT",), avoid=("industry internet",))
MINISTRY = Term("工信部", "Ministry of Industry and Information Technology", abbr="MIIT")
WORDS = {
    "发展": "develop",
    "工业互联网": (
        "industry internet",
        "industry net",
        "industry web",
        "industry nets",
        "industrial internet",
    ),
    "工信部": ("industry ministry", "Ministry of Industry and Information Technology"),
    "强调": "stressed",
    "和": "and",
}


class Watched(EchoEngine):
    """Remembers the prefixes it was asked to go on from; it may keep to itself what it looked at."""

    def __init__(self, lexicon: Mapping[str, str | Sequence[str]], *, links: bool = True) -> None:
        super().__init__(lexicon, reads_annotations=False)
        self.prefixes: list[str] = []
        self._links = links

    def translate(
        self, requests: Sequence[Request], *, beam: int | None = None, n_best: int = 1
    ) -> list[tuple[Hypothesis, ...]]:
        self.prefixes += [request.prefix for request in requests]
        found = super().translate(requests, beam=beam, n_best=n_best)
        return (
            found if self._links else [tuple(replace(one, links=()) for one in several) for several in found]
        )


def job(source: str, *terms: Term) -> Job:
    found = [
        TermMatch(term, Span(start, start + len(term.zh)))
        for term in terms
        for start in range(len(source))
        if source.startswith(term.zh, start)
    ]
    return Job(source, tuple(sorted(found, key=lambda match: match.span)))


def run(source: str, *terms: Term, reads: bool = False, steps: Steps = Steps()) -> Draft:
    return enforce(EchoEngine(WORDS, reads_annotations=reads), [job(source, *terms)], steps=steps)[0]


def test_an_annotation_is_obeyed() -> None:
    draft = run("发展工业互联网。", INTERNET, reads=True)
    assert draft.hypothesis.text == "Develop industrial internet."
    assert [use.how for use in draft.uses] == ["annotated"]


def test_what_the_model_says_rightly_is_left_alone() -> None:
    draft = run("发展强调。", Term("强调", "stress", also=("stressed",)))
    assert draft.hypothesis.text == "Develop stressed."
    assert [(use.how, use.en) for use in draft.uses] == [("chosen", "stressed")]


def test_what_translates_the_term_and_nothing_else_gives_way_without_decoding() -> None:
    engine = Watched(WORDS)
    (draft,) = enforce(engine, [job("发展工业互联网和强调。", INTERNET)])
    assert draft.hypothesis.text == "Develop industrial internet and stressed."
    assert [use.how for use in draft.uses] == ["repaired"]
    assert engine.prefixes == [""]


def test_a_wrong_rendering_is_cut_out_and_the_model_goes_on() -> None:
    engine = Watched(WORDS, links=False)
    (draft,) = enforce(engine, [job("发展工业互联网和强调。", INTERNET)])
    assert engine.prefixes == ["", "Develop industrial internet"]
    assert draft.hypothesis.text == "Develop industrial internet and stressed."
    assert [use.how for use in draft.uses] == ["repaired"]
    assert draft.avoided == ()


def test_without_repair_it_is_spliced_in_and_flagged() -> None:
    draft = run("发展工业互联网和强调。", INTERNET, steps=Steps(repair=False))
    assert draft.hypothesis.text == "Develop industrial internet and stressed."
    assert [use.how for use in draft.uses] == ["forced"]


def test_what_is_spliced_into_a_list_is_an_item_of_it() -> None:
    source = "工信部、工业互联网。"
    matches = (TermMatch(MINISTRY, Span(0, 3)),)
    hypothesis = Hypothesis("Industrial internet.", -1.0)
    spliced = splice(judge(Job(source, matches), hypothesis, ["chosen"]), 0)
    assert spliced.hypothesis.text.lower().startswith(f"{MINISTRY.en.lower()}, ")


def test_every_occurrence_is_met_by_a_rendering_of_its_own() -> None:
    draft = run("工信部强调工业互联网和工业互联网。", INTERNET, MINISTRY)
    targets = [use.target for use in draft.uses]
    assert len(targets) == 3
    assert len(set(targets)) == 3
    assert draft.hypothesis.text.count("industrial internet") == 2


def test_nothing_to_enforce_is_one_plain_decoding() -> None:
    assert run("发展。").hypothesis.text == "Develop."


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = [job("发展。"), job("工信部强调。", MINISTRY), job("强调。")]
    texts = [draft.hypothesis.text for draft in enforce(EchoEngine(WORDS), jobs)]
    assert [text.split()[0].rstrip(".") for text in texts] == ["Develop", "Ministry", "Stressed"]


@pytest.mark.parametrize(
    "steps", [Steps(), Steps(annotate=False), Steps(repair=False), Steps(annotate=False, repair=False)]
)
@settings(max_examples=60)
@given(data=st.data())
def test_any_glossary_is_met_whole_and_no_text_is_lost(steps: Steps, data: st.DataObject) -> None:
    source = data.draw(st.text(alphabet="甲乙丙丁，。5G𠮷", min_size=1, max_size=20))
    forms = st.text(alphabet="abcdefgh", min_size=1, max_size=6).map(lambda text: f"{text}x")
    spans = data.draw(
        st.lists(st.integers(min_value=0, max_value=len(source) - 1), max_size=4, unique=True).map(sorted)
    )
    matches = []
    for start, end in pairwise([*spans, len(source)]):
        en, *others = data.draw(st.lists(forms, min_size=1, max_size=3, unique=True))
        term = Term(Span(start, end).of(source), en, also=tuple(others[:1]), avoid=tuple(others[1:]))
        matches.append(TermMatch(term, Span(start, end)))
    engine = EchoEngine(reads_annotations=data.draw(st.booleans()))
    (draft,) = enforce(engine, [Job(source, tuple(matches))], steps=steps)
    assert all(verdict.target is not None for verdict in check(matches, draft.hypothesis.text))
    for link in draft.hypothesis.links:
        assert 0 <= link.source.start < link.source.end <= len(source)
        assert 0 <= link.target.start <= link.target.end <= len(draft.hypothesis.text)
