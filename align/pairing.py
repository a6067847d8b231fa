"""Which English renders a Chinese phrase in documents that are not translations of each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Literal, NamedTuple

from align.concordance import Concordance, Hit
from align.english import content, phrase_key
from align.judge import Concept, Judge, Question
from align.lexicon import Lexicon, stem
from align.phrasebook import LONGEST, Phrasebook
from align.mine import Phrase
from align.sheet import Decision, RenderingStanding

WIDEST = 10  # words of a window
ENOUGH = 0.12  # share of a Chinese word's occurrences at which a rendering explains it fully
NEUTRAL = (
    "有关情况。",
    "工作人员。",
    "今天下午。",
)  # what a rendering is compared with: it must fit its phrase better
ASKED = 6  # renderings of a phrase that the model is asked about
LEAST = 0.02  # share below which a word's rendering is noise
UNSURE = 0.5  # score of a glossary form that has to be confirmed
LOYAL = 0.3  # share of a common English word's occurrences that must stand for the phrase
ALONE = 0.15  # share of a longer phrase's occurrences that a single English word must have to be looked at
MODEL_SHARE = 0.6  # how far a rendering that only the model proposes explains the phrase

# Chinese words that English often leaves out: they need no counterpart of their own.
LIGHT = frozenset(
    "工作 做好 进行 开展 方面 情况 问题 相关 有关 各地 各级 进一步 切实 积极 加以 全面 等 的 了 和 与 及 各 要 好 中".split()
)

_CODES = re.compile(r"[A-Za-z0-9]+")
_CLAUSE = re.compile("[，；：。！？,;:!?]")
_LISTING = re.compile("[、和与及]")
_FIGURES = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+\d+[A-Za-z]*|\d+[A-Za-z]+")


class Evidence(NamedTuple):
    """What speaks for a rendering, each from 0 to 1 but the last.

    `zh_covered`, `en_covered`: shares of the phrase and of the rendering that each explains of the other;
    `extent`: whether the rendering is as long as one of the phrase would be; `firmness`: how usual the renderings of the
    parts are; `direct`: how often the phrase as a whole has this rendering; `proposed`: whether the model offers it;
    `gain`: mean log P(en|zh) over a neutral source (a pointwise mutual information), 0 where no model was asked.
    """

    zh_covered: float
    en_covered: float
    extent: float
    firmness: float
    direct: float
    proposed: float
    gain: float


class Weights(NamedTuple):
    """A logistic model over `Evidence`, and the probabilities from which a rendering is a candidate and a pair."""

    bias: float
    zh_covered: float
    en_covered: float
    extent: float
    firmness: float
    direct: float
    proposed: float
    gain: float
    candidate: float = 0.25
    pair: float = 0.55

    def probability(self, evidence: Evidence) -> float:
        """Return the probability that the rendering is right."""
        total = self.bias + sum(weight * value for weight, value in zip(self[1:8], evidence, strict=True))
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


# Fitted by `python -m benchmarks.phrases --fit` on the pairs of benchmarks/phrases.tsv marked `fit`.
WITH_MODEL = Weights(-16.66, 5.72, 6.3, 3.93, 0.62, 2.86, 0.0, 0.23)
WITHOUT_MODEL = Weights(-14.95, 4.93, 6.1, 3.71, 0.43, 2.7, 0.0, 0.0)


@dataclass(frozen=True)
class Found:
    """A rendering of a phrase: the hits that are the same but for inflection, and what speaks for it."""

    hits: tuple[Hit, ...]
    evidence: Evidence
    score: float
    decision: Decision | Literal["none"]
    standing: RenderingStanding = "unlisted"


class GlossaryHit(NamedTuple):
    """A form of a glossary concept in an English document."""

    hit: Hit
    concept: Concept
    form: str
    standing: RenderingStanding


def glossary_hits(concordance: Concordance, concepts: Iterable[Concept]) -> tuple[GlossaryHit, ...]:
    """Return where English forms of the concepts stand: the longest at a place, none overlapping, all its senses."""
    found: list[GlossaryHit] = []
    for concept in concepts:
        listed: dict[tuple[str, ...], tuple[str, RenderingStanding]] = {}
        standings: tuple[tuple[RenderingStanding, tuple[str, ...]], ...] = (
            ("preferred", (concept.preferred,)),
            ("admitted", concept.admitted),
            ("avoid", concept.avoid),
        )
        for standing, forms in standings:
            for form in forms:
                listed.setdefault(phrase_key(form), (form, standing))
        for form, standing in listed.values():
            for hit in concordance.find(form):
                if _same_case(form, concordance.text(hit), strict=standing == "avoid"):
                    found.append(GlossaryHit(hit, concept, form, standing))
    found.sort(key=lambda item: (item.hit.doc, item.hit.start - item.hit.end, item.hit.start))
    taken: dict[int, set[int]] = defaultdict(set)
    kept: list[GlossaryHit] = []
    whole: set[Hit] = set()
    for item in found:
        places = range(item.hit.start, item.hit.end)
        if item.hit in whole or taken[item.hit.doc].isdisjoint(places):
            whole.add(item.hit)
            taken[item.hit.doc].update(places)
            kept.append(item)
    return tuple(sorted(kept, key=lambda item: item.hit))


def _same_case(form: str, text: str, *, strict: bool) -> bool:
    """Tell whether capitals allow the text to be the form: SA is not "sa".

    Where a name is to be avoided (Emergency Management Department), the same words as a common noun are fine.
    """
    if form.isupper():
        return text == form
    names = [word for word in form.split() if word[0].isupper()]
    return not (strict and names and text.islower())


class _Part(NamedTuple):
    """A known part of a phrase: its renderings as lemmas with their shares, and how many lemmas one has on average."""

    start: int
    end: int
    senses: tuple[tuple[frozenset[str], float], ...]
    size: float


@dataclass(frozen=True)
class _Reading:
    """What is known of a phrase: its parts, the best share of every English lemma that may render one, model proposals.

    `needs` are the characters that want a counterpart, `figures` the numbers and codes that the English must have.
    """

    phrase: str
    parts: tuple[_Part, ...]
    shares: Mapping[str, float]
    proposals: tuple[frozenset[str], ...]
    needs: tuple[int, ...]
    size: float
    figures: frozenset[str]
    listing: bool


@dataclass(frozen=True)
class Sources:
    """Where renderings come from: whole phrases, single words, and the vocabulary of the English documents by stem."""

    phrasebook: Phrasebook
    lexicon: Lexicon
    vocabulary: Mapping[str, tuple[str, ...]]


def pair(
    phrases: Sequence[Phrase],
    concordance: Concordance,
    hits: Sequence[GlossaryHit],
    phrasebook: Phrasebook,
    lexicon: Lexicon,
    judge: Judge | None = None,
    weights: Weights | None = None,
) -> list[tuple[Found, ...]]:
    """Return for each phrase its renderings in the English documents, the likeliest first; () = no counterpart.

    A glossary form is a pair as it stands. Any other stretch of English has to be explained by the phrase and explain it
    (phrasebook and model proposals, windows of up to ten words); then the model says whether the phrase makes it likelier.
    """
    by_concept: dict[str, list[GlossaryHit]] = defaultdict(list)
    for hit in hits:
        by_concept[hit.concept.zh].append(hit)
    own = [by_concept[phrase.concept.zh] if phrase.concept else [] for phrase in phrases]
    open_questions = [number for number, found in enumerate(own) if not found]
    offers: dict[int, tuple[str, ...]] = {}
    if judge:
        answers = judge.renderings([_question(phrases[number]) for number in open_questions])
        offers = dict(zip(open_questions, answers, strict=True))
    weights = weights or (WITH_MODEL if judge else WITHOUT_MODEL)
    sources = Sources(phrasebook, lexicon, _vocabulary(concordance))
    results: list[list[Found]] = []
    for number, phrase in enumerate(phrases):
        claimed = [hit for hit in hits if hit.concept.zh not in phrase.forms]
        best: dict[tuple[str, ...], Found] = {}
        for form in phrase.forms:
            reading = _read(form, sources, offers.get(number, ()))
            for found in _windows(reading, concordance, [item.hit for item in own[number]], claimed):
                key = concordance.key(found.hits[0])
                if key not in best or sum(found.evidence) > sum(best[key].evidence):
                    best[key] = found
        ranked = _without_parts(
            sorted(
                best.values(),
                key=lambda found: (
                    -weights.probability(found.evidence),
                    -len(concordance.of(found.hits[0])),
                    found.hits[0],
                ),
            ),
            concordance,
        )
        listed = _listed(own[number], phrase, concordance, phrasebook)
        results.append([*listed, *ranked[:ASKED]])
    if judge:
        _ask(judge, phrases, results, concordance)
    return [
        tuple(_decide(found, weights, known=phrase.concept is not None))
        for phrase, found in zip(phrases, results, strict=True)
    ]


def _without_parts(ranked: Iterable[Found], concordance: Concordance) -> list[Found]:
    """Drop renderings whose words are all in a better one: they are what is left of it elsewhere, not another."""
    kept: list[Found] = []
    better: list[frozenset[str]] = []
    for found in ranked:
        words = frozenset(word.lemma for word in concordance.of(found.hits[0]) if not word.bare)
        if not any(words < other for other in better):
            kept.append(found)
            better.append(words)
    return kept


def _vocabulary(concordance: Concordance) -> dict[str, tuple[str, ...]]:
    by_stem: dict[str, list[str]] = defaultdict(list)
    for word in sorted(concordance.index):
        by_stem[stem(word)].append(word)
    return {key: tuple(found) for key, found in by_stem.items()}


def _question(phrase: Phrase) -> Question:
    """Ask for the phrase in its clause: short enough to decode in no time, long enough to tell what is meant."""
    _, span, segment = phrase.places[0]
    span = span.shift(-segment.span.start)
    marks = [match.start() for match in _CLAUSE.finditer(segment.text)]
    start = max((at + 1 for at in marks if at < span.start), default=0)
    end = min((at for at in marks if at >= span.end), default=len(segment.text))
    return Question(segment.text[start:end], span.shift(-start))


def _listed(
    own: Sequence[GlossaryHit], phrase: Phrase, concordance: Concordance, phrasebook: Phrasebook
) -> Iterator[Found]:
    """Yield the glossary's forms; a common word that mostly stands for something else is only a candidate."""
    certain = {"preferred": 0.99, "admitted": 0.98, "avoid": 0.97, "unlisted": 0.0}
    groups: dict[tuple[str, ...], list[GlossaryHit]] = defaultdict(list)
    for item in own:
        groups[concordance.key(item.hit)].append(item)
    for items in groups.values():
        form, standing = items[0].form, items[0].standing
        sure = _speaks_for_itself(form, phrase, phrasebook)
        hits = tuple(item.hit for item in items)
        score = certain[standing] if sure else UNSURE
        yield Found(hits, Evidence(1, 1, 1, 1, 1, 0, 0), score, "pair" if sure else "candidate", standing)


