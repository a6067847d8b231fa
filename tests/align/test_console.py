import errno
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from align.console import note, progress, run
from align.errors import PlacedError, UserError


def failing(error: BaseException) -> Callable[[], int]:
    def body() -> int:
        raise error

    return body


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (
            UserError("no such file: a", hint="did you mean b?"),
            2,
            "error: no such file: a\nhint: did you mean b?\n",
        ),
        (UserError("it is empty"), 2, "error: it is empty\n"),
        (PlacedError("t.yaml", 14, 5, "网络 appears twice"), 2, "error: t.yaml:14:5: 网络 appears twice\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
    ],
)
def test_what_goes_wrong_is_a_line(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(failing(error)) == status
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize("status", [0, 1])
def test_the_status_of_the_body_is_returned(status: int) -> None:
    assert run(lambda: status) == status


def test_a_mistake_in_the_program_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run(failing(ZeroDivisionError()))


def command(body: str, **options: object) -> "subprocess.CompletedProcess[str]":
    code = (
        f"import sys, align.console\ndef body():\n    {body}\n    return 0\nsys.exit(align.console.run(body))"
    )
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", code],
        capture_output="stdout" not in options,
        text=True,
        encoding="utf-8",
        **options,
    )


def test_a_closed_pipe_ends_quietly() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = command("print('x' * 1_000_000)", stdout=write_end, stderr=subprocess.PIPE)
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_named() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = command("print('x')", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == "error: no room left on the disk\nhint: free some space and run the command again\n"


def test_another_failure_of_the_system_names_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(failing(OSError(errno.EIO, "Input/output error", "a.txt"))) == 2
    assert capsys.readouterr().err == "error: a.txt: Input/output error\n"


def test_output_is_utf_8_in_any_locale() -> None:
    done = command("print('𠮷国')", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert (done.returncode, done.stdout) == (0, "𠮷国\n")


def test_note_is_talk(capsys: pytest.CaptureFixture[str]) -> None:
    note("done")
    note("not said", quiet=True)
    assert capsys.readouterr() == ("", "done\n")


def test_progress_is_not_drawn_into_a_pipe() -> None:
    done = command(
        "from align.console import progress\n    with progress('reading', 2) as advance: advance(1)\n"
        "    assert 'rich' not in sys.modules"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_progress_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    leader, follower = pty.openpty()
    try:
        with os.fdopen(follower, "w", encoding="utf-8") as terminal:
            monkeypatch.setattr(sys, "stderr", terminal)
            with progress("reading", 2) as advance:
                advance(1)
                advance(1)
        drawn = b""
        while b"reading" not in drawn:  # it comes in pieces; past the last one reading fails
            drawn += os.read(leader, 10_000)
    finally:
        os.close(leader)


def test_importing_the_console_does_not_load_rich() -> None:
    assert command("assert 'rich' not in sys.modules").returncode == 0
