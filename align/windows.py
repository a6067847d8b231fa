"""Stretches of English that a Chinese phrase may explain, and how well it does."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from align.concordance import Concordance, Hit
from align.english import content
from align.lexicon import Lexicon, stem
from align.phrasebook import LONGEST, Phrasebook
from align.weights import Evidence

WIDEST = 10  # words of a window
ENOUGH = 0.12  # share of a Chinese word's occurrences at which a rendering explains it fully
LEAST = 0.02  # share below which a word's rendering is noise
ALONE = 0.15  # share of a longer phrase's occurrences that a single English word needs to be looked at
SINGLE = 0.6  # weight of what is known of a character alone
MODEL_SHARE = 0.6  # how far a rendering that only the model proposes explains the phrase
HALF = 0.5  # share of either side that has to be explained for a window to be looked at

# Chinese words that English often leaves out: they need no counterpart of their own.
LIGHT = frozenset(
    """
    工作 做好 进行 开展 方面 情况 问题 相关 有关 各地 各级 进一步 切实 积极 加以 全面 等 的 了 和 与
    及 各 要 好 中
    """.split()
)

_CODE = re.compile(r"[A-Za-z0-9]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+\d+[A-Za-z]*|\d+[A-Za-z]+")
_LISTING = re.compile("[、和与及]")


@dataclass(frozen=True)
class Sources:
    """Where renderings come from: whole phrases, single words, and the English documents' lemmas by stem."""

    phrasebook: Phrasebook
    lexicon: Lexicon
    lemmas: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, phrasebook: Phrasebook, lexicon: Lexicon, concordance: Concordance) -> "Sources":
        """Make the sources for a set of English documents."""
        lemmas: dict[str, list[str]] = defaultdict(list)
        for word in sorted(concordance.index):
            if not word.endswith("ly"):  # its stem is the adjective's: "generally" is not "general"
                lemmas[stem(word)].append(word)
        return cls(phrasebook, lexicon, {key: tuple(found) for key, found in lemmas.items()})


class Part(NamedTuple):
    """A known part of a phrase: renderings as lemmas with shares, and how many lemmas one has on average."""

    start: int
    end: int
    senses: tuple[tuple[frozenset[str], float], ...]
    size: float


@dataclass(frozen=True)
class Reading:
    """What is known of a phrase.

    `shares` has for every English lemma that may render a part its best share, `proposals` the lemmas of what
    the model offers. `needs` are the characters that want a counterpart, `size` the number of English content
    words to expect, `figures` the numbers and codes that the English must have, `listing` whether a comma may
    stand in it.
    """

    phrase: str
    parts: tuple[Part, ...]
    shares: Mapping[str, float]
    proposals: tuple[frozenset[str], ...]
    needs: tuple[int, ...]
    size: float
    figures: frozenset[str]
    listing: bool


class Window(NamedTuple):
    """A stretch of English with the evidence for it."""

    hit: Hit
    evidence: Evidence


def read_phrase(phrase: str, sources: Sources, offered: Iterable[str] = ()) -> Reading:
    """Gather what the sources, and the model by what it `offered`, know of a phrase."""
    parts = (*_phrase_parts(phrase, sources.phrasebook), *_word_parts(phrase, sources))
    shares: dict[str, float] = defaultdict(float)
    for part in parts:
        totals: dict[str, float] = defaultdict(float)
        for lemmas, share in part.senses:
            for word in lemmas:
                totals[word] += share
        for word, share in totals.items():
            shares[word] = max(shares[word], min(1.0, share))
    proposals = tuple({lemmas for text in offered if len(lemmas := frozenset(content(text))) > 1})
    for word in frozenset().union(*proposals):
        shares[word] = max(shares[word], MODEL_SHARE * ENOUGH)
    for code in _CODE.findall(phrase):
        shares[code.lower()] = 1.0
    heavy = [
        (start, end)
        for start, end in pairwise(sources.phrasebook.cut(phrase))
        if phrase[start:end] not in LIGHT
    ]
    needs = tuple(at for start, end in heavy for at in range(start, end) if phrase[at].isalnum())
    size = sum(max(1.0, (end - start) / 2) for start, end in heavy if phrase[start].isalnum())
    return Reading(
        phrase,
        parts,
        shares,
        proposals,
        needs or tuple(range(len(phrase))),
        max(1.0, size),
        frozenset(figure.lower() for figure in _FIGURE.findall(phrase)),
        bool(_LISTING.search(phrase)),
    )


def _phrase_parts(phrase: str, phrasebook: Phrasebook) -> Iterator[Part]:
    for start in range(len(phrase)):
        for end in range(start + 1, min(start + LONGEST, len(phrase)) + 1):
            senses = phrasebook.senses(phrase[start:end])
            if senses:
                weight = SINGLE if end - start == 1 else 1.0
                total = sum(sense.share for sense in senses)
                size = sum(sense.share * len(sense.lemmas) for sense in senses) / total
                weighed = tuple((frozenset(sense.lemmas), sense.share * weight) for sense in senses)
                yield Part(start, end, weighed, size)


