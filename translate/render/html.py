"""One self-contained page: Chinese and English side by side, every decision visible."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from translate.render.difference import Change, difference
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.tally import HOWS, TermCount, changed, standing, tally, term_counts
from translate.row import KINDS, Finding, Row, Translated

if TYPE_CHECKING:
    from jinja2 import Template

SEVERITIES = {"error": "Error", "warning": "Check", "info": "Note"}
ORIGINS = {"memory": "from memory", "term": "glossary entry", "fixed": "fixed phrase"}


@dataclass(frozen=True)
class Line:
    """A row as the page shows it; `entries` are the numbers of its terms in the page's term list."""

    number: int
    row: Row
    entries: tuple[int, ...]

    @property
    def source(self) -> list[Piece]:
        """The Chinese in pieces."""
        return source_pieces(self.row)

    @property
    def target(self) -> list[Piece]:
        """The English in pieces."""
        return target_pieces(self.row)

    @property
    def links(self) -> str:
        """The word links in short: `s0 s1 t0 t1` each, joined by commas."""
        return ",".join(" ".join(map(str, (*link.source, *link.target))) for link in self.row.links)

    @property
    def changed(self) -> bool:
        """Whether it reads otherwise than before."""
        return changed(self.row)

    @property
    def change(self) -> list[Change]:
        """The steps from the English before to the English now."""
        return difference(self.row.previous or "", self.row.target)

    @property
    def origin(self) -> str:
        """Where the English comes from if not from the model, in words."""
        return ORIGINS.get(self.row.origin, "")

    @property
    def findings(self) -> list[Finding]:
        """The findings, gravest first."""
        return sorted(self.row.findings, key=lambda finding: list(SEVERITIES).index(finding.severity))


@dataclass(frozen=True)
class Part:
    """A stretch of the document that is all article or all furniture, as blocks of lines."""

    furniture: bool
    blocks: tuple[tuple[Line, ...], ...]

    @property
    def segments(self) -> int:
        """How many lines it has."""
        return sum(map(len, self.blocks))

    @property
    def flagged(self) -> int:
        """How many of its lines a reviewer should look at."""
        return sum(line.row.flagged for block in self.blocks for line in block)


@dataclass(frozen=True)
class Entry:
    """A glossary entry in the page's term list."""

    number: int
    count: TermCount

    @property
    def segments(self) -> list[int]:
        """The numbers of the segments it is in."""
        return list(dict.fromkeys(number for number, _ in self.count.uses))

    @property
    def renderings(self) -> list[tuple[str, int, str]]:
        """What English came out: (text, how often, standing), the most frequent first."""
        counts = Counter((use.en, standing(use)) for _, use in self.count.uses if use.how != "unmet")
        return [(en, times, stands) for (en, stands), times in counts.most_common()]

    @property
    def unmet(self) -> int:
        """How many of its occurrences have no admitted rendering."""
        return sum(use.how == "unmet" for _, use in self.count.uses)


def render(translated: Translated, *, documents_url: str | None = None) -> bytes:
    """Return the page as UTF-8 bytes; nothing in it is fetched from anywhere.

    `documents_url` is a folder, slash included, where the originals can be read; the title links there.
    """
    counts = term_counts(translated.rows)
    page = _template().render(
        document=translated.document,
        translated=translated,
        original=None if documents_url is None else documents_url + quote(translated.document.name),
        tally=tally(translated),
        parts=_parts(translated.rows, counts),
        entries=[Entry(number, count) for number, count in enumerate(counts, 1)],
        changes=[Line(number, row, ()) for number, row in enumerate(translated.rows, 1) if changed(row)],
        difference=difference,
        hows=HOWS,
        kinds=KINDS,
        severities=SEVERITIES,
        css=_asset("page.css"),
        js=_asset("page.js"),
    )
    return page.encode("utf-8", errors="replace")


def _parts(rows: tuple[Row, ...], counts: list[TermCount]) -> list[Part]:
    entry = {count.term: number for number, count in enumerate(counts, 1)}
    lines = [
        Line(number, row, tuple(entry[use.match.term] for use in row.terms))
        for number, row in enumerate(rows, 1)
    ]
    return [
        Part(
            furniture,
            tuple(
                tuple(block)
                for _, block in groupby(part, lambda line: (line.row.segment.block, line.row.segment.kind))
            ),
        )
        for furniture, part in groupby(lines, lambda line: line.row.segment.kind == "furniture")
    ]


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_asset("page.html.jinja"))


@cache
def _asset(name: str) -> str:
    return files("translate.render").joinpath(name).read_text(encoding="utf-8")
