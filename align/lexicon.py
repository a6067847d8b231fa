"""A Chinese–English word-translation table, and the two ways of cutting words that go with its keys."""

import lzma
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

from align.language import HAN
from align.text import Span, Token

BUNDLED = Path(__file__).parent / "lexicon.tsv.xz"
LONGEST = 5  # characters in the longest Chinese entry
TOKEN = re.compile(rf"[{HAN}]+|[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?|\d+(?:[.,]\d+)*|[^\s\w]|\w")
RUN = re.compile(rf"[{HAN}]+")
_reading = Lock()


def stem(word: str) -> str:
    """Cut an English word down to the key the lexicon knows it by; keys are not meant to be read.

    >>> [stem(word) for word in ("Meetings", "stressed", "policies", "make", "making")]
    ['meet', 'stress', 'policy', 'mak', 'mak']
    """
    word = word.lower().replace("’", "'")
    word = word[: word.index("'")] if "'" in word[1:] else word
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        else:
            word = word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]
    elif len(word) > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    for suffix in ("ing", "ed", "ly"):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= 3 and any(vowel in root for vowel in "aeiouy"):
            doubled = suffix != "ly" and root[-1] == root[-2] and root[-1] not in "lsz"
            word = root[:-1] if doubled else root
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def cut_english(text: str) -> list[Token]:
    """Cut a text into stems, numbers and marks, each with its characters.

    >>> [token.text for token in cut_english("It's 2.5 cities.")]
    ['it', '2.5', 'city', '.']
    """
    return [Token(stem(found[0]), Span(*found.span())) for found in TOKEN.finditer(text)]


@dataclass(frozen=True)
class Lexicon:
    """How often each Chinese word was linked to each English key, and how likely the word is.

    `counts[zh][key]` are link counts; a single character also holds those of the words it is part of.
    `cost[zh]` is the log-probability of the word. An empty lexicon is valid: it cuts Chinese into
    characters.
    """

    counts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    cost: Mapping[str, float] = field(default_factory=dict)

    def cut(self, text: str) -> list[Token]:
        """Cut a text into the lexicon's Chinese words (likeliest path), stems, numbers and marks.

        >>> [token.text for token in Lexicon(cost={"专网": -9.0}).cut("5G专网。")]
        ['5', 'g', '专网', '。']
        """
        tokens: list[Token] = []
        for found in TOKEN.finditer(text):
            if RUN.match(found[0]):
                tokens.extend(
                    Token(word, Span(found.start() + start, found.start() + start + len(word)))
                    for start, word in self._words(found[0])
                )
            else:
                tokens.append(Token(stem(found[0]), Span(*found.span())))
        return tokens

    def _words(self, run: str) -> Iterator[tuple[int, str]]:
        best = [0.0] + [-math.inf] * len(run)
        back = [0] * (len(run) + 1)
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                cost = self.cost.get(run[start:end], -18.0 if end == start + 1 else None)
                if cost is not None and best[start] + cost > best[end]:
                    best[end], back[end] = best[start] + cost, start
        cuts = [len(run)]
        while cuts[-1]:
            cuts.append(back[cuts[-1]])
        for end, start in zip(cuts[-2::-1], cuts[:0:-1], strict=True):
            yield start, run[start:end]

    def translations(self, word: str) -> dict[str, float]:
        """Return p(key | word), the word's counts smoothed with those of its characters; empty if unknown."""
        own = self.counts.get(word, {})
        total = sum(own.values())
        shares: defaultdict[str, float] = defaultdict(float)
        for key, count in own.items():
            shares[key] += count / (total + 4 * (len(word) > 1))
        if len(word) > 1:
            for character in word:
                parts = self.counts.get(character, {})
                weight = 4 / (total + 4) / len(word) / (sum(parts.values()) or 1)
                for key, count in parts.items():
                    shares[key] += count * weight
        return dict(shares)


def read_lexicon(path: Path) -> Lexicon:
    """Read a table that `training/lexicon.py` wrote.

    Tab-separated, xz-compressed: word, log-probability × -10 (empty for a character that is no word),
    keys and counts.
    """
    counts: dict[str, dict[str, float]] = {}
    cost: dict[str, float] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            word, log, *links = line.rstrip("\n").split("\t")
            if log:
                cost[word] = -int(log) / 10
            counts[word] = {links[i]: float(links[i + 1]) for i in range(0, len(links), 2)}
    return Lexicon(counts, cost)


def bundled_lexicon() -> Lexicon:
    """Return the table that comes with the package, read once, however many threads ask for it."""
    with _reading:
        return _bundled()


@cache
def _bundled() -> Lexicon:
    return read_lexicon(BUNDLED)
