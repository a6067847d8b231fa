"""Packing, batches and noise."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import UserError
from tests.training.toy import toy_pairs
from training.batch import IGNORED, collate, expected_counts, plan
from training.examples import Recipe
from training.noise import disturb, full_width, half_width, heading, joined, spaced, unspaced
from training.pair import Pair
from training.prepare import prepare
from training.shard import Example, Shard, load_shards, pack, write_shards

IDS = st.lists(st.integers(0, 23_999), min_size=1, max_size=20)
EXAMPLES = st.lists(
    st.builds(
        Example,
        IDS,
        IDS,
        st.frozensets(st.tuples(st.integers(0, 199), st.integers(0, 199)), max_size=5),
        st.sampled_from(["policy", "news"]),
    ),
    min_size=1,
    max_size=10,
)
THREE = [
    Example([5, 6, 7], [8, 9], {(0, 1), (2, 0)}, "a"),
    Example([5], [8, 9, 10, 11], set(), "b"),
    Example([6, 6], [7], {(1, 0)}, "a"),
]


def unpack(shard: Shard) -> list[Example]:
    return [
        Example(
            shard.sources[shard.source_at[i] : shard.source_at[i + 1]].tolist(),
            shard.targets[shard.target_at[i] : shard.target_at[i + 1]].tolist(),
            frozenset(map(tuple, shard.links[shard.link_at[i] : shard.link_at[i + 1]].tolist())),
            shard.names[shard.corpus[i]],
        )
        for i in range(len(shard))
    ]


@given(EXAMPLES)
def test_packing_loses_nothing(examples: list[Example]) -> None:
    assert unpack(pack(examples)) == examples


def test_shards_are_cut_and_joined(tmp_path: Path) -> None:
    (tmp_path / "train-7.npz").write_bytes(b"old")
    examples = [*THREE, *THREE]
    paths = write_shards(examples, tmp_path, "train", megabytes=1e-4)
    assert [path.name for path in paths] == ["train-0.npz", "train-1.npz", "train-2.npz"]
    assert sorted(tmp_path.iterdir()) == paths
    assert unpack(load_shards(tmp_path, "train")) == unpack(pack(examples))


def test_what_is_no_shard_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no train-\*.npz"):
        load_shards(tmp_path, "train")
    (tmp_path / "train-0.npz").write_bytes(b"nonsense")
    with pytest.raises(UserError, match=r"train-0\.npz: not a shard"):
        load_shards(tmp_path, "train")


def test_collate() -> None:
    batch = collate(pack(THREE), np.array([0, 1]), 99)
    assert batch.source.tolist() == [[5, 6, 7, 0, 99, 99, 99, 99], [5, 0, 99, 99, 99, 99, 99, 99]]
    assert batch.given[0].tolist() == [99, 8, 9, 99, 99, 99, 99, 99]
    assert batch.labels[1].tolist() == [8, 9, 10, 11, 0, *[IGNORED] * 3]
    #     row 0: target 0 looks at source 2, target 1 at source 0; row 1 has no links
    assert sorted(batch.links.T.tolist()) == [[0, 0, 2], [0, 1, 0]]


def test_plan_covers_an_epoch_by_weight_and_seed() -> None:
    shard = pack(THREE * 20)

    def seen(weights: dict[str, float], epoch: int = 0) -> list[int]:
        return [int(index) for batch in plan(shard, weights, 30, 1, epoch) for index in batch]

    assert sorted(seen({})) == list(range(60))
    assert seen({}) == seen({}) != seen({}, epoch=1)
    assert set(np.array(shard.names)[shard.corpus[seen({"a": 0})]]) == {"b"}
    assert len(seen({"a": 2, "b": 0.5})) == pytest.approx(80 + 10, abs=8)
    width = np.maximum(shard.source_lengths, shard.target_lengths) + 1
    assert all(len(batch) * width[batch].max() <= 30 for batch in plan(shard, {}, 30, 1, 0))


def test_expected_counts_know_weights_and_the_end() -> None:
    counts = expected_counts(pack(THREE), {"b": 3}, 20)
    assert counts[[0, 7, 8, 9, 10]].tolist() == [1 + 3 + 1, 1, 1 + 3, 1 + 3, 3]


PAIR = Pair("发展5G网络，推动AI应用。", "Develop 5G networks.", "x")


@pytest.mark.parametrize(
    ("disturbed", "zh", "en"),
    [
        (half_width, "发展5G网络,推动AI应用。".replace("。", "."), PAIR.en),
        (full_width, "发展５Ｇ网络，推动ＡＩ应用。", PAIR.en),
        (spaced, "发展 5G 网络，推动 AI 应用。", PAIR.en),
    ],
)
def test_noise(disturbed: object, zh: str, en: str) -> None:
    assert disturbed(PAIR, PAIR, random.Random(1)) == Pair(zh, en, "x")  # type: ignore[operator]


def test_spaces_come_and_go() -> None:
    assert unspaced(spaced(PAIR, PAIR, random.Random(1)), PAIR, random.Random(1)) == PAIR


def test_headings_and_run_ons() -> None:
    plain = Pair("保障安全。", "Ensure safety.", "x")
    numbered = heading(plain, plain, random.Random(1))
    assert numbered.zh.endswith("、保障安全")
    assert numbered.en.endswith(". Ensure safety")
    assert joined(plain, PAIR, random.Random(1)).zh == "保障安全。发展5G网络，推动AI应用。"


def test_disturb_is_seeded_and_bounded() -> None:
    pairs = toy_pairs(50)
    assert disturb(pairs, 0.5, random.Random(3)) == disturb(pairs, 0.5, random.Random(3))
    assert disturb(pairs, 0.0, random.Random(3)) == []
    assert 0 < len(disturb(pairs, 0.5, random.Random(3))) < 50


def test_prepare_is_deterministic_and_keeps_test_text_out(tmp_path: Path) -> None:
    pairs = toy_pairs(40)
    kept_out = [pair.zh for pair in pairs[:5]]
    for name in ("one", "two"):
        report = prepare(
            pairs, tmp_path / name, Recipe(valid=5, link=False), held_out=kept_out, vocabulary=365
        )
        assert report.pairs["held out"] >= 5
        assert not report.linked
    for file in ("train-0.npz", "valid-0.npz", "pieces.model"):
        one, two = ((tmp_path / name / file) for name in ("one", "two"))
        if file.endswith(".npz"):
            assert unpack(load_shards(one.parent, file[:5])) == unpack(load_shards(two.parent, file[:5]))
        else:
            assert one.read_bytes() == two.read_bytes()
