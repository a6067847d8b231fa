"""Which pairs are fit to learn from."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from training.pair import HAN, LATIN, Pair

SHINGLE = 12  # characters in a row that a training text may not share with a test set
NAME = 8  # letters of a designation so long that it would make up most of a shingle
PRIVATE = 0xF0000  # where Unicode has 65,534 characters without a meaning, none of which is in a folded text
CONTROL = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
MARKUP = re.compile(r"<[^<>]{1,60}>|\{\{.*?\}\}|https?://\S+|\]\([^)]*\)")
WORD = re.compile(r"\w")


def normalise(text: str) -> str:
    """Drop control and zero-width characters and make every run of white space one space.

    >>> normalise(" 推动\\u3000高质量\\u200b发展 ")
    '推动 高质量发展'
    """
    return " ".join(CONTROL.sub("", text).split())


def fold(text: str) -> str:
    """Reduce a text to its letters and digits, for comparing: width, case, spaces and marks do not count.

    >>> fold("５Ｇ，Network!")
    '5gnetwork'
    """
    return "".join(WORD.findall(unicodedata.normalize("NFKC", text))).replace("_", "").lower()


def fault(zh: str, en: str) -> str | None:
    """Say what is wrong with a normalised pair, in one word that reports count by; None if nothing is.

    The bounds are wide: letters of English a character of Chinese lie between 1 and 6 in good translations.
    """
    han, latin = len(HAN.findall(zh)), len(LATIN.findall(en))
    if not han or not latin:
        return "script"
    if MARKUP.search(zh) or MARKUP.search(en):
        return "markup"
    if len(zh) > 220 or len(en) > 700:
        return "length"
    if HAN.search(en) or han < 0.4 * len(WORD.findall(zh)):
        return "script"
    ratio = latin / (han + 0.5 * len(LATIN.findall(zh)))
    return "ratio" if han >= 4 and not 0.9 <= ratio <= 8.0 else None


class HeldOut:
    """The test sentences that no training text may overlap.

    A text overlaps if, folded, it shares `SHINGLE` characters in a row with one of them, or equals a shorter
    one. Each of `names` that has `NAME` letters or more counts as one character: else one test sentence that
    has 习近平新时代中国特色社会主义思想 would keep these words out of all the training text.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        folded = sorted({name for name in map(fold, names) if len(name) >= NAME}, key=len, reverse=True)
        self._characters = {name: chr(PRIVATE + number) for number, name in enumerate(folded)}
        self._name = re.compile("|".join(map(re.escape, folded)) or r"\b\B")
        self._shingles: set[str] = set()
        self._named: set[str] = set()
        self._short: set[str] = set()
        for text in map(fold, texts):
            named = self._with_names(text)
            if 0 < len(named) < SHINGLE:
                self._short.add(named)
            self._shingles.update(shingles(text))
            self._named.update(shingles(named))

    def overlaps(self, text: str) -> bool:
        """Tell whether the text would give a test sentence away."""
        folded = fold(text)
        if len(folded) >= SHINGLE and self._shingles.isdisjoint(shingles(folded)):
            return False  # most texts, found without a search for names
        named = self._with_names(folded)
        return named in self._short or not self._named.isdisjoint(shingles(named))

    def _with_names(self, folded: str) -> str:
        return self._name.sub(lambda match: self._characters[match.group()], folded)


def shingles(text: str) -> Iterator[str]:
    """Yield every `SHINGLE` characters in a row of a text."""
    return (text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1))


def clean(pairs: Iterable[Pair], held_out: HeldOut, counts: Counter[str]) -> Iterator[Pair]:
    """Yield the fit pairs, normalised, each once; count each under "kept" or what is wrong with it."""
    seen: set[bytes] = set()
    for pair in pairs:
        zh, en = normalise(pair.zh), normalise(pair.en)
        reason = fault(zh, en)
        if reason is None:
            key = hashlib.blake2b(f"{fold(zh)}|{fold(en)}".encode(), digest_size=8).digest()
            if key in seen:
                reason = "duplicate"
            elif held_out.overlaps(zh):
                reason = "held out"
            seen.add(key)
        counts[reason or "kept"] += 1
        if reason is None:
            yield Pair(zh, en, pair.name)
