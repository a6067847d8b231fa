"""Waiting for a reviewer to save a file."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

LOOK_EVERY = 500  # milliseconds between looks where the system reports nothing

Stamps = Mapping[Path, tuple[int, int]]


def stamps(paths: Iterable[Path]) -> Stamps:
    """Return when each file was written and its size; (0, 0) for one that is not there."""
    seen: dict[Path, tuple[int, int]] = {}
    for path in paths:
        with contextlib.suppress(OSError):
            found = path.stat()
            seen[path.resolve()] = found.st_mtime_ns, found.st_size
        seen.setdefault(path.resolve(), (0, 0))
    return seen


def changes(seen: Stamps) -> Iterator[None]:
    """Yield whenever one of the files is no longer as it was seen, until Ctrl-C.

    What was saved since, before anybody waited, counts. The folders are watched, since many editors replace a
    file rather than write to it.
    """
    from watchfiles import watch

    folders = sorted({path.parent for path in seen})
    with contextlib.suppress(KeyboardInterrupt):
        for _ in watch(*folders, recursive=False, yield_on_timeout=True, rust_timeout=LOOK_EVERY):
            now = stamps(seen)
            if now != seen:
                seen = now
                yield
