"""SentencePiece pieces of source and target, each with the characters it stands for."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from align.text import Span
from translate.engine import Annotation, Request
from translate.engines.punctuation import clean

EOS = "</s>"
UNKNOWN = "<unk>"
MARKS = ("<t>", "<tr>", "</t>")  # annotated stretch, its rendering, end
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_ANGLES = str.maketrans("<＜>＞", "〈〈〉〉")


class Pieces(NamedTuple):
    """Pieces of a text without end mark; `spans[i]` are the characters of that text that piece i stands for.

    An empty span stands for nothing: the bare `▁` that SentencePiece puts before a text, or white space.
    """

    pieces: tuple[str, ...]
    spans: tuple[Span, ...]

    def cut(self, length: int) -> "Pieces":
        """Return the first pieces."""
        return Pieces(self.pieces[:length], self.spans[:length])


class PieceCoder:
    """The two SentencePiece models of a Marian checkpoint (`source.spm`, `target.spm`).

    `annotated` tells whether the vocabulary has the marks of inline annotations. Without them the model is
    taken for an OPUS-MT one, whose sources get the punctuation clean-up of its training.
    """

    def __init__(self, directory: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._source = SentencePieceProcessor(model_file=str(directory / "source.spm"))
        self._target = SentencePieceProcessor(model_file=str(directory / "target.spm"))
        self._directory = directory
        self.annotated = all(self._source.piece_to_id(mark) != self._source.unk_id() for mark in MARKS)

    @cached_property
    def inside(self) -> tuple[str, ...]:
        """Every piece that goes on with a word, a raw byte included."""
        for name in ("target_vocabulary.json", "shared_vocabulary.json", "vocab.json"):
            path = self._directory / name
            if path.is_file():
                pieces = json.loads(path.read_text(encoding="utf-8"))
                return tuple(piece for piece in pieces if piece[:1].isalnum() or _BYTE.fullmatch(piece))
        return ()

    def source(self, request: Request) -> Pieces:
        """Cut a request's source, annotations inline; spans count characters of `request.source`.

        Marks, and the rendering between them, stand for the annotated stretch.
        """
        if self.annotated:
            text, origins = self._marked(request.source, request.annotations)
        else:
            text, origins = clean(request.source)
        cut = self._source.encode(text, out_type="offset_mapping")
        spans = [_origin(origins, start, end) for start, end in _whole(cut["pieces"], cut["offsets"])]
        return Pieces(tuple(cut["pieces"]), tuple(_trimmed(request.source, spans)))

    def target(self, text: str) -> Pieces:
        """Cut a target text as the model was trained to produce it; `<unk>` is what has no piece."""
        cut = self._target.encode(self._neutral(text), out_type="offset_mapping")
        spans = [Span(start, end) for start, end in _whole(cut["pieces"], cut["offsets"])]
        unknown = self._target.unk_id()
        pieces = [
            UNKNOWN if number == unknown else piece
            for piece, number in zip(cut["pieces"], cut["ids"], strict=True)
        ]
        return Pieces(tuple(pieces), tuple(_trimmed(text, spans)))

    def inner(self, text: str) -> tuple[str, ...]:
        """Cut a target text that follows an opening bracket, so that no space precedes its first word."""
        pieces = self.target(f"({text}").pieces
        lead = 2 if pieces[0] == "▁" else 1
        return pieces[lead:] if "".join(pieces[:lead]) == "▁(" else ()

    def continued(self, prefix: str, head: Pieces, tail: Sequence[str]) -> tuple[str, Pieces]:
        """Join target pieces `tail` into a text that begins with `prefix` as it is; `head` are its pieces.

        Spans count characters of the whole text. Bytes that make no character become U+FFFD.
        """
        text = prefix
        spans = list(head.spans)
        raw = b""
        for piece in tail:
            byte = _BYTE.fullmatch(piece)
            if byte:
                raw += bytes([int(byte[1], 16)])
                spans.append(Span(len(text), len(text) + 1))
                try:
                    text += raw.decode()
                    raw = b""
                except UnicodeDecodeError:
                    if len(raw) == 4:
                        text, raw = text + "\ufffd", b""
                continue
            if raw:
                text, raw = text + "\ufffd", b""
            start = len(text)
            text += piece.replace("▁", " ") if text else piece.replace("▁", " ").lstrip()
            spans.append(Span(start, len(text)))
        if raw:
            text += "\ufffd"
        text = text.rstrip()
        return text, Pieces((*head.pieces, *tail), tuple(_trimmed(text, spans)))

    def _marked(self, source: str, annotations: Iterable[Annotation]) -> tuple[str, tuple[Span, ...]]:
        """Put annotations inline; each character of the result has what it stands for in the source."""
        plain = self._neutral(source)
        parts: list[str] = []
        origins: list[Span] = []
        at = 0
        for span, rendering in sorted(annotations):
            if span.start < at or not len(span) or not rendering.strip():
                raise ValueError(f"annotation {span} overlaps another one or is empty")
            before, inside = plain[at : span.start], span.of(plain)
            parts += [before, MARKS[0], inside, MARKS[1], " ", self._neutral(rendering.strip()), MARKS[2]]
            origins += [Span(i, i + 1) for i in range(at, span.start)]
            origins += [span] * len(MARKS[0])
            origins += [Span(i, i + 1) for i in range(*span)]
            origins += [span] * sum(map(len, parts[-4:]))
            at = span.end
        parts.append(plain[at:])
        origins += [Span(i, i + 1) for i in range(at, len(source))]
        return "".join(parts), tuple(origins)

    def _neutral(self, text: str) -> str:
        """Return the text, its angle brackets exchanged for 〈 〉 where they would be read as marks."""
        if self.annotated and any(mark in self._source.normalize(text) for mark in MARKS):
            return text.translate(_ANGLES)
        return text


def _origin(origins: Sequence[Span], start: int, end: int) -> Span:
    if start == end:
        at = origins[start].start if start < len(origins) else origins[-1].end if origins else 0
        return Span(at, at)
    return Span(min(span.start for span in origins[start:end]), max(span.end for span in origins[start:end]))


def _whole(pieces: Sequence[str], offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give each byte of a character that has no piece of its own the whole character, not the last only."""
    out = list(offsets)
    for i in range(len(out) - 2, -1, -1):
        if out[i][0] == out[i][1] and _BYTE.fullmatch(pieces[i]) and _BYTE.fullmatch(pieces[i + 1]):
            out[i] = out[i + 1]
    return out


def _trimmed(text: str, spans: Iterable[Span]) -> Iterable[Span]:
    for start, end in spans:
        end = min(end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        yield Span(min(start, end), end)
