"""English documents as one run of lemmas that can be searched for phrases."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from align.english import ARTICLES, GRAMMAR, lemma, phrase_key, plain_words
from align.sheet import Occurrence
from align.text import Document, Segment, Span

BREAK = re.compile(r"[.;:!?()\[\]\n—|/]")  # what no phrase crosses
HYPHENS = ("-", "‐", "‑")
CONTEXT = 60  # characters shown on each side


class Word(NamedTuple):
    """A word of an English document; `run` numbers the stretch that no phrase leaves.

    `glued` tells that a hyphen joins it to the word before (no phrase begins there), `comma` that a comma
    parts them, `capital` that it has a capital of its own, not one that its sentence or a headline gives it.
    """

    text: str
    lemma: str
    span: Span
    run: int
    glued: bool = False
    comma: bool = False
    capital: bool = False

    @property
    def bare(self) -> bool:
        """Whether the word carries no content."""
        return self.text.lower() in GRAMMAR


class Hit(NamedTuple):
    """Words `start:end` of the document with this number."""

    doc: int
    start: int
    end: int


class Concordance:
    """The words of the English segments, by document, with an index of lemmas."""

    def __init__(self, parts: Sequence[tuple[Document, Sequence[Segment]]]) -> None:
        self.documents = tuple(document for document, _ in parts)
        self.words = tuple(tuple(_words(segments)) for _, segments in parts)
        self.index: Mapping[str, list[tuple[int, int]]] = defaultdict(list)
        for number, found in enumerate(self.words):
            for at, word in enumerate(found):
                self.index[word.lemma].append((number, at))

    def of(self, hit: Hit) -> tuple[Word, ...]:
        """Return the words of a hit."""
        return self.words[hit.doc][hit.start : hit.end]

    def key(self, hit: Hit) -> tuple[str, ...]:
        """Return what makes two hits the same phrase: the lemmas, without articles."""
        return tuple(word.lemma for word in self.of(hit) if word.text.lower() not in ARTICLES)

    def content(self, hit: Hit) -> frozenset[str]:
        """Return the lemmas of a hit that carry content."""
        return frozenset(word.lemma for word in self.of(hit) if not word.bare)

    def text(self, hit: Hit) -> str:
        """Return the hit's characters as they stand, white space folded."""
        return " ".join(self._span(hit).of(self.documents[hit.doc].text).split())

    def occurrence(self, hit: Hit) -> Occurrence:
        """Return the hit as the sheet shows it."""
        return occurrence(self.documents[hit.doc], self._span(hit))

    def whole(self, hit: Hit) -> bool:
        """Tell whether the hit cuts no hyphenated word in two."""
        found = self.words[hit.doc]
        return not found[hit.start].glued and not (hit.end < len(found) and found[hit.end].glued)

    def cuts_name(self, hit: Hit) -> bool:
        """Tell whether the hit is part of a longer name (National Development | and Reform Commission)."""
        found, run = self.words[hit.doc], self.words[hit.doc][hit.start].run
        first, last = found[hit.start], found[hit.end - 1]
        before = [word for word in found[max(0, hit.start - 2) : hit.start] if word.run == run]
        after = [word for word in found[hit.end : hit.end + 2] if word.run == run]
        if first.capital and before and before[-1].capital and not before[-1].bare:
            return True
        if not last.capital or not after:
            return False
        return after[0].capital or (after[0].text in ("of", "and", "for") and after[-1].capital)

    def with_article(self, hit: Hit) -> Hit:
        """Return the hit with the article before it, if there is one."""
        before = self.words[hit.doc][hit.start - 1] if hit.start else None
        joined = (
            before and before.text.lower() in ARTICLES and before.run == self.words[hit.doc][hit.start].run
        )
        return hit._replace(start=hit.start - 1) if joined else hit

    def find(self, phrase: str) -> Iterator[Hit]:
        """Yield where a phrase stands, whatever its inflection, case and articles.

        An article is part of the hit if the phrase has one.
        """
        wanted = phrase_key(phrase)
        if not wanted:
            return
        article = phrase.split()[0].lower() in ARTICLES
        for number, at in self.index.get(wanted[0], ()):
            end = self._match(number, at, wanted)
            if end and self.whole(hit := Hit(number, at, end)):
                yield self.with_article(hit) if article else hit

    def _match(self, number: int, at: int, wanted: Sequence[str]) -> int:
        found, run = self.words[number], self.words[number][at].run
        for want in wanted:
            while at < len(found) and found[at].text.lower() in ARTICLES and want != found[at].lemma:
                at += 1
            if at == len(found) or found[at].lemma != want or found[at].run != run:
                return 0
            at += 1
        return at

    def _span(self, hit: Hit) -> Span:
        found = self.words[hit.doc]
        return Span(found[hit.start].span.start, found[hit.end - 1].span.end)


def occurrence(document: Document, span: Span, context: int = CONTEXT) -> Occurrence:
    """Cut a span out of its document with the context that stands beside it in the same paragraph."""
    text = document.text
    left = text[max(0, span.start - context) : span.start].rpartition("\n")[2]
    right = text[span.end : span.end + context].partition("\n")[0]
    return Occurrence(document.name, span, left, span.of(text), right)


def _words(segments: Iterable[Segment]) -> Iterator[Word]:
    run = 0
    for segment in segments:
        run += 1
        at = 0
        tokens = plain_words(segment.text)
        headline = 2 * sum(token.text[0].isupper() for token in tokens) > len(tokens)
        for token in tokens:
            if BREAK.search(segment.text, at, token.span.start):
                run += 1
            gap = segment.text[at : token.span.start]
            at = token.span.end
            capital = token.text[0].isupper() and not headline and token is not tokens[0]
            place = token.span.shift(segment.span.start)
            yield Word(token.text, lemma(token.text), place, run, gap in HYPHENS, "," in gap, capital)
