"""Which documents of a folder are translations of each other: by name, else by content."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from align.band import cosines
from align.evidence import calls, number_words, seed_table
from align.lexicon import Lexicon, cut_english
from align.text import Document

ALIKE = 0.25  # least cosine of two documents that belong together
AHEAD = 1.15  # how much better than the next best partner

_LANGUAGE = re.compile(
    r"[._-]?(?:zh|cn|chs|chinese|en|eng|english|中文|英文|中|英)(?:[-_](?:cn|us|gb|hans))?$", re.IGNORECASE
)


class Pairing(NamedTuple):
    """Documents by number that belong together, and those left over on each side."""

    pairs: tuple[tuple[int, int], ...]
    source_alone: tuple[int, ...]
    target_alone: tuple[int, ...]


def pair_documents(source: Sequence[Document], target: Sequence[Document], lexicon: Lexicon) -> Pairing:
    """Pair Chinese documents with English ones, one to one.

    Names that differ in the language mark only (`report.zh.txt`, `report_en.txt`, `zh/report.txt`) decide;
    the rest is paired by what the texts say, if each is the other's best match by a margin.
    """
    names: dict[str, int] = {}
    for j, document in enumerate(target):
        names.setdefault(plain_name(document.name), j)
    pairs = {}
    for i, document in enumerate(source):
        found = names.pop(plain_name(document.name), None)
        if found is not None:
            pairs[i] = found
    left = [i for i in range(len(source)) if i not in pairs]
    right = [j for j in range(len(target)) if j not in pairs.values()]
    matched = _alike([source[i] for i in left], [target[j] for j in right], lexicon)
    pairs.update((left[i], right[j]) for i, j in matched)
    return Pairing(
        tuple(sorted(pairs.items())),
        tuple(i for i in range(len(source)) if i not in pairs),
        tuple(j for j in range(len(target)) if j not in pairs.values()),
    )


def plain_name(name: str) -> str:
    """Return a file's name without folder, suffix and language mark.

    >>> plain_name("texts/report.zh.txt"), plain_name("报告_英文.txt")
    ('report', '报告')
    """
    return _LANGUAGE.sub("", PurePath(name).stem).lower() or PurePath(name).stem.lower()


def _alike(source: Sequence[Document], target: Sequence[Document], lexicon: Lexicon) -> list[tuple[int, int]]:
    if not source or not target:
        return []
    left = number_words(
        [
            [token.text for token in lexicon.cut(document.text) if token.text[0].isalnum()]
            for document in source
        ]
    )
    right = number_words(
        [
            [token.text for token in cut_english(document.text) if token.text[0].isalnum()]
            for document in target
        ]
    )
    rows = calls(left, seed_table(left, right, lexicon))
    # Words with no translation in any of the texts count against a document; the cosine does not see them.
    covered = [float(values.sum()) / mass if mass else 0.0 for _, values, mass in rows]
    cosine = [row for _, block in cosines(rows, right) for row in block]
    likeness = [[share * float(cell) for cell in row] for share, row in zip(covered, cosine, strict=True)]
    found = []
    for i, row in enumerate(likeness):
        j = max(range(len(row)), key=row.__getitem__)
        rivals = [cell for at, cell in enumerate(row) if at != j] + [
            other[j] for at, other in enumerate(likeness) if at != i
        ]
        if row[j] >= ALIKE and row[j] >= AHEAD * max(rivals, default=0.0):
            found.append((i, j))
    return found
