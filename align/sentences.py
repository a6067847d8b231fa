"""Sentence beads of two parallel texts: which sentences of one are rendered by which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from align.band import Band, anchored_band, full_band
from align.evidence import Side, calls, number_words, seed_table, sharpen
from align.lexicon import Lexicon, cut_english
from align.text import Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MOST = 5  # sentences on one side of a bead
ALL_CELLS = 250_000  # texts of up to so many sentence pairs are searched in full


class Bead(NamedTuple):
    """Sentences of the source and the target ones that render them, by number from 0; a side may be empty.

    `score` is the log-likelihood ratio a word against unrelated text: above 0 it looks like a
    translation.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float


@dataclass(frozen=True)
class Weights:
    """The knobs of the search; the defaults were set on synthetic documents, never on a test set.

    `listed` is how much of a word's probability the tables explain, the rest being chance. `words` and
    `lengths` weigh the two kinds of evidence. `spread` and `grain` are the variance of the logarithm of
    the length ratio, in long texts and by one character. `merge` and `skip` are the costs of a further
    sentence in a bead, and of one left alone.
    """

    listed: float = 0.6
    words: float = 0.35
    lengths: float = 1.2
    spread: float = 0.20
    grain: float = 3.0
    merge: float = 3.0
    skip: float = 5.0


WEIGHTS = Weights()
UNRELATED = 0.8  # standard deviation of the logarithm of the length ratio of unrelated sentences
REALIGN = 2
KEPT = frozenset('?!"(')
MARKS = dict(zip("？！“”「」『』‘'（", '?!""""""""(', strict=True)) | {'"': '"'}
SHAPES = (
    (1, 0),
    *(
        (k, n)
        for k in range(1, MOST + 1)
        for n in range(1, MOST + 1)
        if k + n <= MOST + 1 and (min(k, n) == 1 or k + n <= 5)
    ),
)


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    *,
    lexicon: Lexicon,
    translations: Sequence[str] | None = None,
    source_blocks: Sequence[int] | None = None,
    target_blocks: Sequence[int] | None = None,
    weights: Weights = WEIGHTS,
) -> list[Bead]:
    """Align Chinese sentences with English ones.

    `translations[i]` is a machine translation of source sentence i, None where there is no model.
    `*_blocks` number the paragraph of each sentence: no bead reaches over the end of one. Every sentence
    is in exactly one bead.
    """
    if not source or not target:
        alone = [Bead((i,), (), 0.0) for i in range(len(source))]
        return alone + [Bead((), (j,), 0.0) for j in range(len(target))]
    left = number_words([_telling(lexicon.cut(text)) for text in source])
    right = number_words([_telling(cut_english(text)) for text in target])
    hints = None if translations is None else _hints(translations, right)
    grid = Grid(
        _lengths(source),
        _lengths(target),
        _starts(source_blocks or [0] * len(source)),
        _starts(target_blocks or [0] * len(target)),
    )
    seed = seed_table(left, right, lexicon)
    rows = calls(left, seed, hints)
    band = full_band(len(source), len(target))
    if len(source) * len(target) > ALL_CELLS:
        band = anchored_band(rows, right)
    beads = search(
        grid, band, weights, Gain(right, rows, weights), Gain(left, calls(right, seed.turned()), weights)
    )
    for _ in range(REALIGN):
        table = sharpen(
            left, right, seed, [(b.source, b.target) for b in beads if b.source and b.target and b.score > 0]
        )
        forth = Gain(right, calls(left, table, hints), weights)
        back = Gain(left, calls(right, table.turned()), weights)
        beads = search(grid, band, weights, forth, back)
    return beads


def _telling(tokens: Sequence[Token]) -> list[str]:
    """Words, and those marks that a translation keeps, in one form for both languages."""
    marked = [MARKS.get(token.text, token.text) for token in tokens]
    return [word for word in marked if word[0].isalnum() or word in KEPT]


def _hints(translations: Sequence[str], target: Side) -> list[Array]:
    import numpy as np

    number = {word: at for at, word in enumerate(target.words)}
    rows = []
    for text in translations:
        known = [number[word] for word in _telling(cut_english(text)) if word in number]
        rows.append(np.array(known, dtype=np.int64))
    return rows


def _lengths(sentences: Sequence[str]) -> Array:
    """Characters before each boundary, white space aside."""
    import numpy as np

    return np.concatenate([[0], np.cumsum([max(len("".join(text.split())), 1) for text in sentences])])


def _starts(blocks: Sequence[int]) -> Array:
    """For each sentence the number of the first one in its block."""
    import numpy as np

    starts = [0] * len(blocks)
    for at in range(1, len(blocks)):
        starts[at] = starts[at - 1] if blocks[at] == blocks[at - 1] else at
    return np.array(starts, dtype=np.int64)


class Grid(NamedTuple):
    """What else the search knows of the two texts: characters before each boundary, where blocks begin."""

    source_size: Array
    target_size: Array
    source_start: Array
    target_start: Array


