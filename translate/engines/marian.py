"""The fast engine: a Marian checkpoint converted to CTranslate2."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from align.text import Link
from translate.engine import Hypothesis, Request
from translate.engines.attention import links
from translate.engines.pieces import EOS, PieceCoder, Pieces
from translate.engines.settings import Settings
from translate.engines.suppress import Sequences, breach, sequences

WINDOW = 256  # requests decoded before their attention is let go
BATCH = 32  # requests padded to one length
ROUNDS = 6  # how often a request is decoded again because a forbidden text found another spelling


class MarianEngine:
    """An engine on a converted checkpoint: a CTranslate2 directory with `source.spm` and `target.spm`.

    `threads` is how many batches run at once, one core each; results do not depend on it. `compute_type` is
    CTranslate2's: int8 by default, float32 to compare with the reference.
    """

    def __init__(
        self,
        directory: Path,
        *,
        name: str = "",
        fingerprint: str = "",
        threads: int | None = None,
        compute_type: str = "int8",
    ) -> None:
        import ctranslate2

        self.name = name or str(directory)
        self.fingerprint = fingerprint
        self.settings = Settings.read(directory)
        self._coder = PieceCoder(directory)
        self._translator = ctranslate2.Translator(
            str(directory),
            compute_type=compute_type,
            inter_threads=threads or min(os.cpu_count() or 1, 4),
            intra_threads=1,
        )

    @property
    def reads_annotations(self) -> bool:
        """Whether the vocabulary has the marks of inline annotations."""
        return self._coder.annotated

    def translate(
        self, requests: Sequence[Request], *, beam: int | None = None, n_best: int = 1
    ) -> list[tuple[Hypothesis, ...]]:
        """Decode each request: see `Engine`.

        The score is over the whole text, prefix and end mark included. A text is suppressed in any case,
        as whole words. A prefix is kept letter for letter but for white space at its end, and its last
        word does not grow.
        """
        beam = max(beam or self.settings.beam, n_best)
        out: list[tuple[Hypothesis, ...]] = []
        for start in range(0, len(requests), WINDOW):
            out += self._window(requests[start : start + WINDOW], beam, n_best)
        return out

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        """Return log P(token | source, tokens before) for every piece of the target, the end mark included.

        Of a target longer than the model can decode, the first pieces are scored.
        """
        sources = [self._source(Request(source)) for source, _ in pairs]
        return self._log_probs(sources, [self._target(target).pieces for _, target in pairs])

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """Link the words of given targets to the source characters they look at."""
        out: list[tuple[Link, ...]] = []
        for start in range(0, len(pairs), WINDOW):
            window = pairs[start : start + WINDOW]
            sources = [self._source(Request(source)) for source, _ in window]
            targets = [self._target(target) for _, target in window]
            # The whole target with its end mark as prefix: CTranslate2 walks through it and stops.
            prefixes = [(*target.pieces, EOS) for target in targets]
            results = self._decode(sources, prefixes, beam_size=1, return_attention=True)
            for pair, source, target, result in zip(window, sources, targets, results, strict=True):
                out.append(links(result.attention[0], pair[0], source, pair[1], target))
        return out

    def _window(self, requests: Sequence[Request], beam: int, n_best: int) -> list[tuple[Hypothesis, ...]]:
        sources = [self._source(request) for request in requests]
        prefixes = [self._target(request.prefix.rstrip()) for request in requests]
        forbidden = [sequences(self._coder, request.suppress) for request in requests]
        found: dict[int, tuple[Hypothesis, ...]] = {}
        todo = []
        for i, source in enumerate(sources):
            if source.pieces:
                todo.append(i)
            else:
                found[i] = (Hypothesis(requests[i].prefix.rstrip(), 0.0),)
        for _ in range(ROUNDS):
            # CTranslate2 forbids sequences for a whole call, so requests that forbid the same go together.
            groups: dict[Sequences, list[int]] = {}
            for i in todo:
                groups.setdefault(forbidden[i], []).append(i)
            todo = []
            for suppress, numbers in groups.items():
                results = self._decode(
                    [sources[i] for i in numbers],
                    [prefixes[i].pieces for i in numbers],
                    beam_size=beam,
                    num_hypotheses=n_best,
                    length_penalty=self.settings.length_penalty,
                    suppress_sequences=sorted(map(list, suppress)) or None,
                    return_scores=True,
                    return_attention=True,
                )
                for i, result in zip(numbers, results, strict=True):
                    kept, leaks = self._hypotheses(requests[i], sources[i], prefixes[i], result)
                    if leaks - forbidden[i]:
                        forbidden[i] |= leaks
                        todo.append(i)
                    if kept or i not in found:
                        found[i] = kept
        return [found[i] for i in range(len(requests))]

    def _hypotheses(
        self, request: Request, source: Pieces, prefix: Pieces, result: Any
    ) -> tuple[tuple[Hypothesis, ...], Sequences]:
        """Return the hypotheses that keep to the request, and the piece sequences by which others broke it.

        If all broke it they are all returned: a later round, or whoever verifies, is to replace them.
        """
        kept: dict[str, Hypothesis] = {}
        broken: dict[str, Hypothesis] = {}
        leaks: set[tuple[str, ...]] = set()
        scores = result.scores
        if prefix.pieces or self.settings.length_penalty != 1:
            # CTranslate2 leaves the prefix out of the sum, though not out of the length it divides by.
            tokens = self._log_probs([source] * len(scores), result.hypotheses)
            scores = [sum(one) / len(one) for one in tokens]
        for pieces, score, weights in zip(result.hypotheses, scores, result.attention, strict=True):
            text, target = self._coder.continued(
                request.prefix.rstrip(), prefix, pieces[len(prefix.pieces) :]
            )
            leak = breach(text, target, len(prefix.pieces), request)
            if leak:
                leaks.add(leak)
            hypothesis = Hypothesis(text, score, links(weights, request.source, source, text, target))
            (broken if leak else kept).setdefault(text, hypothesis)
        best = sorted((kept or broken).values(), key=lambda hypothesis: -hypothesis.score)
        return tuple(best), frozenset(leaks)

    def _source(self, request: Request) -> Pieces:
        return self._coder.source(request).cut(self.settings.max_length - 1)

    def _target(self, text: str) -> Pieces:
        return self._coder.target(text).cut(self.settings.max_length - 1)

    def _decode(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], **options: Any
    ) -> list[Any]:
        results: list[Any] = self._translator.translate_batch(
            [[*source.pieces, EOS] for source in sources],
            target_prefix=[list(prefix) for prefix in prefixes],
            max_batch_size=BATCH,
            max_input_length=self.settings.max_length,
            max_decoding_length=self.settings.max_length,
            disable_unk=True,
            **options,
        )
        return results

    def _log_probs(
        self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        results = self._translator.score_batch(
            [[*source.pieces, EOS] for source in sources],
            [list(target) for target in targets],
            max_batch_size=BATCH,
            max_input_length=self.settings.max_length,
        )
        return [tuple(result.log_probs) for result in results]