def _word_parts(phrase: str, sources: Sources) -> Iterator[Part]:
    for word, span in sources.lexicon.cut(phrase):
        senses = tuple(
            (frozenset((lemma,)), share)
            for key, share in sources.lexicon.translations(word).items()
            if share >= LEAST
            for lemma in sources.lemmas.get(key, ())
        )
        if senses and len(word) > 1:
            yield Part(span.start, span.end, senses, max(1.0, len(word) / 2))


def windows(
    reading: Reading, concordance: Concordance, taken: Iterable[Hit], owner: Mapping[tuple[int, int], Hit]
) -> list[Window]:
    """Return the stretches of English that the phrase may explain, the best at each place, the best first.

    None overlaps a hit that is `taken`. `owner` has for a word (document, number) the glossary form that it is in:
    no window is a part of one, or reaches into one.
    """
    scored = sorted(
        _candidates(reading, concordance),
        # Of windows explained alike the one with more content is the whole phrase, the others are its parts.
        key=lambda item: (-item[0], -item[1], item[2].hit.end - item[2].hit.start, item[2].hit),
    )
    full = {(hit.doc, at) for hit in taken for at in range(hit.start, hit.end)}
    kept = []
    for _, _, window in scored:
        hit = window.hit
        words = [(hit.doc, at) for at in range(hit.start, hit.end)]
        first, last = owner.get(words[0], hit), owner.get(words[-1], hit)
        if full.isdisjoint(words) and first.start >= hit.start and last.end <= hit.end:
            full.update(words)
            kept.append(window)
    return kept


def _candidates(reading: Reading, concordance: Concordance) -> Iterator[tuple[float, int, Window]]:
    """Yield value, number of content words and window for every window that is explained at least by half."""
    lemmas = [word for word, share in reading.shares.items() if share >= LEAST]
    places = sorted({place for word in lemmas for place in concordance.index.get(word, ())})
    weighed: dict[tuple[str, ...], Evidence | None] = {}  # the same words come back all the time
    for at, (doc, start) in enumerate(places):
        words = concordance.words[doc]
        for other, last in places[at:]:
            if other != doc or last - start >= WIDEST or words[last].run != words[start].run:
                break
            hit = Hit(doc, start, last + 1)
            inside = words[start : last + 1]
            if not reading.listing and any(word.comma for word in inside[1:]):
                break
            if inside[0].bare or inside[-1].bare or not concordance.whole(hit) or concordance.cuts_name(hit):
                continue
            content_lemmas = tuple(word.lemma for word in inside if not word.bare)
            if content_lemmas not in weighed:
                weighed[content_lemmas] = weigh(reading, content_lemmas)
            evidence = weighed[content_lemmas]
            if evidence is not None:
                value = evidence.zh_covered * evidence.en_covered * evidence.extent
                yield round(value, 3), len(content_lemmas), Window(hit, evidence)


def weigh(reading: Reading, lemmas: Sequence[str]) -> Evidence | None:
    """Return the evidence for a window with these content lemmas; None where it falls short at a glance."""
    words = frozenset(lemmas)
    if not reading.figures <= words or any(w[0].isdigit() and w not in reading.shares for w in words):
        return None
    shares = [reading.shares.get(word, 0.0) for word in words]
    # Divided by all of the words: one that is repeated explains nothing the second time.
    en_covered = sum(min(1.0, share / ENOUGH) for share in shares) / len(lemmas)
    if en_covered < HALF:
        return None
    proposed = any(proposal <= words for proposal in reading.proposals)
    covered = [MODEL_SHARE if proposed else 0.0] * len(reading.phrase)
    firm = [0.0] * len(reading.phrase)
    direct = 0.0
    for part in reading.parts:
        inside = [(sense, share) for sense, share in part.senses if sense <= words]
        if not inside:
            continue
        share = min(1.0, sum(share for _, share in inside))
        size = len(frozenset().union(*(sense for sense, _ in inside)))
        value = min(1.0, share / ENOUGH) * min(1.0, size / part.size)
        for at in range(part.start, part.end):
            covered[at], firm[at] = max(covered[at], value), max(firm[at], share)
        if part.end - part.start == len(reading.phrase):
            direct = min(1.0, max(direct, sum(share for sense, share in inside if sense == words)))
    for match in _CODE.finditer(reading.phrase):
        if match.group().lower() in words:
            for at in range(*match.span()):
                covered[at] = firm[at] = 1.0
    zh_covered = _mean([covered[at] for at in reading.needs])
    if zh_covered < HALF or (len(words) == 1 and len(reading.phrase) > 2 and direct < ALONE):
        return None
    extent = min(1.0, len(words) / reading.size)
    firmness = (_mean([firm[at] for at in reading.needs]) + _mean(shares)) / 2
    return Evidence(zh_covered, en_covered, extent, firmness, direct, float(proposed))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
