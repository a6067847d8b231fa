"""From documents to translated documents: find terms, translate, verify.

Nothing flows back: each step takes values and returns new ones.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple, Protocol

from align.text import Document, Link, Segment, Span
from glossary.check import avoided, check
from glossary.term import TermMatch
from translate.cache import Cache, Entry, digest, key
from translate.checks import findings
from translate.enforce.cascade import Steps, enforce
from translate.enforce.draft import Draft, Job
from translate.engine import Engine
from translate.parts import LIMIT, Part, join, parts, shift_links
from translate.row import How, Origin, Row, Suggestion, TermUse, Translated

# Counts up whenever the same model, text and terms would come out otherwise: a part of every cache key.
CASCADE_VERSION = 9
WINDOW = 64  # segments decoded together, sorted by length inside


class Finder(Protocol):
    """What the pipeline asks of a glossary matcher."""

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms of a text, longest first, none overlapping."""


class Known(Protocol):
    """What the pipeline asks of a translation memory."""

    def translation(self, source: str) -> str | None:
        """Return the approved translation of exactly this segment, None if there is none."""

    def fuzzy(self, source: str) -> tuple[Suggestion, ...]:
        """Return similar segments."""


@dataclass(frozen=True)
class Options:
    """How to translate. `beam` None means the model's own; `limit` is in characters."""

    beam: int | None = None
    limit: int = LIMIT
    steps: Steps = Steps()

    @property
    def signature(self) -> str:
        """Everything here that can change a translation."""
        off = [name for name in ("annotate", "repair", "force") if not getattr(self.steps, name)]
        beam = self.beam or "model"
        return f"beam:{beam}|limit:{self.limit}|cascade:{CASCADE_VERSION}" + (
            f"|without:{','.join(off)}" if off else ""
        )


@dataclass(frozen=True)
class Tools:
    """What the pipeline works with."""

    engine: Engine
    finder: Finder
    cache: Cache
    memory: Known | None = None


@dataclass(frozen=True)
class _Task:
    """A segment with its terms and parts, on its way to a row."""

    segment: Segment
    matches: tuple[TermMatch, ...]
    parts: tuple[Part, ...]
    key: str

    @property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(self._job(part) for part in self.parts if part.fixed is None)

    def _job(self, part: Part) -> Job:
        inside = [match for match in self.matches if part.span.covers(match.span)]
        shifted = tuple(TermMatch(match.term, match.span.shift(-part.span.start)) for match in inside)
        return Job(part.span.of(self.segment.text), shifted)


def translate_document(
    document: Document,
    tools: Tools,
    options: Options = Options(),
    *,
    advance: Callable[[int], object] = lambda _: None,
) -> Translated:
    """Translate every segment of a document; `advance` is told how many more segments are done."""
    tasks = [_task(segment, tools.finder.find(segment.text), tools, options) for segment in document.segments]
    known = tools.cache.get([task.key for task in tasks])
    ready: dict[int, _Ready] = {}
    waiting: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        found = _without_model(task, tools, known)
        if found is None:
            waiting.setdefault(task.key, []).append(number)
        else:
            ready[number] = found

    def row(number: int, entry: Entry, origin: Origin) -> Row:
        return _compared(_row(tasks[number], entry, origin), tasks[number], tools)

    made = _translate(waiting, tasks, tools, options)
    # While the model is at work on the others.
    rows = {number: row(number, *found) for number, found in ready.items()}
    advance(len(rows))
    for entries in made:
        for name, entry in entries.items():
            for number in waiting[name]:
                rows[number] = row(number, entry, "model")
        tools.cache.put(entries)
        advance(sum(len(waiting[name]) for name in entries))
    return Translated(document, tuple(rows[number] for number in range(len(tasks))))


def hand_over(page: Translated, cache: Cache) -> Translated:
    """Note what the user now sees of a finished document, whatever made it.

    What was done to a row since it was compared may have made it what it was before: nothing changed then.
    """
    rows = tuple(replace(row, previous=None) if row.previous == row.target else row for row in page.rows)
    cache.show(
        (row.segment.text, Entry(row.target, terms=digest(use.match.term for use in row.terms)))
        for row in rows
    )
    return replace(page, rows=rows)


def translate_again(
    segments: Sequence[tuple[Segment, tuple[TermMatch, ...]]], tools: Tools, options: Options
) -> list[Row]:
    """Translate segments anew with the given terms in them, past cache and memory."""
    tasks = [_task(segment, matches, tools, options) for segment, matches in segments]
    waiting: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        waiting.setdefault(task.key, []).append(number)
    made: dict[str, Entry] = {}
    for entries in _translate(waiting, tasks, tools, options):
        made.update(entries)
    return [_row(task, made[task.key], "model") for task in tasks]


def _task(segment: Segment, matches: tuple[TermMatch, ...], tools: Tools, options: Options) -> _Task:
    pieces = parts(segment.text, limit=options.limit, keep_together=[match.span for match in matches])
    name = key(tools.engine.fingerprint, options.signature, segment.text, [match.term for match in matches])
    return _Task(segment, matches, pieces, name)


class _Ready(NamedTuple):
    """The translation of a segment that needs no model, and where it comes from."""

    entry: Entry
    origin: Origin


