"""A hidden Markov chain over source words: where each target word came from (Vogel et al. 1996)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

FARTHEST = 100  # jumps are counted up to here
UNMOVED = 0.25  # chance that a target word renders nothing


class Jumps:
    """How far the next target word's source lies from the last one's, learnt from counts."""

    def __init__(self) -> None:
        import numpy as np

        self._distance = np.arange(-FARTHEST, FARTHEST + 1)
        self._chance = np.exp(-np.abs(self._distance - 1) / 2) + 1e-3
        self._counts = np.zeros(len(self._distance))

    def matrix(self, size: int) -> Array:
        """Return p(to | from) as a matrix of `size` × `size` whose rows sum to 1."""
        chance: Array = self._chance[self._cells(size)]
        chance /= chance.sum(axis=1, keepdims=True)
        return chance

    def count(self, moves: Array) -> None:
        """Add expected moves, from × to."""
        import numpy as np

        self._counts += np.bincount(
            self._cells(len(moves)).ravel(), moves.ravel(), minlength=len(self._counts)
        )

    def learn(self) -> None:
        """Take over what was counted, smoothed, and start to count anew."""
        import numpy as np

        total = self._counts.sum()
        if total:
            smooth = np.exp(-np.abs(self._distance - 1) / 3) / 8
            self._chance = 0.9 * self._counts / total + 0.1 * smooth + 1e-5
        self._counts = np.zeros(len(self._distance))

    def _cells(self, size: int) -> Array:
        import numpy as np

        at = np.arange(size)
        cells: Array = np.clip(at[None, :] - at[:, None], -FARTHEST, FARTHEST) + FARTHEST
        return cells


def posterior(emission: Array, nothing: Array, jumps: Jumps) -> Array:
    """Return p(source word i rendered by target word j), source × target, and count the moves into `jumps`.

    `emission[i, j]` is p(target word j | source word i), `nothing[j]` what it is for a word that renders
    nothing; such a word leaves the chain where it was.
    """
    import numpy as np

    size, length = emission.shape
    move = jumps.matrix(size)
    forward = np.empty((length, 2, size))
    forward[0, 0] = emission[:, 0] * (1 - UNMOVED) / size
    forward[0, 1] = nothing[0] * UNMOVED / size
    forward[0] /= forward[0].sum()
    for j in range(1, length):
        before = forward[j - 1].sum(axis=0)
        forward[j, 0] = (before @ move) * emission[:, j] * (1 - UNMOVED)
        forward[j, 1] = before * nothing[j] * UNMOVED
        forward[j] /= forward[j].sum()
    backward = np.ones((length, size))
    arrivals = np.empty((length, size))
    for j in range(length - 1, 0, -1):
        arrivals[j] = emission[:, j] * (1 - UNMOVED) * backward[j]
        backward[j - 1] = move @ arrivals[j] + nothing[j] * UNMOVED * backward[j]
        scale = (forward[j - 1].sum(axis=0) * backward[j - 1]).sum()
        arrivals[j] /= scale
        backward[j - 1] /= scale
    if length > 1:
        jumps.count(move * (forward[:-1].sum(axis=1).T @ arrivals[1:]))
    joint = forward * backward[:, None, :]
    chance: Array = (joint[:, 0] / joint.sum(axis=(1, 2))[:, None]).T
    return chance
