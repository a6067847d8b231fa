"""The numbers of an English text."""

import re
from collections.abc import Iterator
from decimal import Decimal

from translate.numbers.form import Form, Forms, Reading, decimal, phone
from translate.numbers.value import PLAIN, Number

_RANGE = re.compile(r"\s*(?:to|and|or|[-—–])\s*")
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
_SPELT = "(?:{0})(?:-(?:{0}))?".format("|".join(sorted((*_WORDS, *_TENS), key=len, reverse=True)))
_SCALE = "|".join(_SCALES)
_NUMBERED = "Amendment|Chapter|Part|Section|Phase|Volume|Title|Level|Class|Type|Stage"
_ROMAN = {word: value for value, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}


def english(text: str) -> list[Number]:
    """Return the numbers of an English text.

    >>> [(str(n.value), n.unit) for n in english("On February 22, 63,000 of the 20th, up three percent")]
    [('2', 'month'), ('22', ''), ('63000', ''), ('20', ''), ('3', 'percent')]
    """
    found = list(_FORMS.numbers(text))
    return [one for pair in zip(found, [*found[1:], None], strict=False) for one in _in_range(text, *pair)]


def _in_range(text: str, number: Number, following: Number | None) -> Iterator[Number]:
    """Yield a number, and what it is if the scale or the percent of the next one goes for it too (5 to 6 percent).

    Neither is firm then: 20 and 30 million may be twenty or twenty million.
    """
    joined = following and _RANGE.fullmatch(text[number.span.end : following.span.start])
    if following is None or not joined or not PLAIN.fullmatch(number.span.of(text)):
        yield number
        return
    said = following.span.of(text).lower()
    scale = next((value for word, value in _SCALES.items() if word in said), 1)
    if scale == 1 and following.unit != "percent":
        yield number
        return
    yield number._replace(firm=False)
    yield number._replace(value=number.value * scale, unit=following.unit, firm=False)


def _said(words: str) -> Decimal:
    return Decimal(sum(_WORDS.get(word, _TENS.get(word, 0)) for word in words.lower().split("-")))


def _roman(hit: re.Match[str]) -> Iterator[Reading]:
    yield Reading(Decimal(_ROMAN[hit["numeral"].upper()]), firm=False)


def _figure(hit: re.Match[str]) -> Iterator[Reading]:
    """Yield a figure; minutes (15:00) and the 19 of COVID-19 need no counterpart."""
    value = decimal(hit["digits"]) * _SCALES.get((hit["scale"] or "").lower(), 1)
    firm = not hit.string.endswith((":", "COVID-"), 0, hit.start())
    yield Reading(value, "percent" if hit["percent"] else "", firm)


def _word(hit: re.Match[str]) -> Iterator[Reading]:
    scale = _SCALES.get((hit["word_scale"] or "").lower(), 1)
    value = _said(hit["spelt"]) * scale + _said(hit["rest"] or "")
    percent = bool(hit["word_percent"])
    yield Reading(value, "percent" if percent else "", scale > 1 or percent)


def _one(hit: re.Match[str]) -> Iterator[Reading]:
    yield Reading(Decimal(_SCALES[hit["size"].lower()]), firm=False)


def _month(hit: re.Match[str]) -> Iterator[Reading]:
    if hit["month"][0].isupper():  # "may" and "march" are verbs
        yield Reading(Decimal(_MONTHS[hit["month"].lower()]), "month", firm=False)


_FORMS = Forms({
    "phone": Form(
        r"(?:\+86[- ]?|(?<![\w.,+-]))"
        r"(?:\(?0?\d{2,3}\)?[- ]\d{4}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00-\d{3,4}-?\d{3,4})(?!\d)",
        phone,
    ),
    "roman": Form(
        rf"\b(?:{_NUMBERED}) (?P<numeral>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b", _roman
    ),
    "figure": Form(
        r"(?P<digits>(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d+(?:\.\d+)?)(?:st|nd|rd|th)?"
        rf"(?:[\s-]*(?P<scale>{_SCALE})\b)?(?:[\s-]*(?P<percent>%|percent\b|per cent\b|percentage point))?",
        _figure,
    ),
    "word": Form(
        rf"\b(?P<spelt>{_SPELT})\b(?:[\s-]*(?P<word_scale>{_SCALE})\b)?"
        rf"(?:(?<=hundred)(?: and)? (?P<rest>{_SPELT})\b)?(?:[\s-]*(?P<word_percent>percent\b|per cent\b))?",
        _word,
    ),
    "one": Form(rf"\ban? (?P<size>{_SCALE})\b", _one),
    "month": Form(rf"\b(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b", _month),
}, re.IGNORECASE)  # fmt: skip
