"""Approved translations to use again: exact ones as they are, similar ones as suggestions."""

import logging
import re
import sqlite3
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from align.errors import UserError
from translate.bitext import Unit, approved, read
from translate.database import Outdated, Schema, connect, connect_to_read, writing
from translate.row import Suggestion

SUFFIX = ".db"
SCHEMA = Schema(
    version=1,
    tables=(
        """CREATE TABLE unit (
            number INTEGER PRIMARY KEY, folded TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
            origin TEXT NOT NULL, date TEXT NOT NULL, UNIQUE (folded, target)
        )""",
    ),
)

logger = logging.getLogger(__name__)


class Memory:
    """Units by their source text, spelt in any width and with any white space.

    Only approved units count (see `translate.bitext.approved`), and of two translations of one text the
    later, by date and else by place.
    """

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        # Undated units come first, sorting is stable: the last one stands.
        self._exact = {
            fold(unit.source): unit for unit in sorted(approved(units), key=lambda unit: unit.date)
        }
        # By length, for a text much shorter or longer than another cannot be similar to it.
        self._texts = sorted(self._exact, key=len)
        self._lengths = [len(text) for text in self._texts]

    @classmethod
    def load(cls, path: Path) -> "Memory":
        """Read a memory: what `learn` has written (.db), or a TMX, XLIFF, XLSX, DOCX or TSV file.

        Errors: `UserError` for a file that is missing, of another kind or broken.
        """
        memory = cls(_stored(path) if path.suffix.lower() == SUFFIX else read(path))
        if not memory:
            logger.warning("%s: no approved translation in it", path)
        return memory

    def __len__(self) -> int:
        return len(self._exact)

    def exact(self, source: str) -> Unit | None:
        """Return the unit of this very text."""
        return self._exact.get(fold(source))

    def translation(self, source: str) -> str | None:
        """Return the approved translation of this very text."""
        unit = self.exact(source)
        return unit.target if unit else None

    def fuzzy(self, source: str, *, limit: int = 3, cutoff: float = 75.0) -> tuple[Suggestion, ...]:
        """Return the units whose texts are most similar to this one, best first.

        Similarity is twice the characters in common (in order) over those of both, 0–100; `cutoff` the least.
        """
        from rapidfuzz import fuzz, process

        text = fold(source)
        # Were the shorter text all in the longer, the similarity would be 200 · shorter / (shorter + longer).
        ratio = max(cutoff, 1.0) / (200.0 - max(cutoff, 1.0))
        first = bisect_left(self._lengths, int(len(text) * ratio))
        last = bisect_right(self._lengths, int(len(text) / ratio) + 1)
        near = process.extract(
            text, self._texts[first:last], scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit
        )
        found = [(self._exact[folded], similarity) for folded, similarity, _ in near]
        return tuple(
            Suggestion(unit.source, unit.target, round(similarity, 1), unit.origin)
            for unit, similarity in found
        )


def fold(text: str) -> str:
    """Make full and half width equal, and drop white space but that between two Latin words.

    >>> fold("２０２５ 年，5G network")
    '2025年,5G network'
    """
    spaced = " ".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", spaced)


def remember(path: Path, units: Iterable[Unit]) -> int:
    """Add units to the database at `path`, all or none, making it where it is not; return how many are new.

    Another translation of a known text is kept beside it; the same one takes the new date and origin. Errors:
    `UserError` for a file that is not a memory or cannot be written.
    """
    if path.suffix.lower() != SUFFIX:
        raise UserError(f"{path}: the memory to add to is a {SUFFIX} file", hint=f"name {path.stem}{SUFFIX}")
    columns = [(fold(unit.source), unit.source, unit.target, unit.origin, unit.date) for unit in units]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(connect(path, SCHEMA)) as connection, writing(connection):
            (before,) = connection.execute("SELECT count(*) FROM unit").fetchone()
            connection.executemany(
                """INSERT INTO unit (folded, source, target, origin, date) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (folded, target) DO UPDATE SET origin = excluded.origin, date = excluded.date""",
                columns,
            )
            (after,) = connection.execute("SELECT count(*) FROM unit").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise _explain(path, error) from error
    return int(after - before)


def _stored(path: Path) -> Iterator[Unit]:
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    try:
        with closing(connect_to_read(path, SCHEMA)) as connection:
            rows = connection.execute("SELECT source, target, origin, date FROM unit ORDER BY number")
            for source, target, origin, date in rows:
                yield Unit(source, target, origin, "approved", date=date)
    except sqlite3.Error as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: Exception) -> UserError:
    if isinstance(error, Outdated):
        return UserError(f"{path}: a translation memory of another version of duizhao ({error})")
    if isinstance(error, sqlite3.OperationalError | OSError):
        return UserError(
            f"{path}: {error}", hint="check the folder, its permissions and the room on the disk"
        )
    return UserError(
        f"{path}: not a translation memory, or a damaged one ({error})", hint="name another file"
    )
