"""A table with one line a rendering, for spreadsheets and grep."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from align.render.jsonl import NO_SOURCE
from align.sheet import Occurrence, Sheet

HEAD = (
    "zh",
    "count",
    "standing",
    "en",
    "en_count",
    "score",
    "decision",
    "en_standing",
    "preferred",
    "documents",
)


def render(sheet: Sheet) -> bytes:
    """Return the sheet as tab-separated values with a head line; white space in cells is folded."""
    lines = ("\t".join(" ".join(str(cell).split()) for cell in row) for row in (HEAD, *table(sheet)))
    return "".join(line + "\n" for line in lines).encode()


def table(sheet: Sheet) -> Iterator[tuple[str | int | float, ...]]:
    """Yield a row of `HEAD` for every rendering, and one for a phrase without any."""
    for row in sheet.phrases:
        preferred = row.preferred or ""
        start = (row.zh, len(row.occurrences), row.standing)
        if not row.renderings:
            yield (*start, "", 0, "", "", "", preferred, "")
        for item in row.renderings:
            documents = _documents(item.occurrences)
            yield (
                *start,
                item.en,
                item.count,
                item.score,
                item.decision,
                item.standing,
                preferred,
                documents,
            )
    for english in sheet.english:
        documents = _documents(english.occurrences)
        count, preferred = len(english.occurrences), english.preferred or ""
        yield (
            english.zh_proposed or "",
            0,
            NO_SOURCE,
            english.en,
            count,
            "",
            "",
            english.standing,
            preferred,
            documents,
        )


def _documents(occurrences: Iterable[Occurrence]) -> str:
    return ", ".join(dict.fromkeys(PurePath(occurrence.doc).name for occurrence in occurrences))
