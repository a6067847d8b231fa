"""Where an English rendering stands in a text, and what forms of it count."""

import re
from functools import lru_cache

from align.text import Span

# Not \w, which takes Chinese characters for letters; it holds both cases, and a set compiles faster with case.
LETTER = r"(?-i:[A-Za-z0-9À-ɏ])"
ARTICLE = r"(?:(?:the|an|a)\s+)"
ANY = {
    "'": "['’‘ʼ′]",
    "’": "['’‘ʼ′]",
    "‘": "['’‘ʼ′]",
    '"': '["“”″]',
    "“": '["“”″]',
    "”": '["“”″]',
} | dict.fromkeys("-‐‑‒–", "[-‐‑‒–]")
SENTENCE_START = r"(?:\A|(?<=[.!?:]\s))"
PREPOSITIONS = frozenset(
    ("of", "for", "on", "in", "to", "under", "with", "from", "at", "by", "against", "between")
)


def occurrences(
    rendering: str, target: str, *, match_case: bool = False, inflected: bool = True
) -> list[Span]:
    """Return where a rendering stands in a text, between word boundaries.

    White space, quotes and hyphens may be spelt in any way. `inflected` also takes the head word in the other
    number and a leading article that is missing or another.

    >>> occurrences("contingency plan", "Two contingency plans; contingency planning")
    [Span(start=4, end=21)]
    """
    if (
        _telltale(rendering) not in target.casefold()
    ):  # most are not there, and an expression takes a millisecond to make
        return []
    pattern = compiled(rendering, match_case, inflected)
    return [Span(*match.span()) for match in pattern.finditer(target)]


@lru_cache(maxsize=65536)
def _telltale(rendering: str) -> str:
    """Return letters that stand in every form of a rendering: its longest word without what a number changes of it."""
    body = re.sub(f"^{ARTICLE}", "", rendering.casefold())
    longest = max(re.findall("[a-z0-9]+", body), key=len, default="")
    return longest[: max(len(longest) - 3, 1)] if len(longest) > 2 else longest


@lru_cache(maxsize=65536)
def compiled(rendering: str, match_case: bool, inflected: bool) -> re.Pattern[str]:
    """Return the expression that finds a rendering."""
    words = rendering.split()
    article = bool(words) and words[0].lower() in ("the", "a", "an") and len(words) > 1
    if inflected and article:
        words = words[1:]
    heads = {len(words) - 1, _head(words)} if inflected else set()
    patterns = [
        "(?:" + "|".join(_spelt(form) for form in numbers(word)) + ")" if index in heads else _spelt(word)
        for index, word in enumerate(words)
    ]
    if match_case and words[0][:1].islower():
        patterns[0] = f"(?:{patterns[0]}|{SENTENCE_START}{_spelt(words[0].capitalize())})"
    body = r"\s+".join(patterns)
    if inflected and article:
        body = f"{ARTICLE}?{body}"
    before = f"(?<!{LETTER})" if re.match(LETTER, rendering) else ""
    after = f"(?!{LETTER})" if re.search(f"{LETTER}$", rendering) else ""
    return re.compile(before + body + after, 0 if match_case else re.IGNORECASE)


def numbers(word: str) -> tuple[str, ...]:
    """Return a word with its plural, or its singular, by the regular rules; only itself where these say
    nothing.

    >>> numbers("company"), numbers("networks"), numbers("5G")
    (('company', 'companies'), ('networks', 'network'), ('5G',))
    """
    if len(word) < 3 or not word.isalpha() or not word.isascii():
        return (word,)
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "ws")):
        return (word,) if word[0].isupper() or len(word) < 4 else (word, _singular(word))
    if re.search("[^aeiou]y$", word):
        return (word, word[:-1] + "ies")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word,) if word.endswith(("us", "is", "ics", "ws")) else (word, word + "es")
    return (word, word + "s")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def _head(words: list[str]) -> int:
    """Return the index of the word before the first preposition, or of the last word."""
    for index, word in enumerate(words[1:], start=1):
        if word.lower() in PREPOSITIONS:
            return index - 1
    return len(words) - 1


def _spelt(word: str) -> str:
    """Return the expression for a word whose quotes and hyphens may be spelt in any way."""
    return "".join(ANY.get(character) or re.escape(character) for character in word)
