import pytest

from align.text import Span
from translate.engine import Annotation, Hypothesis, Request
from translate.engines.echo import EchoEngine

LEXICON = {
    "网络": "network",
    "安全": "safety",
    "安全生产": ("production safety", "work safety"),
    "工信部": "MIIT",
}


def said(request: Request, **options: object) -> str:
    return EchoEngine(LEXICON, **options).translate([request])[0][0].text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("5G网络。", "5G network."),
        ("网络（安全生产）", "network (production safety)"),
        ("２０２３，12.5%", "2023, 12.5%"),
        ("", ""),
        (" \n", ""),
    ],
)
def test_takes_the_longest_entry_and_keeps_latin(source: str, expected: str) -> None:
    assert said(Request(source)) == expected


def test_spells_what_it_does_not_know_the_same_way_each_time() -> None:
    text = said(Request("𠮷中𠮷"))
    first, middle, last = text.split()
    assert first == last != middle
    assert text.isascii()


def test_obeys_annotations_only_if_it_reads_them() -> None:
    request = Request("工信部。", (Annotation(Span(0, 3), "the Ministry"),))
    assert said(request) == "the Ministry."
    assert said(request, reads_annotations=False) == "MIIT."


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("MIIT", "MIIT network safety."),
        ("MIIT network ", "MIIT network safety."),
        ("Ministry of Industry", "Ministry of Industry network safety."),
        ("MIIT Internet", "MIIT Internet safety."),
        ("MIIT the net safety", "MIIT the net safety."),
    ],
)
def test_continues_a_prefix(prefix: str, expected: str) -> None:
    assert said(Request("工信部网络安全。", prefix=prefix)) == expected


def test_suppresses_a_rendering_in_any_case() -> None:
    assert said(Request("安全生产", suppress=("Production Safety",))) == "work safety"
    spelled = said(Request("安全生产", suppress=("production safety", "work safety")))
    assert "safety" not in spelled
    assert len(spelled.split()) == 4


def test_gives_several_hypotheses_best_first() -> None:
    found = EchoEngine(LEXICON).translate([Request("安全生产")], n_best=5)[0]
    assert [hypothesis.text for hypothesis in found] == ["production safety", "work safety"]
    assert found[0].score > found[1].score


def test_links_are_exact_and_attend_agrees() -> None:
    engine = EchoEngine(LEXICON)
    source = "工信部：网络 安全。"
    hypothesis: Hypothesis = engine.translate([Request(source)])[0][0]
    linked = [(link.source.of(source), link.target.of(hypothesis.text)) for link in hypothesis.links]
    assert linked == [("工信部", "MIIT"), ("：", ":"), ("网络", "network"), ("安全", "safety"), ("。", ".")]
    assert engine.attend([(source, hypothesis.text)]) == [hypothesis.links]


def test_attend_links_foreign_words_to_what_they_stand_for() -> None:
    source = "工信部网络安全"
    (links,) = EchoEngine(LEXICON).attend([(source, "MIIT Internet safety")])
    assert ("网络", "Internet") in [(a.of(source), b.of("MIIT Internet safety")) for a, b in links]


def test_scores_its_own_words_higher() -> None:
    (own,), (other,) = (
        EchoEngine(LEXICON).score([("网络", "network")]),
        EchoEngine(LEXICON).score([("网络", "net")]),
    )
    assert sum(own) > sum(other)
    assert len(own) == 2


def test_fingerprint_follows_the_lexicon() -> None:
    assert EchoEngine(LEXICON).fingerprint == EchoEngine(dict(reversed(LEXICON.items()))).fingerprint
    assert EchoEngine(LEXICON).fingerprint != EchoEngine().fingerprint
