"""What the engines on a Marian checkpoint share: from requests to pieces and back."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from align.text import Link
from translate.engine import Annotation, Hypothesis, Request
from translate.engines.attention import LazyLinks, links
from translate.engines.pieces import PieceCoder, Pieces
from translate.engines.settings import Settings
from translate.engines.suppress import Sequences, breach, sequences
from translate.repetition import find_repetition

WINDOW = 256  # requests decoded before their attention is let go
ROUNDS = 6  # how often a request is decoded again because a forbidden text found another spelling
# Pieces in a row that a request whose translation loops may not repeat when it is decoded again, and yet again.
NO_REPEAT = (3, 2)
# A translation has at most so many times the source's pieces, and so many more: none of 109,130 pairs had more.
GROWTH, ROOM = 2, 32

Weights = Sequence[Sequence[float]]


class Decoded(NamedTuple):
    """Pieces as decoded, prefix included, their mean log-probability with the end mark, and attention.

    Row t of `weights` belongs to the prediction of piece t, the last to that of the end mark if it came; its
    columns are the source pieces and the end mark.
    """

    pieces: Sequence[str]
    score: float
    weights: Weights


class Search(NamedTuple):
    """A beam search: what may not come out, how many pieces may, how many hypotheses are kept and returned.

    No `no_repeat` pieces in a row come out twice; 0 lets everything come again.
    """

    suppress: Sequences
    longest: int
    beam: int
    n_best: int = 1
    no_repeat: int = 0


@dataclass(frozen=True)
class _Asked:
    """A request in pieces, with what may not come out and how many pieces may."""

    request: Request
    source: Pieces
    prefix: Pieces
    forbidden: Sequences
    longest: int


class CheckpointEngine(ABC):
    """An engine on a directory with `source.spm`, `target.spm` and the weights in its own format."""

    exact_links = False
    parallel = 1

    def __init__(self, directory: Path, name: str, fingerprint: str) -> None:
        self.name = name or str(directory)
        self.fingerprint = fingerprint
        self.settings = Settings.read(directory)
        self.coder = PieceCoder(directory)

    @property
    def reads_annotations(self) -> bool:
        """Whether the vocabulary has the marks of inline annotations."""
        return self.coder.annotated

    def translate(
        self, requests: Sequence[Request], *, beam: int | None = None, n_best: int = 1
    ) -> list[tuple[Hypothesis, ...]]:
        """Decode each request: see `Engine`.

        The score is over the whole text, prefix and end mark included. A text is suppressed in any case,
        as whole words; should every spelling that is tried break this, the best hypothesis is returned all
        the same. A prefix is kept letter for letter but for white space at its end, and its last word does
        not grow. What runs in a loop is decoded again without repetitions.
        """
        beam = max(beam or self.settings.beam, n_best)
        out: list[tuple[Hypothesis, ...]] = []
        for start in range(0, len(requests), WINDOW):
            out += self._window(requests[start : start + WINDOW], beam, n_best)
        return out

    def score(
        self, pairs: Sequence[tuple[str, str]], annotations: Sequence[tuple[Annotation, ...]] = ()
    ) -> list[tuple[float, ...]]:
        """Return log P(token | source, tokens before) for every piece of the target, the end mark included.

        Of a target longer than the model can decode, the first pieces are scored.
        """
        told = annotations or [()] * len(pairs)
        sources = [
            self._source(Request(source, marks)) for (source, _), marks in zip(pairs, told, strict=True)
        ]
        return self.log_probs(sources, [self._target(target).pieces for _, target in pairs])

    def length(self, target: str) -> int:
        """Return how many pieces a target has."""
        return len(self._target(target).pieces)

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """Link the words of given targets to the source characters they look at."""
        out: list[tuple[Link, ...]] = []
        for start in range(0, len(pairs), WINDOW):
            window = pairs[start : start + WINDOW]
            sources = [self._source(Request(source)) for source, _ in window]
            targets = [self._target(target) for _, target in window]
            attention = self.attention(sources, [target.pieces for target in targets])
            for (source_text, target_text), source, target, weights in zip(
                window, sources, targets, attention, strict=True
            ):
                out.append(self._links(weights, source_text, source, target_text, target))
        return out

    @abstractmethod
    def decode(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], search: Search
    ) -> list[list[Decoded]]:
        """Decode each source on from its prefix."""

    @abstractmethod
    def log_probs(
        self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        """Return the log-probabilities of target pieces and the end mark after them."""

    @abstractmethod
    def attention(self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]) -> list[Weights]:
        """Return the attention of forced decoding, rows and columns as in `Decoded`."""

    def _window(self, requests: Sequence[Request], beam: int, n_best: int) -> list[tuple[Hypothesis, ...]]:
        asked = [self._asked(request) for request in requests]
        found: dict[int, tuple[Hypothesis, ...]] = {
            i: (Hypothesis(one.request.prefix.rstrip(), 0.0),)
            for i, one in enumerate(asked)
            if not one.source.pieces
        }
        todo = [i for i in range(len(requests)) if i not in found]
        for _ in range(ROUNDS):
            again = []
            for i, kept, leaks in self._round(asked, todo, beam, n_best):
                if leaks - asked[i].forbidden:
                    asked[i] = replace(asked[i], forbidden=asked[i].forbidden | leaks)
                    again.append(i)
                if not leaks or i not in found:
                    found[i] = kept
            todo = again
        looping = list(found)
        for size in NO_REPEAT:
            looping = [i for i in looping if _loops(requests[i], found[i][0])]
            found |= {
                i: kept
                for i, kept, leaks in self._round(asked, looping, beam, n_best, no_repeat=size)
                if not leaks and not _loops(requests[i], kept[0])
            }
        return [found[i] for i in range(len(requests))]

    def _asked(self, request: Request) -> "_Asked":
        source, prefix = self._source(request), self._target(request.prefix.rstrip())
        forbidden = sequences(self.coder, request.suppress)
        return _Asked(request, source, prefix, forbidden, self._longest(source, prefix))

    def _round(
        self, asked: Sequence["_Asked"], numbers: Sequence[int], beam: int, n_best: int, no_repeat: int = 0
    ) -> Iterator[tuple[int, tuple[Hypothesis, ...], Sequences]]:
        """Decode the requests of these numbers once; yield for each its hypotheses and what broke it."""
        # CTranslate2 suppresses sequences, and limits the length, for a whole call: like goes with like.
        groups: dict[tuple[Sequences, int], list[int]] = {}
        for i in numbers:
            groups.setdefault((asked[i].forbidden, asked[i].longest), []).append(i)

        def decoded(key: tuple[Sequences, int]) -> list[list[Decoded]]:
            suppress, longest = key
            sources, prefixes = zip(
                *((asked[i].source, asked[i].prefix.pieces) for i in groups[key]), strict=True
            )
            return self.decode(sources, prefixes, Search(suppress, longest, beam, n_best, no_repeat))

        with ThreadPoolExecutor(self.parallel) as pool:
            for group, results in zip(groups.values(), pool.map(decoded, groups), strict=True):
                for i, result in zip(group, results, strict=True):
                    yield i, *self._hypotheses(asked[i].request, asked[i].source, asked[i].prefix, result)

    def _hypotheses(
        self, request: Request, source: Pieces, prefix: Pieces, results: Sequence[Decoded]
    ) -> tuple[tuple[Hypothesis, ...], Sequences]:
        """Return the hypotheses that keep to the request (all, if none does) and what broke it."""
        kept: dict[str, Hypothesis] = {}
        broken: dict[str, Hypothesis] = {}
        leaks: Sequences = frozenset()
        before = len(prefix.pieces)
        for pieces, score, weights in results:
            text, target = self.coder.continued(request.prefix.rstrip(), prefix, pieces[before:])
            leak = breach(self.coder, text, target, before, request)
            leaks |= leak
            work = partial(self._links, weights, request.source, source, text, target)
            hypothesis = Hypothesis(text, score, LazyLinks(work))
            (broken if leak else kept).setdefault(text, hypothesis)
        best = sorted((kept or broken).values(), key=lambda hypothesis: -hypothesis.score)
        return tuple(best), leaks

    def _links(
        self, weights: Weights, source_text: str, source: Pieces, target_text: str, target: Pieces
    ) -> tuple[Link, ...]:
        return links(weights[self.settings.alignment_delay :], source_text, source, target_text, target)

    def _longest(self, source: Pieces, prefix: Pieces) -> int:
        """Return how many pieces a translation may have: so many that only a loop reaches the limit.

        Rounded up to a power of two, for few groups; it depends on the request alone, so batches do not
        matter.
        """
        need = max(GROWTH * len(source.pieces), len(prefix.pieces)) + ROOM
        return min(1 << (need - 1).bit_length(), self.settings.max_length - 1)

    def _source(self, request: Request) -> Pieces:
        return self.coder.source(request).cut(self.settings.max_length - 1)

    def _target(self, text: str) -> Pieces:
        return self.coder.target(text).cut(self.settings.max_length - 1)


def _loops(request: Request, hypothesis: Hypothesis) -> bool:
    return find_repetition(hypothesis.text, len(request.prefix.rstrip())) is not None
