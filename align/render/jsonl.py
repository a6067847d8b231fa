"""One JSON object a line: Chinese phrases with their renderings, then English phrases without source."""

import json

from align.sheet import EnglishRow, Occurrence, PhraseRow, Sheet

NO_SOURCE = "no aligned source"


def render(sheet: Sheet) -> bytes:
    """Return the rows as JSON lines; `start` and `end` count characters of the document.

    Chinese: zh, occurrences, standing, renderings (en, count, score, decision, standing, occurrences).
    English: en, zh_proposed (null = unknown), label, standing, preferred (null = no entry), occurrences.
    """
    rows = [*map(_phrase, sheet.phrases), *map(_english, sheet.english)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _phrase(row: PhraseRow) -> dict[str, object]:
    return {
        "zh": row.zh,
        "occurrences": [_occurrence(occurrence) for occurrence in row.occurrences],
        "standing": row.standing,
        "renderings": [
            {
                "en": rendering.en,
                "count": rendering.count,
                "score": rendering.score,
                "decision": rendering.decision,
                "standing": rendering.standing,
                "occurrences": [_occurrence(occurrence) for occurrence in rendering.occurrences],
            }
            for rendering in row.renderings
        ],
    }


def _english(row: EnglishRow) -> dict[str, object]:
    return {
        "en": row.en,
        "zh_proposed": row.zh_proposed,
        "label": NO_SOURCE,
        "standing": row.standing,
        "preferred": row.preferred,
        "occurrences": [_occurrence(occurrence) for occurrence in row.occurrences],
    }


def _occurrence(occurrence: Occurrence) -> dict[str, object]:
    return {
        "doc": occurrence.doc,
        "start": occurrence.span.start,
        "end": occurrence.span.end,
        "left": occurrence.left,
        "text": occurrence.text,
        "right": occurrence.right,
    }
