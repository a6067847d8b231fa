"""What it costs to edit one term and translate a document again.

    python -m benchmarks.incremental TEST.tsv [--segments 500] [--repeat 3]

TEST.tsv has the Chinese in its second column. It is translated with an empty cache, then again after
one term of the glossary got another English; printed are the segments translated and the ratio of the times, each
the fastest of `--repeat` rounds.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from align.console import run
from align.text import Document, Segment, Span
from benchmarks.quality import signature
from benchmarks.testset import read_test
from translate.cache import Cache
from translate.engine import Engine
from translate.models import load
from translate.pipeline import summary
from translate.row import Translated
from translate.session import Session, Settings


def document(lines: Sequence[str]) -> Document:
    """Return a document with a segment for each line."""
    text, segments = "", []
    for line in lines:
        segments.append(Segment(line, Span(len(text), len(text) + len(line))))
        text += line + "\n"
    return Document("benchmark", text, tuple(segments))


def edited(page: Translated) -> tuple[str, int]:
    """Return the term whose occurrences are nearest to ten segments, and how many it has."""
    counts = Counter(zh for row in page.rows for zh in {use.match.term.zh for use in row.terms})
    zh = min(sorted(counts), key=lambda name: abs(counts[name] - 10))
    return zh, counts[zh]


class Round(NamedTuple):
    """The times and the pages of a first and a second run, what was edited between them, and how large the glossary is."""

    times: tuple[float, float]
    pages: tuple[Translated, Translated]
    zh: str
    touched: int
    terms: int


def edit_one(page: Document, engine: Engine) -> Round:
    """Translate a document with an empty cache, edit one term, and translate it again."""
    with tempfile.TemporaryDirectory() as folder:
        house, cache = Path(folder) / "house.yaml", Path(folder) / "cache.db"

        def run_with(*glossaries: Path) -> tuple[float, Translated, int]:
            begun = time.perf_counter()
            session = Session(Settings(glossaries=glossaries), engine=engine, cache=Cache(cache))
            (made,) = session.translate([page])
            return time.perf_counter() - begun, made, len(session.glossary)

        first, before, terms = run_with()
        zh, touched = edited(before)
        house.write_text(f"{zh}: house rendering\n", encoding="utf-8")
        second, after, _ = run_with(house)
    return Round((first, second), (before, after), zh, touched, terms)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.incremental",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("test", type=Path, metavar="TEST")
    options.add_argument("--segments", type=int, default=500, metavar="N")
    options.add_argument("--repeat", type=int, default=1, metavar="N", help="rounds to time (default 1)")
    options.set_defaults(beam=None, engine="marian")
    chosen = options.parse_args(arguments)
    page = document(read_test(chosen.test).first(chosen.segments).sources)
    engine = load("zh-en")
    rounds = [edit_one(page, engine) for _ in range(chosen.repeat)]
    _, made, zh, touched, terms = rounds[0]  # all but the times is the same in every round
    fresh, again = map(min, zip(*(one.times for one in rounds), strict=True))
    first, second = (summary([one]) for one in made)
    changed = sum(row.previous is not None for row in made[1].rows)
    print(f"first run    {first}  {fresh:.1f} s")
    print(f"edited       {zh}, in {touched} of {len(page.segments)} segments, one of {terms} terms")
    print(f"second run   {second}  {again:.2f} s, {changed} segments changed")
    print(f"time ratio   {again / fresh:.3f}")
    print(signature(engine, chosen))
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
