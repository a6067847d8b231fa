"""Numbers, dates and percentages of both languages, reduced to values that can be compared.

Chinese writes 6.3万 and 十四五, English 63,000 and 14th: both become values here. Words that only look like numbers
(十分, 万一, 百姓, "one of") are left alone: a check that cries wolf is soon switched off.
"""

from translate.numbers.compare import Mismatch, compare
from translate.numbers.en import MONTHS, english
from translate.numbers.value import Number, Unit
from translate.numbers.zh import RANGE, chinese, numeral

__all__ = ["MONTHS", "RANGE", "Mismatch", "Number", "Unit", "chinese", "compare", "english", "numeral"]
