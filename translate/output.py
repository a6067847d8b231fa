"""Where rendered documents go: files in a folder, or standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path

from align.write import stems, write_atomic
from translate.render.formats import render, suffix
from translate.row import Translated


def deliver(pages: Sequence[Translated], formats: Sequence[str], folder: Path | None) -> list[Path]:
    """Write every document in every format and return the paths; `folder` None means standard output."""
    if folder is None:
        for page in pages:
            for to in formats:
                sys.stdout.buffer.write(render(page, to))
        sys.stdout.buffer.flush()
        return []
    written = []
    for page, stem in zip(pages, stems([page.document.name for page in pages]), strict=True):
        for to in formats:
            path = folder / (stem + suffix(to))
            write_atomic(path, render(page, to))
            written.append(path)
    return written
