"""What was translated before, kept in one sqlite file that several runs may use at once."""

import hashlib
import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from align.text import Link, Span
from glossary.term import Term
from translate.database import Schema, batches, connect_or_renew, is_damage, writing

LIMIT = 200_000  # translations, and as many that were shown; about 400 MB
TOUCH_EVERY = 3600.0  # seconds; a row read again within this time is not written to
COLUMNS = "text, score, links, how, payload, terms"
SCHEMA = Schema(
    version=2,
    tables=(
        """CREATE TABLE translation (
            key TEXT PRIMARY KEY, used REAL NOT NULL, text TEXT NOT NULL, score REAL,
            links TEXT NOT NULL, how TEXT NOT NULL, payload TEXT NOT NULL, terms TEXT NOT NULL
        )""",
        "CREATE INDEX translation_used ON translation (used)",
        # Of two rows of one source the higher number was shown later.
        """CREATE TABLE shown (
            number INTEGER PRIMARY KEY, source TEXT NOT NULL, text TEXT NOT NULL, terms TEXT NOT NULL,
            UNIQUE (source, text)
        )""",
    ),
)

logger = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Entry:
    """A finished translation of one segment.

    `how` says for each term occurrence what became of it (`translate.row.How`). `payload` is JSON of the
    caller's own. `terms` is the `digest` of the glossary entries it was made with.
    """

    text: str
    score: float | None = None
    links: tuple[Link, ...] = ()
    how: tuple[str, ...] = ()
    payload: str = "{}"
    terms: str = ""


