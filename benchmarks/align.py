"""Sentence and word alignment of parallel texts, peers beside ours.

    python -m benchmarks.align --set mac zh/ en/ gold/ --words zhen.src-tgt zhen.gold [--model zh-en]

A set has Chinese files, English files of the same names, one sentence a line, and NAME.align with gold beads
`[0]:[1,2]` (with --english-first they read `[English]:[Chinese]`). The words have lines
`源 词 ||| target words`, and Pharaoh links from 1, `1-2` sure and `1p2` possible. --train adds a TSV of sentence pairs to what eflomal
learns from.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from align.bitext import Model
from align.console import run
from align.evaluate import GoldLinks, Scores, error_rate, lax, strict
from align.formats.ladder import Ids, parse_beads
from align.formats.pharaoh import parse_links
from align.lexicon import Lexicon, bundled_lexicon, cut_english, stem
from align.links import attention_matrix, link_tokens, link_words
from align.pair import lay
from align.sentences import align_sentences
from benchmarks.baselines import Beads, bleualign, gale_church
from training.links import available, link

PUBLISHED = {  # strict F1 and AER as their authors or later papers give them
    "sentences, MAC-Dev": "Hunalign .610, Bleualign .641, Vecalign .863, Bertalign .911",
    "words, Tsinghua": "fast_align 38.1, GIZA++ 35.1, eflomal 28.7, SimAlign 21.6, awesome-align 13.3",
}


class Texts(NamedTuple):
    """One document: its Chinese and English sentences and the gold beads."""

    chinese: list[str]
    english: list[str]
    gold: Beads


def read_set(chinese: Path, english: Path, gold: Path, *, english_first: bool) -> list[Texts]:
    """Read the documents that have gold beads."""
    texts = []
    for path in sorted(gold.glob("*.align")):
        beads = parse_beads(path.read_text(encoding="utf-8"), path)
        texts.append(
            Texts(
                (chinese / path.stem).read_text(encoding="utf-8").splitlines(),
                (english / path.stem).read_text(encoding="utf-8").splitlines(),
                [(right, left) for left, right in beads] if english_first else beads,
            )
        )
    return texts


def judge(texts: Sequence[Texts], align: Callable[[Texts], Beads]) -> tuple[Scores, Scores, float]:
    """Return strict and lax scores over all documents together, and seconds."""
    begin = time.perf_counter()
    found: list[tuple[Ids, Ids]] = []
    gold: list[tuple[Ids, Ids]] = []
    for number, text in enumerate(texts):
        first = number * 1_000_000  # sentence numbers of different documents must not meet
        found += [_shift(bead, first) for bead in align(text)]
        gold += [_shift(bead, first) for bead in text.gold]
    return strict(found, gold), lax(found, gold), time.perf_counter() - begin


def _shift(bead: tuple[Ids, Ids], by: int) -> tuple[Ids, Ids]:
    return tuple(i + by for i in bead[0]), tuple(j + by for j in bead[1])


Words = tuple[list[str], list[str]]
System = tuple[str, Callable[[Texts], Beads]]


class Remembered:
    """A model whose translations are kept in a JSON file, for a benchmark is run many times."""

    def __init__(self, model: Model, path: Path | None) -> None:
        self._model = model
        self._path = path
        self._known: dict[str, str] = json.loads(path.read_text()) if path and path.is_file() else {}

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translate what is not known yet."""
        new = [text for text in dict.fromkeys(sentences) if text not in self._known]
        self._known.update(zip(new, self._model.translate(new), strict=True))
        if self._path and new:
            self._path.write_text(json.dumps(self._known, ensure_ascii=False))
        return [self._known[text] for text in sentences]


def systems(texts: Sequence[Texts], lexicon: Lexicon, model: Remembered | None) -> Iterator[System]:
    """Yield the sentence aligners by name."""

    def ours(text: Texts, *, words: Lexicon, translations: Sequence[str] | None = None) -> Beads:
        beads = align_sentences(text.chinese, text.english, lexicon=words, translations=translations)
        return [(bead.source, bead.target) for bead in beads]

    yield "Gale-Church (own)", lambda text: gale_church(text.chinese, text.english)
    if model:
        for text in texts:
            model.translate(text.chinese)  # before the clock starts
        yield (
            "Bleualign-style, our MT",
            lambda text: bleualign(model.translate(text.chinese), text.chinese, text.english),
        )
    yield "ours, no lexicon, no model", lambda text: ours(text, words=Lexicon())
    yield "ours, no model", lambda text: ours(text, words=lexicon)
    if model:
        yield (
            "ours, with model",
            lambda text: ours(text, words=lexicon, translations=model.translate(text.chinese)),
        )


