"""The top of the sheet on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from align.sheet import EnglishRow, PhraseRow, RenderingStanding, Sheet

if TYPE_CHECKING:
    from rich.text import Text

COLOURS: dict[RenderingStanding, str] = {
    "preferred": "green",
    "admitted": "cyan",
    "avoid": "red",
    "unlisted": "yellow",
}
STANDINGS = {
    "inconsistent in a document": "varies in a document",
    "inconsistent across documents": "varies across documents",
}


def print_sheet(
    sheet: Sheet, file: TextIO | None = None, *, rows: int = 20, width: int | None = None
) -> None:
    """Print the most frequent paired phrases, then renderings to avoid, then how many rows are not shown.

    `file` is standard output by default; colours come out only on a terminal. `width` is in cells, 120 where
    there is no terminal.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=file, highlight=False)
    if width or not console.is_terminal:
        console = Console(file=file, highlight=False, width=width or 120)
    paired = [row for row in sheet.phrases if row.renderings]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name in ("Chinese", "×", "standing", "renderings found"):
        table.add_column(
            name, justify="right" if name == "×" else "left", no_wrap=name == "×", overflow="fold"
        )
    for row in paired[:rows]:
        table.add_row(
            row.zh, str(len(row.occurrences)), STANDINGS.get(row.standing, row.standing), _chips(row)
        )
    console.print(table)
    for english in _avoided(sheet):
        console.print(
            Text.assemble(
                ("avoid  ", COLOURS["avoid"]),
                f"{english.en} ×{len(english.occurrences)}",
                (f"  use {english.preferred}" if english.preferred else "", COLOURS["preferred"]),
                (f"  {english.zh_proposed} (no aligned source)" if english.zh_proposed else "", "dim"),
            )
        )
    alone = len(sheet.phrases) - len(paired)
    more = max(0, len(paired) - rows)
    console.print(
        f"{len(paired)} Chinese phrases with renderings{f' ({more} not shown)' if more else ''}, "
        f"{alone} with no counterpart, "
        f"{len(sheet.english)} English phrases without source",
        style="dim",
    )


def _chips(row: PhraseRow) -> Text:
    from rich.text import Text

    chips = Text()
    for item in row.renderings:
        colour = COLOURS[item.standing]
        chips.append(", " if chips.plain else "")
        chips.append(item.en, style=colour if item.decision == "pair" else f"dim {colour}")
        chips.append(f" ×{item.count}")
        note = "?" if item.decision == "candidate" else " (avoid)" if item.standing == "avoid" else ""
        chips.append(note, style="dim")
    return chips


def _avoided(sheet: Sheet) -> list[EnglishRow]:
    return [row for row in sheet.english if row.standing == "avoid"]
