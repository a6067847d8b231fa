"""The `align` command."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.console import note, run
from align.errors import UserError
from align.options import add_glossaries, add_output, check_folder, format_for_stdout, formats_of
from align.render.formats import BINARY, FORMATS

if TYPE_CHECKING:
    from translate.aligner import EngineAligner

EXAMPLES = """\
examples:
  align seeds/*.txt                                the top rows here, and out/align.html for the reviewer
  align seeds/*.txt --to html,xlsx,yaml -o review/ also a workbook, and proposals for `glossary add --from`
  align *.txt -g house.yaml --strict               your own terms too; exit 1 if anything is to be avoided
  align *.txt --no-model --to jsonl -o - | jq .    data for programs, nothing else on standard output
parallel texts (each has its own --help):
  align pair zh.txt en.txt                         sentence by sentence, as TSV; also whole folders
  align words pairs.txt                            word links of `中文 词 ||| English words`
  align score gold.align ours.tsv                  precision, recall, F1; alignment error rate
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of `align FILE…`."""
    made = argparse.ArgumentParser(
        prog="align",
        usage="align [options] FILE…",
        description="Pair the recurring phrases of Chinese and English documents that are no translations.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text files or patterns, in both languages; - is standard input",
    )
    add_output(made, FORMATS, "align.*")
    made.add_argument(
        "--min-count",
        type=int,
        default=2,
        metavar="N",
        help="how often a phrase recurs at least (2); glossary terms always count",
    )
    add_glossaries(made)
    made.add_argument(
        "--model", default="zh-en", metavar="MODEL", help="zh-en (bundled), a directory or a hub id"
    )
    made.add_argument("--no-model", action="store_true", help="glossary and dictionary evidence only")
    made.add_argument(
        "--strict", action="store_true", help="exit 1 if a rendering is found that the glossary says to avoid"
    )
    made.add_argument("-q", "--quiet", action="store_true", help="no table, no messages but errors")
    return made


def _aligner(name: str) -> "EngineAligner":
    from translate.aligner import EngineAligner
    from translate.models import load

    return EngineAligner(load(name))


def pair(arguments: Sequence[str]) -> int:
    """Align the sentences of parallel texts."""
    from align.pair import pair

    return pair(arguments, _aligner)


def words(arguments: Sequence[str]) -> int:
    """Link the words of parallel sentences."""
    from align.pair import words

    return words(arguments, _aligner)


def score(arguments: Sequence[str]) -> int:
    """Compare an alignment with a gold one."""
    from align.pair import score

    return score(arguments)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"pair": pair, "words": words, "score": score}
"""Subcommands by name; each takes the arguments after the name. A file of that name is written ./name."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command and exit with its status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command:
        sys.exit(run(lambda: command(arguments[1:])))
    given = parser().parse_args(arguments)
    sys.exit(run(lambda: compare_files(given)))


def compare_files(given: argparse.Namespace) -> int:
    """Do what `align FILE…` was asked to; 1 with --strict if something is to be avoided."""
    formats = formats_of(given.to, FORMATS)
    if given.output == "-":
        format_for_stdout(formats, binary=BINARY)
    else:
        check_folder(Path(given.output))
    if given.min_count < 1:
        raise UserError(f"--min-count {given.min_count} makes no sense", hint="give a whole number from 1")
    from align.compare import compare
    from align.lexicon import bundled_lexicon
    from align.phrasebook import bundled
    from align.read import read_documents
    from align.render.terminal import print_sheet
    from align.write import write_atomic
    from glossary.concepts import Concepts
    from glossary.store import default

    _repeated(given.files, quiet=given.quiet)
    documents = read_documents(given.files)
    terms = default(given.glossary)
    judge, signature = None, f"align · {len(terms)} terms {terms.version} · min-count {given.min_count}"
    if not given.no_model:
        from translate.judge import EngineJudge
        from translate.models import load

        engine = load(given.model)
        judge, signature = EngineJudge(engine), f"{signature} · model {engine.name} {engine.fingerprint[:10]}"
    sheet = compare(
        documents,
        Concepts(terms),
        bundled(),
        bundled_lexicon(),
        judge,
        min_count=given.min_count,
        warn=lambda message: note(f"warning: {message}", quiet=given.quiet),
        signature=signature,
    )
    from align.render.formats import render

    if given.output == "-":
        sys.stdout.buffer.write(render(sheet, formats[0]))
    else:
        if not given.quiet:
            print_sheet(sheet)
        for to in formats:
            path = Path(given.output) / f"align.{to}"
            write_atomic(path, render(sheet, to))
            note(f"wrote {path}", quiet=given.quiet)
    return 1 if given.strict and sheet.avoided else 0


def _repeated(files: Sequence[str], *, quiet: bool) -> None:
    """Say which files are named twice; they are read once."""
    for name in sorted({name for name in files if files.count(name) > 1}):
        note(f"warning: {name} is named {files.count(name)} times: counted once", quiet=quiet)


if __name__ == "__main__":
    main()
