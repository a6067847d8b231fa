"""From documents in two languages to a review sheet of their recurring phrases."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from align.concordance import CONTEXT, Concordance, Hit, occurrence
from align.english import content
from align.errors import UserError
from align.judge import Concept, Glossary, Judge
from align.language import Language, language_of
from align.lexicon import Lexicon
from align.mine import Phrase, mine_chinese, mine_english
from align.pairing import Found, pair
from align.phrasebook import Phrasebook
from align.sheet import EnglishRow, PhraseRow, Rendering, Sheet
from align.standing import phrase_standing
from align.terms import TermHit, term_hits
from align.text import Document, Segment
from align.windows import Sources

Part = tuple[Document, tuple[Segment, ...]]


def compare(
    documents: Sequence[Document],
    glossary: Glossary,
    phrasebook: Phrasebook,
    lexicon: Lexicon,
    judge: Judge | None = None,
    *,
    warn: Callable[[str], None],
    min_count: int = 2,
    signature: str = "",
) -> Sheet:
    """Pair the recurring phrases of Chinese documents with their renderings in English ones.

    The documents need not be translations of each other. `warn` is told of what was left out or looks odd.
    Raises UserError where one of the languages is missing.
    """
    documents = _different(documents, warn)
    chinese, english = _sides(documents, warn)
    concordance = Concordance(english)
    phrases = mine_chinese(chinese, glossary, phrasebook, min_count)
    hits = term_hits(concordance, glossary.concepts)
    paired = pair(phrases, concordance, hits, Sources.of(phrasebook, lexicon, concordance), judge)
    rows = tuple(
        _row(phrase, found, concordance, chinese)
        for phrase, found in zip(phrases, paired, strict=True)
        if not phrase.nested or any(item.decision == "pair" for item in found)
    )
    used = [hit for found in paired for item in found if item.decision == "pair" for hit in item.hits]
    return Sheet(
        tuple(documents),
        tuple(sorted(rows, key=lambda row: (not row.paired, not row.renderings))),
        _english_rows(concordance, hits, used, phrasebook, min_count),
        signature,
    )


def _different(documents: Iterable[Document], warn: Callable[[str], None]) -> list[Document]:
    """Leave out documents without words and all but the first of those with the same text."""
    kept: dict[str, Document] = {}
    for document in documents:
        if not document.segments:
            warn(f"{document.name} has no sentences: left out")
        elif document.text in kept:
            warn(f"{document.name} is the same text as {kept[document.text].name}: counted once")
        else:
            kept[document.text] = document
    return list(kept.values())


def _sides(documents: Sequence[Document], warn: Callable[[str], None]) -> tuple[list[Part], list[Part]]:
    """Put the article of each document on the side of its language; a mixed one is divided by sentences."""
    repeated = _boilerplate(documents)
    sides: dict[Language, list[Part]] = {"zh": [], "en": []}
    for document in documents:
        by_language: dict[Language, list[Segment]] = defaultdict(list)
        for segment in document.segments:
            if segment.kind != "furniture" and segment.text not in repeated:
                by_language[language_of(segment.text) or "zh"].append(segment)
        sizes = {side: sum(len(segment.text) for segment in by_language[side]) for side in sides}
        # A Chinese text says about the same in a third of the characters.
        weights: dict[Language, int] = {"zh": 3 * sizes["zh"], "en": sizes["en"]}
        main: Language = max(weights, key=lambda side: weights[side])
        mixed = 5 * min(weights.values()) > sum(weights.values())
        if not any(sizes.values()):
            warn(f"{document.name} has no article text, only page furniture: left out")
        elif mixed:
            warn(f"{document.name} mixes Chinese and English: each sentence is taken by its language")
        for side in sides:
            if by_language[side] and (mixed or side == main):
                sides[side].append((document, tuple(by_language[side])))
    for side, name, other in (("zh", "Chinese", "English"), ("en", "English", "Chinese")):
        if not sides[side]:
            raise UserError(
                f"none of the {len(documents)} documents is in {name}"
                if documents
                else "no document has any text",
                hint=f"align pairs {name} with {other} phrases: name documents in both languages",
            )
    return sides["zh"], sides["en"]


def _boilerplate(documents: Sequence[Document]) -> frozenset[str]:
    """Return the sentences of more than one document: what a site prints on every page is not the article."""
    seen = Counter(text for document in documents for text in {segment.text for segment in document.segments})
    return frozenset(text for text, count in seen.items() if count > 1)


def _row(
    phrase: Phrase, found: Iterable[Found], concordance: Concordance, chinese: Sequence[Part]
) -> PhraseRow:
    renderings = tuple(
        Rendering(
            _shown(item.hits, concordance),
            round(item.score, 3),
            "pair" if item.decision == "pair" else "candidate",
            item.standing,
            tuple(concordance.occurrence(hit) for hit in item.hits),
        )
        for item in found
    )
    places = tuple(occurrence(chinese[place.doc][0], place.span, CONTEXT // 2) for place in phrase.places)
    standing = phrase_standing(renderings, in_glossary=phrase.concept is not None)
    return PhraseRow(
        phrase.zh, places, standing, renderings, phrase.concept.preferred if phrase.concept else None
    )


def _shown(hits: Sequence[Hit], concordance: Concordance) -> str:
    """Return the form that stands most often, the shortest of those; a capital only where all have it."""
    texts = [concordance.text(hit) for hit in hits]
    lower = [text for text in texts if not text[0].isupper() or text[1:2].isupper()]
    counts = Counter(lower or texts)
    return min(counts, key=lambda text: (-counts[text], len(text), text))


def _english_rows(
    concordance: Concordance,
    hits: Sequence[TermHit],
    used: Iterable[Hit],
    phrasebook: Phrasebook,
    min_count: int,
) -> tuple[EnglishRow, ...]:
    """Return the English that renders nothing in the Chinese: glossary forms, and what else recurs."""
    taken: dict[int, set[int]] = defaultdict(set)
    for hit in used:
        taken[hit.doc].update(range(hit.start, hit.end))
    forms: dict[tuple[str, ...], list[TermHit]] = defaultdict(list)
    for item in hits:
        if taken[item.hit.doc].isdisjoint(range(item.hit.start, item.hit.end)):
            forms[concordance.key(item.hit)].append(item)
    rows: list[EnglishRow] = []
    for items in forms.values():
        places = sorted({item.hit for item in items})
        first = min(
            items, key=lambda item: ("preferred", "admitted", "avoid", "unlisted").index(item.standing)
        )
        # A single word is too common to stand for a term by itself.
        telling = len(content(first.form)) > 1 or first.form.isupper()
        if first.standing == "avoid" or (telling and len(places) >= min_count):
            rows.append(_english(concordance, places, first.standing, first.concept))
        for hit in places:
            taken[hit.doc].update(range(hit.start, hit.end))
    for recurring in mine_english(concordance, min_count):
        free = [hit for hit in recurring if taken[hit.doc].isdisjoint(range(hit.start, hit.end))]
        proposals = phrasebook.proposals(concordance.text(recurring[0]))
        # Twice in one document and unknown is how anybody writes; it takes more to be a phrase of the house.
        if len(free) >= min_count and (
            proposals or len(free) > min_count or len({hit.doc for hit in free}) > 1
        ):
            rows.append(_english(concordance, free, "unlisted", None, proposals[0] if proposals else None))
    return tuple(sorted(rows, key=lambda row: (-len(row.occurrences), row.en.lower())))


def _english(
    concordance: Concordance,
    hits: Sequence[Hit],
    standing: str,
    concept: Concept | None,
    proposed: str | None = None,
) -> EnglishRow:
    return EnglishRow(
        _shown(hits, concordance),
        tuple(concordance.occurrence(hit) for hit in hits),
        standing,  # type: ignore[arg-type]
        concept.zh if concept else proposed,
        concept.preferred if concept else None,
    )
