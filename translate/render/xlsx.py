"""A workbook to review and correct in; `translate learn` reads it back."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from align.errors import UserError
from translate.render.characters import printable
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.tally import standing, state, tally, term_counts
from translate.row import How, Row, Translated

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

HEAD = ("id", "kind", "Chinese", "English", "state", "terms", "findings", "comment", "machine")
WIDTHS = (14, 11, 52, 64, 11, 34, 38, 30, 40)
STATES = ("new", "flagged", "edited", "approved")
CELL_LIMIT = 32_767  # characters a cell can hold; openpyxl would cut the rest off in silence
SONG, ROMAN = "SimSun", "Times New Roman"
INK, TERM, WARN, ERROR, GREY, TINT, HEAD_FILL = (
    "1F1E1C",
    "1F4E79",
    "8A5A00",
    "A3271B",
    "7A766E",
    "FBF3DC",
    "ECE7DC",
)


def render(translated: Translated) -> bytes:
    """Return a workbook of three sheets: translation (one row a segment), terms, about.

    `id` is document#number. `machine`, hidden, is the English as produced: where the two differ a person
    has corrected it. Text is text: a cell that begins with = is no formula. A segment too long for a cell
    is a `UserError`.
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
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    _head(sheet, HEAD, WIDTHS)
    sheet.column_dimensions["I"].hidden = True
    top = Alignment(vertical="top", wrap_text=True)
    song, roman = Font(SONG, size=11, color=INK), Font(ROMAN, size=11, color=INK)
    bold_song, bold_roman = Font(SONG, size=11, bold=True), Font(ROMAN, size=11, bold=True)
    small, grey_song, grey_roman = (
        Font(ROMAN, size=9, color=GREY),
        Font(SONG, size=10, color=GREY),
        Font(ROMAN, size=10, color=GREY),
    )
    tint = PatternFill("solid", start_color=TINT)
    for number, row in enumerate(translated.rows, 1):
        kind = row.segment.kind
        chinese, english = (
            (grey_song, grey_roman)
            if kind == "furniture"
            else (bold_song, bold_roman)
            if kind in ("title", "heading")
            else (song, roman)
        )
        values = (
            f"{translated.document.name}#{number}",
            kind,
            _rich(source_pieces(row), row, chinese),
            _rich(target_pieces(row), row, english),
            state(row),
            "\n".join(
                f"{use.match.term.zh} = {use.en or use.match.term.en} ({use.how})" for use in row.terms
            ),
            "\n".join(f"{finding.severity}: {finding.message}" for finding in row.findings),
            "",
            row.target,
        )
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number + 1, column)
            _put(cell, value)
            cell.alignment = top
            cell.font = chinese if column == 3 else english if column in (4, 8, 9) else small
            if row.flagged:
                cell.fill = tint
    last = len(translated.rows) + 1
    sheet.auto_filter.ref = f"A1:H{last}"
    choice = DataValidation(
        type="list", formula1=f'"{",".join(STATES)}"', allow_blank=False, showErrorMessage=True
    )
    choice.error = f"one of {', '.join(STATES)}"
    sheet.add_data_validation(choice)
    choice.add(f"E2:E{max(last, 2)}")
    _page(sheet)


def _terms(sheet: Worksheet, translated: Translated) -> None:
    from openpyxl.styles import Alignment, Font

    _head(sheet, ("zh", "en", "count", "how", "standing"), (26, 56, 9, 34, 14))
    line = 2
    for entry in term_counts(translated.rows):
        groups: dict[tuple[str, str], Counter[How]] = {}
        for _, use in entry.uses:
            groups.setdefault((use.en or entry.term.en, standing(use)), Counter())[use.how] += 1
        for (english, stands), hows in groups.items():
            how = ", ".join(f"{how} {times}" for how, times in hows.most_common())
            cells: tuple[str | int, ...] = (entry.term.zh, english, hows.total(), how, stands)
            for column, value in enumerate(cells, 1):
                cell = sheet.cell(line, column)
                _put(cell, value)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell.font = Font(
                    SONG if column == 1 else ROMAN,
                    size=11,
                    color=ERROR if stands in ("unmet", "avoid") else INK,
                )
            line += 1
    sheet.auto_filter.ref = f"A1:E{max(line - 1, 1)}"
    _page(sheet)


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
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    for line, (name, value) in enumerate(facts.items(), 1):
        _put(sheet.cell(line, 1), name)
        _put(sheet.cell(line, 2), value)
        sheet.cell(line, 1).font = Font(ROMAN, size=11, color=GREY)
        sheet.cell(line, 2).font = Font(ROMAN, size=11)
        sheet.cell(line, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _head(sheet: Worksheet, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    for column, (name, width) in enumerate(zip(names, widths, strict=True), 1):
        cell = sheet.cell(1, column, name)
        cell.font = Font(ROMAN, size=10, bold=True)
        cell.fill = PatternFill("solid", start_color=HEAD_FILL)
        cell.border = Border(bottom=Side("thin", color=GREY))
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _page(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    footer = sheet.oddFooter
    if footer is not None:
        footer.right.text = "&P / &N"


def _put(cell: Cell | MergedCell, value: str | int | CellRichText) -> None:
    if isinstance(value, str):
        cell.value = _fitting(value)
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")  # and none after someone has clicked into it
    else:
        cell.value = value


def _fitting(text: str) -> str:
    if len(text) > CELL_LIMIT:
        raise UserError(
            f"a segment has {len(text):,} characters, a spreadsheet cell holds {CELL_LIMIT:,}",
            hint="write it with --to html, tmx, xliff or jsonl",
        )
    return printable(text)


def _rich(pieces: list[Piece], row: Row, font: Font) -> str | CellRichText:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    text = _fitting("".join(piece.text for piece in pieces))
    if text[:1] in ("=", "+", "-", "@") or all(
        piece.use is None and piece.severity is None for piece in pieces
    ):
        return text
    blocks = [TextBlock(_inline(font, piece, row), printable(piece.text)) for piece in pieces]
    return CellRichText(blocks)


def _inline(font: Font, piece: Piece, row: Row) -> InlineFont:
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    color = INK
    if piece.use is not None:
        color = {"unmet": ERROR, "forced": WARN}.get(row.terms[piece.use].how, TERM)
    if piece.severity in ("warning", "error"):
        color = ERROR if piece.severity == "error" else WARN
    return InlineFont(
        rFont=font.name,
        sz=font.size,
        b=font.bold,
        color=Color(color),
        u="single" if piece.use is not None else None,
    )
