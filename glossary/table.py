"""Glossaries as tables, one entry a row: CSV, TSV and XLSX."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from align.errors import PlacedError, UserError
from align.package import BROKEN
from glossary.notation import FLAGS, LISTS, ORDER, STATUSES, read_text
from glossary.term import Place, Term

COLUMNS = ("zh", *ORDER)
HEADINGS = {
    "chinese": "zh",
    "中文": "zh",
    "术语": "zh",
    "english": "en",
    "英文": "en",
    "译文": "en",
    "允许": "also",
    "避免": "avoid",
    "缩写": "abbr",
    "别名": "aliases",
    "状态": "status",
    "来源": "source",
    "备注": "note",
    "领域": "domain",
}
TRUE, FALSE = ("true", "yes", "1", "x", "是"), ("", "false", "no", "0", "否")


class Csv:
    """Comma-separated, with the byte order mark that Excel needs to see UTF-8."""

    delimiter = ","
    encoding = "utf-8-sig"

    @classmethod
    def parse(cls, path: Path) -> list[Term]:
        """Read a table from a text file."""
        reader = csv.reader(io.StringIO(read_text(path), newline=""), delimiter=cls.delimiter, strict=True)
        rows: list[tuple[int, list[str]]] = []
        try:
            start = 1
            for row in reader:
                rows.append((start, row))
                start = reader.line_num + 1
        except csv.Error as error:
            raise PlacedError(path, reader.line_num, 1, f"not a table: {error}") from error
        return parse_rows(rows, path)

    @classmethod
    def format(cls, terms: Sequence[Term], name: str) -> bytes:
        """Write a table."""
        del name
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=cls.delimiter, lineterminator="\n").writerows(format_rows(terms))
        return buffer.getvalue().encode(cls.encoding)


class Tsv(Csv):
    """Tab-separated, plain UTF-8."""

    delimiter = "\t"
    encoding = "utf-8"


class Xlsx:
    """The first sheet of a workbook."""

    @staticmethod
    def parse(path: Path) -> list[Term]:
        """Read the first sheet."""
        from openpyxl import load_workbook

        try:
            with path.open("rb") as file:  # which openpyxl would leave open where it fails
                book = load_workbook(file, read_only=True, data_only=True)
                rows = book.worksheets[0].iter_rows(values_only=True) if book.worksheets else iter(())
                texts = [[_cell(value) for value in row] for row in rows]
                book.close()
        except OSError as error:
            raise UserError(f"cannot read {path}: {error.strerror or error}") from error
        except BROKEN as error:
            raise UserError(
                f"{path} is not an XLSX workbook, or a damaged one",
                hint="save it as .xlsx in Excel or LibreOffice",
            ) from error
        return parse_rows(enumerate(texts, start=1), path)

    @staticmethod
    def format(terms: Sequence[Term], name: str) -> bytes:
        """Write a workbook with one sheet, its headings frozen and filterable."""
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font

        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "glossary"
        for number, row in enumerate(format_rows(terms), start=1):
            for column, text in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = text
                cell.data_type = "s"  # else =… becomes a formula
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if number == 1:
                    cell.font = Font(bold=True)
        for letter, width in zip("ABCDEFGHIJ", (24, 40, 40, 40, 10, 20, 12, 30, 30, 12), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "C2"
        sheet.auto_filter.ref = sheet.dimensions
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def format_rows(terms: Iterable[Term]) -> Iterator[list[str]]:
    """Yield the headings, then a row for each term; the items of a list are parted by ` | `."""
    yield list(COLUMNS)
    for term in terms:
        yield [_format_field(getattr(term, name)) for name in COLUMNS]


def parse_rows(rows: Iterable[tuple[int, list[str]]], path: Path) -> list[Term]:
    """Return the terms of numbered rows, the first of which holds the headings; empty ones do not count."""
    filled = [(number, row) for number, row in rows if any(text.strip() for text in row)]
    if not filled:
        return []
    line, headings = filled[0]
    columns = [_column(path, line, number, text) for number, text in enumerate(headings, start=1)]
    for needed in ("zh", "en"):
        if needed not in columns:
            raise PlacedError(
                path, line, 1, f"no column {needed!r}", hint="the first row names the columns: zh, en, …"
            )
    return [_term(path, line, columns, row) for line, row in filled[1:]]


def _term(path: Path, line: int, columns: Sequence[str], row: Sequence[str]) -> Term:
    fields: dict[str, Any] = {"domain": path.stem}
    for number, (name, text) in enumerate(zip(columns, row, strict=False), start=1):
        text = " ".join(text.split())
        if name in LISTS:
            fields[name] = tuple(_split(text))
        elif name in FLAGS:
            if text.lower() not in (*TRUE, *FALSE):
                raise PlacedError(
                    path, line, number, f"{name} cannot be {text!r}", hint="write true or false"
                )
            fields[name] = text.lower() in TRUE
        elif name == "status" and text and text not in STATUSES:
            raise PlacedError(
                path, line, number, f"status cannot be {text!r}", hint=f"choose from {', '.join(STATUSES)}"
            )
        elif name and text:
            fields[name] = text
    if not fields.get("zh"):
        raise PlacedError(path, line, columns.index("zh") + 1, "no Chinese in this row")
    if not fields.get("en"):
        raise PlacedError(path, line, columns.index("en") + 1, f"{fields['zh']} has no rendering")
    return Term(**fields, place=Place(path, line, 1))


def _column(path: Path, line: int, number: int, heading: str) -> str:
    """Return the field that a heading means; an empty heading's column is passed over."""
    name = heading.strip().lower()
    name = HEADINGS.get(name, name)
    if name and name not in COLUMNS:
        near = get_close_matches(name, COLUMNS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the columns are {', '.join(COLUMNS)}"
        raise PlacedError(path, line, number, f"unknown column {heading!r}", hint=hint)
    return name


def _format_field(value: Any) -> str:
    if isinstance(value, tuple):
        return " | ".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    if isinstance(value, bool):
        return "true" if value else ""
    return value or ""


def _split(text: str) -> list[str]:
    """Return the items of a list field: `a | b\\|c` holds two."""
    items = re.findall(r"(?:[^|\\]|\\.)+", text)
    return [stripped for item in items if (stripped := re.sub(r"\\(.)", r"\1", item).strip())]


def _cell(value: object) -> str:
    return "" if value is None else str(value)
