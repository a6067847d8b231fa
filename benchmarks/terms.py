"""What enforcing terms costs and brings, step by step, in one run.

    python -m benchmarks.terms TEST.tsv [TEST.tsv …] [--dictionary TERMS.tsv] [--limit 200]

TEST.tsv is as for benchmarks.quality. --dictionary gives the systems a table of Chinese and English (first
and last column) in place of the terms of each line. The rows:

    no glossary       the engine alone, sentence by sentence
    find and replace  the rendering put into the Chinese before decoding: what people do without such a program
    annotate          the renderings asked for in the source, nothing checked
    repair            asked for by nothing, mended by forced decoding from the rendering
    full cascade      annotate, choose among the n-best, repair, force

`time` is a ratio to the first of the rows, each the fastest of `--repeat` rounds through all rows: other tenants of
a machine only ever make things slower. Constrained beam search, which transformers had until version 4, is not in
version 5.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from align.console import note, run
from align.segment import split_sentences
from align.text import Segment
from benchmarks.quality import HEAD, row, signature, table
from benchmarks.testset import Test, askable, matchers, read_lines, read_test
from glossary.matcher import Matcher
from glossary.term import Term, TermMatch
from translate.cache import Cache
from translate.enforce.cascade import Steps
from translate.engine import Engine
from translate.models import load
from translate.pipeline import Options, Tools, translate_again

Found = tuple[TermMatch, ...]


def sentences(test: Test, finders: Sequence[Matcher]) -> list[tuple[int, Segment, Found]]:
    """Return the sentences of every line with the line's number and the terms in them."""
    return [
        (number, Segment(span.of(source), span), finder.find(span.of(source)))
        for number, (source, finder) in enumerate(zip(test.sources, finders, strict=True))
        for span in split_sentences(source)
    ]


def replaced(segment: Segment, matches: Found) -> Segment:
    """Put the preferred renderings into the Chinese."""
    text, at = "", 0
    for match in matches:
        text += segment.text[at : match.span.start] + f" {match.term.en} "
        at = match.span.end
    text += segment.text[at:]
    return Segment(text, segment.span)


SYSTEMS: dict[str, tuple[Callable[[Segment, Found], tuple[Segment, Found]], Steps]] = {
    "no glossary": (lambda segment, _: (segment, ()), Steps()),
    "find and replace": (lambda segment, found: (replaced(segment, found), ()), Steps()),
    "annotate": (lambda segment, found: (segment, found), Steps(repair=False, force=False)),
    "repair": (lambda segment, found: (segment, found), Steps(annotate=False, force=False)),
    "full cascade": (lambda segment, found: (segment, found), Steps()),
}


def outputs(
    engine: Engine, test: Test, found: Sequence[tuple[int, Segment, Found]], system: str
) -> list[str]:
    """Translate a test with one of the systems; a line is its sentences joined by spaces."""
    prepare, steps = SYSTEMS[system]
    asked = [prepare(segment, matches) for _, segment, matches in found]
    tools = Tools(engine, Matcher(()), Cache.nowhere())
    rows = translate_again(asked, tools, Options(steps=steps))
    lines: list[list[str]] = [[] for _ in test.sources]
    for (number, _, _), made in zip(found, rows, strict=True):
        lines[number].append(made.target)
    return [" ".join(line) for line in lines]


def dictionary(path: Path) -> Matcher:
    """Read a table of Chinese and English, several renderings of one term being variants."""
    renderings: dict[str, list[str]] = {}
    for line in read_lines(path)[1:]:
        zh, *_, en = line.split("\t")
        renderings.setdefault(zh, []).append(en)
    return Matcher(Term(zh, forms[0], also=tuple(forms[1:])) for zh, forms in renderings.items())


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.terms",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("tests", type=Path, nargs="+", metavar="TEST")
    options.add_argument("--dictionary", type=Path, metavar="TSV", help="terms for every line of the tests")
    options.add_argument("--model", default="zh-en", metavar="NAME")
    options.add_argument("--engine", default="marian", choices=("marian", "reference", "echo"))
    options.add_argument("--limit", type=int, metavar="N", help="the first N lines of each test only")
    options.add_argument("--threads", type=int, metavar="N")
    options.add_argument(
        "--systems", nargs="+", choices=tuple(SYSTEMS), default=list(SYSTEMS), help="rows (default: all)"
    )
    options.add_argument("--repeat", type=int, default=1, metavar="N", help="rounds to time (default 1)")
    options.set_defaults(beam=None)
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser().parse_args(arguments)
    engine = load(options.model, engine=options.engine, threads=options.threads)
    for path in options.tests:
        test = read_test(path).first(options.limit)
        finders = (
            [dictionary(options.dictionary)] * len(test.sources) if options.dictionary else matchers(test, [])
        )
        found = sentences(test, finders)
        matches = askable(test, finders)
        # What is loaded once is not to be on any row's account.
        outputs(engine, test.first(1), [one for one in found if one[0] == 0], "full cascade")
        made: dict[str, list[str]] = {}
        took: dict[str, list[float]] = {system: [] for system in options.systems}
        for _ in range(options.repeat):
            for system in options.systems:
                begun = time.perf_counter()
                made[system] = outputs(engine, test, found, system)
                took[system].append(time.perf_counter() - begun)
                note(f"{path.name}: {system}: {took[system][-1]:.1f} s")
        fastest = [min(times) for times in took.values()]
        rows = [[*HEAD, "all exclusive", "time"]]
        for system, best in zip(options.systems, fastest, strict=True):
            lines = made[system]
            rows.append(
                [*row(system, test, lines, matches), whole(finders, test, lines), f"{best / fastest[0]:.2f}"]
            )
        print(table(rows), end="\n\n")
        print(test.signature)
    print(signature(engine, options))
    return 0


def whole(finders: Sequence[Matcher], test: Test, made: Sequence[str]) -> str:
    """Return the share of all term occurrences, in the reference or not, that the outputs render exclusively."""
    from translate.evaluate import term_occurrences

    matches = [finder.find(source) for finder, source in zip(finders, test.sources, strict=True)]
    return f"{term_occurrences(matches, made).share:.3f}"


if __name__ == "__main__":
    sys.exit(run(main))
