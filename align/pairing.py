"""Which English renders a Chinese phrase in documents that are not translations of each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Literal

from align.concordance import Concordance, Hit
from align.judge import Judge, Question
from align.mine import Phrase
from align.sheet import Decision, RenderingStanding
from align.terms import TermHit, speaks_for_itself
from align.weights import CERTAIN, WITH_MODEL, WITHOUT_MODEL, Evidence, Weights
from align.windows import Sources, read_phrase, windows

ASKED = 6  # renderings of a phrase that the model is asked about
UNSURE = 0.5  # score of a glossary form that has to be confirmed
SURE: dict[RenderingStanding, float] = {"preferred": 0.99, "admitted": 0.98, "avoid": 0.97}
# What a rendering is compared with: it must fit its phrase better than these.
NEUTRAL = ("有关情况。", "工作人员。", "今天下午。")

_CLAUSE = re.compile("[，；：。！？,;:!?]")


@dataclass(frozen=True)
class Found:
    """A rendering of a phrase: the hits that are the same but for inflection, and what speaks for it."""

    hits: tuple[Hit, ...]
    evidence: Evidence
    score: float = 0.0
    decision: Decision | Literal["none"] = "none"
    standing: RenderingStanding = "unlisted"


def pair(
    phrases: Sequence[Phrase],
    concordance: Concordance,
    hits: Sequence[TermHit],
    sources: Sources,
    judge: Judge | None = None,
    weights: Weights | None = None,
) -> list[tuple[Found, ...]]:
    """Return for each phrase its renderings in the English, the likeliest first; () = no counterpart.

    A glossary form is a pair as it stands, if it speaks for itself. Any other stretch of English has to be
    explained by the phrase and explain it; then the model says if the phrase makes it likelier. `weights`
    are the fitted ones unless others are given.
    """
    weights = weights or (WITH_MODEL if judge else WITHOUT_MODEL)
    by_concept: dict[str, list[TermHit]] = defaultdict(list)
    for hit in hits:
        by_concept[hit.concept.zh].append(hit)
    own = [by_concept[phrase.concept.zh] if phrase.concept else [] for phrase in phrases]
    offers = _offers(judge, phrases, own)
    owner = {(item.hit.doc, at): item.hit for item in hits for at in range(item.hit.start, item.hit.end)}
    results: list[list[Found]] = []
    for number, phrase in enumerate(phrases):
        listed = list(_listed(own[number], phrase, concordance, sources))
        open_hits = list(_unlisted(phrase, concordance, own[number], owner, sources, offers.get(number, ())))
        open_hits.sort(key=lambda found: (-weights.probability(found.evidence), _size(found), found.hits[0]))
        results.append([*listed, *_without_parts(open_hits, listed, concordance)[:ASKED]])
    if judge:
        _ask(judge, phrases, results, concordance)
    return [
        tuple(_decide(found, weights, known=phrase.concept is not None))
        for phrase, found in zip(phrases, results, strict=True)
    ]


def _offers(
    judge: Judge | None, phrases: Sequence[Phrase], own: Sequence[Sequence[TermHit]]
) -> dict[int, tuple[str, ...]]:
    """Ask the model for renderings of the phrases that no glossary form is found for, by number."""
    if judge is None:
        return {}
    unanswered = [number for number, found in enumerate(own) if not found]
    answers = judge.renderings([_question(phrases[number]) for number in unanswered])
    return dict(zip(unanswered, answers, strict=True))


def _question(phrase: Phrase) -> Question:
    """Ask for the phrase in its clause: quick to decode, and long enough to tell what is meant."""
    _, span, segment = phrase.places[0]
    span = span.shift(-segment.span.start)
    marks = [match.start() for match in _CLAUSE.finditer(segment.text)]
    start = max((at + 1 for at in marks if at < span.start), default=0)
    end = min((at for at in marks if at >= span.end), default=len(segment.text))
    return Question(segment.text[start:end], span.shift(-start))


def _listed(
    own: Iterable[TermHit], phrase: Phrase, concordance: Concordance, sources: Sources
) -> Iterator[Found]:
    """Yield the glossary's forms; one that does not speak for itself is only a candidate."""
    groups: dict[tuple[str, ...], list[TermHit]] = defaultdict(list)
    for item in own:
        groups[concordance.key(item.hit)].append(item)
    for items in groups.values():
        first, hits = items[0], tuple(item.hit for item in items)
        if speaks_for_itself(first, phrase.zh, sources.phrasebook):
            yield Found(hits, CERTAIN, SURE[first.standing], "pair", first.standing)
        else:
            yield Found(hits, CERTAIN, UNSURE, "candidate", first.standing)


