"""The cascade that makes every term occurrence come out as the glossary says, cheapest step first.

1. Annotate and decode (an engine that reads annotations), or decode plainly; the n-best that meets most terms.
2. Repair: where words translate a missed term and nothing else, the official rendering takes their place; where none do
   and the source only joins it to another term, it goes behind that one. Else cut the hypothesis where the term is being
   translated, append the rendering, let the model continue (`Request.prefix`), its avoided renderings suppressed; of
   several positions and variants the one that the model expects most, the next ones where that fails.
3. Force: what is still missing is spliced in and flagged.

An engine's attention is evidence for the links between words, not their last word: see `translate.enforce.relink`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translate.enforce.draft import Draft, Job, best, judge
from translate.enforce.relink import relink
from translate.enforce.repair import Attempt, attempts, rank
from translate.enforce.splice import replace_avoided, splice, substitute, tidy
from translate.engine import Engine, Request
from translate.row import How

N_BEST = 4
REPAIR_BEAM = 1  # a wider one changes nothing on policy-dev but the time
TRIED = 3  # attempts at an occurrence that are decoded, one after the other, until one succeeds


@dataclass(frozen=True)
class Steps:
    """Which steps run; benchmarks switch single ones off."""

    annotate: bool = True
    repair: bool = True
    force: bool = True


def enforce(
    engine: Engine, jobs: Sequence[Job], *, beam: int | None = None, steps: Steps = Steps()
) -> list[Draft]:
    """Translate the jobs; with all steps, every draft meets every one of its term occurrences.

    Jobs without terms cost one plain decoding. Results come in the order of the jobs.
    """
    drafts = _decode(engine, jobs, beam, steps)
    if steps.repair:
        drafts = _repair(engine, drafts, steps)
        drafts = _suppress(engine, drafts, beam, steps)
    if steps.force:
        drafts = [_force(draft) for draft in drafts]
        drafts = _rescored(engine, drafts)
    return drafts if engine.exact_links else relink(drafts)


def _asked(engine: Engine, job: Job, steps: Steps) -> Request:
    return Request(job.source, job.annotations if _annotates(engine, steps) else ())


def _annotates(engine: Engine, steps: Steps) -> bool:
    return steps.annotate and engine.reads_annotations


def _afresh(engine: Engine, job: Job, steps: Steps) -> list[How]:
    """Say what brings about the terms of a draft that was decoded from nothing."""
    how: How = "annotated" if _annotates(engine, steps) else "chosen"
    return [how] * len(job.matches)


def _decode(engine: Engine, jobs: Sequence[Job], beam: int | None, steps: Steps) -> list[Draft]:
    drafts: dict[int, Draft] = {}
    # A segment without terms needs no alternatives.
    for n_best, chosen in (
        (1, [i for i, job in enumerate(jobs) if not job.matches]),
        (N_BEST, [i for i, job in enumerate(jobs) if job.matches]),
    ):
        if chosen:
            asked = [_asked(engine, jobs[i], steps) for i in chosen]
            for i, hypotheses in zip(chosen, engine.translate(asked, beam=beam, n_best=n_best), strict=True):
                kinds = _afresh(engine, jobs[i], steps)
                drafts[i] = tidy(best([judge(jobs[i], hypothesis, kinds) for hypothesis in hypotheses]))
    return [drafts[i] for i in range(len(jobs))]


def _repair(engine: Engine, drafts: Sequence[Draft], steps: Steps) -> list[Draft]:
    """Repair the missed occurrences of all drafts together, one occurrence of each draft a round."""
    repaired = list(drafts)
    given_up: list[set[int]] = [set() for _ in drafts]
    unlinked = set(range(len(drafts)))
    while True:
        asked: list[tuple[int, int]] = []
        for i, draft in enumerate(repaired):
            number = next((n for n in draft.unmet if n not in given_up[i]), None)
            if number is not None:
                given_up[i].add(number)  # each occurrence has its turn once; a success takes it off `unmet`
                asked.append((i, number))
        if not asked:
            return repaired
        stale = [] if engine.exact_links else [i for i, _ in asked if i in unlinked]
        for i, draft in zip(stale, relink([repaired[i] for i in stale]), strict=True):
            repaired[i] = draft
        unlinked -= set(stale)
        direct = {i: substitute(repaired[i], number) for i, number in asked}
        left = [(i, number) for i, number in asked if direct[i] is None]
        found = [(i, draft) for i, draft in direct.items() if draft]
        for i, draft in [*found, *_repaired(engine, repaired, left, steps)]:
            repaired[i] = draft
            unlinked.add(i)


def _repaired(
    engine: Engine, drafts: Sequence[Draft], asked: Sequence[tuple[int, int]], steps: Steps
) -> Iterator[tuple[int, Draft]]:
    """Repair one occurrence in each of some drafts; yield those where that succeeds, with their places.

    The attempt that the model expects most is decoded first, the next ones only where that has failed.
    """
    tried = [
        [_stripped(engine, attempt, steps) for attempt in attempts(drafts[i], number)] for i, number in asked
    ]
    ranked = rank(engine, tried)
    failed = list(range(len(asked)))
    for turn in range(TRIED):
        batch = [place for place in failed if turn < len(ranked[place])]
        requests = [ranked[place][turn].request for place in batch]
        answers = engine.translate(requests, beam=REPAIR_BEAM, n_best=1)
        failed = []
        for place, (hypothesis, *_) in zip(batch, answers, strict=True):
            i, number = asked[place]
            how: list[How] = list(drafts[i].how)
            how[number] = "repaired"
            made = tidy(judge(drafts[i].job, hypothesis, how))
            if made.standing[:2] > drafts[i].standing[:2]:
                yield i, made
            else:
                failed.append(place)


def _stripped(engine: Engine, attempt: Attempt, steps: Steps) -> Attempt:
    if _annotates(engine, steps):
        return attempt
    return attempt._replace(request=replace(attempt.request, annotations=()))


def _suppress(engine: Engine, drafts: list[Draft], beam: int | None, steps: Steps) -> list[Draft]:
    """Decode again, with the avoided renderings suppressed, the drafts that hold one."""
    chosen = [i for i, draft in enumerate(drafts) if draft.avoided]
    if not chosen:
        return drafts
    asked = [
        replace(
            _asked(engine, drafts[i].job, steps),
            suppress=tuple(sorted({form for hit in drafts[i].avoided for form in hit.term.avoid})),
        )
        for i in chosen
    ]
    drafts = list(drafts)
    for i, (hypothesis, *_) in zip(chosen, engine.translate(asked, beam=beam, n_best=1), strict=True):
        again = tidy(judge(drafts[i].job, hypothesis, _afresh(engine, drafts[i].job, steps)))
        drafts[i] = best([drafts[i], again])
    return drafts


def _force(draft: Draft) -> Draft:
    draft = replace_avoided(draft)
    for number in draft.unmet:
        if number in draft.unmet:
            draft = splice(draft, number)
    return draft


def _rescored(engine: Engine, drafts: list[Draft]) -> list[Draft]:
    """Score again the drafts whose text no model has written as it stands."""
    chosen = [i for i, draft in enumerate(drafts) if "forced" in draft.how and draft.hypothesis.text]
    scores = engine.score([(drafts[i].job.source, drafts[i].hypothesis.text) for i in chosen])
    drafts = list(drafts)
    for i, tokens in zip(chosen, scores, strict=True):
        mean = sum(tokens) / max(len(tokens), 1)
        drafts[i] = replace(drafts[i], hypothesis=replace(drafts[i].hypothesis, score=mean))
    return drafts
