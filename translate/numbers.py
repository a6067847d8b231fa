"""Numbers, dates and percentages of both languages, reduced to values that can be compared.

Chinese writes 6.3万 and 十四五, English 63,000 and 14th: both become values here. Words that only look like numbers
(十分, 万一, 百姓, "one of") are left alone: a check that cries wolf is soon switched off.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from align.text import Span

Unit = Literal["", "percent", "month", "decade", "phone"]


class Number(NamedTuple):
    """A value in a text. `firm` numbers must have a counterpart; the others may serve as one."""

    value: Decimal
    unit: Unit
    span: Span
    firm: bool


_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES_SAID = "百千万亿"
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"

_CHINESE = re.compile(
    r"(?P<phone>(?<!\d)(?:0\d{2,3}[-—－ ]?\d{7,8}|1[3-9]\d{9}|[48]00[-—－]?\d{3,4}[-—－]?\d{3,4})(?!\d))"
    r"|(?P<item>[①-⑳⑴-⒇⒈-⒛㈠-㈩Ⅰ-Ⅻ])"
    rf"|(?:(?P<century>\d{{1,2}}|[{_NUMERAL}]{{1,3}})世纪)?(?P<decade>\d0|[一二三四五六七八九]十)年代"
    r"|(?P<tenths>\d(?:\.\d)?|[一二三四五六七八九])成(?![立为员功果本就效分长都年人])"
    rf"|(?P<part>百分之)(?:(?P<partdigits>\d+(?:\.\d+)?)|(?P<parthan>[{_NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?))"
    r"|(?P<arabic>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)\s*[余多]?(?P<scale>万[余多]?亿|千亿|百亿|百万|千万|万|亿)?[余多]?"
    r"\s*(?P<mark>%|％|个百分点|个?月)?"
    r"|(?P<plan>十[一二三四五六七八九]?(?=五(?:规划|时期|期间|以来|建设|开局|收官|[”\"」』])))"
    rf"|(?P<handecimal>[{_NUMERAL}]+点[零〇一二三四五六七八九]+)(?P<hanscale>万亿|百万|千万|万|亿)"
    rf"|(?P<han>[{_NUMERAL}]+)(?P<after>月)?"
)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_SCALED = re.compile(r"(?P<digits>\d+(?:\.\d+)?)\s*(?P<scale>[十百千万亿]*)")
RANGE = re.compile(r"\s*(?:至|到|[-—–~～－]{1,2})\s*")
_ENGLISH_RANGE = re.compile(r"\s*(?:to|and|or|[-—–])\s*")
_HOUR = re.compile(r"\s*(?:时|点|:|：|[ap]\.?m\b|o'clock)", re.IGNORECASE)
# One character for one, so that offsets hold: full width, and the numerals of cheques.
_FOLD = str.maketrans("０１２３４５６７８９．壹贰叁肆伍陆柒捌玖拾佰仟", "0123456789.一二三四五六七八九十百千")
# Set phrases in which a numeral does not count anything.
_IDIOM = re.compile(
    "十分|十足|百姓|万一|千万(?=不|要|别)|万物|万象|万众|千方百计|成千上万|一心一意|三令五申|百花|千家万户|万无一失|一万年|百年未有"
)
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "zero", "one first once", "two second twice both", "three third", "four fourth", "five fifth", "six sixth",
            "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth dozen",
            "thirteen thirteenth", "fourteen fourteenth", "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth",
            "eighteen eighteenth", "nineteen nineteenth",
        )
    )
    for word in words.split()
}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, words in enumerate(
        (
            "twenty twentieth", "thirty thirtieth", "forty fortieth", "fifty fiftieth", "sixty sixtieth",
            "seventy seventieth", "eighty eightieth", "ninety ninetieth",
        ),
        start=2,
    )
    for word in words.split()
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTHS = {
    name: month
    for month, full in enumerate(map(str.lower, MONTHS), start=1)
    for name in (full, full[:3], *(["sept"] if month == 9 else []))
}
_NUMBER_WORD = "|".join(sorted((*_WORDS, *_TENS), key=len, reverse=True))
_ROMAN = {word: value for value, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_ENGLISH = re.compile(
    r"(?P<phone>(?:\+86[- ]?|(?<![\w.,+-]))(?:\(?0?\d{2,3}\)?[- ]\d{4}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00-\d{3,4}-?\d{3,4})"
    r"(?!\d))"
    r"|\b(?:Chapter|Part|Section|Phase|Volume|Title|Level|Class|Type|Stage) "
    rf"(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b"
    r"|(?P<digits>(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d+(?:\.\d+)?)(?:st|nd|rd|th)?"
    r"(?:[\s-]*(?P<scale>hundred|thousand|million|billion|trillion)\b)?(?:[\s-]*(?P<percent>%|percent\b|per cent\b|percentage point))?"
    rf"|\b(?P<word>(?:{_NUMBER_WORD})(?:-(?:{_NUMBER_WORD}))?)\b(?:[\s-]*(?P<wordscale>hundred|thousand|million|billion|trillion)\b)?"
    rf"(?:(?<=hundred)(?: and)? (?P<rest>(?:{_NUMBER_WORD})(?:-(?:{_NUMBER_WORD}))?)\b)?"
    r"(?:[\s-]*(?P<wordpercent>percent\b|per cent\b))?"
    rf"|\b(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, None if it is not well formed.

    >>> numeral("二十"), numeral("三万五千"), numeral("一亿零二百"), numeral("两万五"), numeral("千方")
    (Decimal('20'), Decimal('35000'), Decimal('100000200'), Decimal('25000'), None)
    """
    if all(character in _DIGITS for character in text) and len(text) > 1:
        # 二〇二五 is read digit by digit, 两三 (年) and 一二三 (产业) are no numbers.
        spelt = "".join(str(_DIGITS[character]) for character in text)
        return Decimal(spelt) if len(text) > 3 or set(text) & set("零〇") else None
    if len(text) > 1 and text[-1] in _DIGITS and text[-2] in _SCALES_SAID:  # 两万五 is 两万五千
        whole = numeral(text[:-1])
        return None if whole is None else whole + Decimal(_DIGITS[text[-1]] * _chinese_scale(text[-2])) / 10
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


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,，]", "", digits))


