"""A workbook for reviewers: phrases, every occurrence in context, English without source."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from align.render.tsv import HEAD, table
from align.sheet import Occurrence, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PLACES = ("zh", "en", "document", "start", "end", "left", "text", "right")
WIDTHS = (24, 8, 26, 44, 9, 8, 11, 12, 40, 40)
PLACE_WIDTHS = (24, 40, 34, 8, 8, 48, 36, 48)
SONG, ROMAN = "SimSun", "Times New Roman"
CELL_LIMIT = 32_767
COLOURS = {"avoid": "A3271B", "unlisted": "8A5A00", "candidate": "6A665E"}


def render(sheet: Sheet) -> bytes:
    """Return a workbook: phrases (a row a rendering, `accept` and `comment` to fill in), occurrences, about.

    Text is text: a cell that begins with = is no formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    first = book.create_sheet("phrases", 0)
    del book[book.sheetnames[1]]
    rows = [(*row, "", "") for row in table(sheet)]
    _fill(first, (*HEAD, "accept", "comment"), (*WIDTHS, 9, 40), rows, chinese=(1,))
    _choices(first, len(rows))
    _fill(book.create_sheet("occurrences"), PLACES, PLACE_WIDTHS, list(_places(sheet)), chinese=(1, 6, 7, 8))
    about = book.create_sheet("about")
    facts = [
        ("documents", "\n".join(document.name for document in sheet.documents)),
        ("made with", sheet.signature),
    ]
    _fill(about, ("what", "value"), (16, 90), facts, chinese=())
    book.properties.creator = "duizhao"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _places(sheet: Sheet) -> Iterable[tuple[str | int, ...]]:
    for row in sheet.phrases:
        for place in row.occurrences:
            yield _place(row.zh, "", place)
        for rendering in row.renderings:
            for place in rendering.occurrences:
                yield _place(row.zh, rendering.en, place)
    for english in sheet.english:
        for place in english.occurrences:
            yield _place("", english.en, place)


def _place(zh: str, en: str, place: Occurrence) -> tuple[str | int, ...]:
    return (zh, en, place.doc, place.span.start, place.span.end, place.left, place.text, place.right)


def _fill(
    sheet: Worksheet,
    head: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Iterable[tuple[str | int | float, ...]],
    chinese: tuple[int, ...],
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, (name, width) in enumerate(zip(head, widths, strict=True), 1):
        top = sheet.cell(1, column, name)
        top.font, top.fill = Font(ROMAN, size=10, bold=True), PatternFill("solid", start_color="ECE7DC")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(rows, 2):
        colour = next((COLOURS[str(value)] for value in row if value in COLOURS), "1F1E1C")
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column)
            if isinstance(value, str):
                text = "".join(c for c in value if c >= " " or c in "\t\n")[:CELL_LIMIT]
                cell.value = text
                cell.data_type = "s"  # never a formula, whatever it begins with
                cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
            else:
                cell.value = value
            cell.font = Font(SONG if column in chinese else ROMAN, size=11, color=colour)
            cell.alignment = Alignment(
                vertical="top", wrap_text=True, horizontal="right" if head[column - 1] == "left" else None
            )
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"


def _choices(sheet: Worksheet, rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1='"yes,no"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"K2:K{max(rows, 1) + 1}")
