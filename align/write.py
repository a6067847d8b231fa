"""Files that are there whole or not at all."""

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from align.errors import UserError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""Error numbers that mean the disk, or the user's share of it, is full."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\s]+')
_NAME_BYTES = 200  # file systems take 255 bytes; a suffix has to fit behind


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write `data` (text as UTF-8, newlines as they are) to `path`, making missing folders.

    The data goes to a temporary file beside the target, which then takes its place, so that nobody sees half
    a file. A link is followed; a device or pipe is written directly. Raises UserError where writing fails.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _explain(path, error) from error


def slug(name: str) -> str:
    """Return `name` as a file name that every system takes; Han characters stay.

    >>> slug("加快5G商用步伐: a/b?")
    '加快5G商用步伐_a_b'
    """
    plain = _UNSAFE.sub("_", name).strip("._") or "document"
    return plain.encode("utf-8", "replace")[:_NAME_BYTES].decode("utf-8", "ignore")


def stems(names: Iterable[str]) -> list[str]:
    """Return a file name without suffix for each document, all different.

    >>> stems(["a/x.txt", "b/x.txt", "-"])
    ['x', 'x-2', 'stdin']
    """
    return distinct("stdin" if name in ("-", "") else Path(name).stem for name in names)


def distinct(names: Iterable[str]) -> list[str]:
    """Return each name as a file name, with a number where it would be that of another one.

    >>> distinct(["x", "x", "x-2", "a: b?"])
    ['x', 'x-2', 'x-2-2', 'a_b']
    """
    made: dict[str, int] = {}  # in order, and the last number that was put behind each
    for name in names:
        free = plain = slug(name)
        while free in made:
            made[plain] += 1
            free = f"{plain}-{made[plain]}"
        made[free] = 1
    return list(made)


def _replace(target: Path, content: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".duizhao-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(mode)
        os.replace(temporary, target)  # noqa: PTH105  the one call that is atomic on every system
    except BaseException:  # Ctrl-C too must leave nothing behind
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _umask() -> int:
    current = os.umask(0)  # there is no other way to read it
    os.umask(current)
    return current


def _explain(path: Path, error: OSError) -> UserError:
    if error.errno in NO_ROOM:
        return UserError(
            f"no room left on the disk for {path}", hint="free some space or write elsewhere with -o"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"no permission to write {path}", hint="choose another folder with -o")
    return UserError(f"cannot write {path}: {error.strerror or error}", hint="choose another place with -o")
