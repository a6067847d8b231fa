"""Sentence aligners by others, written down again to be measured beside ours."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from align.band import heaviest_chain
from align.formats.ladder import Ids
from align.lexicon import cut_english

Beads = list[tuple[Ids, Ids]]
Grams = list[Counter[tuple[str, ...]]]
PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}


def gale_church(chinese: Sequence[str], english: Sequence[str]) -> Beads:
    """Align by lengths alone (Gale & Church 1993), the ratio being that of the two texts."""
    lengths = [len(text) for text in chinese], [len(text) for text in english]
    ratio = sum(lengths[1]) / max(sum(lengths[0]), 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(chinese) + 1):
        for j in range(len(english) + 1):
            for (k, n), prior in PRIORS.items():
                before = best.get((i - k, j - n))
                if before is None:
                    continue
                cost = before[0] - math.log(prior)
                if k and n:
                    cost += _length_cost(sum(lengths[0][i - k : i]) * ratio, sum(lengths[1][j - n : j]))
                else:
                    cost += 4.0
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = cost, (k, n)
    beads = []
    i, j = len(chinese), len(english)
    while i or j:
        k, n = best[i, j][1]
        beads.append((tuple(range(i - k, i)), tuple(range(j - n, j))))
        i, j = i - k, j - n
    return beads[::-1]


def _length_cost(source: float, target: float) -> float:
    delta = abs(target - source) / math.sqrt(6.8 * max((source + target) / 2, 1))
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-12))


def bleualign(translated: Sequence[str], chinese: Sequence[str], english: Sequence[str]) -> Beads:
    """Anchor sentences by the overlap of a translation (BLEU-2, Sennrich & Volk 2010), fill gaps by length."""
    grams = [_grams(text) for text in translated], [_grams(text) for text in english]
    found = []
    for i, ours in enumerate(grams[0]):
        scores = ((j, _bleu(ours, theirs)) for j, theirs in enumerate(grams[1]))
        found += [(i, j, score) for j, score in sorted(scores, key=lambda cell: -cell[1])[:3] if score > 0]
    chain = [(-1, -1), *heaviest_chain(found, len(english)), (len(chinese), len(english))]
    beads: Beads = []
    for (i, j), (next_i, next_j) in pairwise(chain):
        if i >= 0:
            beads.append(((i,), (j,)))
        gap = gale_church(chinese[i + 1 : next_i], english[j + 1 : next_j])
        beads += [(tuple(i + 1 + a for a in left), tuple(j + 1 + b for b in right)) for left, right in gap]
    return _absorbed(beads, grams)


def _absorbed(beads: Beads, grams: tuple[Grams, Grams]) -> Beads:
    """Join sentences left alone to a neighbour if that raises its overlap."""
    out: Beads = []
    for bead in beads:
        if out and not (bead[0] and bead[1]) and out[-1][0] and out[-1][1]:
            joined = out[-1][0] + bead[0], out[-1][1] + bead[1]
            if _overlap(joined, grams) > _overlap(out[-1], grams):
                out[-1] = joined
                continue
        if out and bead[0] and bead[1] and not (out[-1][0] and out[-1][1]):
            joined = out[-1][0] + bead[0], out[-1][1] + bead[1]
            if _overlap(joined, grams) > _overlap(bead, grams):
                out[-1] = joined
                continue
        out.append(bead)
    return out


def _overlap(bead: tuple[Ids, Ids], grams: tuple[Grams, Grams]) -> float:
    ours = sum((grams[0][i] for i in bead[0]), Counter[tuple[str, ...]]())
    theirs = sum((grams[1][j] for j in bead[1]), Counter[tuple[str, ...]]())
    return _bleu(ours, theirs)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = [token.text for token in cut_english(text)]
    return Counter([(word,) for word in words] + list(pairwise(words)))


def _bleu(ours: Counter[tuple[str, ...]], theirs: Counter[tuple[str, ...]]) -> float:
    """Geometric mean of 1- and 2-gram F1."""
    shared = ours & theirs
    product = 1.0
    for order in (1, 2):
        total = sum(n for gram, n in ours.items() if len(gram) == order)
        other = sum(n for gram, n in theirs.items() if len(gram) == order)
        common = sum(n for gram, n in shared.items() if len(gram) == order)
        product *= 2 * common / (total + other) if common else 0.0
    return math.sqrt(product)
