"""Numbers that one side of a translation has and the other has not."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from align.text import Span
from translate.numbers.en import english
from translate.numbers.value import Number
from translate.numbers.zh import chinese

_HOUR = re.compile(r"\s*(?:时|点|:|：|[ap]\.?m\b|o'clock)", re.IGNORECASE)


class Mismatch(NamedTuple):
    """A number that has no counterpart; `side` is where it stands."""

    side: Literal["source", "target"]
    number: Number


def compare(
    source: str, target: str, *, ignore_source: Sequence[Span] = (), ignore_target: Sequence[Span] = ()
) -> list[Mismatch]:
    """Return the firm numbers of either side that the other lacks; numbers inside the ignored spans are settled.

    >>> [(m.side, str(m.number.value)) for m in compare("增长5%，达6万元", "up 5% to 600,000 yuan")]
    [('source', '60000'), ('target', '600000')]
    """
    all_ours, all_theirs = chinese(source), english(target)
    ours, theirs = _outside(all_ours, ignore_source), _outside(all_theirs, ignore_target)
    free = list(theirs)
    missing: list[Mismatch] = []
    for number in sorted(ours, key=lambda n: not n.firm):  # firm ones choose first
        partner = next((other for other in free if _agree(number, other)), None)
        if partner is not None:
            free.remove(partner)
        elif number.firm and not _has_partner(number, all_theirs, source, target):
            missing.append(Mismatch("source", number))
    missing += [
        Mismatch("target", other)
        for other in free
        if other.firm and not _has_partner(other, all_ours, target, source)
    ]
    return missing


def _agree(one: Number, other: Number) -> bool:
    if one.value == other.value:
        return one.unit == other.unit or "percent" not in (one.unit, other.unit)
    # 2.68亿 may be rounded by neither side, but 22925.09亿 = 2.292509 trillion needs no exactness beyond its digits.
    return (
        one.unit == other.unit != "phone"
        and one.value > 10**6
        and abs(one.value - other.value) / one.value < Decimal("0.0005")
    )


def _has_partner(number: Number, others: Iterable[Number], here: str, there: str) -> bool:
    """Tell whether the other side has the number at all: how often it comes is free (5G, 5G networks)."""
    return any(
        _agree(number, other)
        or (_same_hour(number, other) and (_is_hour(number, here) or _is_hour(other, there)))
        for other in others
    )


def _outside(numbers: Iterable[Number], ignored: Sequence[Span]) -> list[Number]:
    return [number for number in numbers if not any(span.overlaps(number.span) for span in ignored)]


def _same_hour(one: Number, other: Number) -> bool:
    """Tell whether one side may count the hours from noon and the other from midnight (下午3时 = 15:00)."""
    return one.value <= 24 and other.value <= 24 and abs(one.value - other.value) == 12


def _is_hour(number: Number, text: str) -> bool:
    return bool(_HOUR.match(text, number.span.end))
