"""From attention weights to links between stretches of source and target."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import overload

from align.text import Link, Span
from translate.engines.pieces import Pieces

# Set on policy-dev, against the links of `align.links`.
ROW = 0.7  # a source piece is linked to a word if it gets this share of what the word's best piece gets
COLUMN = 0.9  # and this share of what the word that looks at it most gives it


class LazyLinks(Sequence[Link]):
    """Links that are worked out when somebody first looks at them: of an n-best list one is kept."""

    def __init__(self, work: Callable[[], tuple[Link, ...]]) -> None:
        self._work = work

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return self._work()

    def __len__(self) -> int:
        return len(self._links)

    def __iter__(self) -> Iterator[Link]:
        return iter(self._links)

    @overload
    def __getitem__(self, index: int) -> Link: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Link, ...]: ...

    def __getitem__(self, index: int | slice) -> Link | tuple[Link, ...]:
        return self._links[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._links == tuple(other)

    def __hash__(self) -> int:
        return hash(self._links)

    def __repr__(self) -> str:
        return repr(self._links)


def links(
    weights: Sequence[Sequence[float]], source_text: str, source: Pieces, target_text: str, target: Pieces
) -> tuple[Link, ...]:
    """Link each target word to the source pieces it looks at most, unless another word looks at them much more.

    `weights[t][s]`: row t shows what target piece t renders, rows after the last piece are left out; columns
    are the source pieces and, last, the end mark. The end mark is left out, as are punctuation marks where a word looks, for
    both soak up attention. Adjacent source pieces become one stretch.
    """
    import numpy as np

    columns = [s for s, span in enumerate(source.spans) if len(span)]
    groups = [pieces for pieces in _words(target_text, target.spans) if pieces[-1] < len(weights)]
    if not columns or not groups:
        return ()
    spans = [Span(target.spans[pieces[0]].start, target.spans[pieces[-1]].end) for pieces in groups]
    grid = np.asarray(weights, dtype=np.float32)[list(chain(*groups))][:, columns]
    sizes = np.array([len(pieces) for pieces in groups])
    sums = np.add.reduceat(grid, np.cumsum(sizes) - sizes)
    looks = sums / sizes[:, None]  # words × source pieces
    marks = np.array([not _wordy(source.spans[s].of(source_text)) for s in columns])
    if not marks.all():
        words = np.array([_wordy(span.of(target_text)) for span in spans])
        looks[np.ix_(words, marks)] = 0
    wanted = np.maximum(ROW * looks.max(axis=1, keepdims=True), COLUMN * looks.max(axis=0, keepdims=True))
    seen: list[list[Span]] = [[] for _ in groups]
    for word, column in zip(*np.nonzero((looks >= wanted) & (looks > 0)), strict=True):
        seen[word].append(source.spans[columns[column]])
    return tuple(
        Link(stretch, span)
        for span, stretches in zip(spans, seen, strict=True)
        for stretch in _merged(sorted(set(stretches)))
    )


def _wordy(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _words(text: str, spans: Sequence[Span]) -> list[list[int]]:
    """Group piece numbers whose letters or digits touch."""
    numbers = [number for number, span in enumerate(spans) if len(span)]
    words: list[list[int]] = [[number] for number in numbers[:1]]
    for left, right in pairwise(numbers):
        a, b = spans[left], spans[right]
        joined = a.end >= b.start and text[a.end - 1].isalnum() and text[b.start].isalnum()
        if joined:
            words[-1].append(right)
        else:
            words.append([right])
    return words


def _merged(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(span.end, out[-1].end))
        else:
            out.append(span)
    return out
