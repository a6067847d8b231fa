"""Where rendered documents go: files in a folder, or standard output."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from align.errors import UserError
from align.write import slug, write_atomic
from translate.render.formats import render, suffix
from translate.row import Translated

BINARY = ("docx", "xlsx")


def deliver(pages: Sequence[Translated], formats: Sequence[str], folder: Path | None) -> list[Path]:
    """Write every document in every format and return the paths; `folder` None means standard output."""
    if folder is None:
        _to_stdout(pages, formats)
        return []
    written = []
    for page, stem in zip(pages, stems([page.document.name for page in pages]), strict=True):
        for to in formats:
            path = folder / (stem + suffix(to))
            write_atomic(path, render(page, to))
            written.append(path)
    return written


def _to_stdout(pages: Sequence[Translated], formats: Sequence[str]) -> None:
    if len(formats) != 1:
        raise UserError(
            "standard output takes one format at a time", hint="name one with --to, or give -o a folder"
        )
    if len(pages) > 1 and formats[0] not in ("jsonl", "tsv", "md"):
        raise UserError(
            f"{len(pages)} documents cannot be one {formats[0]} file",
            hint="give -o a folder, or use --to jsonl",
        )
    if formats[0] in BINARY and sys.stdout.isatty():
        raise UserError(
            f"{formats[0]} is not for a terminal", hint="redirect standard output, or give -o a folder"
        )
    for page in pages:
        sys.stdout.buffer.write(render(page, formats[0]))
    sys.stdout.buffer.flush()


def stems(names: Sequence[str]) -> list[str]:
    """Return a file name without suffix for each document, all different.

    >>> stems(["a/x.txt", "b/x.txt", "-"])
    ['x', 'x-2', 'stdin']
    """
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        stem = "stdin" if name in ("-", "") else slug(Path(name).stem)
        seen[stem] += 1
        made.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return made
