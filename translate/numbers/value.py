"""The value of a number, whatever the language that writes it."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from align.text import Span

Unit = Literal["", "percent", "month", "decade", "phone"]

PLAIN = re.compile(r"\d+(?:\.\d+)?")


class Reading(NamedTuple):
    """What a stretch of text may mean; `firm` as in `Number`."""

    value: Decimal
    unit: Unit = ""
    firm: bool = True


class Number(NamedTuple):
    """A value in a text. `firm` numbers must have a counterpart; the others may serve as one."""

    value: Decimal
    unit: Unit
    span: Span
    firm: bool


def decimal(digits: str) -> Decimal:
    """Return the value of digits in groups of three or in one."""
    return Decimal(re.sub("[,，]", "", digits))


def phone(text: str) -> Decimal:
    """Return the digits of a telephone number, without the code of the country and the zero before that of the town."""
    return Decimal(re.sub(r"\D", "", text.removeprefix("+86")))
