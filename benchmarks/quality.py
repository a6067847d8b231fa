"""How good the translations are, ours beside others'.

    python -m benchmarks.quality TEST.tsv [--model zh-en] [--modes plain enforced]
    python -m benchmarks.quality SRC.zh REF.en --peers OUTPUTS/ [--limit 200]

TEST.tsv has document, Chinese, English and, if need be, the terms of the line as JSON ({"基金": ["fund"]});
without them the terms are those of the glossary that the reference renders as it says. --peers is a directory
of files with a line of output for each line of the test. Modes:

    plain      the engine alone, line by line
    annotated  the same, told in the source how the reference renders each term: a perfect glossary
    enforced   the whole pipeline with the terms: sentences split, annotated, repaired, forced
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from align.console import note, run
from align.segment import split_sentences
from align.text import Document, Segment
from benchmarks.testset import Test, as_rendered, askable, matchers, read_peers, read_test
from glossary.matcher import Matcher
from glossary.term import TermMatch
from translate.cache import Cache
from translate.engine import Annotation, Engine, Request
from translate.evaluate import Passage, bleu, chrf, faults, term_occurrences, term_success
from translate.models import ENGINES, load
from translate.pipeline import Options, Tools, translate_document

MODES = ("plain", "annotated", "enforced")


def translate(
    engine: Engine,
    test: Test,
    mode: str,
    matches: Sequence[Sequence[TermMatch]],
    finders: Sequence[Matcher],
    beam: int | None,
) -> list[str]:
    """Translate the lines of a test in one of the modes."""
    if mode == "enforced":
        options = Options(beam=beam)
        outputs = []
        for source, finder in zip(test.sources, finders, strict=True):
            segments = tuple(Segment(span.of(source), span) for span in split_sentences(source))
            document = Document("line", source, segments)
            rows = translate_document(document, Tools(engine, finder, Cache.nowhere()), options).rows
            outputs.append(" ".join(row.target for row in rows))
        return outputs
    told: Sequence[Sequence[TermMatch]] = (
        as_rendered(test, matches) if mode == "annotated" else [()] * len(test.sources)
    )
    requests = [
        Request(source, tuple(Annotation(match.span, match.term.en) for match in found))
        for source, found in zip(test.sources, told, strict=True)
    ]
    return [hypotheses[0].text for hypotheses in engine.translate(requests, beam=beam)]


def row(system: str, test: Test, outputs: Sequence[str], matches: Sequence[Sequence[TermMatch]]) -> list[str]:
    """Score the outputs of a system: the cells of its row."""
    texts: dict[str, list[int]] = {}
    for number, document in enumerate(test.documents):
        texts.setdefault(document or str(number), []).append(number)
    passages = []
    for numbers in texts.values():
        terms: dict[str, list[str]] = {}  # a variant that one line has is right for the whole document
        for number in numbers:
            here: Mapping[str, Sequence[str]] = (
                test.terms[number]
                if test.terms is not None
                else {match.span.of(test.sources[number]): match.term.renderings for match in matches[number]}
            )
            for zh, forms in here.items():
                terms.setdefault(zh, []).extend(forms)
        source, output, reference = (
            "\n".join(side[number] for number in numbers) for side in (test.sources, outputs, test.references)
        )
        passages.append(Passage(source, output, reference, terms))
    wrong = faults(test.sources, outputs)
    occurrences = term_occurrences(matches, outputs)
    verbatim = term_occurrences(as_rendered(test, matches), outputs)
    return [
        system,
        f"{bleu(outputs, test.references).value:.1f}",
        f"{chrf(outputs, test.references).value:.1f}",
        f"{chrf(outputs, test.references, word_order=2).value:.1f}",
        f"{term_success(passages).value:.3f}",
        f"{occurrences.share:.3f}",
        f"{verbatim.share:.3f}",
        f"{wrong.empty}/{wrong.repetition}/{wrong.han}",
    ]


HEAD = [
    "system",
    "BLEU",
    "chrF2",
    "chrF2++",
    "terms WMT25",
    "terms exclusive",
    "as in reference",
    "empty/loop/Han",
]


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out as a Markdown table, names to the left and figures to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| "
        + " | ".join(
            cell.rjust(w) if n else cell.ljust(w) for n, (cell, w) in enumerate(zip(r, widths, strict=True))
        )
        + " |"
        for r in rows
    ]
    rule = (
        "|"
        + "|".join("-" * (width + 1) + (":" if number else "-") for number, width in enumerate(widths))
        + "|"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("test", type=Path, metavar="TEST", help="table, or source file with REF after it")
    options.add_argument("reference", type=Path, nargs="?", metavar="REF", help="reference file")
    options.add_argument(
        "--model", action="append", metavar="NAME", help="model to measure (may be repeated; zh-en)"
    )
    options.add_argument(
        "--engine", default="marian", choices=[*ENGINES, "none"], help="none: the peers only"
    )
    options.add_argument("--modes", nargs="+", choices=MODES, default=["plain"], help="see above")
    options.add_argument("--peers", type=Path, metavar="DIR", help="outputs of other systems")
    options.add_argument(
        "--glossary", type=Path, action="append", default=[], metavar="YAML", help="over the shipped"
    )
    options.add_argument("--limit", type=int, metavar="N", help="the first N lines only")
    options.add_argument("--beam", type=int, metavar="N", help="hypotheses kept (default: the model's)")
    options.add_argument("--threads", type=int, metavar="N", help="batches at once")
    options.add_argument("--save", type=Path, metavar="DIR", help="write the outputs there")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser().parse_args(arguments)
    test = read_test(options.test, options.reference).first(options.limit)
    finders = matchers(test, options.glossary)
    matches = askable(test, finders)
    rows, signatures = [HEAD], [test.signature]
    peers = read_peers(options.peers, options.limit, len(test.sources)) if options.peers else {}
    rows += [row(name, test, outputs, matches) for name, outputs in peers.items()]
    for name in (options.model or ["zh-en"]) if options.engine != "none" else []:
        engine = load(name, engine=options.engine, threads=options.threads)
        for mode in options.modes:
            begun = time.monotonic()
            outputs = translate(engine, test, mode, matches, finders, options.beam)
            note(f"{name} {mode}: {len(outputs)} lines in {time.monotonic() - begun:.1f} s")
            rows.append(row(f"{name} {mode}", test, outputs, matches))
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                path = options.save / f"{Path(name).name}-{mode}.en"
                path.write_text(
                    "".join(output.replace("\n", " ") + "\n" for output in outputs), encoding="utf-8"
                )
        signatures.append(signature(engine, options))
    print(table(rows))
    print()
    print(f"{sum(map(len, matches))} term occurrences in source and reference")
    metrics: list[Any] = [bleu(["a"], ["a"]), chrf(["a"], ["a"]), chrf(["a"], ["a"], word_order=2)]
    for line in (*signatures, *(f"{metric.name} {metric.signature}" for metric in metrics)):
        print(line)
    return 0


def signature(engine: Engine, options: argparse.Namespace) -> str:
    """Say everything about the model that can change the figures."""
    packages = "|".join(f"{name}:{version(name)}" for name in ("duizhao", "ctranslate2", "transformers"))
    beam = options.beam or "model"
    return (
        f"model:{engine.name}|engine:{options.engine}|print:{engine.fingerprint[:12]}|beam:{beam}|{packages}"
    )


if __name__ == "__main__":
    sys.exit(run(main))
