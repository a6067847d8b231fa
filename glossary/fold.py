"""Making different spellings of one Chinese text equal, without losing sight of the original characters."""

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from align.text import Span

QUOTES = dict.fromkeys("“”„‟″〃「」『』﹁﹂﹃﹄", '"') | dict.fromkeys("‘’‚‛′", "'")
DOTS = dict.fromkeys("•・‧∙⋅", "·")


class Folded(NamedTuple):
    """A folded text; `origin[i]` is the original character that folded character i comes from."""

    text: str
    origin: tuple[int, ...]

    def unfold(self, start: int, end: int) -> Span | None:
        """Return the original characters of folded `start:end`; None where that cuts a character."""
        if start > 0 and self.origin[start - 1] == self.origin[start]:
            return None
        if end < len(self.text) and self.origin[end] == self.origin[end - 1]:
            return None
        return Span(self.origin[start], self.origin[end - 1] + 1)


def fold(text: str) -> Folded:
    """Fold full width to half width, traditional to simplified, capitals to small letters, quotes to one
    kind.

    White space between a Chinese and a Latin character or digit, a matter of typesetting, is dropped.

    >>> fold("推動５Ｇ 應用").text
    '推动5g应用'
    """
    parts: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        folded = fold_character(character)
        if folded == " " and _between_scripts(text, index):
            continue
        parts.append(folded)
        origin.extend([index] * len(folded))
    return Folded("".join(parts), tuple(origin))


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """Fold a single character; the result may be longer (㎡ gives m2)."""
    if character.isspace():
        return character if character in "\r\n" else " "
    if character in QUOTES:
        return QUOTES[character]
    if character in DOTS:
        return DOTS[character]
    wide = unicodedata.normalize("NFKC", character).casefold()
    return "".join(simplified().get(part, part) for part in wide)


@lru_cache(maxsize=1)
def simplified() -> dict[str, str]:
    """Map traditional characters to simplified ones, from OpenCC's table of single characters.

    Characters only: OpenCC's phrases may change the length, and what is folded alike on both sides matches
    anyway.
    """
    spec = find_spec("opencc")  # not imported: we want one of its files, not its converter
    if spec is None or spec.origin is None:
        return {}
    table = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    lines = (line.split() for line in table.read_text(encoding="utf-8").splitlines())
    return {line[0]: line[1] for line in lines if len(line) > 1}


@lru_cache(maxsize=65536)
def is_latin(character: str) -> bool:
    """Tell whether a character is part of a word or number in an alphabet, as opposed to Chinese."""
    if character.isascii():
        return character.isalnum()
    name = unicodedata.name(character, "")
    return character.isalnum() and not name.startswith(
        ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KANGXI")
    )


def _between_scripts(text: str, index: int) -> bool:
    """Tell whether the white space at `index` stands between a Chinese and a Latin character."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return before.isalnum() and after.isalnum() and is_latin(before) != is_latin(after)
