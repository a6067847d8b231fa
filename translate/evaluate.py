"""How good translations are: corpus scores, term success, and how often something plainly went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.check import check
from glossary.term import TermMatch
from translate.checks import findings


@dataclass(frozen=True)
class Score:
    """A corpus score from 0 to 100 and the sacreBLEU signature without which it says nothing."""

    name: str
    value: float
    signature: str

    def __str__(self) -> str:
        return f"{self.name} = {self.value:.1f}  {self.signature}"


def bleu(outputs: Sequence[str], references: Sequence[str]) -> Score:
    """BLEU as sacreBLEU computes it by default: case as it is, 13a tokens, exponential smoothing."""
    from sacrebleu.metrics.bleu import BLEU

    metric = BLEU()
    value = metric.corpus_score(list(outputs), [list(references)]).score
    return Score("BLEU", value, str(metric.get_signature()))


def chrf(outputs: Sequence[str], references: Sequence[str], *, word_order: int = 0) -> Score:
    """Return chrF2 (Popović 2015); with `word_order` 2 it is chrF2++."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF(word_order=word_order)
    value = metric.corpus_score(list(outputs), [list(references)]).score
    return Score("chrF2" + "+" * word_order, value, str(metric.get_signature()))


class Passage(NamedTuple):
    """A document, its translation, its reference, and for each Chinese term the English for it."""

    source: str
    output: str
    reference: str
    terms: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class TermSuccess:
    """Mean success from 0 to 1 over `terms` terms of documents; 0 where there are none."""

    value: float
    terms: int

    def __str__(self) -> str:
        return f"term success (WMT25) = {self.value:.3f} over {self.terms} terms of documents"


def term_success(passages: Sequence[Passage]) -> TermSuccess:
    """Term success as defined for the WMT25 terminology task.

    The mean, over each document and each term that its source and its reference have, of the occurrences of
    any rendering in the output over the occurrences of the term in the source, at most 1. Case does not
    count. The count is of plain substrings, so a rendering inside a longer word counts, and terms inside
    terms count twice.
    """
    rates = []
    for source, output, reference, terms in passages:
        output, reference = output.lower(), reference.lower()
        for zh, renderings in terms.items():
            forms = {form.lower() for form in renderings}
            wanted = source.lower().count(zh.lower())
            if wanted and any(form in reference for form in forms):
                rates.append(min(sum(output.count(form) for form in forms) / wanted, 1.0))
    return TermSuccess(sum(rates) / len(rates) if rates else 0.0, len(rates))


@dataclass(frozen=True)
class Occurrences:
    """How many of `total` term occurrences have a rendering to themselves, and how many the preferred one."""

    met: int
    preferred: int
    total: int

    @property
    def share(self) -> float:
        """Share of the occurrences that are met, from 0 to 1; 1 where there are none."""
        return self.met / self.total if self.total else 1.0

    def __str__(self) -> str:
        return (
            f"occurrences met = {self.share:.3f}, {self.met} of {self.total}, {self.preferred} as preferred"
        )


def term_occurrences(matches: Sequence[Sequence[TermMatch]], outputs: Sequence[str]) -> Occurrences:
    """Count the term occurrences of each segment that its output renders, by `glossary.check`.

    It is stricter than `term_success`: renderings are whole words, none stands for two occurrences, and each
    segment must answer for its own.
    """
    standings = [
        verdict.standing
        for found, output in zip(matches, outputs, strict=True)
        for verdict in check(found, output)
    ]
    missing = standings.count("missing")
    return Occurrences(len(standings) - missing, standings.count("preferred"), len(standings))


@dataclass(frozen=True)
class Faults:
    """Of `segments` outputs, how many are empty, repeat words in a loop, or have Chinese left in them."""

    empty: int
    repetition: int
    han: int
    segments: int

    @property
    def rate(self) -> float:
        """Share of the outputs with any of these, from 0 to 1; one with two of them counts twice."""
        return (self.empty + self.repetition + self.han) / max(self.segments, 1)

    def __str__(self) -> str:
        return (
            f"faults = {100 * self.rate:.1f} %: {self.empty} empty, {self.repetition} repetitions, "
            f"{self.han} with Chinese, of {self.segments}"
        )


def faults(sources: Sequence[str], outputs: Sequence[str]) -> Faults:
    """Count what `translate.checks` would flag as an error whatever the source says."""
    kinds = [
        {finding.kind for finding in findings(source, output)}
        for source, output in zip(sources, outputs, strict=True)
    ]
    count = {kind: sum(kind in found for found in kinds) for kind in ("empty", "repetition", "han")}
    return Faults(count["empty"], count["repetition"], count["han"], len(kinds))
