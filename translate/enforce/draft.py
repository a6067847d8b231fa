"""A translation on its way to meeting the glossary."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from align.text import Span
from glossary.check import Avoided, Verdict, avoided, check
from glossary.term import TermMatch
from translate.engine import Annotation, Hypothesis
from translate.figures import figures
from translate.names import people, spellings
from translate.row import How, TermUse


@dataclass(frozen=True)
class Job:
    """A source text and the terms found in it, in the order of their spans."""

    source: str
    matches: tuple[TermMatch, ...] = ()

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        """The rendering asked for, for every occurrence; for the names of people how they are spelt; for figures what they are.

        Names and figures are not enforced, for a text may have good reasons to write them otherwise: `translate.checks`
        says where one is missing.
        """
        told = [Annotation(match.span, match.term.asked) for match in self.matches]
        names = (Annotation(person.span, next(spellings(person.name))) for person in people(self.source))
        for one in (*names, *figures(self.source)):
            if not any(one.span.overlaps(other.span) for other in told):
                told.append(one)
        return tuple(sorted(told))


class Standing(NamedTuple):
    """How well a draft meets the glossary; the greater the better."""

    met: int
    avoided: int  # negative count, so that fewer is greater
    score: float


@dataclass(frozen=True)
class Draft:
    """A hypothesis for a job with the verdict on every term occurrence and how each met one came about."""

    job: Job
    hypothesis: Hypothesis
    verdicts: tuple[Verdict, ...]
    avoided: tuple[Avoided, ...]
    how: tuple[How, ...]

    @property
    def standing(self) -> Standing:
        """What drafts of the same job are compared by."""
        met = sum(verdict.target is not None for verdict in self.verdicts)
        return Standing(met, -len(self.avoided), self.hypothesis.score)

    @property
    def unmet(self) -> tuple[int, ...]:
        """Numbers of the occurrences that no rendering stands for."""
        return tuple(number for number, verdict in enumerate(self.verdicts) if verdict.target is None)

    @property
    def held(self) -> tuple[Span, ...]:
        """The stretches of the target that satisfy a term: nothing may cut into them."""
        return tuple(verdict.target for verdict in self.verdicts if verdict.target is not None)

    @property
    def uses(self) -> tuple[TermUse, ...]:
        """What became of each occurrence, for the reviewer."""
        return tuple(
            TermUse(
                verdict.match,
                verdict.en or "",
                verdict.target,
                how if verdict.target is not None else "unmet",
            )
            for verdict, how in zip(self.verdicts, self.how, strict=True)
        )


def judge(job: Job, hypothesis: Hypothesis, how: Sequence[How]) -> Draft:
    """Check a hypothesis against the glossary; `how` says for each occurrence what brought it about if it is met."""
    return Draft(
        job,
        hypothesis,
        check(job.matches, hypothesis.text),
        avoided(job.matches, hypothesis.text),
        tuple(how),
    )


def best(drafts: Sequence[Draft]) -> Draft:
    """Return the draft that meets the most terms, avoids the most, and scores best; the first among equals."""
    return max(drafts, key=lambda draft: draft.standing)
