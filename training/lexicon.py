"""Make the word table that `align` ships: which English stems a Chinese word is linked to, and how often.

    python -m training.lexicon pairs.tsv ... --words dict_cedict --rate lctt_techarticles=0.22 -o align/lexicon.tsv.xz

The TSV files have zh, en and the name of the corpus. Words are those of the corpus named by --words; --rate takes
a share of a corpus (others are taken whole). Needs eflomal, the extra `training`.

The shipped table is from 354,000 pairs: the dictionary, Tatoeba, policy and news whole, 22 % of the technology
articles, 60 % of technology news, 8 % of the Taiwan law database, 5-10 % of software documentation. A prototype of
this script made it, which also took frequent pairs of characters and the short terms of the glossary as words.
"""

import argparse
import lzma
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from align.console import run
from align.language import HAN
from align.lexicon import LONGEST, Lexicon, cut_english
from align.write import write_atomic
from training.links import both_ways

ONE_WAY = 0.35  # what a link is worth that only one direction shows
INSIDE = 0.3  # what a link of a word is worth to each of its characters
SHARE = 0.015  # least share of a word's links
KEPT = (12, 8)  # translations of a character, of a longer word
HEAD = (
    "# Chinese word, -10 log p, then English stem and link count. Derived from word-alignment statistics (eflomal) "
    "over public bilingual text and CC-CEDICT (CC BY-SA 4.0); see training/lexicon.py.\n"
)

_RUN = re.compile(f"[{HAN}]+")
Pair = tuple[str, str]


def read_pairs(paths: Sequence[Path], rates: Mapping[str, float], words: str) -> tuple[list[Pair], set[str]]:
    """Return the pairs that are drawn, and the Chinese words of the corpus `words`."""
    draw = random.Random(7)
    pairs: list[Pair] = []
    known: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                chinese, english, corpus = line.rstrip("\n").split("\t")
                if corpus == words and len(chinese) <= LONGEST and _RUN.fullmatch(chinese):
                    known.add(chinese)
                if len(chinese) < 160 and draw.random() < rates.get(corpus, 1.0):
                    pairs.append((chinese, english))
    return pairs, known


def word_costs(texts: Sequence[str], words: Iterable[str], *, rounds: int = 3) -> dict[str, float]:
    """Return log-probabilities of words, counted along the likeliest cut, longest words first to begin with."""
    runs = [run for text in texts for run in _RUN.findall(text)]
    cost = {word: -float(LONGEST - len(word)) - 1.0 for word in words}
    for _ in range(rounds):
        lexicon = Lexicon(cost=cost)
        counts = Counter(token.text for run in runs for token in lexicon.cut(run))
        total = sum(counts.values()) or 1
        unseen = math.log(0.3 / total)
        cost = dict.fromkeys(cost, unseen) | {word: math.log(n / total) for word, n in counts.items()}
    return cost


def count_links(
    pairs: Sequence[Pair], lexicon: Lexicon
) -> tuple[Mapping[str, Mapping[str, float]], Counter[str]]:
    """Align the pairs with eflomal; return how often a word met a stem in a link, and each stem's frequency."""
    sources = [[token.text for token in lexicon.cut(chinese)] for chinese, _ in pairs]
    targets = [[token.text for token in cut_english(english)] for _, english in pairs]
    links: defaultdict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    found = both_ways(sources, targets, iterations=0.3)
    for source, target, (forward, backward) in zip(sources, targets, found, strict=True):
        for i, j in forward | backward:
            if target[j][0].isalpha() and _RUN.match(source[i]):
                links[source[i]][target[j]] += 1.0 if (i, j) in forward & backward else ONE_WAY
    for word in [word for word in links if len(word) > 1]:
        for character in word:
            for stem, count in links[word].items():
                links[character][stem] += INSIDE * count
    return links, Counter(stem for target in targets for stem in target)


def table(
    links: Mapping[str, Mapping[str, float]], stems: Counter[str], cost: Mapping[str, float]
) -> Iterator[str]:
    """Yield the lines: the likeliest stems of each word, those left out that chance explains."""
    everything = sum(stems.values())
    for word in sorted(links):
        total = sum(links[word].values())
        best = [
            (stem, count)
            for stem, count in sorted(links[word].items(), key=lambda item: (-item[1], item[0]))
            if count >= 0.9 and count > total * max(SHARE, 2 * stems[stem] / everything)
        ][: KEPT[len(word) > 1]]
        if best or (len(word) == 1 and word in cost):
            cells = [word, str(round(-10 * cost[word])) if word in cost else ""]
            for stem, count in best:
                cells += [stem, f"{round(2 * count) / 2 if count < 10 else round(count):g}"]
            yield "\t".join(cells) + "\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Make the table from the files of the command line."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("pairs", nargs="+", type=Path, metavar="TSV")
    made.add_argument(
        "--words", required=True, metavar="CORPUS", help="whose Chinese side is a list of words"
    )
    made.add_argument("--rate", action="append", default=[], metavar="CORPUS=SHARE")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="XZ")
    given = made.parse_args(argv)
    sys.exit(run(lambda: make(given)))


def make(given: argparse.Namespace) -> int:
    """Read, cut, align, count, write."""
    rates = {corpus: float(share) for corpus, _, share in (rate.partition("=") for rate in given.rate)}
    pairs, words = read_pairs(given.pairs, rates, given.words)
    cost = word_costs([chinese for chinese, _ in pairs], words)
    links, stems = count_links(pairs, Lexicon(cost=cost))
    write_atomic(given.output, lzma.compress((HEAD + "".join(table(links, stems, cost))).encode(), preset=9))
    return 0


if __name__ == "__main__":
    main()
