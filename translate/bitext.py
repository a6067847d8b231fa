"""Chinese texts with their English, as translators' tools and reviewers hand them over."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from align.errors import UserError

State = Literal["new", "flagged", "edited", "approved"]
STATES: dict[str, State] = {"new": "new", "flagged": "flagged", "edited": "edited", "approved": "approved"}

# Names before imports: reading a TSV must not load the library for spreadsheets.
READERS: dict[str, str] = {
    ".tmx": "translate.markup:read_tmx",
    ".xliff": "translate.markup:read_xliff",
    ".xlf": "translate.markup:read_xliff",
    ".xlsx": "translate.table:read_xlsx",
    ".docx": "translate.table:read_docx",
    ".tsv": "translate.table:read_tsv",
}


@dataclass(frozen=True)
class Unit:
    """A segment and its translation.

    `origin` is file:number, counted from 1 (rows of a table, units of a TMX or XLIFF). `state` is what a
    reviewer said of it and `machine` the English as it was before the review, each None where the file does
    not say. `date` is in ISO 8601 or empty.
    """

    source: str
    target: str
    origin: str = ""
    state: State | None = None
    machine: str | None = None
    date: str = ""

    @property
    def edited(self) -> bool:
        """Whether the English is another than the machine's; white space does not count."""
        return self.machine is not None and self.machine.split() != self.target.split()

    @property
    def approved(self) -> bool | None:
        """Whether a person said that the English is right, or wrote it; None where the file does not say."""
        if self.state in ("approved", "edited") or self.edited:
            return True
        return None if self.state is None and self.machine is None else False


def as_state(text: str) -> State | None:
    """Return the state that a word stands for, None for any other word."""
    return STATES.get(text.strip().lower())


def read(path: Path, *, unfinished: bool = False) -> Iterator[Unit]:
    """Yield the units of a file in order, those without Chinese left out, and those without English unless `unfinished`.

    Errors: `UserError` for a file that is missing, of another kind, or broken; what came before the break has
    then been yielded.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise UserError(f"{path}: not a file of translations", hint=f"choose from {', '.join(READERS)}")
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    module, _, name = READERS[suffix].partition(":")
    function: Callable[[Path], Iterator[Unit]] = getattr(import_module(module), name)
    try:
        for unit in function(path):
            if unit.source.strip() and (unfinished or unit.target.strip()):
                yield unit
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from error


def approved(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that a person stands behind.

    A file that says so of no unit is taken to have no way to say it (a Word table, most TMX): all its units
    count but those it calls new or flagged.
    """
    known = [(unit, unit.approved) for unit in units]
    some = any(verdict for _, verdict in known)
    return [unit for unit, verdict in known if verdict or (verdict is None and not some)]
