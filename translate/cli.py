"""The `translate` command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.console import note, progress, run
from align.errors import UserError
from align.options import add_glossaries, add_output, check_folder, format_for_stdout, formats_of
from translate.render.formats import BINARY, FORMATS, JOINABLE

if TYPE_CHECKING:
    from align.text import Document
    from translate.session import Session, Settings

EXAMPLES = """\
examples:
  translate seeds/004_*.txt                       side by side here, and out/004_….html for the reviewer
  translate report.txt -g house.yaml --strict     your terms over the shipped ones; exit 1 on errors
  translate *.txt --to docx,xlsx,tmx -o review/   for Word, Excel and CAT tools
  translate page.txt --to jsonl -o - | jq .       data for programs, nothing else on standard output
  translate report.txt -g house.yaml --watch      translate anew whenever the text or the glossary is saved
  translate learn reviewed.xlsx                   take a reviewer's corrections into the translation memory
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of `translate FILE…`."""
    made = argparse.ArgumentParser(
        prog="translate",
        usage="translate [options] FILE…\n       translate learn [options] REVIEWED…",
        description="Translate Chinese official documents into English, every term as the glossary says.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("files", nargs="*", metavar="FILE", help="text files or patterns; - is standard input")
    out = made.add_argument_group("output")
    add_output(out, FORMATS)
    out.add_argument(
        "--article", action="store_true", help="leave out page furniture: keywords, related reading, credits"
    )
    out.add_argument(
        "--abbreviate", action="store_true", help="“Ministry of … (MIIT)” at first mention, “MIIT” later"
    )
    out.add_argument(
        "--changes",
        action="store_true",
        help="list what a glossary edit changed, before and after, instead of the page",
    )
    out.add_argument(
        "--signature", action="store_true", help="print the line that makes the result repeatable"
    )
    terms = made.add_argument_group("terms and memory")
    add_glossaries(terms)
    terms.add_argument(
        "--domain",
        metavar="NAMES",
        help="use only these shipped domains, comma-separated; auto: those the document votes for",
    )
    terms.add_argument(
        "--memory",
        metavar="FILE",
        type=Path,
        help="translation memory: .tmx .xlsx .xliff .docx .tsv or the .db of `translate learn`",
    )
    terms.add_argument(
        "--consistent",
        action="store_true",
        help="give recurrent phrases outside the glossary one rendering a document",
    )
    terms.add_argument(
        "--across", action="store_true", help="with --consistent: one rendering in all documents of the run"
    )
    terms.add_argument("--strict", action="store_true", help="exit 1 if any segment has an error")
    model = made.add_argument_group("model")
    model.add_argument(
        "--model",
        default="zh-en",
        metavar="NAME",
        help="zh-en (bundled), a checkpoint folder, or a hub id such as Helsinki-NLP/opus-mt-zh-en",
    )
    model.add_argument(
        "--engine",
        default="marian",
        choices=("marian", "reference", "echo"),
        help="marian (CTranslate2), reference (transformers), echo (no model)",
    )
    model.add_argument("--beam", type=_positive, metavar="N", help="beam size (the model's own)")
    model.add_argument("--threads", type=_positive, metavar="N", help="processor threads (all, at most 4)")
    model.add_argument("--no-cache", action="store_true", help="translate everything anew")
    other = made.add_argument_group("other")
    other.add_argument(
        "--simplify", action="store_true", help="convert traditional characters to simplified first"
    )
    other.add_argument(
        "--watch", action="store_true", help="translate again whenever a file or glossary is saved"
    )
    other.add_argument("-q", "--quiet", action="store_true", help="say nothing on standard error but errors")
    other.add_argument("--version", action="store_true", help="print the version")
    return made


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def learn_parser() -> argparse.ArgumentParser:
    """Return the parser of `translate learn`."""
    made = argparse.ArgumentParser(
        prog="translate learn",
        description="Take reviewed XLSX, XLIFF or DOCX files back: approved segments into the translation "
        "memory, changed terms as proposals for the glossary.",
        epilog="example:\n  translate learn review/report.xlsx && translate next.txt --memory memory.db",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "files",
        nargs="+",
        metavar="REVIEWED",
        type=Path,
        help="files written by `translate --to xlsx,xliff,docx`, edited",
    )
    made.add_argument(
        "--memory", default=Path("memory.db"), type=Path, metavar="DB", help="memory to add to (memory.db)"
    )
    made.add_argument(
        "--proposals",
        default=Path("proposals.yaml"),
        type=Path,
        metavar="YAML",
        help="where changed terms go (proposals.yaml)",
    )
    add_glossaries(made)
    made.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    return made


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 fine, 1 findings under --strict, 2 the user's mistake."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["learn"]:
        arguments = learn_parser().parse_args(words[1:])
        sys.exit(run(lambda: _learn(arguments)))
    arguments = parser().parse_args(words)
    sys.exit(run(lambda: _translate(arguments)))


def _settings(arguments: argparse.Namespace) -> "Settings":
    from translate.pipeline import Options
    from translate.session import Settings

    return Settings(
        model=arguments.model,
        engine=arguments.engine,
        threads=arguments.threads,
        glossaries=tuple(arguments.glossary),
        domains=tuple(arguments.domain.split(",")) if arguments.domain else None,
        memory=arguments.memory,
        cache=not arguments.no_cache,
        article=arguments.article,
        abbreviate=arguments.abbreviate,
        consistent=arguments.consistent or arguments.across,
        across=arguments.across,
        simplify=arguments.simplify,
        options=Options(beam=arguments.beam),
    )


def _translate(arguments: argparse.Namespace) -> int:
    if arguments.version:
        from importlib.metadata import version

        print(version("duizhao"))
        return 0
    formats = formats_of(arguments.to, FORMATS)
    from align.read import read_documents
    from translate.session import Session
    from translate.watch import changes, stamps

    if not arguments.files and not arguments.signature:
        raise UserError(
            "no document given",
            hint="translate FILE…, or - for standard input; translate --help shows examples",
        )
    documents = read_documents(arguments.files, simplify=arguments.simplify)
    if arguments.output == "-":
        to = format_for_stdout(formats, binary=BINARY)
        if len(documents) > 1 and to not in JOINABLE:
            raise UserError(
                f"{len(documents)} documents cannot be one {to} file",
                hint="give -o a folder, or use --to jsonl",
            )
    else:
        check_folder(Path(arguments.output))
    with Session(_settings(arguments)) as session:
        for override in session.overridden:
            note(
                f"{override.new.place}: {override.new.zh} takes the place of {override.old.place}",
                quiet=arguments.quiet,
            )
        if arguments.signature:
            for line in dict.fromkeys(map(session.signature_of, documents)) or (session.signature,):
                print(line)
            if not documents:
                return 0
        seen = stamps([*_files(arguments, documents), *arguments.glossary]) if arguments.watch else {}
        status = _once(arguments, session, formats, documents)
        if arguments.watch:
            for _ in changes(seen):
                try:
                    session.reload_glossary()
                    documents = read_documents(arguments.files, simplify=arguments.simplify)
                    status = _once(arguments, session, formats, documents)
                except UserError as error:
                    note(f"error: {error}")
        return status


def _files(arguments: argparse.Namespace, documents: "list[Document]") -> list[Path]:
    """Return the files that were read: patterns and - are none, the documents say which ones a pattern means."""
    names = [*arguments.files, *(document.name for document in documents)]
    return [path for name in names if (path := Path(name)).is_file()]


def _once(
    arguments: argparse.Namespace, session: "Session", formats: list[str], documents: "list[Document]"
) -> int:
    from translate.output import deliver
    from translate.render.changes import print_changes
    from translate.render.terminal import print_page
    from translate.session import changed

    total = sum(len(document.segments) for document in documents)
    with progress("translating", total, quiet=arguments.quiet) as advance:
        pages = session.translate(documents, advance=advance)
    to_stdout = arguments.output == "-"
    if to_stdout:
        deliver(pages, formats, None)
    else:
        for page in pages:
            (print_changes if arguments.changes else print_page)(page)
        for path in deliver(pages, formats, Path(arguments.output)):
            note(f"wrote {path}", quiet=arguments.quiet)
    if (count := changed(pages)) and not arguments.changes:
        differ = "1 segment differs" if count == 1 else f"{count} segments differ"
        note(f"{differ} from the last run (--changes lists them)", quiet=arguments.quiet)
    errors = sum(
        finding.severity == "error" for page in pages for row in page.rows for finding in row.findings
    )
    return 1 if arguments.strict and errors else 0


def _learn(arguments: argparse.Namespace) -> int:
    from translate.learn import learn

    for path in arguments.files:
        learned = learn(path, arguments.memory, glossaries=arguments.glossary, proposals=arguments.proposals)
        note(f"{path}: {learned}", quiet=arguments.quiet)
    return 0


if __name__ == "__main__":
    main()
