"""The side-by-side text on a terminal: Chinese left, English right."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from align.text import Span
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.tally import Tally, changed, tally
from translate.row import Row, Translated

GAP = 3
FURNITURE_SHOWN = 3  # lines of page furniture before the rest is only counted
TERM = {
    "chosen": "cyan",
    "annotated": "cyan",
    "repaired": "cyan underline",
    "forced": "yellow underline",
    "unmet": "red underline",
}
SPOT = {"info": "", "warning": "yellow", "error": "bold red"}
SIGN = {"info": "·", "warning": "▲", "error": "■"}

# What stays in one line: a word or number with its marks, or one wide character with the opening marks before
# it and the closing marks after it (kinsoku: no line begins with 。 or ends with 《).
UNIT = re.compile(r"[“‘《〈「『（【\[(]*(?:[!-~¡-ʯ‘’“”–—…]+|[^\s])[，。、；：？！”’》〉」』）】…—·%％]*|\s+")


def print_page(
    translated: Translated, file: Console | TextIO | None = None, width: int | None = None
) -> None:
    """Print the document in two columns, a line of counts at the end.

    `file` is a stream or a console, standard output by default; colours come out only on a terminal.
    `width` is in cells; by default that of the terminal, 120 where there is none.
    """
    console = file if isinstance(file, Console) else Console(file=file, highlight=False)
    columns = width or (console.width if console.is_terminal else 120)
    for line in page_lines(translated, columns):
        console.print(line, overflow="ignore", no_wrap=True, crop=False, highlight=False, soft_wrap=True)


def page_lines(translated: Translated, width: int) -> Iterator[Text]:
    """Yield the lines of the page, none wider than `width` cells (at least 40)."""
    width = max(width, 40)
    counts = tally(translated)
    gutter = len(str(counts.segments)) + 3
    # English needs more cells than the Chinese it renders.
    left = (width - gutter - GAP) * 2 // 5
    right = width - gutter - GAP - left
    numbered = list(enumerate(translated.rows, 1))
    yield Text(translated.document.name, style="bold")
    yield Text("─" * width, style="dim")
    for furniture, part in groupby(numbered, lambda item: item[1].segment.kind == "furniture"):
        lines = list(part)
        if furniture:
            yield from _furniture(lines, gutter, left, right)
            continue
        for _, block in groupby(lines, lambda item: item[1].segment.block):
            for number, row in block:
                yield from _row(number, row, gutter, left, right)
            yield Text("")
    yield Text("─" * width, style="dim")
    yield Text.assemble(*_summary(translated, counts))


def _row(number: int, row: Row, gutter: int, left: int, right: int) -> Iterator[Text]:
    bold = "bold" if row.segment.kind in ("title", "heading") else ""
    sides = (
        _fold(_styled(source_pieces(row), row, bold), left),
        _fold(_styled(target_pieces(row), row, bold), right),
    )
    worst = max((finding.severity for finding in row.findings), key=list(SIGN).index, default=None)
    sign = SIGN[worst] if worst and row.flagged else "↻" if changed(row) else " "
    head = Text.assemble((sign, SPOT.get(worst or "info", "")), (f"{number:>{gutter - 3}}", "dim"), "  ")
    head.truncate(gutter, pad=True)
    for at in range(max(map(len, sides))):
        chinese = sides[0][at] if at < len(sides[0]) else Text("")
        english = sides[1][at] if at < len(sides[1]) else Text("")
        space = " " * (left - chinese.cell_len + GAP) if english else ""
        yield Text.assemble(head if at == 0 else " " * gutter, chinese, space, english)
    for finding in row.findings:
        note = Text(f"{SIGN[finding.severity]} {finding.message}", style=SPOT[finding.severity] or "dim")
        for line in _fold(note, right):
            yield Text.assemble(" " * (gutter + left + GAP), line)


def _furniture(lines: list[tuple[int, Row]], gutter: int, left: int, right: int) -> Iterator[Text]:
    for number, row in lines[:FURNITURE_SHOWN]:
        chinese, english = Text(_one_line(row.segment.text)), Text(_one_line(row.target))
        chinese.truncate(left, overflow="ellipsis", pad=True)
        english.truncate(right, overflow="ellipsis")
        line = Text.assemble(f" {number:>{gutter - 3}}  ", chinese, " " * GAP, english)
        line.stylize("dim")
        yield line
    rest = len(lines) - FURNITURE_SHOWN
    if rest > 0:
        yield Text(
            f"{' ' * gutter}… and {rest} more line{'s' if rest > 1 else ''} of page furniture", style="dim"
        )
    yield Text("")


def _summary(translated: Translated, counts: Tally) -> Iterator[str | tuple[str, str]]:
    met = counts.terms - counts.unmet
    yield f"{counts.segments} segment{'s' if counts.segments != 1 else ''}"
    if counts.furniture:
        yield (f" ({counts.furniture} page furniture)", "dim")
    yield f" · {met} of {counts.terms} terms as the glossary says"
    yield (f" · {counts.flagged} flagged", "yellow" if counts.flagged else "")
    if counts.changed:
        yield f" · {counts.changed} changed"
    yield (f" · {translated.model} · glossary {translated.glossary}", "dim")


def _styled(pieces: list[Piece], row: Row, style: str) -> Text:
    text = Text(style=style)
    for piece in pieces:
        dress = [TERM[row.terms[piece.use].how]] if piece.use is not None else []
        dress += [SPOT[piece.severity]] if piece.severity else []
        # A line break or tab would tear the columns: each becomes one space, so offsets stay.
        text.append(
            re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", piece.text), style=" ".join(dress) or None
        )
    return text


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def _fold(text: Text, width: int) -> list[Text]:
    return [text[line.start : line.end] for line in wrap(text.plain, width)]


def wrap(text: str, width: int) -> list[Span]:
    """Break a text into lines of at most `width` cells; white space at a break belongs to no line.

    >>> [line.of("《求是》杂志 2024") for line in wrap("《求是》杂志 2024", 8)]
    ['《求是》', '杂志', '2024']
    """
    lines: list[Span] = []
    start = end = 0
    used = 0
    for unit in UNIT.finditer(text):
        for begin, stop in _fitting(text, Span(*unit.span()), width):
            size = cell_len(text[begin:stop])
            if text[begin:stop].isspace():
                used += size
                continue
            if used + size > width and end > start:
                lines.append(Span(start, end))
                start, used = begin, 0
            elif end == start:
                start, used = begin, 0
            end = stop
            used += size
    if end > start:
        lines.append(Span(start, end))
    return lines


def _fitting(text: str, unit: Span, width: int) -> Iterator[Span]:
    # A unit wider than a whole line (a URL) is cut where the line is full.
    begin = unit.start
    used = 0
    for at in range(unit.start, unit.end):
        size = cell_len(text[at])
        if used + size > width and at > begin:
            yield Span(begin, at)
            begin, used = at, 0
        used += size
    yield Span(begin, unit.end)
