"""Word links: which words of a sentence render which words of its translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from align.chain import Jumps, posterior
from align.lexicon import Lexicon, stem
from align.text import Link, Span, Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Pair = tuple[Sequence[str], Sequence[str]]
Links = frozenset[tuple[int, int]]

ROUNDS = 3
PRIOR = 6.0  # sightings in the texts that outweigh the lexicon
RARE = 0.03  # prior of two words that the lexicon does not pair
UNLISTED = 0.15  # mass for translations that are not in the lexicon
ATTENTION = 4.0  # how many times likelier a link is that the model's attention shows
SURE = 0.4  # mean posterior of the two directions that makes a link

# Marks render marks.
MARKS: Mapping[str, str] = {
    "，": ",", "。": ".", "、": ",", "；": ";", "：": ":", "“": '"', "”": '"', "（": "(", "）": ")",
    "？": "?", "！": "!", "《": '"', "》": '"', "「": '"', "」": '"',
}  # fmt: skip


class _Side(NamedTuple):
    """Words by number: `rows[p]` are those of pair p, `share[w]` how much of the text word w makes up."""

    names: tuple[str, ...]
    rows: list[Array]
    share: Array


def link_words(
    pairs: Sequence[Pair], lexicon: Lexicon, *, attention: Sequence[Array] | None = None
) -> list[Links]:
    """Link the words of (Chinese, English) token lists, all pairs together.

    A hidden Markov chain each way learns from the pairs, with the lexicon as prior; what is learnt is
    what both directions agree on (Liang et al. 2006), and variational Bayes keeps rare words from
    attracting everything. `attention[p]` says which links a model's attention shows (Chinese × English
    words, 0–1), None without a model.
    """
    import numpy as np

    kept = [number for number, (left, right) in enumerate(pairs) if left and right]
    out: list[Links] = [frozenset()] * len(pairs)
    if not kept:
        return out
    source = _number([pairs[number][0] for number in kept])
    target = _number([[stem(word) for word in pairs[number][1]] for number in kept])
    boosts = [
        np.ones((len(left), len(right))) if attention is None else 1 + ATTENTION * attention[number]
        for number, left, right in zip(kept, source.rows, target.rows, strict=True)
    ]
    for number, mean in zip(kept, _posteriors(source, target, lexicon, boosts), strict=True):
        cells = zip(*np.nonzero(mean > SURE), strict=True)
        out[number] = frozenset((int(i), int(j)) for i, j in cells)
    return out


def link_tokens(
    pairs: Sequence[tuple[Sequence[Token], Sequence[Token]]],
    lexicon: Lexicon,
    *,
    seen: Sequence[Sequence[Link]] | None = None,
) -> list[Links]:
    """Link the tokens of (Chinese, English) pairs; see `link_words`.

    `seen[p]` are the links on characters that a model's attention shows, None without a model.
    """
    attention = None
    if seen is not None:
        attention = [
            attention_matrix([token.span for token in left], [token.span for token in right], links)
            for (left, right), links in zip(pairs, seen, strict=True)
        ]
    words = [([token.text for token in left], [token.text for token in right]) for left, right in pairs]
    return link_words(words, lexicon, attention=attention)


def _posteriors(source: _Side, target: _Side, lexicon: Lexicon, boosts: Sequence[Array]) -> list[Array]:
    import numpy as np

    width = len(target.names)
    rows = list(zip(source.rows, target.rows, strict=True))
    grids = [left[:, None] * width + right[None, :] for left, right in rows]
    keys = np.unique(np.concatenate([grid.ravel() for grid in grids]))
    cells = [np.searchsorted(keys, grid) for grid in grids]
    first, second = keys // width, keys % width
    seed = _seed(keys, source.names, target.names, lexicon)
    prior_forth = PRIOR * seed / (np.bincount(first, seed)[first] + UNLISTED) + RARE
    prior_back = PRIOR * seed / (np.bincount(second, seed)[second] + UNLISTED) + RARE
    forth = prior_forth / np.bincount(first, prior_forth)[first]
    back = prior_back / np.bincount(second, prior_back)[second]
    jumps_forth, jumps_back = Jumps(), Jumps()
    means: list[Array] = []
    for _ in range(ROUNDS):
        counts = np.zeros(len(keys))
        means = []
        for cell, (left, right), boost in zip(cells, rows, boosts, strict=True):
            one = posterior(forth[cell] * boost + 1e-7, target.share[right], jumps_forth)
            other = posterior((back[cell] * boost + 1e-7).T, source.share[left], jumps_back).T
            np.add.at(counts, cell.ravel(), np.sqrt(one * other).ravel())
            means.append((one + other) / 2)
        jumps_forth.learn()
        jumps_back.learn()
        forth = _expected(prior_forth + counts, first)
        back = _expected(prior_back + counts, second)
    return means


def _expected(counts: Array, given: Array) -> Array:
    """exp E[log p] under a Dirichlet with these counts: rare events get less than their share."""
    import numpy as np

    chance: Array = np.exp(_digamma(counts) - _digamma(np.bincount(given, counts))[given])
    return chance


def _digamma(x: Array) -> Array:
    import numpy as np

    shifted = x + 6.0
    squared = 1 / shifted**2
    series = np.log(shifted) - 0.5 / shifted - squared * (1 / 12 - squared * (1 / 120 - squared / 252))
    return series - sum(1 / (x + step) for step in range(6))


def _number(sentences: Sequence[Sequence[str]]) -> _Side:
    import numpy as np

    numbers: dict[str, int] = {}
    rows = [np.array([numbers.setdefault(word, len(numbers)) for word in row]) for row in sentences]
    counts = np.bincount(np.concatenate(rows), minlength=len(numbers)) + 0.5
    return _Side(tuple(numbers), rows, counts / counts.sum())


def _seed(keys: Array, source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> Array:
    """What the lexicon says of each pair of words that meet; equal strings and equivalent marks are sure."""
    import numpy as np

    number = {word: at for at, word in enumerate(target)}
    place = {int(key): at for at, key in enumerate(keys)}
    seed = np.zeros(len(keys))
    for at, word in enumerate(source):
        known = [word] if word in lexicon.counts else [token.text for token in lexicon.cut(word)]
        for part in known:
            shares = lexicon.translations(part) | {part: 1.0, stem(word): 1.0, MARKS.get(part, part): 1.0}
            for key, share in shares.items():
                cell = place.get(at * len(target) + number[key]) if key in number else None
                if cell is not None:
                    seed[cell] = min(seed[cell] + share / len(known), 1.0)
    return seed


def attention_matrix(source: Sequence[Span], target: Sequence[Span], links: Sequence[Link]) -> Array:
    """Turn links on characters into a matrix of words: how much of a source word is linked."""
    import numpy as np

    shown = np.array([(*link.source, *link.target) for link in links]).reshape(-1, 4)
    left, right = (np.array([(*span,) for span in spans]).reshape(-1, 2) for spans in (source, target))
    shared = _shared(left, shown[:, :2]) / np.maximum(left[:, 1] - left[:, 0], 1)[:, None]
    matrix: Array = np.minimum(shared @ (_shared(shown[:, 2:], right) > 0), 1.0)
    return matrix


def _shared(these: Array, those: Array) -> Array:
    """Return how many characters spans have in common, these × those."""
    import numpy as np

    ends = np.minimum(these[:, None, 1], those[None, :, 1])
    starts = np.maximum(these[:, None, 0], those[None, :, 0])
    shared: Array = np.maximum(ends - starts, 0)
    return shared


def link_spans(source: Sequence[Token], target: Sequence[Token], links: Links) -> tuple[Link, ...]:
    """Put links on the characters of the two texts that the words were cut from."""
    return tuple(Link(source[i].span, target[j].span) for i, j in sorted(links))
