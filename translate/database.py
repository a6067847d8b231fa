"""Opening a sqlite file that several processes may use at once."""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WAIT = 30.0  # seconds for another process to let go of the file
DAMAGE: frozenset[int] = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
)  # low byte of an error code

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Schema:
    """What a file holds: `version` is written into it, `tables` are the statements that make it."""

    version: int
    tables: tuple[str, ...]


def connect(path: Path, schema: Schema) -> sqlite3.Connection:
    """Open a file, making its tables where it is new.

    Errors: `sqlite3.Error`; `Outdated` where the tables are of another version.
    """
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        with writing(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not tables:
                for statement in schema.tables:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {schema.version}")
            elif version != schema.version:
                raise Outdated(f"tables of version {version} where {schema.version} is needed")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path, schema: Schema) -> sqlite3.Connection:
    """Open a file that is there and may be write-protected.

    Errors: `sqlite3.Error`; `Outdated` where the tables are of another version.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != schema.version:
            raise Outdated(f"tables of version {version} where {schema.version} is needed")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_or_renew(path: Path, schema: Schema, *, suspect: bool = False) -> sqlite3.Connection:
    """Open a file that can be made again: a damaged one is moved to `*.damaged`, an outdated one removed.

    Readers and a writer do not wait for each other, and the last few writes may be lost in a power cut.
    `suspect` reads the whole file for damage first. Errors: `sqlite3.Error`, `OSError`.
    """
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Under the lock, for two processes must not both move the same file away, or one the other's new file.
    with FileLock(path.with_suffix(".lock"), timeout=WAIT):
        try:
            connection = _connect_fast(path, schema)
            if not suspect or _is_sound(connection):
                return connection
            connection.close()
        except Outdated:
            _remove_log(path)
            path.unlink()
            return _connect_fast(path, schema)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        _remove_log(path)
        aside = path.with_suffix(".damaged")
        path.replace(aside)
        logger.warning("%s is damaged: moved to %s, starting anew", path, aside.name)
        return _connect_fast(path, schema)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do what is inside as one transaction.

    It takes the write lock first: one that begins by reading may not wait for another process's writing.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # some errors have rolled back already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def batches(values: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Cut a list into parts that fit the variables of one statement (999 in old builds of sqlite)."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Outdated(sqlite3.DatabaseError):
    """The file was written by another version of this program."""


def is_damage(error: Exception) -> bool:
    """Tell whether an error means that the file is not, or no longer, what sqlite wrote."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:  # another process has just set the file aside
        return True
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)  # the low byte is the kind of error


def _connect_fast(path: Path, schema: Schema) -> sqlite3.Connection:
    connection = connect(path, schema)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def _remove_log(path: Path) -> None:
    """Remove the files beside a database, lest they be replayed into the next one of its name."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
