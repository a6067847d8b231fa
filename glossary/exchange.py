"""Glossaries in the formats of other programs: which suffix is read and written by what."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from align.errors import PlacedError, UserError
from align.write import write_atomic
from glossary.notation import ORDER, UNPRINTABLE, format_terms, read_text
from glossary.notation import parse as parse_yaml
from glossary.term import Place, Term

FORMATS = {
    ".yaml": "glossary.exchange:Yaml",
    ".yml": "glossary.exchange:Yaml",
    ".tbx": "glossary.tbx:Tbx",
    ".csv": "glossary.table:Csv",
    ".tsv": "glossary.table:Tsv",
    ".xlsx": "glossary.table:Xlsx",
}


class Format(Protocol):
    """A file format for glossaries."""

    def parse(self, path: Path) -> list[Term]:
        """Read the terms of a file; UserError or PlacedError where that fails."""

    def format(self, terms: Sequence[Term], name: str) -> bytes:
        """Return the content of a file called `name` (without its suffix) that holds the terms."""


class Yaml:
    """Our own notation."""

    @staticmethod
    def parse(path: Path) -> list[Term]:
        """Read a YAML glossary."""
        return parse_yaml(read_text(path), path)

    @staticmethod
    def format(terms: Sequence[Term], name: str) -> bytes:
        """Write a YAML glossary; `name` is the domain that its file name will say."""
        return format_terms(terms, name).encode()


def read(path: Path) -> list[Term]:
    """Read the terms of a file in any of the formats, told by its suffix.

    Raises UserError for an unknown suffix or a file that cannot be read, PlacedError for one that is broken.
    """
    terms = _format(path).parse(path)
    for term in terms:
        _refuse_controls(term, path)
    return terms


def write(path: Path, terms: Sequence[Term]) -> None:
    """Write terms to a file in the format of its suffix.

    CSV, TSV and XLSX keep everything; so does TBX, with notes where its Basic dialect has no place for it.
    """
    write_atomic(path, _format(path).format(terms, UNPRINTABLE.sub("", path.stem)))


def _refuse_controls(term: Term, path: Path) -> None:
    """Raise PlacedError for what our notation does not allow, nor XML or a spreadsheet hold."""
    for name in ("zh", *ORDER):
        value = getattr(term, name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and UNPRINTABLE.search(text):
                place = term.place or Place(path, 1, 1)
                raise PlacedError(*place, f"a control character in {name}: {text!r}", hint="take it out")


def _format(path: Path) -> Format:
    """Return what handles files of this suffix."""
    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise UserError(
            f"{path}: no glossary format has the suffix {path.suffix or '(none)'!r}",
            hint=f"choose from {', '.join(FORMATS)}",
        )
    module, _, kind = name.partition(":")
    return cast(Format, getattr(import_module(module), kind)())
