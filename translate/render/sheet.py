"""The manners of a worksheet: its head, its print setup, text that stays text."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len

from align.errors import UserError
from translate.render.characters import printable

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.worksheet.worksheet import Worksheet

CELL_LIMIT = 32_767  # characters a cell can hold; openpyxl would cut the rest off in silence
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula
SONG, ROMAN = "SimSun", "Times New Roman"
GREY, RULE, HEAD_FILL = "7A766E", "D8D2C6", "ECE7DC"


def head(sheet: Worksheet, names: Sequence[str], widths: Sequence[int]) -> None:
    """Write the names into the first row, freeze it, and set the widths in characters."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    for column, (name, width) in enumerate(zip(names, widths, strict=True), 1):
        cell = sheet.cell(1, column, name)
        cell.font = Font(ROMAN, size=10, bold=True)
        cell.fill = PatternFill("solid", start_color=HEAD_FILL)
        cell.border = Border(bottom=Side("thin", color=GREY))
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 18
    sheet.freeze_panes = "A2"


def paper(sheet: Worksheet, last_cell: str) -> None:
    """Set A4 landscape, one page wide, the head repeated; filter and print up to the last cell."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.auto_filter.ref = sheet.print_area = f"A1:{last_cell}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    footer = sheet.oddFooter
    if footer is not None:
        footer.right.text = "&P / &N"


def put(cell: Cell | MergedCell, value: str | int | CellRichText, style: str) -> None:
    """Write a value in a named style; text stays text, whatever it begins with and after any edit."""
    cell.style = style
    if isinstance(value, str):
        cell.value = fitting(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)
    else:
        cell.value = value


def fitting(text: str) -> str:
    """Return the text as a cell can hold it; a `UserError` if it is too long for one."""
    if len(text) > CELL_LIMIT:
        raise UserError(
            f"a segment has {len(text):,} characters, a spreadsheet cell holds {CELL_LIMIT:,}",
            hint="write it with --to html, tmx, xliff or jsonl",
        )
    return printable(text)


def height(values: Sequence[object], widths: Sequence[int], sizes: Sequence[int]) -> float:
    """Estimate the height of a row in points from its texts, the column widths and font sizes.

    Excel fits the rows by itself when it opens a workbook, LibreOffice does not.
    """
    heights = [15.0]
    for value, width, size in zip(values, widths, sizes, strict=True):
        cells = width * 11 / size
        lines = sum(ceil((cell_len(line) + 1) / cells) for line in str(value).split("\n"))
        heights.append((size + 3.5) * lines)
    return max(heights) + 3
