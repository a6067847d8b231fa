"""A rendering put into the text by hand: where something clearly stands in its place, and as the last resort."""

from align.text import Link, Span
from translate.enforce.agreement import Edit, in_common, join, mend, move_links, with_article
from translate.enforce.draft import Draft, judge
from translate.enforce.repair import LISTED, connective, cuts
from translate.engine import Hypothesis
from translate.row import How


def substitute(draft: Draft, number: int) -> Draft | None:
    """Put the preferred rendering of occurrence `number` in the place of what translates its characters.

    Where nothing does, it goes behind the term that the source only joins it to. None where there is neither, or
    where the draft would not meet more terms.
    """
    match = draft.verdicts[number].match
    place = _wrong(draft, number) or _given_up(draft, match.span) or _behind(draft, match.span)
    if place is None:
        return None
    made = _put(
        draft, number, place, with_article(draft.hypothesis.text, place, match.term.asked), "repaired"
    )
    return made if made.standing[:2] > draft.standing[:2] else None


def splice(draft: Draft, number: int) -> Draft:
    """Put the preferred rendering of occurrence `number` where its characters are translated, and mark it forced.

    The words linked to the term's characters and to nothing else give way; where there are none it is inserted.
    """
    match = draft.verdicts[number].match
    place = _wrong(draft, number) or _given_up(draft, match.span) or Span(*([cuts(draft, number)[0]] * 2))
    return _put(draft, number, place, match.term.asked, "forced")


def _wrong(draft: Draft, number: int) -> Span | None:
    """Return where a rendering of the same term stands that is to be avoided."""
    term = draft.verdicts[number].match.term
    return next(
        (hit.target for hit in draft.avoided if hit.term is term and not _held(draft, hit.target)), None
    )


def _held(draft: Draft, span: Span) -> bool:
    return any(stretch.overlaps(span) for stretch in draft.held)


def _given_up(draft: Draft, source: Span) -> Span | None:
    """Return the run of target words that translate the source span and nothing else, None if there is no such run."""
    links = draft.hypothesis.links
    inside = [link.target for link in links if source.covers(link.source)]
    if not inside:
        return None
    run = Span(min(span.start for span in inside), max(span.end for span in inside))
    strangers = any(run.overlaps(link.target) and not source.overlaps(link.source) for link in links)
    too_long = len(run) > 12 * len(source)
    return None if strangers or too_long or _held(draft, run) else run


def _behind(draft: Draft, source: Span) -> Span | None:
    """Return the end of the rendering that this term follows in a list, None if there is none or words are linked to it."""
    if any(link.source.overlaps(source) and not _held(draft, link.target) for link in draft.hypothesis.links):
        return None
    before = _listed_before(draft, source)
    return Span(before.end, before.end) if before else None


def _listed_before(draft: Draft, source: Span) -> Span | None:
    """Return where the rendering of the term stands that only an “and” or a comma parts from this one."""
    for verdict in draft.verdicts:
        between = draft.job.source[verdict.match.span.end : source.start]
        if verdict.target and between.strip("《》「」“”") in LISTED:
            return verdict.target
    return None


def _put(draft: Draft, number: int, place: Span, rendering: str, means: How) -> Draft:
    text = draft.hypothesis.text
    match = draft.verdicts[number].match
    edit = Edit(text)
    before = text[: place.start].rstrip()
    other = None if len(place) else _listed_before(draft, match.span)
    listed_last = other is not None and other.end == len(before)
    joint = connective(draft.job.source[: match.span.start], before) if listed_last else ""
    joined = join(before + joint, rendering)
    after = text[place.end :]
    listed = not len(place) and draft.job.source[match.span.end : match.span.end + 1] in tuple("、，,")
    gap = "" if not after or not (after[0].isalnum() or after[0] in "(“‘$") else ", " if listed else " "
    # `join` may have dropped an article before the rendering: the change starts where the texts begin to differ.
    same = in_common(before, joined)
    changed = Span(same, place.end)
    edit.replace(changed, joined[changed.start :] + gap)
    links = move_links(draft.hypothesis.links, edit)
    start = len(joined) - len(match.term.asked)
    put = Span(max(start, 0), len(joined))
    links = (*(link for link in links if not put.overlaps(link.target)), Link(match.span, put))
    how = tuple(means if i == number else kind for i, kind in enumerate(draft.how))
    hypothesis = Hypothesis(edit.text, draft.hypothesis.score, tuple(sorted(links)))
    return tidy(judge(draft.job, hypothesis, how))


def tidy(draft: Draft) -> Draft:
    """Return the draft with its small words in agreement, unless that would lose a term."""
    edit = mend(draft.hypothesis.text, draft.held)
    if edit.text == draft.hypothesis.text:
        return draft
    links = move_links(draft.hypothesis.links, edit)
    mended = judge(draft.job, Hypothesis(edit.text, draft.hypothesis.score, links), draft.how)
    return mended if mended.standing >= draft.standing else draft


def replace_avoided(draft: Draft) -> Draft:
    """Return the draft with every stretch that the glossary avoids replaced by the preferred rendering."""
    for _ in range(len(draft.avoided)):
        if not draft.avoided:
            break
        hit = draft.avoided[0]
        edit = Edit(draft.hypothesis.text)
        en = hit.term.asked
        if hit.target.start == 0:
            en = en[:1].upper() + en[1:]
        edit.replace(hit.target, en)
        links = move_links(draft.hypothesis.links, edit)
        how = tuple(
            "forced" if verdict.match.term is hit.term and verdict.target is None else kind
            for verdict, kind in zip(draft.verdicts, draft.how, strict=True)
        )
        changed = tidy(judge(draft.job, Hypothesis(edit.text, draft.hypothesis.score, links), how))
        if len(changed.avoided) >= len(draft.avoided):
            break
        draft = changed
    return draft
