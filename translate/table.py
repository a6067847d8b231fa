"""Translations in the rows of a table: a spreadsheet, a Word document, tab-separated text."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from align.errors import UserError
from align.language import language_of
from align.package import BROKEN
from align.read import decode
from translate.bitext import STATES, Unit, as_state
from translate.render.tsv import HEAD

Role = Literal["source", "target", "state", "machine"]
HEADINGS: dict[str, Role] = {
    "chinese": "source",
    "source": "source",
    "zh": "source",
    "zh-cn": "source",
    "中文": "source",
    "原文": "source",
    "english": "target",
    "target": "target",
    "translation": "target",
    "en": "target",
    "en-us": "target",
    "en-gb": "target",
    "英文": "target",
    "译文": "target",
    "state": "state",
    "status": "state",
    "machine": "machine",
}
ESCAPED = {"t": "\t", "n": "\n", "r": "\r"}
MARKS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}  # elements of Word that stand for characters
NAMED = 5  # places that a warning names
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

logger = logging.getLogger(__name__)


def read_xlsx(path: Path) -> Iterator[Unit]:
    """Yield the units of a workbook: of its sheet "translation", or else of its first."""
    import warnings

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that reading does not need
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                sheet = book["translation"] if "translation" in book.sheetnames else book.worksheets[0]
                sheet.reset_dimensions()  # some programs write a wrong one
                rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            finally:
                book.close()
    except (InvalidFileException, *BROKEN) as error:
        raise _unreadable(path, "an XLSX workbook") from error
    return _units(path, rows)


def read_docx(path: Path) -> Iterator[Unit]:
    """Yield the units of the tables of a Word document that have the headings for it.

    Tracked changes count as accepted.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        body = docx.Document(str(path)).element.body
    except (PackageNotFoundError, *BROKEN) as error:
        raise _unreadable(path, "a Word document") from error
    tables = [_rows(table) for table in body.iter(f"{_W}tbl")]
    known = [rows for rows in tables if rows and _roles(rows[0])]
    if not known:
        raise UserError(f"{path}: no table with the headings Chinese and English")
    return (unit for rows in known for unit in _units(path, rows))


def read_tsv(path: Path) -> Iterator[Unit]:
    r"""Yield the units of tab-separated text, of any encoding that is usual for Chinese.

    In our own files \t, \n, \r and \\ stand for what cannot be in a cell; elsewhere a backslash is one.
    """
    text = decode(path.read_bytes(), path)
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n")]
    if tuple(rows[0]) == HEAD:
        rows = [
            [re.sub(r"\\(.)", lambda escape: ESCAPED.get(escape[1], escape[1]), cell) for cell in row]
            for row in rows
        ]
    return _units(path, rows)


def _units(path: Path, rows: Sequence[Sequence[str]]) -> Iterator[Unit]:
    """Yield a unit for each row below the headings; without headings, the first two columns are the texts.

    A state that is no known word is warned of and counts as none.
    """
    roles = _roles(rows[0]) if rows else {}
    first = 1 if roles else 0
    if not roles:
        roles = _guessed(rows)
    if rows and not roles:
        raise UserError(
            f"{path}: no columns with the headings Chinese and English", hint="name them in the first row"
        )
    unknown: dict[str, list[str]] = {}
    for number, row in enumerate(rows[first:], start=first + 1):
        cells = {role: row[column].strip() for role, column in roles.items() if column < len(row)}
        unit = Unit(
            source=cells.get("source", ""),
            target=cells.get("target", ""),
            origin=f"{path.name}:{number}",
            state=as_state(cells.get("state", "")),
            machine=cells.get("machine") or None,
        )
        if unit.source and unit.state is None and cells.get("state"):
            unknown.setdefault(cells["state"], []).append(unit.origin)
        yield unit
    for word, places in list(unknown.items())[:NAMED]:  # a column of that name may hold remarks
        named = ", ".join(places[:NAMED]) + (" and more" if len(places) > NAMED else "")
        logger.warning("%s: “%s” is no state and is ignored; known are %s", named, word, ", ".join(STATES))


def _roles(heading: Iterable[str]) -> dict[Role, int]:
    """Return the column of each role, nothing where the two texts have none."""
    roles: dict[Role, int] = {}
    for column, name in enumerate(heading):
        role = HEADINGS.get(name.strip().lower())
        if role is not None:
            roles.setdefault(role, column)
    return roles if "source" in roles and "target" in roles else {}


def _guessed(rows: Sequence[Sequence[str]]) -> dict[Role, int]:
    """Return the first two columns with their languages, as most rows have it."""
    votes = [(language_of(row[0]), language_of(row[1])) for row in rows if len(row) > 1]
    straight, crossed = votes.count(("zh", "en")), votes.count(("en", "zh"))
    if not straight and not crossed:
        return {}
    return {"source": 0, "target": 1} if straight >= crossed else {"source": 1, "target": 0}


def _cell(value: object) -> str:
    """Return a cell as text; a spreadsheet program may have taken 2035 for a number."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n")


def _rows(table: Any) -> list[list[str]]:
    """Return the text of a Word table's cells, each row as long as it is there."""
    rows = (row for row in table.iter(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None)
    return [[_text(cell) for cell in row.iter(f"{_W}tc")] for row in rows]


def _text(cell: Any) -> str:
    """Return the text of a Word cell as it reads when all tracked changes are accepted.

    python-docx does not see inserted text; deleted text is in elements of another name, moved text is not.
    """
    paragraphs: list[str] = []
    for paragraph in cell.iter(f"{_W}p"):
        parts: list[str] = []
        for element in paragraph.iter(f"{_W}t", *(_W + mark for mark in MARKS)):
            if any(True for _ in element.iterancestors(f"{_W}moveFrom", f"{_W}tabs")):
                continue
            parts.append(
                element.text or "" if element.tag == f"{_W}t" else MARKS[element.tag.removeprefix(_W)]
            )
        paragraphs.append("".join(parts))
    return "\n".join(text for text in paragraphs if text.strip())


def _unreadable(path: Path, kind: str) -> UserError:
    return UserError(
        f"{path}: not {kind}, or a damaged one", hint="open it in its own program and save it again"
    )
