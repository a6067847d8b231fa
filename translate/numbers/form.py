"""The ways in which a language writes numbers, and what each means."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from align.text import Span
from translate.numbers.value import Number, Unit


class Reading(NamedTuple):
    """What a stretch of text may mean; `firm` as in `Number`."""

    value: Decimal
    unit: Unit = ""
    firm: bool = True


class Form(NamedTuple):
    """A way to write numbers, and what it means."""

    pattern: str
    read: Callable[[re.Match[str]], Iterator[Reading]]


class Forms:
    """The forms of a language by name, searched for at once; where several fit, the first counts."""

    def __init__(self, forms: Mapping[str, Form], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._readers = {name: form.read for name, form in forms.items()}
        self._any = re.compile("|".join(f"(?P<{name}>{form.pattern})" for name, form in forms.items()), flags)

    def numbers(self, text: str) -> Iterator[Number]:
        """Yield the numbers of a text in reading order; where it may be read in several ways, one for each."""
        for hit in self._any.finditer(text):
            span = Span(*hit.span())
            for value, unit, firm in self._readers[str(hit.lastgroup)](hit):
                yield Number(value, unit, span, firm)


def decimal(digits: str) -> Decimal:
    """Return the value of digits in groups of three or in one."""
    return Decimal(re.sub("[,，]", "", digits))


def phone(hit: re.Match[str]) -> Iterator[Reading]:
    """Yield the digits of a telephone number, without the code of the country and the zero before that of the town."""
    yield Reading(Decimal(re.sub(r"\D", "", hit.group().removeprefix("+86"))), "phone")
