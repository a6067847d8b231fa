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
    said = np.ascontiguousarray(emission.T) * (1 - UNMOVED)
    unsaid = nothing * UNMOVED
    moved = np.empty((length, size))  # forward: the word renders source word i
    place = np.empty((length, size))  # forward: the chain is at i, moved there or left there
    start = np.full(size, 1 / size)
    for j in range(length):
        before = place[j - 1] if j else start
        moved[j] = (before @ move if j else start) * said[j]
        place[j] = moved[j] + before * unsaid[j]
        total = place[j].sum()
        moved[j] /= total
        place[j] /= total
    backward = np.ones((length, size))
    arrivals = np.empty((length, size))
    for j in range(length - 1, 0, -1):
        arrivals[j] = said[j] * backward[j]
        backward[j - 1] = move @ arrivals[j] + unsaid[j] * backward[j]
        scale = place[j - 1] @ backward[j - 1]
        arrivals[j] /= scale
        backward[j - 1] /= scale
    if length > 1:
        jumps.count(move * (place[:-1].T @ arrivals[1:]))
    whole = (place * backward).sum(axis=1)
    chance: Array = (moved * backward / whole[:, None]).T
    return chance
