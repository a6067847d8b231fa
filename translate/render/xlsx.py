"""A workbook to review and correct in; `translate learn` reads it back."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from translate.render.characters import printable
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.sheet import FORMULA, GREY, ROMAN, RULE, SONG, fitting, head, height, paper, put
from translate.render.tally import Standing, standing, state, tally, term_counts
from translate.row import How, Row, Translated

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

HEAD = ("id", "kind", "Chinese", "English", "state", "terms", "findings", "comment", "machine")
WIDTHS = (12, 10, 44, 58, 10, 30, 32, 26, 40)
SIZES = (9, 9, 11, 11, 9, 9, 9, 11, 11)
STATES = ("new", "flagged", "edited", "approved")
INK, TERM, WARN, ERROR, TINT = "1F1E1C", "1F4E79", "8A5A00", "A3271B", "FBF3DC"


def render(translated: Translated) -> bytes:
    """Return a workbook of three sheets: translation (one row a segment), terms, about.

    `id` is document#number. `machine`, hidden, is the English as produced: where the two differ a person has
    corrected it. Text is text: a cell that begins with = is no formula. A segment too long for a cell is a
    `UserError`.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _translation(book.create_sheet("translation"), translated)
    _terms(book.create_sheet("terms"), translated)
    _about(book.create_sheet("about"), translated)
    book.properties.title = printable(translated.document.name)
    book.properties.creator = "duizhao"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _translation(sheet: Worksheet, translated: Translated) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.datavalidation import DataValidation

    head(sheet, HEAD, WIDTHS)
    sheet.column_dimensions["I"].hidden = True
    top = Alignment(vertical="top", wrap_text=True)
    rule = Border(bottom=Side("thin", color=RULE))
    tint = PatternFill("solid", start_color=TINT)
    dresses = {
        "plain": [Font(name, size=11, color=INK) for name in (SONG, ROMAN)],
        "bold": [Font(name, size=11, color=INK, bold=True) for name in (SONG, ROMAN)],
        "furniture": [Font(name, size=10, color=GREY) for name in (SONG, ROMAN)],
    }
    small = Font(ROMAN, size=9, color=GREY)
    for number, row in enumerate(translated.rows, 1):
        kind = row.segment.kind
        song, roman = dresses[
            "furniture" if kind == "furniture" else "bold" if kind in ("title", "heading") else "plain"
        ]
        values: tuple[str | CellRichText, ...] = (
            f"{translated.document.name}#{number}",
            kind,
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
        fonts = (small, small, song, roman, small, small, small, roman, roman)
        for column, (value, font) in enumerate(zip(values, fonts, strict=True), 1):
            cell = sheet.cell(number + 1, column)
            put(cell, value)
            cell.alignment, cell.font, cell.border = top, font, rule
            if row.flagged:
                cell.fill = tint
        sheet.row_dimensions[number + 1].height = height(values[:-1], WIDTHS[:-1], SIZES[:-1])
    last = max(len(translated.rows) + 1, 2)
    choice = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', showErrorMessage=True)
    choice.error = f"one of {', '.join(STATES)}"
    sheet.add_data_validation(choice)
    choice.add(f"E2:E{last}")
    paper(sheet, f"H{last}")


def _terms(sheet: Worksheet, translated: Translated) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    head(sheet, ("zh", "en", "count", "how", "standing"), (30, 60, 8, 30, 14))
    wrap, rule = Alignment(vertical="top", wrap_text=True), Border(bottom=Side("thin", color=RULE))
    line = 1
    for entry in term_counts(translated.rows):
        groups: dict[tuple[str, Standing], Counter[How]] = {}
        for _, use in entry.uses:
            groups.setdefault((use.en or entry.term.en, standing(use)), Counter())[use.how] += 1
        for (english, stands), hows in groups.items():
            line += 1
            how = ", ".join(f"{how} {times}" for how, times in hows.most_common())
            color = ERROR if stands in ("unmet", "avoid") else INK
            cells: tuple[str | int, ...] = (entry.term.zh, english, hows.total(), how, stands)
            for column, value in enumerate(cells, 1):
                cell = sheet.cell(line, column)
                put(cell, value)
                cell.alignment, cell.border = wrap, rule
                cell.font = Font(SONG if column == 1 else ROMAN, size=11, color=color)
            sheet.row_dimensions[line].height = height((entry.term.zh, english), (30, 60), (11, 11))
    paper(sheet, f"E{max(line, 2)}")


def _about(sheet: Worksheet, translated: Translated) -> None:
    from openpyxl.styles import Alignment, Font

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
        put(sheet.cell(line, 1), name)
        put(sheet.cell(line, 2), value)
        sheet.cell(line, 1).font = Font(ROMAN, size=11, color=GREY)
        sheet.cell(line, 2).font = Font(ROMAN, size=11)
        sheet.cell(line, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _rich(pieces: list[Piece], row: Row, font: Font) -> str | CellRichText:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    text = fitting("".join(piece.text for piece in pieces))
    if text.startswith(FORMULA) or all(piece.use is None and piece.severity is None for piece in pieces):
        return text
    return CellRichText([TextBlock(_inline(font, piece, row), printable(piece.text)) for piece in pieces])


def _inline(font: Font, piece: Piece, row: Row) -> InlineFont:
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    color = font.color.rgb if font.color else INK
    underline: Literal["single"] | None = None
    if piece.use is not None:
        color = {"unmet": ERROR, "forced": WARN}.get(row.terms[piece.use].how, TERM)
        underline = "single"
    if piece.severity in ("warning", "error"):
        color = ERROR if piece.severity == "error" else WARN
    return InlineFont(rFont=font.name, sz=font.size, b=font.bold, color=Color(color), u=underline)
