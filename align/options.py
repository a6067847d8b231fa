"""Options that the commands share, and what they may be given."""

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from align.errors import UserError


def add_output(group: argparse._ActionsContainer, formats: Collection[str], files: str = "") -> None:
    """Add --to and -o; `files` is what is written to the folder, if that is not plain."""
    group.add_argument(
        "--to", default="html", metavar="FORMATS", help=f"comma-separated, from {', '.join(formats)} (html)"
    )
    group.add_argument(
        "-o",
        "--output",
        default="out",
        metavar="DIR",
        help=f"folder to write {files}{' ' if files else ''}to (out); - writes to standard output",
    )


def add_glossaries(group: argparse._ActionsContainer) -> None:
    """Add -g, a list of paths."""
    group.add_argument(
        "-g",
        "--glossary",
        action="append",
        default=[],
        metavar="YAML",
        type=Path,
        help="your terms, over the shipped ones; may be repeated",
    )


def formats_of(text: str, known: Collection[str]) -> list[str]:
    """Return the formats that --to names, each once and in the order of `known`.

    >>> formats_of("xlsx, html", ("html", "xlsx", "tsv"))
    ['html', 'xlsx']
    """
    named = {name.strip() for name in text.split(",") if name.strip()}
    choice = f"choose from {', '.join(known)}"
    for name in sorted(named.difference(known)):
        raise UserError(f"unknown format {name!r}", hint=choice)
    if not named:
        raise UserError("--to names no format", hint=choice)
    return [name for name in known if name in named]


def format_for_stdout(formats: Sequence[str], *, binary: Collection[str]) -> str:
    """Return the one format that goes to standard output; those in `binary` would upset a terminal."""
    if len(formats) > 1:
        raise UserError(
            "standard output takes one format at a time", hint="name one with --to, or give -o a folder"
        )
    if formats[0] in binary and sys.stdout.isatty():
        raise UserError(
            f"{formats[0]} is not for a terminal", hint="redirect standard output, or give -o a folder"
        )
    return formats[0]


def check_folder(path: Path) -> None:
    """Raise unless this is a folder or may become one: said before hours of work, not after."""
    found = next((place for place in (path, *path.parents) if place.exists()), None)
    if found is not None and not found.is_dir():
        raise UserError(f"{path}: {found} is a file", hint="-o wants a folder to write to")
    if found is not None and not os.access(found, os.W_OK):
        raise UserError(f"{path}: {found} cannot be written to", hint="give -o another folder")
