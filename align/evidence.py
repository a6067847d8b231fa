"""Which words of two texts translate each other: the lexicon, sharpened on the pair of texts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.lexicon import Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

PRIOR = 3.0  # sightings in the texts that outweigh the lexicon
DISCOUNT = 0.8  # sightings taken off, so that words met once do not vouch for the beads they were met in
UNLISTED = 0.15  # mass kept for translations that no table lists
ROUNDS = 3


@dataclass(frozen=True)
class Side:
    """The words of one text by number.

    `sentences[i]` holds the word numbers of sentence i; `share[w]` is how much of the text word w makes
    up, `weight[w]` how telling it is (0–1, rare words most).
    """

    words: tuple[str, ...]
    sentences: tuple[Array, ...]
    share: Array
    weight: Array


def number_words(sentences: Sequence[Sequence[str]]) -> Side:
    """Number the words of a text."""
    import numpy as np

    numbers: dict[str, int] = {}
    rows = []
    for sentence in sentences:
        row = [numbers.setdefault(word, len(numbers)) for word in sentence]
        rows.append(np.array(row, dtype=np.int64))
    words = np.concatenate([*rows, np.zeros(0, dtype=np.int64)])
    counts = np.bincount(words, minlength=max(len(numbers), 1))
    total = max(len(words), 1)
    share = (counts + 0.5) / (total + 0.5 * len(counts))
    weight = np.clip(np.log(share) / np.log(1 / (total + 1)), 0.1, 1.0)
    return Side(tuple(numbers), tuple(rows), share, weight)


@dataclass(frozen=True)
class Table:
    """Pairs of words (`source[p]`, `target[p]`): `forth` is p(target|source), `back` p(source|target)."""

    source: Array
    target: Array
    forth: Array
    back: Array

    def turned(self) -> Table:
        """Return the same table read from the other side."""
        return Table(self.target, self.source, self.back, self.forth)


def seed_table(source: Side, target: Side, lexicon: Lexicon) -> Table:
    """Look up the words of the source; a word that stands on both sides (Latin, digits) renders itself."""
    import numpy as np

    number = {word: at for at, word in enumerate(target.words)}
    pairs: list[tuple[int, int, float]] = []
    for at, word in enumerate(source.words):
        same = number.get(word)
        if same is not None:
            pairs.append((at, same, 1.0))
        pairs.extend(
            (at, number[key], share)
            for key, share in lexicon.translations(word).items()
            if key in number and number[key] != same
        )
    first = np.array([pair[0] for pair in pairs], dtype=np.int64)
    second = np.array([pair[1] for pair in pairs], dtype=np.int64)
    share = np.array([pair[2] for pair in pairs], dtype=np.float64)
    return _normalise(first, second, share, share, len(source.words), len(target.words))


def _normalise(first: Array, second: Array, forth: Array, back: Array, rows: int, columns: int) -> Table:
    import numpy as np

    by_row = np.bincount(first, forth, minlength=max(rows, 1)) + UNLISTED
    by_column = np.bincount(second, back, minlength=max(columns, 1)) + UNLISTED
    return Table(first, second, forth / by_row[first], back / by_column[second])


def sharpen(
    source: Side, target: Side, seed: Table, beads: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> Table:
    """Learn word translations from aligned sentences (IBM model 1 both ways, the seed as prior)."""
    import numpy as np

    columns = max(len(target.words), 1)
    chunks = []
    groups_forth = []
    groups_back = []
    count = 0
    for left, right in beads:
        z = np.concatenate([source.sentences[i] for i in left])
        e = np.concatenate([target.sentences[j] for j in right])
        if not len(z) or not len(e):
            continue
        chunks.append((z[:, None] * columns + e[None, :]).ravel())
        groups_forth.append(np.tile(np.arange(count, count + len(e)), len(z)))
        groups_back.append(np.repeat(np.arange(count, count + len(z)), len(e)))
        count += max(len(z), len(e))
    if not chunks:
        return seed
    seed_keys = seed.source * columns + seed.target
    keys, where = np.unique(np.concatenate([*chunks, seed_keys]), return_inverse=True)
    cells, seeded = where[: -len(seed_keys) or None], where[len(where) - len(seed_keys) :]
    first, second = keys // columns, keys % columns
    forth, back = np.zeros(len(keys)), np.zeros(len(keys))
    forth[seeded], back[seeded] = seed.forth, seed.back
    prior_forth, prior_back = PRIOR * forth, PRIOR * back
    group_forth, group_back = np.concatenate(groups_forth), np.concatenate(groups_back)
    floor = 0.02
    for _ in range(ROUNDS):
        weight = (forth + floor / 10)[cells]
        share = weight / (np.bincount(group_forth, weight, minlength=count) + floor)[group_forth]
        seen = np.maximum(np.bincount(cells, share, minlength=len(keys)) - DISCOUNT, 0)
        weight = (back + floor / 10)[cells]
        share = weight / (np.bincount(group_back, weight, minlength=count) + floor)[group_back]
        seen_back = np.maximum(np.bincount(cells, share, minlength=len(keys)) - DISCOUNT, 0)
        table = _normalise(
            first, second, prior_forth + seen, prior_back + seen_back, len(source.words), len(target.words)
        )
        forth, back = table.forth, table.back
    keep = (forth > 1e-4) | (back > 1e-4)
    return Table(first[keep], second[keep], forth[keep], back[keep])


def calls(side: Side, table: Table, hints: Sequence[Array] | None = None) -> list[tuple[Array, Array, float]]:
    """Return which words of the other side each sentence calls for: numbers, masses, and all its mass.

    `hints[i]` are such words known from elsewhere (a machine translation); they weigh as much as the
    table.
    """
    import numpy as np

    order = np.argsort(table.source, kind="stable")
    starts = np.searchsorted(table.source[order], np.arange(len(side.words) + 1))
    targets, shares = table.target[order], table.forth[order]
    rows = []
    for at, words in enumerate(side.sentences):
        mass = float(side.weight[words].sum())
        numbers = [targets[starts[w] : starts[w + 1]] for w in words]
        values = [shares[starts[w] : starts[w + 1]] * side.weight[w] for w in words]
        if hints is not None and len(hints[at]):
            numbers.append(hints[at])
            values.append(np.full(len(hints[at]), mass / len(hints[at])))
            mass *= 2
        flat = np.concatenate([*numbers, np.zeros(0, dtype=np.int64)])
        value = np.concatenate([*values, np.zeros(0)])
        unique, where = np.unique(flat, return_inverse=True)
        rows.append((unique, np.bincount(where, value, minlength=len(unique)), mass))
    return rows