def _unlisted(
    phrase: Phrase,
    concordance: Concordance,
    own: Iterable[TermHit],
    owner: Mapping[tuple[int, int], Hit],
    sources: Sources,
    offered: Iterable[str],
) -> Iterator[Found]:
    """Yield what the phrase or another designation explains, hits of the same lemmas together."""
    taken = [item.hit for item in own]
    best: dict[tuple[str, ...], Found] = {}
    for form in phrase.forms:
        groups: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
        evidence: dict[tuple[str, ...], Evidence] = {}
        for window in windows(read_phrase(form, sources, offered), concordance, taken, owner):
            key = concordance.key(window.hit)
            groups[key].append(window.hit)
            evidence.setdefault(key, window.evidence)
        for key, hits in groups.items():
            if key not in best or sum(evidence[key]) > sum(best[key].evidence):
                best[key] = Found(tuple(sorted(hits)), evidence[key])
    yield from best.values()


def _size(found: Found) -> int:
    """Return minus the number of words, for sorting the longer rendering first."""
    return found.hits[0].start - found.hits[0].end


def _without_parts(ranked: Iterable[Found], listed: Iterable[Found], concordance: Concordance) -> list[Found]:
    """Drop renderings whose words are all in a better one: they are what is left of it elsewhere."""
    kept: list[Found] = []
    better = [concordance.content(found.hits[0]) for found in listed]
    for found in ranked:
        words = concordance.content(found.hits[0])
        if not any(words <= other for other in better):
            kept.append(found)
            better.append(words)
    return kept


def _ask(
    judge: Judge, phrases: Sequence[Phrase], results: list[list[Found]], concordance: Concordance
) -> None:
    """Put the model's gain into the evidence of every rendering that the glossary does not list."""
    asked = [
        (number, at, phrase.zh, concordance.text(found.hits[0]))
        for number, phrase in enumerate(phrases)
        for at, found in enumerate(results[number])
        if found.standing == "unlisted"
    ]
    texts = sorted({en for _, _, _, en in asked})
    neutral = iter(judge.score([(source, en) for en in texts for source in NEUTRAL]))
    base = {en: _log_mean([_mean(next(neutral)) for _ in NEUTRAL]) for en in texts}
    scores = judge.score([(zh, en) for _, _, zh, en in asked])
    for (number, at, _, en), values in zip(asked, scores, strict=True):
        found = results[number][at]
        results[number][at] = replace(found, evidence=found.evidence._replace(gain=_mean(values) - base[en]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)


def _log_mean(values: Sequence[float]) -> float:
    return log(sum(map(exp, values)) / len(values))


def _decide(found: Iterable[Found], weights: Weights, *, known: bool) -> Iterator[Found]:
    """Yield each rendering with its score and decision, without those that are neither pair nor candidate.

    What the glossary does not list for its own term is a candidate at most: somebody chose the list.
    """
    decided = []
    for item in found:
        if item.standing != "unlisted":
            decided.append(item)
            continue
        score = weights.probability(item.evidence)
        if score >= weights.candidate:
            sure = score >= weights.pair and not known
            decided.append(replace(item, score=score, decision="pair" if sure else "candidate"))
    yield from sorted(decided, key=lambda item: (-item.score, -len(item.hits), item.hits[0]))
