"""Batches: which examples are seen together, and as what tensors."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.pieces import EOS
from training.shard import Shard

IGNORED = -100  # label of padding, as torch's cross entropy wants it
WINDOW = 400_000  # examples that are sorted by length together


class Batch(NamedTuple):
    """Tensors of B examples, padded.

    `source`: (B, S) ids with end of sentence; `given`: (B, T) what the decoder reads, beginning with padding;
    `labels`: (B, T) what it is to say, IGNORED after the end; `links`: (3, L) example, target and source
    position.
    """

    source: Tensor
    given: Tensor
    labels: Tensor
    links: Tensor

    def to(self, device: torch.device) -> "Batch":
        """Move the batch to a device."""
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in self))


def plan(
    shard: Shard, weights: Mapping[str, float], tokens: int, seed: int, epoch: int
) -> list[NDArray[np.int64]]:
    """Choose the examples of an epoch, as batches of indexes with about `tokens` padded ids each.

    An example of a corpus of weight w is seen w times in expectation; corpora without a weight have 1. The
    same seed and epoch give the same batches.
    """
    chance = np.random.default_rng((seed, epoch))
    weight = np.array([weights.get(name, 1.0) for name in shard.names])[shard.corpus]
    times = np.floor(weight + chance.random(len(shard))).astype(np.int64)
    chosen = chance.permutation(np.repeat(np.arange(len(shard)), times))
    sources, targets = shard.source_lengths, shard.target_lengths
    batches: list[NDArray[np.int64]] = []
    for begin in range(0, len(chosen), WINDOW):
        window = chosen[begin : begin + WINDOW]
        longer = np.maximum(sources[window], targets[window])
        shorter = np.minimum(sources[window], targets[window])
        window = window[np.lexsort((shorter, longer))]
        width = np.maximum(sources[window], targets[window]) + 1
        cut: list[NDArray[np.int64]] = []
        first = 0
        while first < len(window):
            end = first + 1
            while end < len(window) and (end - first + 1) * width[end] <= tokens:
                end += 1
            cut.append(window[first:end])
            first = end
        batches.extend(cut[index] for index in chance.permutation(len(cut)))
    return batches


def expected_counts(shard: Shard, weights: Mapping[str, float], vocabulary: int) -> NDArray[np.float64]:
    """Return how often each id is to be predicted in an epoch, end of sentence included: (vocabulary,)."""
    weight = np.array([weights.get(name, 1.0) for name in shard.names])[shard.corpus]
    counts = np.bincount(shard.targets, np.repeat(weight, shard.target_lengths), minlength=vocabulary)
    counts[EOS] += weight.sum()
    return counts.astype(np.float64)


def collate(shard: Shard, indexes: NDArray[np.int64], padding: int) -> Batch:
    """Pad examples to a common length, a multiple of eight: fewer shapes to allocate and faster kernels."""
    rows = len(indexes)
    source = np.full((rows, rounded(shard.source_lengths[indexes].max() + 1)), padding, np.int64)
    width = rounded(shard.target_lengths[indexes].max() + 1)
    given = np.full((rows, width), padding, np.int64)
    labels = np.full((rows, width), IGNORED, np.int64)
    links = []
    for row, index in enumerate(indexes):
        here = shard.sources[shard.source_at[index] : shard.source_at[index + 1]]
        there = shard.targets[shard.target_at[index] : shard.target_at[index + 1]]
        source[row, : len(here)], source[row, len(here)] = here, EOS
        labels[row, : len(there)], labels[row, len(there)] = there, EOS
        given[row, 1 : len(there) + 1] = there
        linked = shard.links[shard.link_at[index] : shard.link_at[index + 1]].astype(np.int64)
        links.append(np.stack([np.full(len(linked), row), linked[:, 1], linked[:, 0]]))
    return Batch(*map(torch.from_numpy, (source, given, labels, np.concatenate(links, axis=1))))


def rounded(length: int) -> int:
    """Round a length up to a multiple of eight."""
    return math.ceil(length / 8) * 8