def _speaks_for_itself(form: str, phrase: Phrase, phrasebook: Phrasebook) -> bool:
    """Tell whether a glossary form stands for the phrase wherever it is met.

    A short form (secretary, for Party committee secretary) leans on its context, and a common word stands for much else.
    """
    words = set(content(form))
    preferred = set(content(phrase.concept.preferred)) if phrase.concept else set()
    if words < preferred:
        return False
    loyalty = phrasebook.loyalty(form, phrase.zh)
    return (
        len(words) > 1
        or form.isupper()
        or (loyalty is None and words == preferred)
        or (loyalty or 0.0) >= LOYAL
    )


def _read(phrase: str, sources: Sources, offered: Iterable[str]) -> _Reading:
    parts = [*_phrase_parts(phrase, sources.phrasebook), *_word_parts(phrase, sources)]
    best: dict[str, float] = defaultdict(float)
    for part in parts:
        shares: dict[str, float] = defaultdict(float)
        for lemmas, share in part.senses:
            for word in lemmas:
                shares[word] += share
        for word, share in shares.items():
            best[word] = max(best[word], min(1.0, share))
    proposals = tuple({frozenset(content(text)) for text in offered if len(set(content(text))) > 1})
    for proposal in proposals:
        for word in proposal:
            best[word] = max(best[word], MODEL_SHARE * ENOUGH)
    for code in _CODES.findall(phrase):
        best[code.lower()] = 1.0
    cuts = sources.phrasebook.cut(phrase)
    heavy = [
        (start, end) for start, end in zip(cuts, cuts[1:], strict=False) if phrase[start:end] not in LIGHT
    ]
    needs = [at for start, end in heavy for at in range(start, end) if phrase[at].isalnum()]
    size = max(1.0, sum(max(1.0, (end - start) / 2) for start, end in heavy if phrase[start].isalnum()))
    figures = frozenset(figure.lower() for figure in _FIGURES.findall(phrase))
    listing = bool(_LISTING.search(phrase))
    return _Reading(
        phrase, tuple(parts), best, proposals, tuple(needs or range(len(phrase))), size, figures, listing
    )


