"""What official Chinese phrases become in English, and how often."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import log
from typing import NamedTuple

from align.english import content
from align.frames import VERBS
from align.literal import LITERAL

LONGEST = 8  # characters of a Chinese entry
WORD = 4  # characters of an entry that may be one word of running text


class Entry(NamedTuple):
    """A Chinese phrase, one English rendering, and counts: of the pair, of the Chinese, of the English."""

    zh: str
    en: str
    together: int
    zh_count: int
    en_count: int


class Sense(NamedTuple):
    """One rendering as content lemmas, and the share of the Chinese phrase's occurrences that have it."""

    lemmas: tuple[str, ...]
    share: float


class Phrasebook:
    """Looks up renderings of Chinese phrases and cuts Chinese text into the words it knows."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        lemmas = cache(content)
        senses: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
        back: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
        counts: dict[str, int] = {}
        self._en_counts: dict[tuple[str, ...], float] = {}
        for entry in entries:
            key = lemmas(entry.en)
            if not key:
                continue
            share = entry.together / entry.zh_count
            senses[entry.zh][key] = senses[entry.zh].get(key, 0.0) + share
            back[key][entry.zh] = back[key].get(entry.zh, 0.0) + entry.together
            self._en_counts[key] = max(self._en_counts.get(key, 0.0), entry.en_count)
            if len(entry.zh) <= WORD:
                counts[entry.zh] = max(entry.zh_count, counts.get(entry.zh, 0))
        self._senses = {
            zh: tuple(Sense(key, share) for key, share in found.items()) for zh, found in senses.items()
        }
        self._back: Mapping[tuple[str, ...], Mapping[str, float]] = dict(back)
        total = sum(counts.values()) + 1
        self._cost = {zh: log(total / count) for zh, count in counts.items()}
        self._unknown = log(total) + 2.0

    def senses(self, zh: str) -> tuple[Sense, ...]:
        """Return the renderings of an entry; () where the phrase is not one."""
        return self._senses.get(zh, ())

    def loyalty(self, en: str, zh: str) -> float | None:
        """Return the share of a rendering's uses that stand for `zh` or a phrase around it, None = unknown."""
        key = content(en)
        found = self._back.get(key, {})
        total = max(self._en_counts.get(key, 0.0), sum(found.values()))
        return sum(count for other, count in found.items() if zh in other) / total if total else None

    def proposals(self, en: str) -> tuple[str, ...]:
        """Return Chinese phrases that have this rendering, the most frequent first."""
        found = self._back.get(content(en), {})
        return tuple(sorted(found, key=lambda zh: (-found[zh], zh)))

    def cut(self, text: str) -> tuple[int, ...]:
        """Return where words begin on the cheapest way through the text, and the length of the text."""
        best = [0.0, *([float("inf")] * len(text))]
        step = [0] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - WORD), end):
                word = text[start:end]
                cost = self._cost.get(word, self._unknown if len(word) == 1 else float("inf"))
                if best[start] + cost < best[end]:
                    best[end], step[end] = best[start] + cost, start
        cuts = [len(text)]
        while cuts[-1]:
            cuts.append(step[cuts[-1]])
        return tuple(reversed(cuts))


def read_entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of tab-separated lines: Chinese, English, and the three counts."""
    for line in lines:
        zh, en, *numbers = line.rstrip("\n").split("\t")
        yield Entry(zh, en, *map(int, numbers))


@cache
def bundled() -> Phrasebook:
    """Return the phrasebook that ships with the program, made by `training/phrasebook.py`."""
    text = files("align").joinpath("phrasebook.tsv").read_text(encoding="utf-8")
    known = [
        Entry(zh, en, 1, 4, 1) for table in (VERBS, LITERAL) for zh, forms in table.items() for en in forms
    ]
    return Phrasebook([*read_entries(text.splitlines()), *known])
