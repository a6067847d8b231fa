"""The fast engine: a Marian checkpoint converted to CTranslate2."""

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from translate.engines.checkpoint import CheckpointEngine, Decoded, Search, Weights
from translate.engines.pieces import EOS, UNKNOWN, Pieces
from translate.engines.suppress import sequences

BATCH = 8  # sentences padded to one length, at most: more waste more on padding than they save
FEW = 4  # so many prefixes are read faster each in one go than side by side, piece after piece


class MarianEngine(CheckpointEngine):
    """An engine on a converted checkpoint: a CTranslate2 directory with `source.spm` and `target.spm`.

    `threads` is how many batches run at once, one core each; results do not depend on it. `compute_type`
    is CTranslate2's: int8 by default, float32 to compare with the reference. Attention is that of the
    first head of the last decoder layer.
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

        super().__init__(directory, name, fingerprint)
        self.parallel = threads or min(os.cpu_count() or 1, 4)
        self._translator = ctranslate2.Translator(
            str(directory), compute_type=compute_type, inter_threads=self.parallel, intra_threads=1
        )

    def decode(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], search: Search
    ) -> list[list[Decoded]]:
        """Decode each source on from its prefix."""
        # CTranslate2 leaves the prefix out of the sum of log-probabilities, though not out of the length it
        # is divided by, and shares out the probability of what is suppressed: such scores are taken anew.
        changed = (
            search.suppress > sequences(self.coder, ())
            or search.no_repeat
            or self.settings.length_penalty != 1
        )
        if search.beam == 1 and len(sources) <= FEW and all(prefixes) and not changed:
            return self._greedy_after(sources, prefixes, search)
        results = self._batch(
            sources,
            prefixes,
            beam_size=search.beam,
            num_hypotheses=search.n_best,
            length_penalty=self.settings.length_penalty,
            suppress_sequences=sorted(map(list, search.suppress)) or None,
            no_repeat_ngram_size=search.no_repeat,
            max_decoding_length=search.longest,
            return_scores=True,
            return_end_token=True,  # for its row of the attention
        )
        said = [[_said(pieces) for pieces in result.hypotheses] for result in results]
        scores = [list(result.scores) for result in results]
        anew = [i for i, prefix in enumerate(prefixes) if prefix or changed]
        pairs = [(i, n) for i in anew for n in range(len(scores[i]))]
        tokens = self.log_probs([sources[i] for i, _ in pairs], [said[i][n] for i, n in pairs])
        for (i, n), values in zip(pairs, tokens, strict=True):
            scores[i][n] = sum(values) / len(values)
        return [
            [
                Decoded(pieces, *parts)
                for pieces, *parts in zip(pieces_of, score, result.attention, strict=True)
            ]
            for pieces_of, score, result in zip(said, scores, results, strict=True)
        ]

    def _greedy_after(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], search: Search
    ) -> list[list[Decoded]]:
        """Decode greedily on from prefixes that are read in one go, as CTranslate2 does to name alternatives.

        It never names the end mark, even where that is the likeliest: the two are compared here.
        """
        results = self._batch(
            sources,
            prefixes,
            beam_size=1,
            return_alternatives=True,
            suppress_sequences=sorted(map(list, search.suppress)) or None,
            max_decoding_length=search.longest,
            return_end_token=True,
        )
        said = [_said(result.hypotheses[0]) for result in results]
        scored = self.log_probs(sources, said)
        # What has half of the probability leaves less than that to the end mark.
        doubtful = [i for i, prefix in enumerate(prefixes) if scored[i][len(prefix)] < math.log(0.5)]
        ended = self.log_probs([sources[i] for i in doubtful], [prefixes[i] for i in doubtful])
        for i, tokens in zip(doubtful, ended, strict=True):
            if tokens[-1] >= scored[i][len(prefixes[i])]:
                said[i], scored[i] = prefixes[i], tokens
        return [
            [Decoded(pieces, sum(tokens) / len(tokens), result.attention[0][: len(tokens)])]
            for pieces, tokens, result in zip(said, scored, results, strict=True)
        ]

    def log_probs(
        self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        """Return the log-probabilities of target pieces and the end mark after them."""
        results = self._translator.score_batch(
            [[*source.pieces, EOS] for source in sources],
            [list(target) for target in targets],
            max_batch_size=self._batch_size(len(sources)),
            max_input_length=self.settings.max_length,
        )
        return [tuple(result.log_probs) for result in results]

    def attention(self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]) -> list[Weights]:
        """Return the attention of forced decoding, rows and columns as in `Decoded`."""
        # The whole target as prefix, then any piece, whose row is that of the end mark, for it looks the same
        # whatever is said. After the end mark some models go on: that is cut off.
        prefixes = [[*target, UNKNOWN, EOS] for target in targets]
        longest = min(max(map(len, prefixes), default=1), self.settings.max_length)
        options = {"beam_size": 1, "max_decoding_length": longest}
        results = self._batch(sources, prefixes, **options)
        return [
            result.attention[0][: len(target) + 1] for result, target in zip(results, targets, strict=True)
        ]

    def _batch_size(self, requests: int) -> int:
        """Return a size that gives every thread something to do."""
        return max(1, min(BATCH, math.ceil(requests / self.parallel)))

    def _batch(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], **options: Any
    ) -> list[Any]:
        # CTranslate2 sorts by length before it cuts into batches, and returns the order it was given.
        results: list[Any] = self._translator.translate_batch(
            [[*source.pieces, EOS] for source in sources],
            target_prefix=[list(prefix) for prefix in prefixes],
            max_batch_size=self._batch_size(len(sources)),
            max_input_length=self.settings.max_length,
            disable_unk=True,
            return_attention=True,
            **options,
        )
        return results


def _said(pieces: Sequence[str]) -> Sequence[str]:
    """Leave the end mark out, which is missing where the decoder ran out of length."""
    return pieces[:-1] if pieces and pieces[-1] == EOS else pieces
