"""What a glossary edit changed, before and after, for the terminal."""

import sys
from typing import TextIO

from translate.row import Translated


def print_changes(translated: Translated, file: TextIO | None = None) -> None:
    """Print each segment whose translation differs from the one shown before: Chinese, old and new English."""
    file = file or sys.stdout
    changed = [(number, row) for number, row in enumerate(translated.rows, 1) if row.previous is not None]
    print(f"{translated.document.name}: {len(changed)} of {len(translated.rows)} segments changed", file=file)
    for number, row in changed:
        print(f"{number:>5}  {' '.join(row.segment.text.split())}", file=file)
        print(f"    -  {row.previous}", file=file)
        print(f"    +  {row.target}", file=file)
