"""Word links as `0-0 1-2`, the format of Pharaoh, Moses and fast_align."""

import re
from collections.abc import Iterable

from align.errors import PlacedError
from align.evaluate import GoldLinks

_LINK = re.compile(r"(\d+)([-p])(\d+)(?::[\d.]+)?")


def format_links(links: Iterable[tuple[int, int]]) -> str:
    """Write the links of one sentence pair, sorted.

    >>> format_links({(1, 2), (0, 0)})
    '0-0 1-2'
    """
    return " ".join(f"{i}-{j}" for i, j in sorted(links))


def parse_links(line: str, *, first: int = 0, name: object = "links", number: int = 1) -> GoldLinks:
    """Read one line: `1-2` is a sure link, `1p2` a possible one; words are counted from `first` in the line.

    >>> parse_links("1-1 2p3", first=1).sure
    frozenset({(0, 0)})
    """
    sure, possible = set(), set()
    for column, field in enumerate(line.split(), 1):
        found = _LINK.fullmatch(field)
        if not found:
            raise PlacedError(name, number, column, f"{field!r} is not a link", hint="a link is written 0-2")
        link = (int(found[1]) - first, int(found[3]) - first)
        if min(link) < 0:
            raise PlacedError(name, number, column, f"{field!r}: words are counted from {first} here")
        possible.add(link)
        if found[2] == "-":
            sure.add(link)
    return GoldLinks(frozenset(sure), frozenset(possible))


def parse_pair(line: str) -> tuple[str, str] | None:
    """Read `source words ||| target words`, None if the line has no bars.

    >>> parse_pair("会议 强调 ||| the meeting stressed")
    ('会议 强调', 'the meeting stressed')
    """
    left, bars, right = line.partition("|||")
    return (left.strip(), right.strip()) if bars else None
