"""Parity: what CTranslate2 makes of a checkpoint is what transformers makes of it."""

from pathlib import Path

import pytest

from translate.engine import Request
from translate.engines import checkpoint
from translate.engines.checkpoint import Search
from translate.engines.convert import convert
from translate.engines.marian import MarianEngine
from translate.engines.reference import ReferenceEngine
from translate.models import MODELS

BUNDLED = Path(__file__).parents[2] / "translate" / MODELS["zh-en"]
GOLDEN = [
    "工业和信息化部印发行动计划。",
    "会议强调，要推动高质量发展，加强安全生产工作。",
    "网络安全和信息化",
    "2021年，工业互联网融合应用。",
    "要坚持以人民为中心的发展思想。",
]
TARGETS = ["The Ministry of Industry issued the plan.", "The meeting stressed work safety."]


@pytest.fixture(
    scope="module",
    params=[
        "annotated",
        "opus",
        pytest.param(
            "zh-en",
            marks=pytest.mark.skipif(
                not (BUNDLED / "model.safetensors").is_file(), reason="no bundled model"
            ),
        ),
    ],
)
def engines(
    request: pytest.FixtureRequest, toys: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[MarianEngine, ReferenceEngine, MarianEngine]:
    """CTranslate2 in float32, transformers in float32, CTranslate2 in int8."""
    checkpoint = toys.get(request.param, BUNDLED)
    directory = tmp_path_factory.mktemp("parity")
    convert(checkpoint, directory / "float32", "float32")
    convert(checkpoint, directory / "int8", "int8")
    return (
        MarianEngine(directory / "float32", compute_type="float32"),
        ReferenceEngine(checkpoint),
        MarianEngine(directory / "int8"),
    )


Engines = tuple[MarianEngine, ReferenceEngine, MarianEngine]


# With a prefix only greedily: there the two stop a wider beam at different moments, and toys ramble on.
@pytest.mark.parametrize(("beam", "prefix"), [(1, ""), (4, ""), (1, "The Ministry of")])
def test_both_find_the_same_translations(
    engines: Engines, beam: int, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "find_repetition", lambda *_: None)  # toys do little but loop
    requests = [Request(sentence, prefix=prefix) for sentence in GOLDEN]
    fast, exact = (engine.translate(requests, beam=beam) for engine in engines[:2])
    assert [found[0].text for found in fast] == [found[0].text for found in exact]


def test_both_score_and_look_alike(engines: Engines) -> None:
    pairs = [(source, target) for source in GOLDEN for target in TARGETS]
    for one, other in zip(engines[0].score(pairs), engines[1].score(pairs), strict=True):
        assert one == pytest.approx(other, abs=0.01)
    assert engines[0].attend(pairs) == engines[1].attend(pairs)


def test_both_return_what_is_looked_at_for_every_piece_and_the_end_mark(engines: Engines) -> None:
    sources = [engines[0].coder.source(Request(source)) for source in GOLDEN[:2]]
    targets = [engines[0].coder.target(target).pieces for target in TARGETS]
    seen = [engine.attention(sources, targets) for engine in engines[:2]]
    for one, other, target, source in zip(*seen, targets, sources, strict=True):
        assert len(one) == len(target) + 1
        for row, same in zip(one, other, strict=True):
            assert row == pytest.approx(same, abs=0.01)
            assert len(row) == len(source.pieces) + 1
    decoded = [engine.decode(sources, [()] * 2, Search(frozenset(), 64, beam=1)) for engine in engines[:2]]
    for (one,), (other,) in zip(*decoded, strict=True):
        assert tuple(one.pieces) == other.pieces
        ended = len(one.pieces) < 64
        assert (len(one.weights), len(other.weights)) == (len(one.pieces) + ended, len(one.pieces) + 1)


def test_both_suppress_alike(engines: Engines) -> None:
    requests = [Request(sentence, prefix="The", suppress=("plan", "Ministry of")) for sentence in GOLDEN]
    fast, exact = (engine.translate(requests, beam=1) for engine in engines[:2])
    assert [found[0].text for found in fast] == [found[0].text for found in exact]
    assert not [found for found in fast if "ministry of" in found[0].text.lower()]


def test_int8_is_close(engines: Engines) -> None:
    pairs = [(source, target) for source in GOLDEN for target in TARGETS]
    means = [[sum(values) / len(values) for values in engine.score(pairs)] for engine in engines[1:]]
    differences = [abs(one - other) for one, other in zip(*means, strict=True)]
    assert sum(differences) / len(differences) < 0.05 * max(1, *map(abs, means[0]))
