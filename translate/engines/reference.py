"""The exact engine: a Marian checkpoint as transformers and torch run it, in float32."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from translate.engine import Request
from translate.engines.checkpoint import CheckpointEngine, Decoded, Search, Weights
from translate.engines.convert import quiet
from translate.engines.pieces import EOS, Pieces

BATCH = 16  # sentences padded to one length


class ReferenceEngine(CheckpointEngine):
    """An engine on a Hugging Face checkpoint, for parity tests and training; much slower than `MarianEngine`.

    It runs on a GPU where torch finds one. `threads` is torch's, for the whole process. Attention is that
    of the first head of the last decoder layer.
    """

    def __init__(
        self, directory: Path, *, name: str = "", fingerprint: str = "", threads: int | None = None
    ) -> None:
        import torch
        from transformers import MarianMTModel

        super().__init__(directory, name, fingerprint)
        if threads:
            torch.set_num_threads(threads)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        with quiet():
            model: Any = MarianMTModel.from_pretrained(directory, dtype=torch.float32, local_files_only=True)
        self._model = model.to(self._device).eval()
        self._ids: dict[str, int] = json.loads((directory / "vocab.json").read_text(encoding="utf-8"))
        self._pieces = {number: piece for piece, number in self._ids.items()}
        self._unk: int = self._ids["<unk>"]
        self._eos: int = model.config.eos_token_id
        self._pad: int = model.config.pad_token_id
        self._start: int = model.config.decoder_start_token_id

    def decode(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], search: Search
    ) -> list[list[Decoded]]:
        """Decode each source on from its prefix."""
        targets = self.generate(sources, prefixes, search)
        pairs = [(i, pieces) for i, several in enumerate(targets) for pieces in several]
        forced = self._forced([sources[i] for i, _ in pairs], [pieces for _, pieces in pairs])
        out: list[list[Decoded]] = [[] for _ in sources]
        for (i, pieces), (values, weights) in zip(pairs, forced, strict=True):
            out[i].append(Decoded(pieces, sum(values) / len(values), weights))
        return out

    def generate(
        self, sources: Sequence[Pieces], prefixes: Sequence[Sequence[str]], search: Search
    ) -> list[list[tuple[str, ...]]]:
        """Return the pieces that transformers' own beam search finds, prefixes included, best first."""
        import torch

        unwanted = [
            [self._pad],
            [self._unk],
            *([self._id(piece) for piece in each] for each in search.suppress),
        ]
        out: list[list[tuple[str, ...]]] = [[] for _ in sources]
        # Prefixes of one length only can stand in one batch.
        order = sorted(range(len(sources)), key=lambda i: (len(prefixes[i]), len(sources[i].pieces)))
        for batch in _batches(order, lambda i: len(prefixes[i])):
            encoded = self._encoded([sources[i] for i in batch])
            start = [[self._start, *map(self._id, prefixes[i])] for i in batch]
            with torch.inference_mode():
                found = self._model.generate(
                    **encoded,
                    decoder_input_ids=torch.tensor(start, device=self._device),
                    num_beams=search.beam,
                    num_return_sequences=search.n_best,
                    length_penalty=self.settings.length_penalty,
                    max_length=search.longest + 1,  # the start mark counts
                    min_length=2,  # start mark and one piece: never empty, as CTranslate2
                    early_stopping=search.beam > 1,  # as CTranslate2 does
                    bad_words_ids=unwanted,
                    no_repeat_ngram_size=search.no_repeat,
                )
            for place, row in enumerate(found.tolist()):
                pieces = [self._pieces[number] for number in row[1:] if number not in (self._pad, self._eos)]
                out[batch[place // search.n_best]].append(tuple(pieces))
        return out

    def plain(self, sources: Sequence[str], beam: int) -> list[str]:
        """Translate with generate() alone, without scores and links, to measure its speed."""
        cut = [self._source(Request(source)) for source in sources]
        groups: dict[int, list[int]] = {}
        for i, source in enumerate(cut):
            groups.setdefault(self._longest(source, Pieces((), ())), []).append(i)
        out = dict.fromkeys(range(len(sources)), "")
        for longest, numbers in groups.items():
            search = Search(frozenset(), longest, beam)
            found = self.generate([cut[i] for i in numbers], [()] * len(numbers), search)
            for i, (pieces,) in zip(numbers, found, strict=True):
                out[i] = self.coder.continued("", Pieces((), ()), pieces)[0]
        return list(out.values())

    def log_probs(
        self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]
    ) -> list[tuple[float, ...]]:
        """Return the log-probabilities of target pieces and the end mark after them."""
        return [values for values, _ in self._forced(sources, targets)]

    def attention(self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]) -> list[Weights]:
        """Return the attention of forced decoding, rows and columns as in `Decoded`."""
        return [weights for _, weights in self._forced(sources, targets)]

    def _forced(
        self, sources: Sequence[Pieces], targets: Sequence[Sequence[str]]
    ) -> list[tuple[tuple[float, ...], Weights]]:
        """Return for each pair the log-probabilities and the attention of forced decoding."""
        import torch

        out: dict[int, tuple[tuple[float, ...], Weights]] = {}
        order = sorted(range(len(sources)), key=lambda i: len(sources[i].pieces) + len(targets[i]))
        self._model.set_attn_implementation("eager")  # the only one that gives weights
        for batch in _batches(order, lambda _: 0):
            labels = [[*map(self._id, targets[i]), self._eos] for i in batch]
            longest = max(map(len, labels))
            inputs = [[self._start, *label[:-1], *[self._pad] * (longest - len(label))] for label in labels]
            with torch.inference_mode():
                result = self._model(
                    **self._encoded([sources[i] for i in batch]),
                    decoder_input_ids=torch.tensor(inputs, device=self._device),
                    output_attentions=True,
                    use_cache=False,
                )
            heads = result.cross_attentions[-1][:, 0]  # sentence × target × source
            values = result.logits.log_softmax(-1)  # sentence × target × vocabulary
            for place, (i, label) in enumerate(zip(batch, labels, strict=True)):
                rows, columns = torch.arange(len(label)), torch.tensor(label)
                chosen = values[place].cpu()[rows, columns].tolist()
                weights = heads[place, : len(label), : len(sources[i].pieces) + 1].tolist()
                out[i] = (tuple(chosen), weights)
        self._model.set_attn_implementation("sdpa")
        return [out[i] for i in range(len(sources))]

    def _encoded(self, sources: Sequence[Pieces]) -> dict[str, Any]:
        import torch

        rows = [[*map(self._id, source.pieces), self._ids[EOS]] for source in sources]
        longest = max(map(len, rows))
        padded = torch.tensor(
            [[*row, *[self._pad] * (longest - len(row))] for row in rows], device=self._device
        )
        return {"input_ids": padded, "attention_mask": (padded != self._pad).long()}

    def _id(self, piece: str) -> int:
        return self._ids.get(piece, self._unk)


def _batches(order: Sequence[int], key: Any) -> list[list[int]]:
    """Cut into batches of which every member has the same key."""
    out: list[list[int]] = []
    for i in order:
        if out and len(out[-1]) < BATCH and key(out[-1][0]) == key(i):
            out[-1].append(i)
        else:
            out.append([i])
    return out
