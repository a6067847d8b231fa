"""Beads as JSON lines, with the characters of the documents that they cover."""

import json

from align.bitext import Bitext
from align.text import Document


def format_bitext(bitext: Bitext) -> dict[str, bytes]:
    """Return one object a bead: names, numbers and `[start, end]` of its sentences, texts, score."""
    lines = []
    for bead, source, target in bitext.passages():
        line = {
            "source_doc": bitext.source.name,
            "target_doc": bitext.target.name,
            "source_ids": bead.source,
            "target_ids": bead.target,
            "source_spans": _spans(bitext.source, bead.source),
            "target_spans": _spans(bitext.target, bead.target),
            "source": source,
            "target": target,
            "score": round(bead.score, 4),
        }
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return {".jsonl": "".join(lines).encode()}


def _spans(document: Document, numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(document.segments[at].span.start, document.segments[at].span.end) for at in numbers]
