"""Recurring phrases of Chinese and of English documents, each with every place where it stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple, TypeVar

from align.concordance import Concordance, Hit, Word
from align.frames import frames
from align.judge import Concept, Glossary
from align.language import HAN
from align.names import is_person, names_person
from align.phrasebook import Phrasebook
from align.runs import Run, runs_of
from align.text import Document, Segment, Span

LONGEST_ZH, LONGEST_EN = 12, 8  # characters (a Latin word or number is one), words
LOOK_AHEAD = 4  # more words that are looked at, so that no phrase is reported that is a longer one cut off
FREEDOM = 0.6  # entropy of the neighbours on the tighter side: two different ones in three
COHESION = 2.0  # pointwise mutual information of the two halves at the weakest word boundary

# Words that no phrase worth a term entry begins or ends with.
_FIRST = frozenset(
    """
    要 的 了 和 与 及 在 为 对 等 将 把 被 是 不 也 都 其 这 该 本 以 于 从 向 并 或 而 所 由 有 又
    还 更 最 能 可 会 各 一要 二要 三要 四要 五要 一是 二是 三是 四是 进一步 切实 积极 扎实 全力
    努力 认真 坚决 不断 持续 尽快 及时 尤其 特别 月 个 亿 万 年 日 级 名 项 条 次 家 做好 进行 我们
    他们 同时 以及 通过 根据 按照 关于 对于 由于 因此 一个 一些 相关 有关 作为 围绕 利用
    """.split()
)
_LAST = _FIRST | frozenset(
    """
    工作 中 上 下 内 外 后 前 时 期间 方面 情况 过程 问题 之一 以来 开展 加强 做 出 到 好
    """.split()
)
_FIRST_EN = frozenset(
    """
    make do carry take give put go come get keep let continue strive conscientiously said say
    """.split()
)
_MODAL = frozenset(
    """
    we they he she i you it must should shall will would can could may might is are was were be been
    """.split()
)
_FIGURE = re.compile(r"[\d.+-]+")

_P = TypeVar("_P", str, tuple[str, ...])


class Place(NamedTuple):
    """Characters `span` of document number `doc`, in the segment with this text and start."""

    doc: int
    span: Span
    segment: Segment


@dataclass(frozen=True)
class Phrase:
    """A Chinese phrase with its places in reading order.

    `concept` is its glossary entry, None where there is none.
    `nested` tells that it stands only inside longer glossary terms (党中央 in 党中央、国务院).
    """

    zh: str
    places: tuple[Place, ...]
    concept: Concept | None = None
    nested: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The Chinese forms to look up: the phrase and the designations of its entry."""
        return tuple(dict.fromkeys((self.zh, *(self.concept.designations if self.concept else ()))))


def mine_chinese(
    parts: Sequence[tuple[Document, Sequence[Segment]]],
    glossary: Glossary,
    phrasebook: Phrasebook,
    min_count: int = 2,
) -> tuple[Phrase, ...]:
    """Return glossary terms and frames at any frequency, and what else recurs, the most frequent first."""
    known: dict[str, tuple[Concept | None, list[Place]]] = {}
    free: set[str] = set()
    for number, (_, segments) in enumerate(parts):
        for segment in segments:
            taken: list[Span] = []
            for concept, span, nested in glossary.find(segment.text):
                taken.append(span)
                if not nested:
                    free.add(concept.zh)
                place = Place(number, span.shift(segment.span.start), segment)
                known.setdefault(concept.zh, (concept, []))[1].append(place)
            for span in frames(segment.text):
                if not any(span.overlaps(other) for other in taken):
                    place = Place(number, span.shift(segment.span.start), segment)
                    known.setdefault(span.of(segment.text), (None, []))[1].append(place)
    designations = {form for concept, _ in known.values() if concept for form in concept.designations} | set(
        known
    )
    found = _recurring(parts, phrasebook, min_count, {zh: len(places) for zh, (_, places) in known.items()})
    phrases = [
        Phrase(zh, tuple(places), concept, nested=concept is not None and zh not in free)
        for zh, (concept, places) in known.items()
    ]
    phrases += [Phrase(zh, places) for zh, places in found.items() if zh not in designations]
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase.places), phrase.places[0][:2])))


def _recurring(
    parts: Sequence[tuple[Document, Sequence[Segment]]],
    phrasebook: Phrasebook,
    min_count: int,
    known: dict[str, int],
) -> dict[str, tuple[Place, ...]]:
    """Return the n-grams that recur, hold together, stand free, and begin and end with whole words."""
    runs = [
        run
        for number, (_, segments) in enumerate(parts)
        for segment in segments
        for run in runs_of(segment, number, phrasebook)
    ]
    tables = _count(runs, min_count)
    total = sum(len(run.units) for run in runs) or 1
    counts = {gram: len(places) for table in tables for gram, places in table.items()}
    good: dict[str, list[tuple[int, int, int]]] = {}
    for table in tables:
        for gram, places in table.items():
            whole = [place for place in places if _whole_words(runs[place[0]], place[1], place[2])]
            if 2 * len(whole) < len(places) or len(whole) < min_count:
                continue
            if _freedom(runs, whole) >= FREEDOM and _cohesion(runs, whole[0], counts, total) >= COHESION:
                good[gram] = whole
    inside = _inside({**{gram: len(places) for gram, places in good.items()}, **known})
    return {
        gram: tuple(
            Place(runs[run].doc, runs[run].span(start, end), runs[run].segment) for run, start, end in places
        )
        for gram, places in good.items()
        if len(places) > inside.get(gram, 0) and not names_person(gram)
    }