def _without_model(task: _Task, tools: Tools, known: dict[str, Entry]) -> _Ready | None:
    """Return what a segment has from memory, as a term on its own, as furniture, or from the cache."""
    source = task.segment.text
    remembered = tools.memory.translation(source) if tools.memory else None
    if remembered is not None:
        return _Ready(Entry(remembered, how=("chosen",) * len(task.matches)), "memory")
    if len(task.matches) == 1 and source.strip().rstrip("。.") == task.matches[0].span.of(source):
        return _Ready(_term_alone(task.segment, task.matches[0]), "term")
    if not task.jobs:
        text = join(source, task.parts, [part.fixed or "" for part in task.parts]).text
        return _Ready(Entry(text, how=("unmet",) * len(task.matches)), "fixed")
    if task.key in known:
        return _Ready(known[task.key], "cache")
    return None


def _term_alone(segment: Segment, match: TermMatch) -> Entry:
    text = match.term.asked
    if segment.kind in ("title", "heading", "paragraph"):
        text = text[:1].upper() + text[1:]
    if segment.text.rstrip().endswith("。"):
        text += "."
    return Entry(text, links=(Link(match.span, Span(0, len(match.term.asked))),), how=("chosen",))


def _translate(
    waiting: dict[str, list[int]], tasks: Sequence[_Task], tools: Tools, options: Options
) -> Iterator[dict[str, Entry]]:
    """Begin at once to decode what waits, a window at a time; segments with the same key are decoded once.

    Repairs come in ones and twos, too few to keep every thread busy: the next windows are decoded meanwhile.
    """
    names = sorted(waiting, key=lambda name: len(tasks[waiting[name][0]].segment.text))

    def entries(start: int) -> dict[str, Entry]:
        window = [tasks[waiting[name][0]] for name in names[start : start + WINDOW]]
        jobs = list(dict.fromkeys(job for task in window for job in task.jobs))
        drafts = dict(
            zip(jobs, enforce(tools.engine, jobs, beam=options.beam, steps=options.steps), strict=True)
        )
        return {task.key: _entry(task, [drafts[job] for job in task.jobs]) for task in window}

    starts = iter(range(0, len(names), WINDOW))
    pool = ThreadPoolExecutor(tools.engine.parallel)
    # No more at once than run at once, so that Ctrl-C need not wait for all.
    begun = deque(pool.submit(entries, start) for start in islice(starts, tools.engine.parallel))

    def finished() -> Iterator[dict[str, Entry]]:
        with pool:
            while begun:
                done = begun.popleft().result()
                begun.extend(pool.submit(entries, start) for start in islice(starts, 1))
                yield done

    return finished()


def _entry(task: _Task, drafts: Sequence[Draft]) -> Entry:
    """Put the parts of a segment together."""
    remaining = iter(drafts)
    made = [None if part.fixed is not None else next(remaining) for part in task.parts]
    targets = [
        part.fixed or "" if draft is None else draft.hypothesis.text
        for part, draft in zip(task.parts, made, strict=True)
    ]
    joined = join(task.segment.text, task.parts, targets)
    links: list[Link] = []
    how: dict[Span, How] = {}
    weighted = total = 0.0
    for part, draft, within in zip(task.parts, made, joined.spans, strict=True):
        if draft is None:
            if len(part.span) and len(within):
                links.append(Link(part.span, within))
            continue
        links += shift_links(draft.hypothesis.links, part.span.start, within.start, within)
        how |= {use.match.span.shift(part.span.start): use.how for use in draft.uses}
        weighted += draft.hypothesis.score * len(draft.hypothesis.text)
        total += len(draft.hypothesis.text)
    return Entry(
        joined.text,
        score=weighted / total if total else None,
        links=tuple(links),
        how=tuple(how.get(match.span, "chosen") for match in task.matches),  # a fixed label holds terms too
        terms=digest(match.term for match in task.matches),
    )


def _row(task: _Task, entry: Entry, origin: Origin) -> Row:
    """Verify a translation against the glossary as it is now, and say what to look at."""
    source, target = task.segment.text, entry.text
    verdicts = check(task.matches, target)
    kinds = entry.how if len(entry.how) == len(verdicts) else ("chosen",) * len(verdicts)
    uses = tuple(
        TermUse(
            verdict.match, verdict.en or "", verdict.target, "unmet" if verdict.target is None else _how(kind)
        )
        for verdict, kind in zip(verdicts, kinds, strict=True)
    )
    spans = {id(match.term): match for match in task.matches}
    found = findings(
        source,
        target,
        score=entry.score,
        terms=uses,
        avoided=[(spans[id(hit.term)], hit.target) for hit in avoided(task.matches, target)],
        parts=sum(part.fixed is None for part in task.parts) if origin in ("model", "cache") else 1,
        sentence=task.segment.kind == "paragraph",
    )
    if task.segment.kind == "furniture":  # nobody mends a cut-off headline: no flags, no failing --strict
        found = tuple(finding._replace(severity="info") for finding in found)
    return Row(task.segment, target, origin, entry.score, uses, entry.links, found)


def _how(kind: str) -> How:
    known: dict[str, How] = {"annotated": "annotated", "repaired": "repaired", "forced": "forced"}
    return known.get(kind, "chosen")


def _compared(row: Row, task: _Task, tools: Tools) -> Row:
    """Add what the reviewer saw before, where another glossary made it, and similar segments of the memory."""
    before = tools.cache.last(row.segment.text)
    changed = (
        before is not None
        and before.text != row.target
        and before.terms != digest(m.term for m in task.matches)
    )
    suggestions = tools.memory.fuzzy(row.segment.text) if tools.memory and row.origin != "memory" else ()
    return replace(row, previous=before.text if before and changed else None, suggestions=suggestions)


def summary(translated: Sequence[Translated]) -> dict[str, int]:
    """Count the rows of a run by where their translation came from."""
    counts: dict[str, int] = {}
    for page in translated:
        for row in page.rows:
            counts[row.origin] = counts.get(row.origin, 0) + 1
    return counts
