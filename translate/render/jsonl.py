"""One JSON object a segment: the format other programs read."""

import json
from typing import Any

from translate.row import Row, TermUse, Translated


def render(translated: Translated) -> bytes:
    """Return one line of JSON a segment, UTF-8, keys in fixed order, offsets in characters.

    `start` and `end` of a segment count in the document, those of terms and links in its source and target.
    """
    name = translated.document.name
    lines = (
        json.dumps(_record(name, number, row), ensure_ascii=False, separators=(",", ":"))
        for number, row in enumerate(translated.rows, 1)
    )
    # A lone surrogate (from a broken file name) has no UTF-8 form; a question mark beats a traceback.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")


def _record(name: str, number: int, row: Row) -> dict[str, Any]:
    segment = row.segment
    return {
        "doc": name,
        "id": number,
        "kind": segment.kind,
        "source": segment.text,
        "start": segment.span.start,
        "end": segment.span.end,
        "target": row.target,
        "score": None if row.score is None else round(row.score, 4),
        "origin": row.origin,
        "terms": [_term(use) for use in row.terms],
        "links": [[*link.source, *link.target] for link in row.links],
        "findings": [
            {"kind": finding.kind, "severity": finding.severity, "message": finding.message}
            for finding in row.findings
        ],
    }


def _term(use: TermUse) -> dict[str, Any]:
    return {
        "zh": use.match.term.zh,
        "en": use.en,
        "start": use.match.span.start,
        "end": use.match.span.end,
        "target_start": None if use.target is None else use.target.start,
        "target_end": None if use.target is None else use.target.end,
        "how": use.how,
    }
