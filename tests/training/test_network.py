"""Losses against what they are defined as."""

import math
from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from training.batch import Batch, collate, expected_counts
from training.config import Config
from training.dropout import PooledDropout, WordDropout
from training.network import Guide, Objective, build
from training.pieces import END, TERM, Pieces
from training.shard import Example, pack
from training.train import BUNDLED

CONFIG = Config(
    width=16, feed_forward=32, encoder_layers=1, decoder_layers=2, heads=2, dropout=0.0, steps=1, sampled=10
)
PADDING = 99
SHARD = pack(
    [
        Example([5, 6, 7], [8, 9, 8], {(0, 1), (2, 0), (1, 0)}, "a"),
        Example([5], [8, 9, 10, 11], {(0, 3)}, "a"),
        Example([6, 6], [7], set(), "a"),
    ]
)


@pytest.fixture
def model() -> torch.nn.Module:
    torch.manual_seed(3)
    model: torch.nn.Module = build(CONFIG, PADDING, attention="eager").eval()
    return model


@pytest.fixture
def batch() -> Batch:
    return collate(SHARD, torch.arange(3).numpy(), PADDING)


@pytest.mark.parametrize("guided", [0, 1])
def test_guide_sees_the_attention_that_the_model_has(
    model: torch.nn.Module, batch: Batch, guided: int
) -> None:
    """The loss is the mean over linked target positions of -log attention, averaged over a position's links.

    source  5  6  7        5
    target  8  9  8        8  9  10  11
    links   8→7,6  9→5              11→5

    The first head is asked one step later, when the target piece is what the decoder was given.
    """
    guide = Guide(model, guided)
    output = model(
        input_ids=batch.source,
        attention_mask=(batch.source != PADDING).long(),
        decoder_input_ids=batch.given,
        output_attentions=True,
    )
    heads = output.cross_attentions[-1].log().unbind(1)  # (3, T, S) each, of the last layer
    losses = [
        -_linked(head, delay).item() / 3 for head, delay in zip(heads[: 1 + guided], (1, 0), strict=False)
    ]
    assert guide.loss(batch).item() == pytest.approx(sum(losses) / len(losses), rel=1e-4)


def _linked(head: torch.Tensor, delay: int) -> torch.Tensor:
    """Sum the logarithms of a head's attention over the links of `SHARD`."""
    return (head[0, 0 + delay, 2] + head[0, 0 + delay, 1]) / 2 + head[0, 1 + delay, 0] + head[1, 3 + delay, 0]


def test_translation_loss_is_the_model_s_own(model: torch.nn.Module, batch: Batch) -> None:
    objective = Objective(model, CONFIG, expected_counts(SHARD, {}, PADDING + 1))
    logits = model(
        input_ids=batch.source, attention_mask=(batch.source != PADDING).long(), decoder_input_ids=batch.given
    ).logits
    expected = F.cross_entropy(logits.flatten(0, 1), batch.labels.flatten())
    losses = objective.losses(batch)
    assert losses.translation.item() == pytest.approx(expected.item(), rel=1e-4)
    assert losses.tokens == 4 + 5 + 2


def test_sampled_softmax_is_right_on_average(model: torch.nn.Module) -> None:
    objective = Objective(model, CONFIG, expected_counts(SHARD, {}, PADDING + 1))
    logits = torch.randn(PADDING + 1)
    gold = torch.tensor([8, 50, 8, 0])
    sums = []
    for _ in range(300):
        some, index, bonus = objective.sample(gold)
        assert some[index].tolist() == gold.tolist()
        assert len(some.unique()) == len(some)
        assert {5, 0, 8, 50} - set(some.tolist()) <= {5}
        sums.append((logits[some] + bonus).exp().sum().item())
    full = logits.exp().sum().item()
    assert sum(sums) / len(sums) == pytest.approx(full, rel=0.06)


def test_a_sample_of_everything_is_the_full_softmax(model: torch.nn.Module, batch: Batch) -> None:
    objective = Objective(model, replace(CONFIG, sampled=300), expected_counts(SHARD, {}, PADDING + 1))
    full, sampled = objective.losses(batch), objective.losses(batch, sample=True)
    assert sampled.translation.item() == pytest.approx(full.translation.item(), rel=1e-5)


def test_dropout_drops_its_share_and_keeps_the_mean(model: torch.nn.Module, batch: Batch) -> None:
    dropout = PooledDropout(model, 0.25, torch.float32, seed=1)
    hidden = dropout.drop(torch.ones(100, 1000))
    assert (hidden == 0).float().mean().item() == pytest.approx(0.25, abs=0.02)
    assert hidden.mean().item() == pytest.approx(1, abs=0.02)
    assert not torch.equal(dropout.drop(torch.ones(1000)), dropout.drop(torch.ones(1000)))
    said = {"input_ids": batch.source, "decoder_input_ids": batch.given}
    one, other = (model(**said).logits for _ in range(2))
    assert not torch.equal(one, other)
    dropout.active = False
    one, other = (model(**said).logits for _ in range(2))
    assert torch.equal(one, other)


def test_word_dropout_hides_its_share_and_nothing_inside_annotations() -> None:
    pieces = Pieces(BUNDLED / "source.spm")
    (line,) = pieces.ids(
        ["推进<t>工业互联网<tr> Industrial Internet</t>和<t>大数据<tr> big data</t>融合应用。"]
    )
    ids = torch.tensor([line] * 400)
    given = WordDropout(pieces, 0.25)(ids)
    hidden = given == pieces.padding
    assert torch.equal(given[~hidden], ids[~hidden])
    inside = torch.zeros(len(line), dtype=torch.bool)
    starts, ends = ([i for i, one in enumerate(line) if one == pieces.id_of(mark)] for mark in (TERM, END))
    assert len(starts) == len(ends) == 2
    for start, end in zip(starts, ends, strict=True):
        inside[start : end + 1] = True
    assert not hidden[:, inside].any()
    assert hidden[:, ~inside].float().mean().item() == pytest.approx(0.25, abs=0.04)
    assert torch.equal(WordDropout(pieces, 0.0)(ids), ids)


def test_a_hidden_piece_keeps_its_place(model: torch.nn.Module, batch: Batch) -> None:
    """What is hidden is a zero embedding that attention still sees; the labels stay."""
    objective = Objective(model, CONFIG, expected_counts(SHARD, {}, PADDING + 1))
    losses = objective.losses(batch, hide=lambda ids: ids.masked_fill(ids == 6, PADDING))
    hidden = batch.source.masked_fill(batch.source == 6, PADDING)
    logits = model(
        input_ids=hidden, attention_mask=(batch.source != PADDING).long(), decoder_input_ids=batch.given
    ).logits
    expected = F.cross_entropy(logits.flatten(0, 1), batch.labels.flatten())
    assert losses.translation.item() == pytest.approx(expected.item(), rel=1e-4)
    assert losses.translation.item() != pytest.approx(objective.losses(batch).translation.item(), rel=1e-4)


def test_fresh_embeddings_have_the_scale_of_marian(model: torch.nn.Module) -> None:
    weight = model.get_submodule("model.shared").weight
    assert isinstance(weight, torch.Tensor)
    assert weight[PADDING].abs().sum().item() == 0
    assert weight[:PADDING].std().item() == pytest.approx(1 / math.sqrt(16), rel=0.1)
