"""Figures as official English writes them: 6.3万 is 63,000, 38.4亿 is 3.84 billion.

A model that has seen few figures carries the digits over and loses the scale, the gravest mistake an official text can
have. The value and its English are a matter of rules, so the model is told. Dates it knows, and puts better into words.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from align.text import Span
from translate.engine import Annotation
from translate.numbers import RANGE, Number, chinese

_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
GROUPED = 1000  # plain figures from here on are told too: thousands get their comma
_HAN_FROM = 10_000  # of numerals in Chinese characters (十四亿) only such are figures for sure
_SCALE = re.compile(r"万亿|千亿|百亿|百万|千万|万|亿")
_MORE = re.compile(r"[余多]")
_BOUND = re.compile(r"(?:超|超过|近|约|逾|达|多达|大约|不足|不到|至少)$")
# What makes of digits a name and not a count: 第12号, 〔2024〕5号, 4G, 15:00, “31631”模式, 12321举报中心; and years.
_NAME_BEFORE = re.compile(
    r"(?:[A-Za-z第〔\[（(“「.:：/—-]|热线|电话|传真|拨打|编号|[代编]码|邮编|账号|证号|QQ)$"
)
_NAME_AFTER = re.compile(r"[A-Za-z号年届期〕\]）)”」:：/—-]|热线|举报|客服|专线|平台")
_YEAR = re.compile(r"(?:19|20)\d\d")


def figures(text: str) -> tuple[Annotation, ...]:
    """Return the figures of a Chinese text that are told to the model, with their English, in order.

    >>> [rendering for _, rendering in figures("6.3万个基站投资38.4亿元，增长5%")]
    ['63,000', '3.84 billion', '5 percent']
    """
    return tuple(_counts(text, [number for number in chinese(text) if number.firm]))


def _counts(text: str, numbers: list[Number]) -> Iterator[Annotation]:
    """Yield what counts something; of a range (3—5万) both ends together, for the second has the scale of the first."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        at += 1
        if following and RANGE.fullmatch(text[number.span.end : following.span.start]):
            at += 1
            if said := _range(text, number, following):
                yield Annotation(Span(number.span.start, _end(text, following)), said)
        elif said := _count(text, number):
            yield Annotation(Span(number.span.start, _end(text, number)), said)


def _count(text: str, number: Number) -> str | None:
    said, rest = number.span.of(text), text[number.span.end :]
    if number.unit == "percent":
        return f"{_digits(number, said)} {_percent(said, number.value)}"
    if number.unit or said.endswith("月"):
        return None
    if not said[0].isdigit():
        if number.value < _HAN_FROM or re.match("[多余几来]", rest):
            return None
    elif not _SCALE.search(said) and (
        number.value < GROUPED or _YEAR.fullmatch(said) or _is_name(text, number.span)
    ):
        return None
    more = _MORE.search(said) and not _BOUND.search(text[: number.span.start])
    return f"more than {written(number.value)}" if more else written(number.value)


def _range(text: str, low: Number, high: Number) -> str | None:
    """Return the English of a range, None if it is none that can be told: 2020—3万, 5—3."""
    left, right = low.span.of(text), high.span.of(text)
    if low.unit == "month" or high.unit == "month" or _is_name(text, Span(low.span.start, high.span.end)):
        return None
    if high.unit == "percent":
        if low.value >= high.value:
            return None
        return f"{_digits(low, left)} to {_digits(high, right)} {_percent(right, high.value)}"
    if low.unit or low.value >= high.value or not _SCALE.search(right):
        return None
    first, _, size = written(low.value).partition(" ")
    return f"{first if written(high.value).endswith(size) else written(low.value)} to {written(high.value)}"


def _is_name(text: str, span: Span) -> bool:
    return bool(_NAME_BEFORE.search(text[: span.start]) or _NAME_AFTER.match(text, span.end))


def _end(text: str, number: Number) -> int:
    return number.span.start + len(number.span.of(text).rstrip())


def _percent(said: str, value: Decimal) -> str:
    if "点" not in said or "百分之" in said:
        return "percent"
    return "percentage point" if value == 1 else "percentage points"


def _digits(number: Number, said: str) -> str:
    """Return the digits as they are written (3.0%), those of a Chinese numeral or of tenths (三成) worked out."""
    if "成" in said:
        return _plain(number.value)
    digits = re.search(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", said))
    return digits.group() if digits else _plain(number.value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def written(value: Decimal) -> str:
    """Write a value as running English has it.

    >>> written(Decimal("63000")), written(Decimal("1.2") * 10**12), written(Decimal("2000000"))
    ('63,000', '1.2 trillion', '2 million')
    """
    for size, name in _LARGE:
        if value >= size:
            return f"{_plain(value / size)} {name}"
    return f"{value.normalize():,f}"
