"""The lexical start: Chinese pieces begin as the English ones they are linked to."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.pair import HAN
from training.pieces import Pieces
from training.shard import Shard

OFTEN = 5  # links that a piece must have
LIKELY = 0.03  # p(English | Chinese) that counts
BEST = 8  # English pieces that count


def lexical(weight: Tensor, shard: Shard, chinese: NDArray[np.bool_], share: float) -> Tensor:
    """Move the embeddings of Chinese pieces towards those of the English pieces they are linked to.

    `weight`: (V, D) embeddings; `chinese`: (V,), which ids are Chinese; `share`: 0 leaves all as it is, 1
    forgets the old embedding. A piece gets the mean direction of its likely renderings, each weighted with
    p(English | Chinese) and its pointwise mutual information (function words say little), and the median
    length. What the decoder finds in the source is then close to what it has to say from the first step:
    without it a small network spends most of its time on finding that out.
    """
    pairs, counts = count_links(shard, len(weight))
    source, target = pairs // len(weight), pairs % len(weight)
    kept = chinese[source] & ~chinese[target]
    source, target, counts = source[kept], target[kept], counts[kept]
    of_source = np.bincount(source, counts, len(weight))
    of_target = np.bincount(target, counts, len(weight))
    likely = counts / of_source[source]
    information = np.log(likely * counts.sum() / of_target[target])
    strength = np.where((likely > LIKELY) & (of_source[source] >= OFTEN), likely * information, 0).clip(0)
    order = np.lexsort((-counts, source))
    rank = np.arange(len(order)) - np.searchsorted(source[order], source[order])
    chosen = order[(rank < BEST) & (strength[order] > 0)]

    unit = torch.nn.functional.normalize(weight, dim=1)
    rows = torch.from_numpy(source[chosen])
    parts = unit[torch.from_numpy(target[chosen])] * torch.from_numpy(strength[chosen]).to(weight)[:, None]
    meant = torch.nn.functional.normalize(torch.zeros_like(weight).index_add_(0, rows, parts), dim=1)
    length = weight.norm(dim=1).median()
    moved = weight.clone()
    touched = torch.from_numpy(np.unique(source[chosen]))
    moved[touched] = share * length * meant[touched] + (1 - share) * weight[touched]
    return moved


def count_links(shard: Shard, size: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the linked pairs of ids, as source * size + target, and how often each is linked."""
    links = shard.links.astype(np.int64)
    example = np.repeat(np.arange(len(shard)), np.diff(shard.link_at))
    source = shard.sources[shard.source_at[example] + links[:, 0]].astype(np.int64)
    target = shard.targets[shard.target_at[example] + links[:, 1]].astype(np.int64)
    pairs, counts = np.unique(source * size + target, return_counts=True)
    return pairs, counts.astype(np.float64)


def chinese_pieces(pieces: Pieces) -> NDArray[np.bool_]:
    """Tell of each id whether its piece has a Chinese character: (pieces,)."""
    return np.array([bool(HAN.search(piece)) for piece in pieces.vocabulary()])[: len(pieces)]