def _phrase_parts(phrase: str, phrasebook: Phrasebook) -> Iterator[_Part]:
    for start in range(len(phrase)):
        for end in range(start + 1, min(start + LONGEST, len(phrase)) + 1):
            senses = phrasebook.senses(phrase[start:end])
            if senses:
                weight = 1.0 if end - start > 1 else 0.6  # a character alone says little
                total = sum(sense.share for sense in senses)
                size = sum(sense.share * len(sense.lemmas) for sense in senses) / total
                yield _Part(start, end, tuple((frozenset(s.lemmas), s.share * weight) for s in senses), size)


def _word_parts(phrase: str, sources: Sources) -> Iterator[_Part]:
    for word, span in sources.lexicon.cut(phrase):
        shares = sources.lexicon.translations(word)
        senses = tuple(
            (frozenset((lemma,)), share)
            for key, share in shares.items()
            if share >= LEAST
            for lemma in sources.vocabulary.get(key, ())
        )
        if senses and len(word) > 1:
            yield _Part(span.start, span.end, senses, max(1.0, len(word) / 2))


def _windows(
    reading: _Reading, concordance: Concordance, own: Sequence[Hit], claimed: Sequence[GlossaryHit]
) -> Iterator[Found]:
    """Yield the stretches of English that the phrase may explain, grouped by lemmas, the best at each place."""
    places = sorted(
        {
            place
            for word, share in reading.shares.items()
            if share >= LEAST
            for place in concordance.index.get(word, ())
        }
    )
    scored: list[tuple[float, Hit, int, Evidence]] = []
    for at, (doc, start) in enumerate(places):
        for other, last in places[at:]:
            words = concordance.words[doc]
            if other != doc or last - start >= WIDEST or words[last].run != words[start].run:
                break
            if words[start].bare or words[last].bare:
                continue
            hit = Hit(doc, start, last + 1)
            if not concordance.whole(hit) or concordance.cuts_name(hit):
                continue
            if not reading.listing and any(word.comma for word in words[start + 1 : last + 1]):
                break
            lemmas = [word.lemma for word in words[start : last + 1] if not word.bare]
            evidence = _weigh(reading, lemmas)
            if evidence is not None:
                value = evidence.zh_covered * evidence.en_covered * evidence.extent
                scored.append((round(value, 3), hit, len(lemmas), evidence))
    # Of windows that are explained alike the one with more content is the whole phrase, the others are parts of it.
    scored.sort(key=lambda item: (-item[0], -item[2], item[1].end - item[1].start, item[1]))
    taken: dict[int, set[int]] = defaultdict(set)
    for hit in own:
        taken[hit.doc].update(range(hit.start, hit.end))
    groups: dict[tuple[str, ...], list[tuple[Hit, Evidence]]] = defaultdict(list)
    for _, hit, _, evidence in scored:
        if taken[hit.doc].isdisjoint(range(hit.start, hit.end)) and not _elsewhere(hit, claimed):
            taken[hit.doc].update(range(hit.start, hit.end))
            groups[concordance.key(hit)].append((hit, evidence))
    for items in groups.values():
        hits = tuple(sorted(hit for hit, _ in items))
        yield Found(hits, items[0][1], 0.0, "none")