def folder() -> Path:
    """Return the folder for what can be made again: `$DUIZHAO_CACHE`, or the user's cache directory."""
    chosen = os.environ.get("DUIZHAO_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("duizhao", appauthor=False)


def digest(entries: Iterable[Term]) -> str:
    """Hash what in glossary entries can change a translation; their order, notes and sources cannot."""
    texts = {
        json.dumps(
            [
                entry.zh,
                entry.en,
                entry.also,
                entry.avoid,
                entry.abbr,
                entry.keep,
                entry.match_case,
                entry.aliases,
                entry.only_if,
                entry.not_if,
                entry.domestic,
            ]
        )
        for entry in entries
    }
    return _hash(*sorted(texts))


def key(fingerprint: str, decoder: str, source: str, entries: Iterable[Term]) -> str:
    """Return the key of a segment: its model, decoder settings, text and the entries that match in it."""
    return _hash(fingerprint, decoder, source, digest(entries))


class Cache:
    """Translations by `key`, and those shown to the user for each source text.

    Nothing wrong with the file stops a run: damage is set aside and a new file begun, anything else (no
    permission, a full disk) turns the cache off; both are logged as warnings. One object belongs to one
    thread; any number of processes may share the file.
    """

    def __init__(self, path: Path | None = None, *, limit: int = LIMIT) -> None:
        self.path: Path | None = path or folder() / "translations.db"
        self.limit = limit
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def nowhere(cls) -> "Cache":
        """Return a cache that keeps nothing."""
        cache = cls(Path(os.devnull))
        cache.path = None
        return cache

    def get(self, keys: Iterable[str]) -> dict[str, Entry]:
        """Return the entries that are there, by key."""
        wanted = list(dict.fromkeys(keys))

        def read(connection: sqlite3.Connection) -> dict[str, Entry]:
            found: dict[str, Entry] = {}
            stale: list[str] = []
            now = time.time()
            for some in batches(wanted):
                marks = ",".join("?" * len(some))
                query = f"SELECT key, used, {COLUMNS} FROM translation WHERE key IN ({marks})"
                for name, used, *columns in connection.execute(query, some):
                    entry = _parse(columns)
                    if entry is None:
                        continue
                    found[name] = entry
                    if used < now - TOUCH_EVERY:
                        stale.append(name)
            if stale:
                with writing(connection):
                    connection.executemany(
                        "UPDATE translation SET used = ? WHERE key = ?", [(now, name) for name in stale]
                    )
            return found

        return self._do(read, {})

    def put(self, entries: Mapping[str, Entry]) -> None:
        """Keep entries under their keys, all or none; above the limit the least recently used go."""

        def write(connection: sqlite3.Connection) -> None:
            now = time.time()
            with writing(connection):
                connection.executemany(
                    f"INSERT OR REPLACE INTO translation (key, used, {COLUMNS}) VALUES (?,?,?,?,?,?,?,?)",
                    [(name, now, *_format(entry)) for name, entry in entries.items()],
                )
                self._prune(connection, "translation", "key", oldest="used")

        if entries:
            self._do(write, None)

    def show(self, given: Iterable[tuple[str, Entry]]) -> None:
        """Note what the user now sees: source texts, each with `text` and `terms` of its translation.

        Above the limit those not shown for the longest time go.
        """
        columns = [(_hash(source), entry.text, entry.terms) for source, entry in given]

        def write(connection: sqlite3.Connection) -> None:
            with writing(connection):
                connection.executemany(
                    "INSERT OR REPLACE INTO shown (source, text, terms) VALUES (?, ?, ?)", columns
                )
                self._prune(connection, "shown", "number", oldest="number")

        if columns:
            self._do(write, None)

    def _prune(self, connection: sqlite3.Connection, table: str, name: str, *, oldest: str) -> None:
        """Delete the oldest rows of a table that is above the limit; `name` tells its rows apart."""
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count > self.limit:
            surplus = count - self.limit * 9 // 10  # a tenth more than needed, lest every run prune
            chosen = f"SELECT {name} FROM {table} ORDER BY {oldest} LIMIT ?"
            connection.execute(f"DELETE FROM {table} WHERE {name} IN ({chosen})", (surplus,))

    def last(self, source: str) -> Entry | None:
        """Return `text` and `terms` of what was last shown for a source text, whatever made it."""
        given = self.shown(source)
        return given[-1] if given else None

    def shown(self, source: str) -> tuple[Entry, ...]:
        """Return all that was shown for a source text, the last at the end.

        It may be several even in one document: a name in full at its first mention, then its short form.
        """

        def read(connection: sqlite3.Connection) -> tuple[Entry, ...]:
            query = "SELECT text, terms FROM shown WHERE source = ? ORDER BY number"
            return tuple(
                Entry(text, terms=terms) for text, terms in connection.execute(query, (_hash(source),))
            )

        return self._do(read, ())

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _do(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """Do work on the file, after damage once more on a new one; `otherwise` where there is no cache."""
        for suspect in (False, True):
            if self.path is None:
                break
            try:
                if self._connection is None:
                    self._connection = connect_or_renew(self.path, SCHEMA, suspect=suspect)
                return work(self._connection)
            except (sqlite3.Error, OSError) as error:
                self.close()
                if suspect or not is_damage(error):
                    logger.warning("the translation cache %s is not used: %s", self.path, error)
                    self.path = None
        return otherwise


def _format(entry: Entry) -> tuple[str, float | None, str, str, str, str]:
    links = json.dumps([[*link.source, *link.target] for link in entry.links])
    return entry.text, entry.score, links, json.dumps(entry.how), entry.payload, entry.terms


def _parse(columns: Sequence[object]) -> Entry | None:
    """Read back what `_format` wrote; None, as if it were not there, where something else wrote it."""
    text, score, links, how, payload, terms = columns
    try:
        return Entry(
            text=str(text),
            score=None if score is None else float(str(score)),
            links=tuple(Link(Span(a, b), Span(c, d)) for a, b, c, d in json.loads(str(links))),
            how=tuple(json.loads(str(how))),
            payload=str(payload),
            terms=str(terms),
        )
    except (ValueError, TypeError):
        return None


def _hash(*parts: str) -> str:
    """Hash strings so that the borders between them count."""
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()