def _chinese_scale(scale: str | None) -> int:
    value = 1
    for character in scale or "":
        value *= _SMALL.get(character) or _LARGE.get(character, 1)
    return value


def _value(text: str) -> Decimal | None:
    return Decimal(text) if text[0].isdigit() else numeral(text)


def _phone(text: str) -> Decimal:
    """Return the digits, without the code of the country and the zero before that of the town."""
    return Decimal(re.sub(r"\D", "", text.removeprefix("+86")))


def _decade(century: str | None, decade: str, span: Span) -> list[Number]:
    """Return the year with which a decade begins; without its century it may be said either way."""
    years = _value(decade) or Decimal(0)
    if century is not None:
        return [Number(100 * ((_value(century) or Decimal(1)) - 1) + years, "decade", span, True)]
    return [Number(years, "decade", span, False), Number(1900 + years, "decade", span, False)]


def chinese(text: str) -> list[Number]:
    """Return the numbers of a Chinese text.

    >>> [(int(n.value), n.unit) for n in chinese("2月22日，6.3万个，增长百分之三，“十四五”") if n.firm]
    [(2, 'month'), (22, ''), (63000, ''), (3, 'percent'), (14, '')]
    """
    folded = text.translate(_FOLD)
    idioms = [Span(*found.span()) for found in _IDIOM.finditer(folded)]
    found: list[Number] = []
    for hit in _CHINESE.finditer(folded):
        span = Span(*hit.span())
        if any(idiom.overlaps(span) for idiom in idioms):
            continue
        if hit["phone"]:
            found.append(Number(_phone(hit["phone"]), "phone", span, True))
        elif hit["item"]:
            found.append(Number(Decimal(int(unicodedata.numeric(hit["item"]))), "", span, False))
        elif hit["decade"]:
            found += _decade(hit["century"], hit["decade"], span)
        elif hit["tenths"]:
            found.append(Number(10 * (_value(hit["tenths"]) or Decimal(0)), "percent", span, True))
        elif hit["part"]:
            number = _decimal(hit["partdigits"]) if hit["partdigits"] else _han_decimal(hit["parthan"])
            if number is not None:
                found.append(Number(number, "percent", span, True))
        elif hit["arabic"]:
            value = _decimal(hit["arabic"]) * _chinese_scale(hit["scale"])
            mark = hit["mark"] or ""
            unit: Unit = "percent" if mark in ("%", "％", "个百分点") else "month" if mark == "月" else ""
            if unit == "month" and not 1 <= value <= 12:
                unit = ""
            found.append(Number(value, unit, span, True))
        elif hit["plan"]:
            value = numeral(hit["plan"]) or Decimal(10)
            found.append(Number(value, "", span, True))
        elif hit["handecimal"]:
            number = _han_decimal(hit["handecimal"])
            if number is not None:
                found.append(Number(number * _chinese_scale(hit["hanscale"]), "", span, True))
        else:
            han = hit["han"]
            number = numeral(han)
            if number is None:
                if all(character in _SCALES_SAID for character in han):  # 百万吨 may be said as one million
                    found.append(Number(Decimal(_chinese_scale(han)), "", span, False))
                continue
            # One character alone (一要, 三是, 两会) is more often a word than a figure.
            firm = (len(han) > 1 and number >= 10) or bool(hit["after"])
            found.append(Number(number, "month" if hit["after"] and 1 <= number <= 12 else "", span, firm))
    return [_with_range(folded, *pair) for pair in zip(found, [*found[1:], None], strict=False)]


