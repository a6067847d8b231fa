"""Beads as tab-separated lines: source numbers, target numbers, source text, target text, score."""

from align.bitext import Bitext
from align.formats.ladder import format_ids

HEAD = ("source_ids", "target_ids", "source", "target", "score")


def format_bitext(bitext: Bitext) -> dict[str, bytes]:
    """Return a table with a head line; white space in a text becomes one space."""
    lines = ["\t".join(HEAD)]
    for bead, source, target in bitext.passages():
        cells = (
            format_ids(bead.source),
            format_ids(bead.target),
            " ".join(source.split()),
            " ".join(target.split()),
            f"{bead.score:.3f}",
        )
        lines.append("\t".join(cells))
    return {".tsv": ("\n".join(lines) + "\n").encode()}
