"""One self-contained page: a row a phrase, every occurrence in context, the documents at the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, get_args

from align.language import language_of
from align.render.jsonl import NO_SOURCE
from align.render.proposals import proposes
from align.sheet import EnglishRow, Occurrence, PhraseRow, PhraseStanding, Rendering, RenderingStanding, Sheet
from align.text import Document

if TYPE_CHECKING:
    from jinja2 import Template

HINTS: dict[str, str] = {
    "consistent": "one rendering, and the glossary has the phrase",
    "inconsistent in a document": "one document renders it in several ways",
    "inconsistent across documents": "the documents render it in different ways",
    "no counterpart": "nothing in the English documents renders it",
    "not in glossary": "one rendering; the glossary does not have the phrase yet",
    NO_SOURCE: "English phrases that render nothing in the Chinese documents",
}


class Place(NamedTuple):
    """An occurrence and the anchor of its passage in the document at the end of the page."""

    occurrence: Occurrence
    anchor: str

    @property
    def name(self) -> str:
        """The document's file name."""
        return PurePath(self.occurrence.doc).name


class Piece(NamedTuple):
    """A stretch of a document: plain where `anchor` is "", else part of some phrase."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """The sheet as the template needs it: rows with anchors, documents in pieces."""

    sheet: Sheet

    @property
    def standings(self) -> list[tuple[str, str, int]]:
        """Every standing with its hint and the number of rows that have it."""
        counts = Counter[str](row.standing for row in self.sheet.phrases)
        counts[NO_SOURCE] = len(self.sheet.english)
        return [(name, HINTS[name], counts[name]) for name in (*get_args(PhraseStanding), NO_SOURCE)]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The standings a rendering can have."""
        return get_args(RenderingStanding)

    @property
    def documents(self) -> list[tuple[int, Document, str, list[Piece]]]:
        """Number, document, language and text in pieces."""
        spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for occurrence in self._occurrences():
            spans[occurrence.doc].add(occurrence.span)
        return [
            (
                number,
                document,
                language_of(document.text) or "en",
                list(_pieces(number, document, spans[document.name])),
            )
            for number, document in enumerate(self.sheet.documents, 1)
        ]

    def places(self, row: PhraseRow | EnglishRow | Rendering) -> list[Place]:
        """Return the occurrences of a row or rendering with their anchors."""
        numbers = {document.name: number for number, document in enumerate(self.sheet.documents, 1)}
        return [Place(item, f"d{numbers[item.doc]}-{item.span.start}") for item in row.occurrences]

    def proposes(self, row: PhraseRow) -> bool:
        """Tell whether the row has something for the glossary."""
        return proposes(row)

    def search(self, row: PhraseRow | EnglishRow) -> str:
        """Return what the search box looks at."""
        if isinstance(row, EnglishRow):
            return " ".join(filter(None, (row.en, row.zh_proposed, row.preferred))).lower()
        return " ".join(
            (row.zh, row.preferred or "", *(rendering.en for rendering in row.renderings))
        ).lower()

    def _occurrences(self) -> Iterator[Occurrence]:
        for row in self.sheet.phrases:
            yield from row.occurrences
            for rendering in row.renderings:
                yield from rendering.occurrences
        for english in self.sheet.english:
            yield from english.occurrences


def render(sheet: Sheet) -> bytes:
    """Return the page; it asks nothing of the network, and shows everything without scripts."""
    resources = files("align.render")
    return (
        _template()
        .render(
            page=Page(sheet),
            sheet=sheet,
            css=resources.joinpath("sheet.css").read_text(encoding="utf-8"),
            script=resources.joinpath("sheet.js").read_text(encoding="utf-8"),
        )
        .encode()
    )


def _pieces(number: int, document: Document, spans: set[tuple[int, int]]) -> Iterator[Piece]:
    """Cut the text wherever a phrase begins or ends; a piece that begins one carries its anchor."""
    edges = sorted({0, len(document.text), *(edge for span in spans for edge in span)})
    starts = {start for start, _ in spans}
    depth: Counter[int] = Counter()
    for start, end in spans:
        depth[start] += 1
        depth[end] -= 1
    inside = 0
    for start, end in pairwise(edges):
        inside += depth[start]
        anchor = f"d{number}-{start}" if start in starts else "-" if inside else ""
        yield Piece(document.text[start:end], anchor)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(
        files("align.render").joinpath("sheet.html.jinja").read_text(encoding="utf-8")
    )
