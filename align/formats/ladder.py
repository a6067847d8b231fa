"""Beads as lines of sentence numbers, `[0,1]:[2]`, as Vecalign and Bertalign write them."""

import re
from collections.abc import Iterable

from align.errors import PlacedError

Ids = tuple[int, ...]

_IDS = re.compile(r"\[\s*(?:\d+\s*(?:,\s*\d+\s*)*)?\]")
_BEAD = re.compile(rf"\s*({_IDS.pattern})\s*[:\t]\s*({_IDS.pattern})")


def format_ids(ids: Iterable[int]) -> str:
    """Write sentence numbers.

    >>> format_ids((0, 1))
    '[0,1]'
    """
    return "[" + ",".join(map(str, ids)) + "]"


def parse_ids(text: str) -> Ids:
    """Read sentence numbers; ValueError if these are none.

    >>> parse_ids("[0, 1]")
    (0, 1)
    """
    if not _IDS.fullmatch(text.strip()):
        raise ValueError(f"{text!r} is not a list of sentence numbers")
    return tuple(map(int, re.findall(r"\d+", text)))


def format_beads(beads: Iterable[tuple[Ids, Ids]]) -> str:
    """Write one bead a line."""
    return "".join(f"{format_ids(left)}:{format_ids(right)}\n" for left, right in beads)


def parse_beads(text: str, name: object = "beads") -> list[tuple[Ids, Ids]]:
    """Read one bead a line; what follows it (a score, texts) is left aside, as are empty lines."""
    beads = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _BEAD.match(line)
        if found:
            beads.append((parse_ids(found[1]), parse_ids(found[2])))
        elif line.strip() and not (number == 1 and line.startswith("source_ids\t")):
            raise PlacedError(name, number, 1, "not a bead", hint="a bead is written [0,1]:[2]")
    return beads
