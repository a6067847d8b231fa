"""Precision, recall and F1 of sentence beads, alignment error rate of word links."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

Ids = tuple[int, ...]


class Scores(NamedTuple):
    """Precision, recall and their harmonic mean, each 0–1."""

    precision: float
    recall: float
    f1: float


def _scores(right: int, found: int, wanted: int, recalled: int | None = None) -> Scores:
    precision = right / found if found else 1.0
    recall = (right if recalled is None else recalled) / wanted if wanted else 1.0
    return Scores(
        precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    )


def strict(found: Collection[tuple[Ids, Ids]], gold: Collection[tuple[Ids, Ids]]) -> Scores:
    """Score beads that must be exactly those of the gold; sentences left alone are not counted."""
    ours = {bead for bead in found if bead[0] and bead[1]}
    theirs = {bead for bead in gold if bead[0] and bead[1]}
    return _scores(len(ours & theirs), len(ours), len(theirs))


def lax(found: Collection[tuple[Ids, Ids]], gold: Collection[tuple[Ids, Ids]]) -> Scores:
    """Score beads that need to share a sentence pair with some bead of the other side."""
    ours = [bead for bead in found if bead[0] and bead[1]]
    theirs = [bead for bead in gold if bead[0] and bead[1]]
    cells_ours = {(i, j) for bead in ours for i in bead[0] for j in bead[1]}
    cells_theirs = {(i, j) for bead in theirs for i in bead[0] for j in bead[1]}
    right = sum(any((i, j) in cells_theirs for i in bead[0] for j in bead[1]) for bead in ours)
    recalled = sum(any((i, j) in cells_ours for i in bead[0] for j in bead[1]) for bead in theirs)
    return _scores(right, len(ours), len(theirs), recalled)


class LinkScores(NamedTuple):
    """Alignment error rate (Och & Ney 2003), precision of possible, recall of sure links, each 0–1."""

    aer: float
    precision: float
    recall: float


class GoldLinks(NamedTuple):
    """Links of a sentence pair that must be found, and those that may be, the sure ones included."""

    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


def error_rate(pairs: Iterable[tuple[Collection[tuple[int, int]], GoldLinks]]) -> LinkScores:
    """Compare the links found in each sentence pair with the gold ones."""
    found = sure = right_possible = right_sure = 0
    for links, gold in pairs:
        ours = set(links)
        found += len(ours)
        sure += len(gold.sure)
        right_possible += len(ours & gold.possible)
        right_sure += len(ours & gold.sure)
    both = found + sure
    return LinkScores(
        1 - (right_possible + right_sure) / both if both else 0.0,
        right_possible / found if found else 1.0,
        right_sure / sure if sure else 1.0,
    )
