"""What the `glossary` command prints, line by line."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

import yaml

from align.encoding import decode
from align.errors import UserError
from glossary.matcher import Matcher
from glossary.notation import plain
from glossary.store import Glossary
from glossary.term import Term


def found_lines(
    glossary: Glossary, texts: Sequence[str], stdin: BinaryIO, *, nested: bool = False
) -> Iterator[str]:
    """Yield place, found characters, main designation and rendering of every term, parted by tabs.

    A text that names a file is read, `-` is standard input; line and column count from 1.
    """
    matcher = Matcher(glossary)
    for name, text in (item for given in texts for item in _read(given, stdin)):
        for number, line in enumerate(text.splitlines(), start=1):
            for match in matcher.find(line, nested=nested):
                place = f"{name}:{number}:{match.span.start + 1}"
                yield "\t".join((place, match.span.of(line), match.term.zh, match.term.en))


def entry_lines(glossary: Glossary, zh: str) -> Iterator[str]:
    """Yield an entry in full, as YAML with its place; every sense where there are several.

    Raises UserError, naming similar designations, where there is none.
    """
    senses = glossary.senses(zh)
    if not senses:
        near = [name for term in glossary for name in term.designations if zh in name]
        near = near[:5] or get_close_matches(
            zh, [name for term in glossary for name in term.designations], n=3
        )
        raise UserError(
            f"{zh} is not in the glossary", hint=f"did you mean {', '.join(near)}?" if near else ""
        )
    for term in senses:
        yield f"# {term.place} ({term.domain})"
        value = plain(term)
        fields = {"en": value} if isinstance(value, str) else value
        yield yaml.safe_dump({term.zh: fields}, allow_unicode=True, sort_keys=False, width=10_000).rstrip()


def stats_lines(glossary: Glossary) -> Iterator[str]:
    """Yield a table, parted by tabs: the entries of each domain, with their sources and forms."""
    yield "\t".join(("domain", "entries", "with source", "aliases", "admitted", "to avoid"))
    for domain in glossary.domains:
        yield _row(domain, [term for term in glossary if term.domain == domain])
    yield _row("all", list(glossary))
    yield f"version\t{glossary.version}"


def _row(name: str, terms: Sequence[Term]) -> str:
    counts = [sum(len(getattr(term, column)) for term in terms) for column in ("aliases", "also", "avoid")]
    sourced = sum(term.source is not None for term in terms)
    return "\t".join(map(str, (name, len(terms), sourced, *counts)))


def _read(given: str, stdin: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield (name, text) for what was given on the command line."""
    if given == "-":
        yield "stdin", decode(stdin.read(), "standard input")
        return
    path = Path(given)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # a long text is no file name
        is_file = False
    if is_file:
        yield given, decode(path.read_bytes(), given)
    elif "/" in given or path.suffix in (".txt", ".md", ".html"):
        raise UserError(f"no file {given}", hint="check the name given")
    else:
        yield "text", given
