"""The value of a number, whatever the language that writes it."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from align.text import Span

Unit = Literal["", "percent", "month", "decade", "phone"]

PLAIN = re.compile(r"\d+(?:\.\d+)?")


class Number(NamedTuple):
    """A value in a text. `firm` numbers must have a counterpart; the others may serve as one."""

    value: Decimal
    unit: Unit
    span: Span
    firm: bool
