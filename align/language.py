"""Which of the two languages a text is in."""

import re
from typing import Literal

Language = Literal["zh", "en"]

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ranges of Han characters, for use inside a regular expression's `[…]`."""

_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_CHARACTERS_A_WORD = 1.6  # Chinese text has about that many characters where English has a word


def is_han(character: str) -> bool:
    """Tell whether a single character is Han, also beyond the basic plane.

    >>> is_han("𠮷"), is_han("。")
    (True, False)
    """
    return _HAN.match(character) is not None


def language_of(text: str) -> Language | None:
    """Return the language that most of the text is in; None if it is mixed or has no words.

    Product codes and abbreviations (5G, GDP) do not make a Chinese text English.

    >>> language_of("5G商用步伐"), language_of("Xi Jinping (习近平) said"), language_of("2.5%")
    ('zh', 'en', None)
    """
    han = sum(map(len, _HAN.findall(text)))
    words = _LATIN.findall(text)
    if not han:
        return "en" if words else None
    weight = _CHARACTERS_A_WORD * sum(len(word) > 1 and not word.isupper() for word in words)
    share = han / (han + weight)
    if share >= 0.6:
        return "zh"
    return "en" if share <= 0.4 and len(words) >= 3 else None