def _elsewhere(hit: Hit, claimed: Sequence[GlossaryHit]) -> bool:
    """Tell whether the words are part of what the glossary gives to another concept."""
    return any(
        other.hit.doc == hit.doc
        and other.hit.start < hit.end
        and hit.start < other.hit.end
        and not (hit.start <= other.hit.start and other.hit.end <= hit.end)
        for other in claimed
    )


def _weigh(reading: _Reading, lemmas: Sequence[str]) -> Evidence | None:
    """Return the evidence for a window with these content lemmas; None where it falls short at a glance."""
    words = frozenset(lemmas)
    shares = [reading.shares.get(word, 0.0) for word in words]
    en_covered = sum(min(1.0, share / ENOUGH) for share in shares) / len(
        lemmas
    )  # a repeated word explains nothing
    if en_covered < 0.5:
        return None
    if not reading.figures <= words or any(
        word[0].isdigit() and word not in reading.shares for word in words
    ):
        return None
    proposed = any(proposal <= words for proposal in reading.proposals)
    covered = [MODEL_SHARE if proposed else 0.0] * len(reading.phrase)
    firm = [0.0] * len(reading.phrase)
    direct = 0.0
    for part in reading.parts:
        inside = [(sense, share) for sense, share in part.senses if sense <= words]
        if not inside:
            continue
        share = sum(share for _, share in inside)
        size = len(frozenset().union(*(sense for sense, _ in inside)))
        value = min(1.0, share / ENOUGH) * min(1.0, size / part.size)
        for at in range(part.start, part.end):
            covered[at] = max(covered[at], value)
            firm[at] = max(firm[at], min(1.0, share))
        if part.end - part.start == len(reading.phrase):
            direct = min(1.0, max(direct, sum(share for sense, share in inside if sense == words)))
    for match in _CODES.finditer(reading.phrase):
        if match.group().lower() in words:
            covered[match.start() : match.end()] = firm[match.start() : match.end()] = [1.0] * len(
                match.group()
            )
    zh_covered = sum(covered[at] for at in reading.needs) / len(reading.needs)
    if zh_covered < 0.5 or (len(words) == 1 and len(reading.phrase) > 2 and direct < ALONE):
        return None
    extent = min(1.0, len(words) / reading.size)
    firmness = (sum(firm[at] for at in reading.needs) / len(reading.needs) + sum(shares) / len(shares)) / 2
    return Evidence(zh_covered, en_covered, extent, firmness, direct, float(proposed), 0.0)


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
    """Give each rendering its score and decision; leave out those that are neither pair nor candidate.

    A rendering of a glossary term that the glossary does not list is a candidate at most: somebody chose the list.
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
