"""Other numbers in the same sentence: a model that has seen few of them learns to carry over any."""

import random
import re
from collections.abc import Sequence
from decimal import Decimal

from training.pair import Pair
from translate.numbers import MONTHS, Number, chinese, english

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
RATE = 0.8  # share of a sentence's numbers that change
DECIMALS = 3


def renumber(pair: Pair, chance: random.Random) -> Pair:
    """Exchange numbers, percentages and months that stand once on either side, each for a random one.

    A figure keeps its digits' number and its scale (6.3万 and 63,000), a day stays a day, a year a year. What
    is part of a name (5G, G20) or written in words stays.

    >>> renumber(Pair("新增3.5万户", "35,000 more homes", "x"), random.Random(1))
    Pair(zh='新增2.5万户', en='25,000 more homes', name='x')
    """
    here, there = chinese(pair.zh), english(pair.en)
    edits_zh, edits_en = [], []
    for number in here:
        same = [other for other in there if _key(other) == _key(number)]
        if [_key(other) for other in here].count(_key(number)) != 1 or len(same) != 1:
            continue
        if chance.random() < RATE and (changed := _exchange(pair, number, same[0], chance)):
            edits_zh.append((number, changed[0]))
            edits_en.append((same[0], changed[1]))
    return pair._replace(zh=_edited(pair.zh, edits_zh), en=_edited(pair.en, edits_en))


def renumbered(pairs: Sequence[Pair], rate: float, chance: random.Random) -> list[Pair]:
    """Return copies of a share of the pairs with other numbers, those of them that have any to exchange."""
    copies = [(pair, renumber(pair, chance)) for pair in pairs if chance.random() < rate]
    return [copy for pair, copy in copies if copy != pair]


def _key(number: Number) -> tuple[Decimal, str]:
    return number.value, number.unit


def _exchange(pair: Pair, zh: Number, en: Number, chance: random.Random) -> tuple[str, str] | None:
    """Return what the two stretches become, None where they should stay."""
    left, right = zh.span.of(pair.zh), en.span.of(pair.en)
    if zh.unit == "month":
        number = chance.randint(1, 12)
        if not left[0].isdigit() or right not in MONTHS:
            return None
        return re.sub(r"\d+", str(number), left), MONTHS[number - 1]
    here, there = _FIGURE.search(left), _FIGURE.search(right)
    if here is None or there is None or _in_name(pair.zh, zh) or _in_name(pair.en, en):
        return None
    figure, old, said = _plain(here.group()), Decimal(_plain(here.group())), Decimal(_plain(there.group()))
    if not old or not said or zh.value in (0, 1) or _ORDINAL.search(right):
        return None
    new = _draw(figure, pair.zh[zh.span.end : zh.span.end + 1], chance)
    value = new * said / old  # the scale words of both sides stay
    if new in (0, 1) or value != round(value, DECIMALS):
        return None
    grouped = "," in there.group() or value >= 10_000
    return _FIGURE.sub(str(new), left, count=1), _FIGURE.sub(_written(value, grouped), right, count=1)


def _plain(figure: str) -> str:
    return figure.replace(",", "")


def _draw(figure: str, after: str, chance: random.Random) -> Decimal:
    """Draw a figure of the same shape."""
    whole, point, part = figure.partition(".")
    if after in ("日", "号") and not point:
        return Decimal(chance.randint(2, 28))
    if after == "年" and len(whole) == 4 and not point:
        return Decimal(chance.randint(1990, 2035))
    digits = [chance.choice("123456789"), *(chance.choice("0123456789") for _ in whole[1:])]
    fraction = [chance.choice("0123456789") for _ in part[1:]] + [chance.choice("123456789")] if part else []
    return Decimal("".join(digits) + point + "".join(fraction))


def _written(value: Decimal, grouped: bool) -> str:
    return f"{value.normalize():,f}" if grouped else f"{value.normalize():f}"


def _in_name(text: str, number: Number) -> bool:
    """Tell whether a Latin letter, a hyphen or another figure touches the number."""
    around = (
        text[max(number.span.start - 1, 0) : number.span.start] + text[number.span.end : number.span.end + 1]
    )
    return bool(re.search(r"[A-Za-z\-/–.:\d]", around.removesuffix(".")))


def _edited(text: str, edits: Sequence[tuple[Number, str]]) -> str:
    for number, new in sorted(edits, key=lambda edit: -edit[0].span.start):
        text = text[: number.span.start] + new + text[number.span.end :]
    return text
