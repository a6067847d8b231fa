"""Where in the grid of two long texts the alignment can run at all: a band around sure 1-1 anchors."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from align.evidence import Side

    Array = NDArray[Any]

MARGIN = 15  # sentences the band reaches beyond its anchors
BUCKETS = 2048  # words are hashed into so many columns for the first, coarse comparison
BEST = 4  # partners of a sentence that may become anchors
SURE = 0.12  # least cosine of an anchor


class Band(NamedTuple):
    """For each boundary 0…n between source sentences, the target boundaries low…high that may meet it."""

    low: Array
    high: Array

    def turned(self, columns: int, reach: int) -> Band:
        """Return the rows that each column boundary 0…`columns` meets, looking `reach` columns ahead."""
        import numpy as np

        ahead = np.minimum(np.arange(columns + 1) + reach, columns)
        low = np.searchsorted(self.high, np.arange(columns + 1), side="left")
        high = np.searchsorted(self.low, ahead, side="right") - 1
        return Band(np.minimum(low, len(self.low) - 1), np.maximum(high, low))


def full_band(rows: int, columns: int) -> Band:
    """Return the band that leaves nothing out."""
    import numpy as np

    return Band(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64))


def anchored_band(rows: Sequence[tuple[Array, Array, float]], target: Side) -> Band:
    """Return the band around the best chain of 1-1 anchors; `rows` are what `evidence.calls` returned."""
    import numpy as np

    size, columns = len(rows), len(target.sentences)
    chain = [(0, 0), *((i + 1, j + 1) for i, j in anchors(rows, target)), (size, columns)]
    low = np.zeros(size + 1, dtype=np.int64)
    high = np.full(size + 1, columns, dtype=np.int64)
    for (i, j), (next_i, next_j) in pairwise(chain):
        first, last = max(i - MARGIN, 0), next_i + MARGIN + 1
        high[first : next_i + 1] = next_j + MARGIN
        low[i + 1 : last] = j - MARGIN
    low = np.minimum.accumulate(np.clip(low, 0, columns)[::-1])[::-1]
    high = np.maximum.accumulate(np.clip(high, 0, columns))
    return Band(low, high)


def anchors(rows: Sequence[tuple[Array, Array, float]], target: Side) -> list[tuple[int, int]]:
    """Return the monotone chain of sentence pairs with the highest sum of cosines.

    Memory is linear in the texts: cosines are made for a few hundred rows at a time and thinned to the
    best.
    """
    import numpy as np

    found: list[tuple[int, int, float]] = []
    for begin, cosine in cosines(rows, target):
        best = np.argpartition(-cosine, min(BEST, cosine.shape[1]) - 1, axis=1)[:, :BEST]
        for at, partners in enumerate(best):
            found.extend(
                (begin + at, int(j), float(cosine[at, j]) - SURE) for j in partners if cosine[at, j] > SURE
            )
    return heaviest_chain(found, len(target.sentences))


def cosines(rows: Sequence[tuple[Array, Array, float]], target: Side) -> Iterator[tuple[int, Array]]:
    """Compare all sentences: yield the number of a source one and the rows from there, 256 at a time."""
    import numpy as np

    rarity = -np.log(target.share)
    columns = np.zeros((len(target.sentences), BUCKETS), dtype=np.float32)
    for j, words in enumerate(target.sentences):
        np.add.at(columns[j], words % BUCKETS, rarity[words])
    columns /= np.linalg.norm(columns, axis=1, keepdims=True) + 1e-6
    for begin in range(0, len(rows), 256):
        block = np.zeros((min(256, len(rows) - begin), BUCKETS), dtype=np.float32)
        for at, (words, mass, _) in enumerate(rows[begin : begin + 256]):
            np.add.at(block[at], words % BUCKETS, np.minimum(mass, 1.0) * rarity[words])
        block /= np.linalg.norm(block, axis=1, keepdims=True) + 1e-6
        yield begin, block @ columns.T


def heaviest_chain(found: list[tuple[int, int, float]], columns: int) -> list[tuple[int, int]]:
    """Return the heaviest chain that increases on both sides among (row, column, weight) cells.

    A Fenwick tree holds the best chain that ends before each column.
    """
    tree: list[tuple[float, int]] = [(0.0, -1)] * (columns + 1)
    before: list[int] = []
    weight: list[float] = []
    found.sort(key=lambda pair: (pair[0], -pair[1]))
    for at, (_, j, cosine) in enumerate(found):
        best = (0.0, -1)
        node = j
        while node:
            best = max(best, tree[node])
            node &= node - 1
        before.append(best[1])
        weight.append(best[0] + cosine)
        node = j + 1
        while node <= columns:
            tree[node] = max(tree[node], (weight[-1], at))
            node += node & -node
    at = max(range(len(found)), key=weight.__getitem__, default=-1)
    chain = []
    while at >= 0:
        chain.append(found[at][:2])
        at = before[at]
    return chain[::-1]
