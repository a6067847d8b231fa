"""What the commands say to a person: everything here goes to standard error, standard output is for data."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from align.errors import UserError
from align.write import NO_ROOM

if TYPE_CHECKING:
    from rich.console import (
        Console,
    )  # loading rich takes a tenth of a second, so it waits until something is drawn

USER_MISTAKE = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
PIPE_CLOSED = 141  # 128 + SIGPIPE


def run(body: Callable[[], int]) -> int:
    """Run a command's body and return its exit status; what goes wrong is a line on stderr, no traceback.

    A UserError and a failing disk give 2, Ctrl-C 130, a reader that went away (`| head`) 141 without a word.
    Standard output is UTF-8 whatever the locale says.
    """
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower() not in ("utf-8", "utf8"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        status = body()
        sys.stdout.flush()  # a full disk or a closed pipe shows itself only now
    except UserError as error:
        _complain(str(error), error.hint)
        return USER_MISTAKE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return PIPE_CLOSED
    except OSError as error:
        _complain(*_explain(error))
        _drop_stdout()
        return USER_MISTAKE
    return status


def note(message: str, *, quiet: bool = False) -> None:
    """Say something on stderr, unless `quiet`."""
    if not quiet:
        print(message, file=sys.stderr, flush=True)


def stderr_console() -> Console:
    """Return a rich console on stderr, with nothing coloured that was not marked up."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


@contextlib.contextmanager
def progress(
    description: str, total: int | None = None, *, quiet: bool = False
) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many more steps are done; a bar is drawn if stderr is a terminal.

    `total` None means that the number of steps is not known.
    """
    if quiet or not sys.stderr.isatty():
        yield _ignore
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr_console(), transient=True) as bar:
        task = bar.add_task(description, total=total)

        def advance(steps: int = 1) -> None:
            bar.advance(task, steps)

        yield advance


def _ignore(steps: int = 1) -> None:
    """Take the place of a progress bar that nobody would see."""


def _complain(message: str, hint: str) -> None:
    print(f"error: {message}", file=sys.stderr)
    if hint:
        print(f"hint: {hint}", file=sys.stderr)


def _explain(error: OSError) -> tuple[str, str]:
    if error.errno in NO_ROOM:
        return "no room left on the disk", "free some space and run the command again"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}", ""


def _drop_stdout() -> None:
    """Point stdout at nothing, for the interpreter flushes it again when it ends."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
