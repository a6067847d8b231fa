"""Documents by name, by pattern or from standard input."""

import difflib
import glob
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from align.encoding import LIMIT, decode, too_large
from align.errors import UserError
from align.language import HAN
from align.page import segments
from align.text import Document

__all__ = ["LIMIT", "decode", "read_documents", "simplified"]


def read_documents(names: Sequence[str], *, simplify: bool = False) -> list[Document]:
    """Read what `names` mean, in order: files, patterns (`*.txt`, `**`) sorted, `-` for standard input.

    A file that is named twice is read once. `simplify` turns traditional script into simplified, character
    for character. Raises UserError for a missing file, a folder, a pattern without a match and whatever
    `decode` refuses.
    """
    documents: list[Document] = []
    seen: set[str] = set()
    for name in names:
        for path in _matching(name):
            place = path if path == "-" else os.path.realpath(path)
            if place in seen:
                continue
            seen.add(place)
            shown = "stdin" if path == "-" else os.fsencode(path).decode("utf-8", "replace")
            text = decode(_bytes(path, shown), shown)
            text = simplified(text) if simplify else text
            documents.append(Document(shown, text, segments(text)))
    return documents


def simplified(text: str) -> str:
    """Return `text` in simplified script; every character keeps its place.

    >>> simplified("資訊通信業")
    '资讯通信业'
    """
    convert = _converter().convert
    # OpenCC's time grows with the square of a stretch's length, and no entry of its list has many characters.
    return re.sub(f"[{HAN}]{{1,64}}", lambda run: _same_length(run.group(), convert), text)


def _same_length(text: str, convert: Callable[[str], str]) -> str:
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(single if len(single := convert(character)) == 1 else character for character in text)


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _matching(name: str) -> list[str]:
    """Return the paths that a name given by the user stands for."""
    if name == "-":
        return ["-"]
    path = Path(name)
    try:
        if path.is_dir():
            raise UserError(f"{name} is a folder", hint=f"name its files: '{path / '*.txt'}'")
        if path.exists():  # before patterns: a file may be called a[1].txt
            return [name]
    except (OSError, ValueError) as error:
        raise UserError(f"cannot read {name!r}: {getattr(error, 'strerror', None) or error}") from error
    if glob.has_magic(name):
        found = sorted(match for match in glob.glob(name, recursive=True) if Path(match).is_file())  # noqa: PTH207
        if not found:
            raise UserError(
                f"no file matches {name}",
                hint="" if path.is_absolute() else f"looked in {Path.cwd()}",
            )
        return found
    raise UserError(f"no such file: {name}", hint=_similar(path))


def _similar(path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    try:
        near = difflib.get_close_matches(
            path.name, sorted(entry.name for entry in path.parent.iterdir())[:5000], n=1
        )
    except OSError:
        near = []
    return f"did you mean {path.parent / near[0]}?" if near else ""


def _bytes(path: str, shown: str) -> bytes:
    """Return what a file or standard input holds, giving up one byte over the limit."""
    if path == "-":
        return _limited(sys.stdin.buffer, shown)
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return _limited(file, shown)
    except OSError as error:
        raise UserError(f"cannot read {shown}: {error.strerror or error}") from error


def _limited(file: BinaryIO, shown: str) -> bytes:
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_large(shown)
    return data