class Gain:
    """How much better some sentences of one side explain the words of the other side than chance does."""

    def __init__(self, explained: Side, rows: list[tuple[Array, Array, float]], weights: Weights) -> None:
        import numpy as np

        self.rows = rows
        self.listed = weights.listed
        self.words = np.concatenate([*explained.sentences, np.zeros(0, dtype=np.int64)])
        self.ends = np.concatenate([[0], np.cumsum([len(words) for words in explained.sentences])])
        self.chance = explained.share
        self.called = np.zeros(len(explained.share))  # scratch, all zero between calls
        self.unknown = np.ones(
            len(explained.share)
        )  # 1 for a word that no sentence calls for: it tells nothing
        for numbers, _, _ in rows:
            self.unknown[numbers] = 0.0

    def along(self, first: int, last: int, low: int, high: int) -> Array:
        """Explain the words between boundaries `low` and `high` by sentences `first:last`: running sums."""
        import numpy as np

        mass = 0.5
        for numbers, values, total in self.rows[first:last]:
            self.called[numbers] += values
            mass += total
        begin = self.ends[low]
        words = self.words[begin : self.ends[high]]
        ratio = self.called[words] * (self.listed / mass) / self.chance[words] + (1 - self.listed)
        ratio += self.listed * self.unknown[words]
        for numbers, _, _ in self.rows[first:last]:
            self.called[numbers] = 0.0
        sums = np.concatenate([[0.0], np.cumsum(np.log(ratio))])
        running: Array = sums[self.ends[low : high + 1] - begin]
        return running


def search(grid: Grid, band: Band, weights: Weights, forth: Gain, back: Gain) -> list[Bead]:
    """Return the path through the band with the highest sum of bead scores, by dynamic programming."""
    import numpy as np

    rows, columns = len(grid.source_start), len(grid.target_start)
    reach = band.turned(columns, MOST)
    offset = np.concatenate([[0], np.cumsum(reach.high - reach.low + 1)])[:-1] - reach.low
    sums = [
        np.concatenate(
            [
                back.along(j, min(j + n, columns), int(reach.low[j]), int(reach.high[j]))
                for j in range(columns)
            ]
        )
        for n in range(1, MOST + 1)
    ]
    best: list[Array] = []
    taken: list[Array] = []
    for i in range(rows + 1):
        low, high = int(band.low[i]), int(band.high[i])
        here = np.full(high - low + 1, -np.inf)
        shape = np.zeros(high - low + 1, dtype=np.int8)
        if i == 0:
            here[0] = 0.0
        for k in range(1, min(MOST, i) + 1):
            if grid.source_start[i - 1] > i - k:
                break
            above, above_low, above_high = best[i - k], int(band.low[i - k]), int(band.high[i - k])
            reached = max(low - MOST, 0)
            along = forth.along(i - k, i, reached, high)
            for n in [n for m, n in SHAPES if m == k]:
                ends = np.arange(max(low, above_low + n), min(high, above_high + n) + 1)
                if not len(ends):
                    continue
                begins = ends - n
                if n:
                    cells = offset[begins] + i
                    gain = along[ends - reached] - along[begins - reached]
                    gain = gain + sums[n - 1][cells] - sums[n - 1][cells - k]
                    score = weights.words * gain + weights.lengths * _length_gain(
                        grid, weights, i - k, i, begins, ends
                    )
                    score -= weights.merge * (k + n - 2)
                    score[grid.target_start[ends - 1] > begins] = -np.inf
                else:
                    score = np.full(len(ends), -float(weights.skip))
                score += above[begins - above_low]
                better = score > here[ends - low]
                here[ends[better] - low] = score[better]
                shape[ends[better] - low] = k * 8 + n
        downhill = weights.skip * np.arange(len(here))
        peak = np.maximum.accumulate(here + downhill) - downhill
        skipped = peak > here + 1e-9
        shape[skipped] = 1
        best.append(np.where(skipped, peak, here))
        taken.append(shape)
    return _trace(band, taken, forth, back, rows, columns)


def _length_gain(grid: Grid, weights: Weights, first: int, last: int, begins: Array, ends: Array) -> Array:
    """Log-likelihood ratio of two lengths against those of unrelated sentences; log ratios are normal."""
    import numpy as np

    source = float(grid.source_size[last] - grid.source_size[first])
    target = (grid.target_size[ends] - grid.target_size[begins]) * (
        grid.source_size[-1] / grid.target_size[-1]
    )
    off = np.log(target / source) ** 2
    spread = weights.spread**2 + weights.grain / (source + target)
    gain: Array = 0.5 * off * (1 / UNRELATED**2 - 1 / spread) - 0.5 * np.log(spread / UNRELATED**2)
    return gain


def _trace(band: Band, taken: list[Array], forth: Gain, back: Gain, rows: int, columns: int) -> list[Bead]:
    beads = []
    i, j = rows, columns
    while i or j:
        k, n = divmod(int(taken[i][j - band.low[i]]), 8)
        score = 0.0
        if k and n:
            words = forth.ends[j] - forth.ends[j - n] + back.ends[i] - back.ends[i - k]
            gain = forth.along(i - k, i, j - n, j)[-1] + back.along(j - n, j, i - k, i)[-1]
            score = float(gain / max(words, 1))
        beads.append(Bead(tuple(range(i - k, i)), tuple(range(j - n, j)), score))
        i, j = i - k, j - n
    return beads[::-1]