def eflomal(pairs: Sequence[Words], train: Sequence[Words]) -> list[frozenset[tuple[int, int]]]:
    """Align with eflomal, on the stems and with `train` beside, joined by grow-diag-final."""
    both = [*pairs, *train]
    stems = [[stem(word) for word in right] for _, right in both]
    return link([left for left, _ in both], stems)[: len(pairs)]


def words(
    source: Path, gold: Path, train: Path | None, lines: int, model: Model | None
) -> Iterator[tuple[str, str]]:
    """Yield each system's name and scores."""
    lexicon = bundled_lexicon()
    pairs = []
    for line in source.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition("|||")
        pairs.append((left.split(), right.split()))
    wanted = [
        parse_links(line, first=1, name=gold, number=number)
        for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1)
    ]
    if available():
        yield "eflomal, test only", _rate(eflomal(pairs, []), wanted)
    if available() and train:
        beside = []
        for line in train.read_text(encoding="utf-8").splitlines()[:lines]:
            chinese, english, *_ = line.split("\t")
            beside.append(
                ([word.text for word in lexicon.cut(chinese)], [word.text for word in cut_english(english)])
            )
        beside = [pair for pair in beside if all(pair)]
        yield f"eflomal, with {len(beside)} pairs", _rate(eflomal(pairs, beside), wanted)
    yield "ours, no lexicon, no model", _rate(link_words(pairs, Lexicon()), wanted)
    yield "ours, no model", _rate(link_words(pairs, lexicon), wanted)
    if model:
        laid = [lay(" ".join(left), " ".join(right), raw=False) for left, right in pairs]
        seen = model.attend([(left.text, right.text) for left, right in laid])
        tokens = [(left.words, right.words) for left, right in laid]
        alone = []
        for (source_words, target_words), links in zip(tokens, seen, strict=True):
            matrix = attention_matrix(
                [word.span for word in source_words], [word.span for word in target_words], links
            )
            alone.append(
                frozenset((i, j) for i, row in enumerate(matrix) for j, cell in enumerate(row) if cell >= 0.5)
            )
        yield "attention alone", _rate(alone, wanted)
        yield "ours, with model", _rate(link_tokens(tokens, lexicon, seen=seen), wanted)


def _rate(found: Sequence[frozenset[tuple[int, int]]], gold: Sequence[GoldLinks]) -> str:
    rate = error_rate(zip(found, gold, strict=True))
    return f"AER {100 * rate.aer:5.1f}   P {rate.precision:.3f}   R {rate.recall:.3f}"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the systems that were asked for and print a table."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.align",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--set", nargs=4, action="append", default=[], metavar=("NAME", "ZH", "EN", "GOLD"))
    made.add_argument(
        "--english-first", action="append", default=[], metavar="NAME", help="its gold begins with English"
    )
    made.add_argument("--words", nargs=2, type=Path, metavar=("SRC-TGT", "GOLD"))
    made.add_argument("--train", type=Path, metavar="TSV", help="zh, en: further text for eflomal")
    made.add_argument("--lines", type=int, default=32000, help="of that text (32000)")
    made.add_argument("--model", metavar="MODEL")
    made.add_argument("--cache", type=Path, metavar="JSON", help="keeps the translations")
    given = made.parse_args(argv)
    sys.exit(run(lambda: report(given)))


def report(given: argparse.Namespace) -> int:
    """Print the table."""
    lexicon = bundled_lexicon()
    model, signature = None, f"lexicon {len(lexicon.counts)} words"
    if given.model:
        from translate.aligner import EngineAligner
        from translate.models import load

        engine = load(given.model)
        model, signature = (
            EngineAligner(engine),
            f"{signature}, model {engine.name} {engine.fingerprint[:10]}",
        )
    print(f"signature: {signature}")
    for name, *folders in given.set:
        chinese, english, gold = map(Path, folders)
        texts = read_set(chinese, english, gold, english_first=name in given.english_first)
        print(f"\n{name}: {sum(len(text.gold) for text in texts)} beads")
        remembered = Remembered(model, given.cache) if model else None
        for system, align in systems(texts, lexicon, remembered):
            exact, loose, seconds = judge(texts, align)
            print(
                f"  {system:28} strict P {exact.precision:.3f} R {exact.recall:.3f} F1 {exact.f1:.3f}"
                f"   lax F1 {loose.f1:.3f}   {seconds:6.1f} s",
                flush=True,
            )
    if given.words:
        print(f"\nwords: {given.words[0].name}")
        source, gold_links = given.words
        for system, line in words(source, gold_links, given.train, given.lines, model):
            print(f"  {system:28} {line}", flush=True)
    print()
    for what, figures in PUBLISHED.items():
        print(f"published, {what}: {figures}")
    return 0


if __name__ == "__main__":
    main()
