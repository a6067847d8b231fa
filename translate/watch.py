"""Waiting for a reviewer to save a file."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path


def changes(paths: Sequence[Path]) -> Iterator[None]:
    """Yield whenever one of the files was saved, until Ctrl-C.

    The folders are watched, since many editors replace a file rather than write to it.
    """
    from watchfiles import watch

    names = {path.resolve() for path in paths}
    with contextlib.suppress(KeyboardInterrupt):
        for changed in watch(*sorted({path.parent for path in names}), recursive=False):
            if any(Path(name).resolve() in names for _, name in changed):
                yield
