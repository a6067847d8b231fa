"""Which piece of a sentence renders which: statistical word links."""

import importlib.util
import tempfile
from collections.abc import Sequence
from pathlib import Path

Links = frozenset[tuple[int, int]]  # (source piece, target piece), from 0


def available() -> bool:
    """Tell whether eflomal, the aligner, is installed (the extra `training`)."""
    return importlib.util.find_spec("eflomal") is not None


def link(sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[Links]:
    """Align pieces both ways with eflomal and join the two answers by grow-diag-final."""
    return [join(forward, backward) for forward, backward in both_ways(sources, targets)]


def both_ways(
    sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]], *, iterations: float = 0.5
) -> list[tuple[Links, Links]]:
    """Align pieces with eflomal, from the sources and from the targets; `iterations` is relative to its default."""
    import eflomal

    with tempfile.TemporaryDirectory() as directory:
        forward, backward = Path(directory, "forward"), Path(directory, "backward")
        eflomal.Aligner(model=3, rel_iterations=iterations).align(
            [" ".join(pieces) + "\n" for pieces in sources],
            [" ".join(pieces) + "\n" for pieces in targets],
            links_filename_fwd=str(forward),
            links_filename_rev=str(backward),
            quiet=True,
        )
        with forward.open() as there, backward.open() as back:
            return [(parse_links(one), parse_links(other)) for one, other in zip(there, back, strict=True)]


def parse_links(line: str) -> Links:
    """Read Pharaoh notation.

    >>> sorted(parse_links("0-0 2-1"))
    [(0, 0), (2, 1)]
    """
    ends = (item.split("-") for item in line.split())
    return frozenset((int(source), int(target)) for source, target in ends)


def join(forward: Links, backward: Links) -> Links:
    """Join two directions by grow-diag-final-and (Koehn et al. 2003)."""
    joined = set(forward & backward)
    union = forward | backward
    sources, targets = {source for source, _ in joined}, {target for _, target in joined}

    def add(point: tuple[int, int]) -> None:
        joined.add(point)
        sources.add(point[0])
        targets.add(point[1])

    grown = True
    while grown:
        grown = False
        for source, target in sorted(joined):
            for point in ((source + x, target + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
                if point in union - joined and (point[0] not in sources or point[1] not in targets):
                    add(point)
                    grown = True
    for direction in (forward, backward):
        for point in sorted(direction):
            if point[0] not in sources and point[1] not in targets:
                add(point)
    return frozenset(joined)
