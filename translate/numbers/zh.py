"""The numbers of a Chinese text."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from align.text import Span
from translate.numbers.form import Form, Forms, Reading, decimal, phone
from translate.numbers.value import PLAIN, Number, Unit

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = "百千万亿"
_ONES = "一二三四五六七八九"
_NUMERAL = f"零〇两十{_ONES}{_SCALES}"
_POINT = f"点[零〇{_ONES}]+"
_PERCENT = ("%", "％", "个百分点")
_SCALED = re.compile(r"(?P<digits>\d+(?:\.\d+)?)\s*(?P<scale>[十百千万亿]*)")
RANGE = re.compile(r"\s*(?:至|到|[-—–~～－]{1,2})\s*")
# One character for one, so that offsets hold: full width, and the numerals of cheques.
_FOLD = str.maketrans("０１２３４５６７８９．壹贰叁肆伍陆柒捌玖拾佰仟", "0123456789.一二三四五六七八九十百千")
# Set phrases in which a numeral does not count anything.
_IDIOM = re.compile(
    rf"(?<![{_NUMERAL}])(?:十分(?!钟|之)|十足|百姓|万一(?![{_NUMERAL}])|千万(?=不|要|别)|万物|万象|万众|千方百计|成千上万"
    "|一心一意|三令五申|百花|千家万户|万无一失|一万年|百年未有)"
)


def numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, None if it is not well formed.

    >>> numeral("二十"), numeral("三万五千"), numeral("一亿零二百"), numeral("两万五"), numeral("千方")
    (Decimal('20'), Decimal('35000'), Decimal('100000200'), Decimal('25000'), None)
    """
    if all(character in _DIGITS for character in text) and len(text) > 1:
        # 二〇二五 is read digit by digit, 两三 (年) and 一二三 (产业) are no numbers.
        return _spelt(text) if len(text) > 3 or set(text) & set("零〇") else None
    if len(text) > 1 and text[-1] in _DIGITS and text[-2] in _SCALES:  # 两万五 is 两万五千
        whole = numeral(text[:-1])
        return None if whole is None else whole + Decimal(_DIGITS[text[-1]] * _scale(text[-2])) / 10
    total = section = 0
    digit: int | None = None
    smallest = 10**9
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _SMALL:
            unit = _SMALL[character]
            if unit >= smallest or (digit is None and unit != 10):
                return None
            section += (1 if digit is None else digit) * unit
            digit, smallest = None, unit
        elif character in _LARGE:
            section += digit or 0
            if not section and not total:
                return None
            total = (
                (total + section) * _LARGE[character]
                if _LARGE[character] == 10**8
                else total + section * 10**4
            )
            section, digit, smallest = 0, None, 10**9
        else:
            return None
    return Decimal(total + section + (digit or 0))


def chinese(text: str) -> list[Number]:
    """Return the numbers of a Chinese text.

    >>> [(int(n.value), n.unit) for n in chinese("2月22日，6.3万个，增长百分之三，“十四五”") if n.firm]
    [(2, 'month'), (22, ''), (63000, ''), (3, 'percent'), (14, '')]
    """
    folded = text.translate(_FOLD)
    idioms = [Span(*found.span()) for found in _IDIOM.finditer(folded)]
    found = [
        number
        for number in _FORMS.numbers(folded)
        if not any(idiom.overlaps(number.span) for idiom in idioms)
    ]
    return [_with_range(folded, *pair) for pair in zip(found, [*found[1:], None], strict=False)]


def _with_range(text: str, number: Number, following: Number | None) -> Number:
    """Give the first of a range (3—5万, 5至6%) the scale and unit that only the second is written with."""
    said = number.span.of(text)
    if (
        following is None
        or not RANGE.fullmatch(text[number.span.end : following.span.start])
        or not PLAIN.fullmatch(said)
    ):
        return number
    high = _SCALED.match(following.span.of(text))
    if not high or Decimal(said) >= Decimal(high["digits"]):
        return number
    unit: Unit = following.unit if following.unit == "percent" else ""
    return number._replace(value=number.value * _scale(high["scale"]), unit=unit)


def _spelt(text: str) -> Decimal:
    return Decimal("".join(str(_DIGITS[character]) for character in text))


def _scale(scale: str | None) -> int:
    value = 1
    for character in scale or "":
        value *= _SMALL.get(character) or _LARGE.get(character, 1)
    return value


def _value(text: str) -> Decimal | None:
    """Return the value of digits or of a numeral, with decimals or without (3.5, 三点五)."""
    if text[0].isdigit():
        return Decimal(text)
    whole, _, part = text.partition("点")
    value = numeral(whole)
    return value if value is None or not part else value + _spelt(part).scaleb(-len(part))


def _item(hit: re.Match[str]) -> Iterator[Reading]:
    yield Reading(Decimal(int(unicodedata.numeric(hit["item"]))), firm=False)


def _decade(hit: re.Match[str]) -> Iterator[Reading]:
    """Yield the year with which a decade begins; without its century it may be said either way."""
    years = _value(hit["years"]) or Decimal(0)
    if hit["century"] is not None:
        yield Reading(100 * ((_value(hit["century"]) or Decimal(1)) - 1) + years, "decade")
    else:
        yield Reading(years, "decade", firm=False)
        yield Reading(1900 + years, "decade", firm=False)


def _tenths(hit: re.Match[str]) -> Iterator[Reading]:
    whole, rest = _value(hit["whole"]), _value(hit["rest"] or "零")
    yield Reading(10 * (whole or Decimal(0)) + (rest or Decimal(0)), "percent")


