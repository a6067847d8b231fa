"""The `glossary` command."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glossary.term import Term

EXAMPLES = """\
examples:
  glossary check                              look for mistakes in the shipped terms
  glossary check house.yaml                   … and in your own file
  glossary find 加快5G独立组网建设            the terms in a text
  glossary find seeds/004_*.txt -g house.yaml the terms in a file, with line and column
  glossary show 工信部                        everything about one entry
  glossary list --domain telecom              all entries of a domain
  glossary add 算力网络 "computing power network" --also "computing network"
  glossary add --from proposals.yaml --to house.yaml
  glossary convert house.yaml house.tbx       yaml, csv, tsv, xlsx and tbx, either way
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 for findings, 2 for the user's mistake."""
    options = parser().parse_args(arguments)
    from align.console import run

    body: Callable[[argparse.Namespace], int] = options.body
    return run(lambda: body(options))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; every subcommand sets `body`."""
    top = argparse.ArgumentParser(
        prog="glossary",
        description="Look up, check, change and exchange the official terms.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, body: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        sub.set_defaults(body=body)
        return sub

    check = command("check", _check, "find mistakes in glossary files; exit status 1 where there are any")
    check.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="YAML files (default: the shipped ones)"
    )

    find = command("find", _find, "find the terms in a text or in files")
    find.add_argument(
        "texts", nargs="+", metavar="TEXT|FILE", help="Chinese text, a file, or - for standard input"
    )
    find.add_argument("--nested", action="store_true", help="also terms inside longer ones")
    _sources(find)

    show = command("show", _show, "show everything about an entry")
    show.add_argument("zh", metavar="ZH", help="a Chinese designation or alias")
    _sources(show)

    listing = command("list", _list, "list entries: Chinese, English, domain")
    _sources(listing)

    stats = command("stats", _stats, "count the entries of each domain")
    _sources(stats)

    add = command("add", _add, "add an entry to a file, or the entries of another file")
    add.add_argument("zh", nargs="?", metavar="ZH")
    add.add_argument("en", nargs="?", metavar="EN", help="the preferred rendering")
    for name, about in (
        ("also", "a rendering that is admitted"),
        ("avoid", "a rendering that must not come out"),
        ("alias", "another Chinese designation"),
    ):
        add.add_argument(
            f"--{name}", action="append", metavar=name.upper(), help=f"{about} (repeatable; '' for none)"
        )
    for name, about in (
        ("abbr", "English short form"),
        ("source", "where it is from"),
        ("note", "anything else"),
    ):
        add.add_argument(f"--{name}", metavar=name.upper(), help=about)
    add.add_argument("--status", choices=("approved", "proposed", "deprecated"), help="approved unless given")
    add.add_argument(
        "--from", dest="proposals", type=Path, metavar="FILE", help="take the entries of this file"
    )
    add.add_argument(
        "--replace",
        action="store_true",
        help="change an entry that is there already; it keeps what is not given, with another EN only its "
        "aliases, conditions, domain and what to avoid",
    )
    _target(add)

    remove = command("remove", _remove, "remove an entry from a file")
    remove.add_argument("zh", metavar="ZH", help="its main designation")
    _target(remove)

    convert = command("convert", _convert, "convert a glossary: yaml, csv, tsv, xlsx, tbx")
    convert.add_argument("source", type=Path, metavar="IN")
    convert.add_argument("target", type=Path, metavar="OUT")
    return top


def _sources(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-g", "--glossary", action="append", default=[], type=Path, metavar="FILE",
        help="lay this file over the shipped terms (repeatable)",
    )  # fmt: skip
    command.add_argument(
        "--domain", action="append", metavar="NAME", help="only this domain of the shipped terms (repeatable)"
    )


def _target(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--to",
        type=Path,
        default=Path("house.yaml"),
        metavar="FILE",
        help="the file to change (default: %(default)s)",
    )


def _check(options: argparse.Namespace) -> int:
    from align.console import note
    from glossary.lint import lint
    from glossary.store import shipped_files

    files = options.files or shipped_files()
    faults = lint(files)
    for fault in faults:
        print(f"{fault.place}: {fault.message}")
    note(f"{_count(len(files), 'file')}, {_count(len(faults), 'fault')}")
    return 1 if faults else 0


def _count(number: int, noun: str) -> str:
    """Return a number with its noun: no faults, 1 fault, 2 faults."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _find(options: argparse.Namespace) -> int:
    from glossary.report import found_lines
    from glossary.store import default

    glossary = default(options.glossary, options.domain)
    for line in found_lines(glossary, options.texts, sys.stdin.buffer, nested=options.nested):
        print(line)
    return 0


def _show(options: argparse.Namespace) -> int:
    from glossary.report import entry_lines
    from glossary.store import default

    for line in entry_lines(default(options.glossary, options.domain), options.zh):
        print(line)
    return 0


def _list(options: argparse.Namespace) -> int:
    from glossary.store import default

    for term in default(options.glossary, options.domain):
        print(term.zh, term.en, term.domain, sep="\t")
    return 0


def _stats(options: argparse.Namespace) -> int:
    from glossary.report import stats_lines
    from glossary.store import default

    for line in stats_lines(default(options.glossary, options.domain)):
        print(line)
    return 0


def _add(options: argparse.Namespace) -> int:
    from align.console import note
    from align.errors import UserError
    from glossary.edit import add_all
    from glossary.exchange import read

    if (options.proposals is None) == (options.zh is None):
        raise UserError(
            "give ZH and EN, or --from FILE", hint="glossary add 算力网络 'computing power network'"
        )
    terms = [_given(options)] if options.proposals is None else read(options.proposals)
    added, changed, kept = add_all(options.to, terms, replacing=options.replace)
    note(f"{options.to}: {added} added, {changed} changed, {kept} there already")
    return 0


def _given(options: argparse.Namespace) -> "Term":
    """Return the entry that the command line describes."""
    from align.errors import UserError
    from glossary.lint import HAN
    from glossary.term import Term

    zh, en = options.zh, options.en
    if not en or not en.strip():
        raise UserError(f"no rendering for {zh}", hint=f"glossary add {zh} 'English'")
    if HAN.search(en) and not HAN.search(zh):
        raise UserError(
            f"{zh!r} is not Chinese, and {en!r} is", hint=f'Chinese first: glossary add {en} "{zh}"'
        )
    fields: dict[str, Any] = {
        "also": options.also,
        "avoid": options.avoid,
        "abbr": options.abbr,
        "aliases": options.alias,
        "status": options.status,
        "source": options.source,
        "note": options.note,
    }
    said = {name: value for name, value in fields.items() if value is not None}
    held: dict[str, Any] = {
        name: tuple(filter(str.strip, value)) if isinstance(value, list) else value.strip() or None
        for name, value in said.items()
    }
    return Term(zh, en, **held, said=frozenset(said))


def _remove(options: argparse.Namespace) -> int:
    from align.console import note
    from glossary.edit import remove

    remove(options.to, options.zh)
    note(f"{options.to}: {options.zh} removed")
    return 0


def _convert(options: argparse.Namespace) -> int:
    from align.console import note
    from align.errors import UserError
    from glossary.exchange import read, write

    with contextlib.suppress(OSError):  # one that is not there is not the same
        if options.source.samefile(options.target):
            raise UserError(
                f"{options.target} is the file that is to be converted",
                hint="give the result another name; its comments would be lost",
            )
    terms = read(options.source)
    write(options.target, terms)
    note(f"{options.target}: {len(terms)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
