"""What may be wrong with a translated segment, in words a reviewer understands."""

import re
from collections.abc import Sequence

from align.text import Span
from glossary.term import TermMatch
from translate.names import candidates, is_spelt, is_word, spellings
from translate.numbers import MONTHS, Number, compare
from translate.repetition import find_repetition
from translate.row import Finding, TermUse

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
_SENTENCE_END = re.compile(r"[。！？!?…]['\"”’」』）)]*$")
_ENGLISH_END = re.compile(r"[.!?…:;]['\"”’)\]]*$")

# English characters for one Chinese character, outside which a translation is suspicious: 99.4 % of policy-dev's
# references for ten characters or more lie inside.
LENGTH_RATIO = (1.3, 7.5)
LENGTH_FROM = 10
# Mean log-probability a token below which the model is called unsure: on policy-dev a seventh of the lines, of which four in
# five are in the worst third by chrF.
UNSURE = -1.05


def findings(
    source: str,
    target: str,
    *,
    score: float | None = None,
    terms: Sequence[TermUse] = (),
    avoided: Sequence[tuple[TermMatch, Span]] = (),
    parts: int = 1,
    sentence: bool = True,
) -> tuple[Finding, ...]:
    """Return what a reviewer should look at, gravest first.

    `score` is the mean log-probability a token; `avoided` the stretches of the target that the glossary says to avoid;
    `parts` the number of pieces a long sentence was cut into; `sentence` is False for headings and list items, which need
    no full stop.
    """
    if not target.strip():
        return (Finding("empty", "error", "nothing came out for this segment"),)
    found = [
        *_terms(terms),
        *(
            Finding(
                "term-avoid",
                "error",
                f"“{span.of(target)}” is to be avoided for {match.term.zh}; use “{match.term.en}”",
                match.span,
                span,
            )
            for match, span in avoided
        ),
        *_numbers(source, target, terms),
        *_names(source, target, terms),
        *(
            Finding("han", "error", f"Chinese left in the English: {hit.group()}", None, Span(*hit.span()))
            for hit in HAN.finditer(target)
            if not any(
                use.match.term.keep and use.target and use.target.covers(Span(*hit.span())) for use in terms
            )
        ),
        *_repetition(target),
        *_length(source, target, terms, sentence),
    ]
    if score is not None and score < UNSURE:
        found.append(
            Finding(
                "confidence", "warning", f"the model was unsure (mean log-probability {score:.2f} a token)"
            )
        )
    if parts > 1:
        found.append(
            Finding(
                "split", "info", f"the sentence is long and was translated in {parts} parts; read the joints"
            )
        )
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def _terms(terms: Sequence[TermUse]) -> list[Finding]:
    found = []
    for use in terms:
        term = use.match.term
        if use.how == "unmet":
            message = f"{term.zh} should be “{term.en}”"
            found.append(Finding("term-unmet", "error", message, use.match.span))
        elif use.how == "forced":
            message = f"“{use.en}” for {term.zh} was put in by force: check the sentence around it"
            found.append(Finding("term-forced", "warning", message, use.match.span, use.target))
    return found


def _numbers(source: str, target: str, terms: Sequence[TermUse]) -> list[Finding]:
    met = [use for use in terms if use.target is not None]
    mismatches = compare(
        source,
        target,
        ignore_source=[use.match.span for use in met],
        ignore_target=[use.target for use in met if use.target is not None],
    )
    found = []
    for side, number in mismatches:
        if side == "source":
            written, spoken = number.span.of(source), _spoken(number)
            same = number.unit == "phone" or spoken.replace(",", "") == written
            message = (
                f"{written} is missing in the English"
                if same
                else f"{written} ({spoken}) is missing in the English"
            )
            found.append(Finding("number", "error", message, number.span))
        else:
            message = f"“{number.span.of(target)}” is not in the Chinese"
            found.append(Finding("number", "error", message, None, number.span))
    return found


def _names(source: str, target: str, terms: Sequence[TermUse]) -> list[Finding]:
    return [
        Finding(
            "name",
            "warning",
            f"{person.name} ({next(spellings(person.name))}) is missing in the English",
            person.span,
        )
        for person in candidates(source)
        if not any(use.match.span.overlaps(person.span) for use in terms)
        and not is_spelt(person.name, target)
        and not is_word(person.name)  # last, for it loads a table
    ]


def _spoken(number: Number) -> str:
    if number.unit == "month":
        return MONTHS[int(number.value) - 1]
    value = f"{number.value.normalize():,f}"
    return f"{value} percent" if number.unit == "percent" else value


def _repetition(target: str) -> list[Finding]:
    found = find_repetition(target)
    if found is None:
        return []
    words, whole = found
    return [Finding("repetition", "error", f"“{words.of(target)}” is repeated", None, whole)]


def _length(source: str, target: str, terms: Sequence[TermUse], sentence: bool) -> list[Finding]:
    """Compare lengths, of what is no term: how long terms are is the glossary's affair."""
    found = []
    met = [(use.match.span, use.target) for use in terms if use.target is not None]
    weight = sum(
        1.0 if HAN.match(character) else 0.4
        for at, character in enumerate(source)
        if not character.isspace() and not any(span.start <= at < span.end for span, _ in met)
    )
    ratio = (len(target) - sum(len(span) for _, span in met)) / max(weight, 1)
    low, high = LENGTH_RATIO
    if weight >= LENGTH_FROM and ratio < low:
        found.append(
            Finding("length", "warning", "the English is suspiciously short: something may be left out")
        )
    elif weight >= LENGTH_FROM and ratio > high:
        found.append(
            Finding("length", "warning", "the English is suspiciously long: something may have been added")
        )
    if sentence and _SENTENCE_END.search(source) and not _ENGLISH_END.search(target.rstrip()):
        found.append(
            Finding("truncated", "warning", "the English does not end as a sentence: it may be cut off")
        )
    return found