def _discount(hit: re.Match[str]) -> Iterator[Reading]:
    """Yield what is left to pay, and what is taken off."""
    left = Decimal(hit["off"]) if hit["off"][0].isdigit() else _spelt(hit["off"])
    left *= 10 if left < 10 else 1
    yield Reading(left, "percent", firm=False)
    yield Reading(100 - left, "percent", firm=False)


def _gigabits(_: re.Match[str]) -> Iterator[Reading]:
    yield Reading(Decimal(10), firm=False)


def _age(hit: re.Match[str]) -> Iterator[Reading]:
    yield Reading(10 * _spelt(hit["tens"]), firm=False)


def _permil(hit: re.Match[str]) -> Iterator[Reading]:
    if (share := _value(hit["share"])) is not None:
        yield Reading(100 * share / _scale(hit["of"]), "percent", firm=False)


def _percentage(hit: re.Match[str]) -> Iterator[Reading]:
    value = Decimal(100) if hit["hundredths"] == "百" else _value(hit["hundredths"])
    if value is not None:
        yield Reading(value, "percent")


def _fraction(hit: re.Match[str]) -> Iterator[Reading]:
    """Yield what English may say for a fraction: its two numbers, or the percentage."""
    below, above = numeral(hit["below"]), numeral(hit["above"])
    if above is not None:
        yield Reading(above, firm=False)
    if below:
        yield Reading(below, firm=False)
        yield Reading(100 * (above or Decimal(0)) / below, "percent", firm=False)


def _arabic(hit: re.Match[str]) -> Iterator[Reading]:
    value = decimal(hit["digits"]) * _scale(hit["scale"])
    yield Reading(value, _unit(value, hit["mark"]))


def _plan(hit: re.Match[str]) -> Iterator[Reading]:
    yield Reading(numeral(hit["plan"]) or Decimal(10))


def _point(hit: re.Match[str]) -> Iterator[Reading]:
    """Yield a numeral with decimals; without a scale it may be a time of day."""
    if (value := _value(hit["spelt"])) is not None:
        yield Reading(value * _scale(hit["spelt_scale"]), firm=bool(hit["spelt_scale"]))


def _han(hit: re.Match[str]) -> Iterator[Reading]:
    said = re.sub("[余多]", "", hit["said"])  # 三百多万 is 300万 and some
    value = numeral(said)
    if value is not None:
        # One character alone (一要, 三是, 两会) is more often a word than a figure.
        firm = (len(said) > 1 and value >= 10) or bool(hit["after"])
        yield Reading(value, _unit(value, hit["after"]), firm)
    elif all(character in _SCALES for character in said):  # 百万吨 may be said as one million
        yield Reading(Decimal(_scale(said)), firm=False)


def _thousand(_: re.Match[str]) -> Iterator[Reading]:
    """Yield the thousand of 千米, or the kilo- of 千瓦."""
    yield Reading(Decimal(1000), firm=False)


def _unit(value: Decimal, mark: str | None) -> Unit:
    if mark in _PERCENT:
        return "percent"
    return "month" if mark == "月" and 1 <= value <= 12 else ""


_FORMS = Forms({
    "phone": Form(
        r"(?<!\d)(?:0\d{2,3}[-—－ ]?\d{7,8}|1[3-9]\d{9}|[48]00[-—－]?\d{3,4}[-—－]?\d{3,4})(?!\d)", phone
    ),
    "item": Form("[①-⑳⑴-⒇⒈-⒛㈠-㈩Ⅰ-Ⅻ]", _item),
    "decade": Form(
        rf"(?:(?P<century>\d{{1,2}}|[{_NUMERAL}]{{1,3}})世纪)?(?P<years>\d0|[{_ONES}]十)年代", _decade
    ),
    "tenths": Form(
        rf"(?P<whole>\d(?:\.\d)?|[两{_ONES}])成(?![立为员功果本就效分长都年人])"
        rf"(?:(?P<rest>[{_ONES}])(?![{_NUMERAL}点年月日天周级岁届次个名家位人小]))?",
        _tenths,
    ),
    "discount": Form(rf"(?<=打)(?P<off>\d(?:\.\d)?|[{_ONES}]{{1,2}})折", _discount),
    "gigabits": Form("万兆", _gigabits),
    "age": Form(rf"(?P<tens>[{_ONES}])旬(?![刊期])", _age),
    "permil": Form(rf"(?P<of>[千万])分之(?P<share>\d+(?:\.\d+)?|[{_NUMERAL}]+(?:{_POINT})?)", _permil),
    "percentage": Form(
        rf"百分之(?P<hundredths>\d+(?:\.\d+)?|[{_NUMERAL}]+(?:{_POINT})?)", _percentage
    ),
    "fraction": Form(rf"(?P<below>[{_NUMERAL}]+)分之(?P<above>[{_NUMERAL}]+)", _fraction),
    "arabic": Form(
        r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)\s*[余多]?"
        r"(?P<scale>万[余多]?亿|千亿|百亿|百万|千万|万|亿)?[余多]?\s*(?P<mark>%|％|个百分点|个?月)?",
        _arabic,
    ),
    "plan": Form(rf"十[{_ONES}]?(?=五(?:规划|时期|期间|以来|建设|开局|收官|[”\"」』’']))", _plan),
    "point": Form(
        rf"(?P<spelt>[{_NUMERAL}]+{_POINT})(?:(?P<spelt_scale>万亿|百万|千万|万|亿)|(?![十分刻]))", _point
    ),
    "han": Form(
        rf"(?P<said>(?:千(?![瓦米克伏卡])|(?!千)[{_NUMERAL}])+(?:[余多][万亿]{{1,2}})?)(?P<after>月|个百分点)?", _han
    ),
    "thousand": Form("千", _thousand),
})  # fmt: skip
