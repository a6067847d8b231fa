"""A workbook to review and correct in; `translate learn` reads it back."""

from __future__ import annotations

from collections import Counter
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from align.text import Kind
from translate.render.characters import printable
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.sheet import FORMULA, GREY, ROMAN, RULE, SONG, fitting, head, height, paper, put
from translate.render.tally import Standing, standing, state, tally, term_counts
from translate.row import How, Row, Translated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.cell.text import InlineFont
    from openpyxl.worksheet.worksheet import Worksheet

HEAD = ("id", "kind", "Chinese", "English", "state", "terms", "findings", "comment", "machine")
WIDTHS = (12, 10, 44, 58, 10, 30, 32, 26, 40)
STATES = ("new", "flagged", "edited", "approved")
INK, TERM, WARN, ERROR, TINT = "1F1E1C", "1F4E79", "8A5A00", "A3271B", "FBF3DC"
# Looks are named styles of the workbook: font, size, colour, bold.
LOOKS = {
    "text zh": (SONG, 11, INK, False),
    "text en": (ROMAN, 11, INK, False),
    "head zh": (SONG, 11, INK, True),
    "head en": (ROMAN, 11, INK, True),
    "furniture zh": (SONG, 10, GREY, False),
    "furniture en": (ROMAN, 10, GREY, False),
    "small": (ROMAN, 9, GREY, False),
}
LOOK_OF: dict[Kind, str] = {"title": "head", "heading": "head", "furniture": "furniture"}
FLAGGED = " flagged"


def render(translated: Translated) -> bytes:
    """Return a workbook of three sheets: translation (one row a segment), terms, about.

    `id` is document#number. `machine`, hidden, is the English as produced: where the two differ a person has
    corrected it. Text is text: a cell that begins with = is no formula. A segment too long for a cell is a
    `UserError`.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _add_styles(book)
    _translation(book.create_sheet("translation"), translated)
    _terms(book.create_sheet("terms"), translated)
    _about(book.create_sheet("about"), translated)
    book.properties.title = printable(translated.document.name)
    book.properties.creator = "duizhao"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _add_styles(book: Workbook) -> None:
    """Register a named style for each look, plain and flagged: quicker than dressing every cell by itself."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    for look, (name, size, color, bold) in LOOKS.items():
        for ending in ("", FLAGGED):
            style = NamedStyle(look + ending)
            style.font = Font(name, size=size, color=color, bold=bold)
            style.alignment = Alignment(vertical="top", wrap_text=True)
            style.border = Border(bottom=Side("thin", color=RULE))
            if ending:
                style.fill = PatternFill("solid", start_color=TINT)
            book.add_named_style(style)


def _translation(sheet: Worksheet, translated: Translated) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    head(sheet, HEAD, WIDTHS)
    sheet.column_dimensions["I"].hidden = True
    for number, row in enumerate(translated.rows, 1):
        look = LOOK_OF.get(row.segment.kind, "text")
        song, roman = f"{look} zh", f"{look} en"
        values: tuple[str | CellRichText, ...] = (
            f"{translated.document.name}#{number}",
            row.segment.kind,
            _rich(source_pieces(row), row, song),
            _rich(target_pieces(row), row, roman),
            state(row),
            "\n".join(
                f"{use.match.term.zh} = {use.en or use.match.term.en} ({use.how})" for use in row.terms
            ),
            "\n".join(f"{finding.severity}: {finding.message}" for finding in row.findings),
            "",
            row.target,
        )
        looks = ("small", "small", song, roman, "small", "small", "small", roman, roman)
        for column, (value, name) in enumerate(zip(values, looks, strict=True), 1):
            put(sheet.cell(number + 1, column), value, name + FLAGGED if row.flagged else name)
        sizes = [LOOKS[name][1] for name in looks]
        sheet.row_dimensions[number + 1].height = height(values[:-1], WIDTHS[:-1], sizes[:-1])
    last = max(len(translated.rows) + 1, 2)
    choice = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', showErrorMessage=True)
    choice.error = f"one of {', '.join(STATES)}"
    sheet.add_data_validation(choice)
    choice.add(f"E2:E{last}")
    paper(sheet, f"H{last}")


def _terms(sheet: Worksheet, translated: Translated) -> None:
    head(sheet, ("zh", "en", "count", "how", "standing"), (30, 60, 8, 30, 14))
    line = 1
    for entry in term_counts(translated.rows):
        groups: dict[tuple[str, Standing], Counter[How]] = {}
        for _, use in entry.uses:
            groups.setdefault((use.en or entry.term.en, standing(use)), Counter())[use.how] += 1
        for (english, stands), hows in groups.items():
            line += 1
            how = ", ".join(f"{how} {times}" for how, times in hows.most_common())
            ending = FLAGGED if stands in ("unmet", "avoid") else ""
            cells: tuple[str | int, ...] = (entry.term.zh, english, hows.total(), how, stands)
            for column, value in enumerate(cells, 1):
                put(sheet.cell(line, column), value, ("text zh" if column == 1 else "text en") + ending)
            sheet.row_dimensions[line].height = height((entry.term.zh, english), (30, 60), (11, 11))
    paper(sheet, f"E{max(line, 2)}")


def _about(sheet: Worksheet, translated: Translated) -> None:
    counts = tally(translated)
    facts: dict[str, str | int] = {
        "document": translated.document.name,
        "model": translated.model,
        "signature": translated.signature,
        "glossary": translated.glossary,
        "glossary entries": translated.terms,
        "segments": counts.segments,
        "page furniture": counts.furniture,
        "terms": counts.terms,
        "unmet terms": counts.unmet,
        "flagged segments": counts.flagged,
    }
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 66
    for line, (name, value) in enumerate(facts.items(), 1):
        put(sheet.cell(line, 1), name, "small")
        put(sheet.cell(line, 2), str(value), "text en")


def _rich(pieces: list[Piece], row: Row, look: str) -> str | CellRichText:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    text = fitting("".join(piece.text for piece in pieces))
    if text.startswith(FORMULA) or all(piece.use is None and piece.severity is None for piece in pieces):
        return text
    blocks = []
    for piece in pieces:
        color = LOOKS[look][2]
        if piece.use is not None:
            color = {"unmet": ERROR, "forced": WARN}.get(row.terms[piece.use].how, TERM)
        if piece.severity in ("warning", "error"):
            color = ERROR if piece.severity == "error" else WARN
        font = _inline(look, color, underlined=piece.use is not None)
        blocks.append(TextBlock(font, printable(piece.text)))
    return CellRichText(blocks)


@cache
def _inline(look: str, color: str, *, underlined: bool) -> InlineFont:
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    name, size, _, bold = LOOKS[look]
    return InlineFont(rFont=name, sz=size, b=bold, color=Color(color), u="single" if underlined else None)