def _with_range(text: str, number: Number, following: Number | None) -> Number:
    """Give the first of a range (3—5万, 5至6%) the scale and unit that only the second is written with."""
    said = number.span.of(text)
    if (
        following is None
        or not RANGE.fullmatch(text[number.span.end : following.span.start])
        or not _PLAIN.fullmatch(said)
    ):
        return number
    high = _SCALED.match(following.span.of(text))
    if not high or Decimal(said) >= Decimal(high["digits"]):
        return number
    unit: Unit = following.unit if following.unit == "percent" else ""
    return number._replace(value=number.value * _chinese_scale(high["scale"]), unit=unit)


def _han_decimal(text: str) -> Decimal | None:
    whole, _, part = text.partition("点")
    value = numeral(whole)
    if value is None or not part:
        return value
    return value + Decimal("0." + "".join(str(_DIGITS[character]) for character in part))


def english(text: str) -> list[Number]:
    """Return the numbers of an English text.

    >>> [(str(n.value), n.unit) for n in english("On February 22, 63,000 of the 20th, up three percent")]
    [('2', 'month'), ('22', ''), ('63000', ''), ('20', ''), ('3', 'percent')]
    """
    found: list[Number] = []
    for hit in _ENGLISH.finditer(text):
        span = Span(*hit.span())
        if hit["phone"]:
            found.append(Number(_phone(hit["phone"]), "phone", span, True))
        elif hit["roman"]:
            found.append(Number(Decimal(_ROMAN[hit["roman"].upper()]), "", span, False))
        elif hit["digits"]:
            value = _decimal(hit["digits"]) * _SCALES.get((hit["scale"] or "").lower(), 1)
            minutes = text[span.start - 1 : span.start] == ":"  # 15:00
            found.append(Number(value, "percent" if hit["percent"] else "", span, not minutes))
        elif hit["word"]:
            scale = _SCALES.get((hit["wordscale"] or "").lower(), 1)
            firm = scale > 1 or bool(hit["wordpercent"])
            value = _said(hit["word"]) * scale + _said(hit["rest"] or "")
            found.append(Number(value, "percent" if hit["wordpercent"] else "", span, firm))
        elif hit["month"][0].isupper():  # "may" and "march" are verbs
            found.append(Number(Decimal(_MONTHS[hit["month"].lower()]), "month", span, False))
    return [one for pair in zip(found, [*found[1:], None], strict=False) for one in _in_range(text, *pair)]


def _said(words: str) -> Decimal:
    return Decimal(sum(_WORDS.get(word, _TENS.get(word, 0)) for word in words.lower().split("-")))


def _in_range(text: str, number: Number, following: Number | None) -> Iterator[Number]:
    """Yield a number, and what it is if the scale or the percent of the next one goes for it too (5 to 6 percent).

    Neither is firm then: 20 and 30 million may be twenty or twenty million.
    """
    joined = following and _ENGLISH_RANGE.fullmatch(text[number.span.end : following.span.start])
    if following is None or not joined or not _PLAIN.fullmatch(number.span.of(text)):
        yield number
        return
    said = following.span.of(text).lower()
    scale = next((value for word, value in _SCALES.items() if word in said), 1)
    if scale == 1 and following.unit != "percent":
        yield number
        return
    yield number._replace(firm=False)
    yield number._replace(value=number.value * scale, unit=following.unit, firm=False)


def _agree(one: Number, other: Number) -> bool:
    if one.value == other.value:
        return one.unit == other.unit or "percent" not in (one.unit, other.unit)
    # 2.68亿 may be rounded by neither side, but 22925.09亿 = 2.292509 trillion needs no exactness beyond its digits.
    return (
        one.unit == other.unit != "phone"
        and one.value > 10**6
        and abs(one.value - other.value) / one.value < Decimal("0.0005")
    )


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
