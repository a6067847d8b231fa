"""English words as they are compared: hyphenated words in parts, no marks, no possessives."""

import re
from functools import lru_cache

from align.text import Span, Token
from align.tokens import lemma as lemma_of
from align.tokens import words

ARTICLES = frozenset(("a", "an", "the"))
# Words that carry no content of their own: they neither begin nor end a phrase, and need no counterpart.
GRAMMAR = ARTICLES | frozenset(
    """
    of to in on at for and or by with from as into onto upon than that which who whom whose this these
    those its their his her our your my it we they he she i you us them is are was were be been being am
    will shall should would must may might can could has have had do does did not no so such also more
    most very all any each both other some between among under over through during via per within
    without about against toward towards across there if while when where then but nor yet including
    """.split()
)
_PART = re.compile(r"[^-‐‑]+")

_NOUNS = {
    "meeting": "meeting",
    "meetings": "meeting",
}  # "the meeting required" is not "meet the requirements"


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """Return the lower-case dictionary form of an English word."""
    return _NOUNS.get(word.lower()) or lemma_of(word)


def plain_words(text: str) -> list[Token]:
    """Cut English into the words that phrases are made of.

    >>> [token.text for token in plain_words("China's high-quality development (2024)")]
    ['China', 'high', 'quality', 'development', '2024']
    """
    return [
        Token(part.group(), Span(*part.span()).shift(token.span.start))
        for token in words(text)
        if token.text.lower() not in ("'s", "’s") and any(map(str.isalnum, token.text))
        for part in _PART.finditer(token.text)
    ]


def content(text: str) -> tuple[str, ...]:
    """Return the lemmas of the words that carry content.

    >>> content("the decisions and plans")
    ('decision', 'plan')
    """
    return tuple(lemma(word) for token in plain_words(text) if (word := token.text.lower()) not in GRAMMAR)


def phrase_key(phrase: str) -> tuple[str, ...]:
    """Return what makes two English phrases the same: the lemmas, without articles.

    >>> phrase_key("the meetings stressed")
    ('meeting', 'stress')
    """
    return tuple(lemma(word) for token in plain_words(phrase) if (word := token.text.lower()) not in ARTICLES)