def _count(runs: Sequence[Run], min_count: int) -> list[dict[str, list[tuple[int, int, int]]]]:
    """Count n-grams level by level: one recurs only if both its shorter parts do, which bounds memory."""
    tables: list[dict[str, list[tuple[int, int, int]]]] = []
    alive = [[True] * len(run.units) for run in runs]
    for size in range(1, LONGEST_ZH + 1):
        table: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, run in enumerate(runs):
            for start in range(len(run.units) - size + 1):
                if alive[number][start] and (size == 1 or alive[number][start + 1]):
                    table[run.gram(start, start + size)].append((number, start, start + size))
        frequent = {gram: places for gram, places in table.items() if len(places) >= min_count}
        if not frequent:
            break
        tables.append(frequent)
        alive = [[False] * len(run.units) for run in runs]
        for places in frequent.values():
            for number, start, _ in places:
                alive[number][start] = True
    return tables


def _whole_words(run: Run, start: int, end: int) -> bool:
    """Tell whether the n-gram is a phrase of whole words, four characters or more, none light at its ends."""
    if start not in run.cuts or end not in run.cuts:
        return False
    if _FIGURE.fullmatch(run.units[start].of(run.segment.text)) or _FIGURE.fullmatch(
        run.units[end - 1].of(run.segment.text)
    ):
        return False  # a figure is a fact, not a term
    size = sum(min(len(unit), 2) for unit in run.units[start:end])
    if size < 4 or not re.search(f"[{HAN}]", run.gram(start, end)):
        return False
    return run.words[start] not in _FIRST and run.words[end - 1] not in _LAST


def _freedom(runs: Sequence[Run], places: Sequence[tuple[int, int, int]]) -> float:
    """Return the entropy of the neighbours on the tighter side; an end of a run is like no other one."""
    sides: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    for number, start, end in places:
        run = runs[number]
        sides[0][run.gram(start - 1, start) if start else (number, start)] += 1
        sides[1][run.gram(end, end + 1) if end < len(run.units) else (number, end)] += 1
    return min(_entropy(side.values()) for side in sides)


def _entropy(counts: Collection[int]) -> float:
    total = sum(counts)
    return -sum(count / total * log(count / total) for count in counts)


def _cohesion(runs: Sequence[Run], place: tuple[int, int, int], counts: dict[str, int], total: int) -> float:
    """Return the pointwise mutual information of the two parts at the weakest word boundary inside."""
    number, start, end = place
    run = runs[number]
    together = counts[run.gram(start, end)]
    values = [
        log(together * total / (counts[run.gram(start, cut)] * counts[run.gram(cut, end)]))
        for cut in run.cuts
        if start < cut < end
    ]
    return min(values, default=float("inf"))


def _inside(counts: Mapping[_P, int]) -> dict[_P, int]:
    """Return for each phrase how often the most frequent longer one around it stands.

    What is left stands by itself. C-value (Frantzi et al. 2000) takes the mean of the longer ones; with the
    most frequent one, what nearly always stands in the same longer phrase goes.
    """
    most: dict[_P, int] = defaultdict(int)
    for longer, count in counts.items():
        for size in range(2, len(longer)):
            for start in range(len(longer) - size + 1):
                shorter = longer[start : start + size]
                if shorter in counts:
                    most[shorter] = max(most[shorter], count)
    return most


def mine_english(concordance: Concordance, min_count: int = 2) -> tuple[tuple[Hit, ...], ...]:
    """Return the recurring English phrases, each as its hits, the most frequent first."""
    table: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
    for doc, found in enumerate(concordance.words):
        for start in range(len(found)):
            for end in range(start + 2, min(start + LONGEST_EN + LOOK_AHEAD, len(found)) + 1):
                if found[end - 1].run != found[start].run:
                    break
                hit = Hit(doc, start, end)
                around = [
                    word.text for word in found[max(0, start - 1) : end + 1]
                ]  # half a name is no phrase either
                if concordance.whole(hit) and _is_phrase(found[start:end]) and not is_person(around):
                    table[concordance.key(hit)].append(hit)
    frequent = {key: hits for key, hits in table.items() if len(hits) >= min_count}
    inside = _inside({key: len(hits) for key, hits in frequent.items()})
    kept = [
        hits
        for key, hits in frequent.items()
        if len(key) <= LONGEST_EN and len(hits) - inside.get(key, 0) > (key in inside)
    ]
    return tuple(tuple(hits) for hits in sorted(kept, key=lambda hits: (-len(hits), hits[0])))


def _is_phrase(found: Sequence[Word]) -> bool:
    first, last = found[0], found[-1]
    if (
        first.bare
        or last.bare
        or first.lemma in _FIRST_EN
        or not (first.text[0].isalpha() and last.text[-1].isalnum())
    ):
        return False
    if sum(not word.glued for word in found) < 2:
        return False
    if any(word.comma for word in found) and not any(word.text.lower() in ("and", "or") for word in found):
        return False  # a comma is part of a list, or it parts two phrases
    return not (last.text[0].isdigit() or any(word.text.lower() in _MODAL for word in found))
