"""Stretches of text that remember where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["title", "heading", "paragraph", "list", "caption", "furniture"]


class Span(NamedTuple):
    """Half-open range of characters (code points) `start:end` of some text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers.

        >>> Span(2, 4).of("推动高质量发展")
        '高质'
        """
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """Move the span by a number of characters."""
        return Span(self.start + by, self.end + by)


class Token(NamedTuple):
    """A word or mark and its characters in the text it was cut from."""

    text: str
    span: Span


class Link(NamedTuple):
    """A stretch of the source and the stretch of the target that renders it."""

    source: Span
    target: Span


@dataclass(frozen=True)
class Segment:
    """One sentence, heading or list item: the unit that is translated.

    `span` counts characters of the document; `block` numbers the paragraph (from 0) that the segment is part of.
    """

    text: str
    span: Span
    kind: Kind = "paragraph"
    block: int = 0


@dataclass(frozen=True)
class Document:
    """A text with its segments in reading order; what no segment covers is white space and decoration."""

    name: str
    text: str
    segments: tuple[Segment, ...] = ()

    def rebuild(self, replacements: Mapping[int, str] | Sequence[str] = ()) -> str:
        """Return the text with segment i replaced by `replacements[i]`, all else as it was.

        >>> Document("d", "甲。\\n乙。", (Segment("甲。", Span(0, 2)), Segment("乙。", Span(3, 5)))).rebuild({1: "B."})
        '甲。\\nB.'
        """
        if not isinstance(replacements, Mapping):
            replacements = dict(enumerate(replacements))
        parts: list[str] = []
        at = 0
        for number, segment in enumerate(self.segments):
            parts.append(self.text[at : segment.span.start])
            parts.append(replacements.get(number, segment.span.of(self.text)))
            at = segment.span.end
        parts.append(self.text[at:])
        return "".join(parts)
