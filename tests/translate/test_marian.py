from dataclasses import replace
from pathlib import Path

import pytest

from align.text import Link, Span
from translate.engine import Annotation, Request
from translate.engines import checkpoint, marian
from translate.engines.attention import LazyLinks, links
from translate.engines.checkpoint import Search
from translate.engines.convert import convert
from translate.engines.marian import MarianEngine
from translate.models import MODELS, load
from translate.repetition import find_repetition

SENTENCES = [
    "工业和信息化部印发行动计划。",
    "会议强调，要推动高质量发展。",
    "网络安全",
    "２０２１年，𠮷野家  发展（x）。",
    "国家战略；工业互联网融合应用！" * 3,
]


@pytest.fixture(scope="module", params=["annotated", "opus"])
def engine(
    request: pytest.FixtureRequest, toys: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> MarianEngine:
    directory = tmp_path_factory.mktemp("converted") / request.param
    convert(toys[request.param], directory, "float32")
    return MarianEngine(directory, compute_type="float32", threads=2)


def test_reads_annotations_if_the_vocabulary_has_the_marks(engine: MarianEngine) -> None:
    assert engine.reads_annotations == ("annotated" in engine.name)
    assert engine.settings.beam == 6


def test_results_do_not_depend_on_batch_order_and_threads(engine: MarianEngine) -> None:
    requests = [Request(sentence) for sentence in SENTENCES * 20]
    together = engine.translate(requests)
    alone = [engine.translate([request])[0] for request in requests[: len(SENTENCES)]]
    assert [[h.text for h in several] for several in together] == [
        [h.text for h in several] for several in alone
    ] * 20
    single = MarianEngine(Path(engine.name), compute_type="float32", threads=1)
    assert [h[0].text for h in single.translate(requests[::-1])] == [h[0].text for h in together[::-1]]


def test_nothing_to_translate_gives_an_empty_text(engine: MarianEngine) -> None:
    assert [h[0].text for h in engine.translate([Request(""), Request(" \n"), Request("", prefix="A ")])] == [
        "",
        "",
        "A",
    ]
    assert engine.translate([]) == []
    assert engine.attend([("", ""), ("发展", ""), ("", "plan")]) == [(), (), ()]


def test_n_best_is_sorted_and_without_doubles(engine: MarianEngine) -> None:
    for several in engine.translate([Request(sentence) for sentence in SENTENCES], n_best=4):
        assert 1 <= len(several) <= 4
        assert len({hypothesis.text for hypothesis in several}) == len(several)
        scores = [hypothesis.score for hypothesis in several]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("prefix", ["The Ministry of", "“Work  safety ", "5G", "𠮷"])
def test_a_hypothesis_begins_with_its_prefix(engine: MarianEngine, prefix: str) -> None:
    for several in engine.translate([Request(sentence, prefix=prefix) for sentence in SENTENCES], n_best=2):
        for hypothesis in several:
            assert hypothesis.text.startswith(prefix.rstrip())
            after = hypothesis.text[len(prefix.rstrip()) :]
            assert not after[:1].isalnum() or not prefix.rstrip()[-1].isalnum()


def test_the_score_of_a_prefixed_hypothesis_is_over_the_whole(
    engine: MarianEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "find_repetition", lambda *_: None)  # toys do little but loop
    (several,) = engine.translate([Request(SENTENCES[0], prefix="The Ministry of")], n_best=1)
    (scored,) = engine.score([(SENTENCES[0], several[0].text)])
    assert several[0].score == pytest.approx(sum(scored) / len(scored), abs=1e-3)


def test_suppressed_text_stays_away_though_neighbours_suppress_other_text(engine: MarianEngine) -> None:
    free = [several[0].text for several in engine.translate([Request(sentence) for sentence in SENTENCES])]
    words = [text.split()[0].strip(".,") for text in free]
    requests = [Request(sentence, suppress=(word,)) for sentence, word in zip(SENTENCES, words, strict=True)]
    for word, several in zip(words, engine.translate(requests, n_best=3), strict=True):
        assert word.lower() not in [part.strip(".,").lower() for part in several[0].text.split()]


def test_a_loop_is_decoded_again_without_repetitions(
    engine: MarianEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = [Request(sentence) for sentence in SENTENCES]
    mended = [several[0].text for several in engine.translate(requests)]
    monkeypatch.setattr(checkpoint, "find_repetition", lambda *_: None)
    plain = [several[0].text for several in engine.translate(requests)]
    looping = [text for text in plain if find_repetition(text)]
    assert looping or engine.reads_annotations, "the toy like OPUS-MT does"
    assert not [text for text in mended if find_repetition(text)]
    for before, after in zip(plain, mended, strict=True):
        assert before in looping or after == before


def test_no_pieces_come_twice_where_they_may_not(engine: MarianEngine) -> None:
    sources = [engine.coder.source(Request(sentence)) for sentence in SENTENCES]
    for several in engine.decode(sources, [()] * len(sources), Search(frozenset(), 64, beam=2, no_repeat=3)):
        pieces = several[0].pieces
        runs = [tuple(pieces[at : at + 3]) for at in range(len(pieces) - 2)]
        assert len(set(runs)) == len(runs)


def test_links_and_attend_count_characters_within_both_texts(engine: MarianEngine) -> None:
    results = engine.translate([Request(sentence) for sentence in SENTENCES])
    attended = engine.attend(
        [(sentence, found[0].text) for sentence, found in zip(SENTENCES, results, strict=True)]
    )
    for sentence, found, again in zip(SENTENCES, results, attended, strict=True):
        assert found[0].links
        for link in (*found[0].links, *again):
            assert link.source.of(sentence).strip()
            assert link.source.end <= len(sentence)
            assert again is attended[0] or link.target.start < link.target.end


def test_links_that_nobody_looks_at_are_not_worked_out() -> None:
    asked = []

    def work() -> tuple[Link, ...]:
        asked.append(1)
        return (Link(Span(0, 1), Span(2, 3)),)

    lazy = LazyLinks(work)
    assert not asked
    assert lazy == (Link(Span(0, 1), Span(2, 3)),)
    assert list(lazy) == [lazy[0]] == list(lazy[:1])
    assert lazy != ()
    assert len({lazy, work()}) == 1
    assert len(asked) == 2


def test_a_head_that_looks_back_is_read_one_step_later(
    engine: MarianEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (SENTENCES[1], "The meeting stressed development.")
    source, target = engine.coder.source(Request(pair[0])), engine.coder.target(pair[1])
    (weights,) = engine.attention([source], [target.pieces])
    assert engine.attend([pair]) == [links(weights, pair[0], source, pair[1], target)]
    monkeypatch.setattr(engine, "settings", replace(engine.settings, alignment_delay=1))
    assert engine.attend([pair]) == [links(weights[1:], pair[0], source, pair[1], target)]


def test_a_source_beyond_the_limit_is_cut_not_refused(engine: MarianEngine) -> None:
    long = "工业互联网融合应用，" * 100
    ((hypothesis, *_),) = engine.translate([Request(long)])
    assert hypothesis.text
    assert engine.score([(long, "plan " * 400)])[0]
    engine.attend([(long, "plan " * 400)])


def test_annotations_are_ignored_by_a_model_that_reads_none(engine: MarianEngine) -> None:
    plain = engine.translate([Request(SENTENCES[0])])[0][0]
    marked = engine.translate([Request(SENTENCES[0], (Annotation(Span(0, 7), "Ministry of Industry"),))])[0][
        0
    ]
    if not engine.reads_annotations:
        assert plain == marked
    assert all(link.source.end <= len(SENTENCES[0]) for link in marked.links)


@pytest.mark.skipif(
    not (Path(__file__).parents[2] / "translate" / MODELS["zh-en"] / "model.safetensors").is_file(),
    reason="no bundled model in this checkout",
)
def test_prefixes_read_in_one_go_go_on_as_they_do_side_by_side() -> None:
    """CTranslate2 names no end mark as an alternative: whole sentences as prefixes, and halves of them."""
    engine = load("zh-en", threads=1)
    sources = [
        "工业和信息化部印发行动计划。",
        "会议强调，要推动高质量发展。",
        "网络安全",
        "去年全国新建5G基站60万个。",
    ]
    requests = []
    for source, (whole, *_) in zip(
        sources, engine.translate([Request(source) for source in sources]), strict=True
    ):
        words = whole.text.split()
        requests += [
            Request(source, prefix=" ".join(words[:n])) for n in (1, len(words) // 2, len(words)) if n
        ]
    alone = [engine.translate([request], beam=1)[0][0] for request in requests]
    together = [several[0] for several in engine.translate(requests, beam=1)]
    assert len(requests) > marian.FEW
    assert [one.text for one in alone] == [one.text for one in together]
    assert [one.links for one in alone] == [one.links for one in together]
    assert [one.score for one in alone] == pytest.approx([one.score for one in together], abs=1e-3)
    ended = [one.text == request.prefix for one, request in zip(alone, requests, strict=True)]
    assert any(ended)
    assert not all(ended)


def test_the_bundled_model_translates_at_once() -> None:
    engine = load("zh-en")
    assert engine.reads_annotations
    (found,) = engine.translate([Request("会议强调，要加强安全生产工作。")])
    assert found[0].text.isascii()
    assert len(found[0].text.split()) >= 3
