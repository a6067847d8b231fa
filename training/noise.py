"""Texts as they come in the wild: marks of another width, spaces lost or added, headings, lists."""

import random
import re
from collections.abc import Callable, Sequence

from training.pair import Pair

HALF = str.maketrans("，。：；？！（）“”‘’、", ",.:;?!()\"\"'',")
FULL = str.maketrans({code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)})
BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])")
SPACE = re.compile(r"(?<=[\u3400-\u9fff]) +(?=\w)|(?<=\w) +(?=[\u3400-\u9fff])")
NUMERALS = "一二三四五六七八九"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

Disturbance = Callable[[Pair, Pair, random.Random], Pair]


def half_width(pair: Pair, _: Pair, __: random.Random) -> Pair:
    """Write Chinese punctuation in ASCII."""
    return pair._replace(zh=pair.zh.translate(HALF))


def full_width(pair: Pair, _: Pair, __: random.Random) -> Pair:
    """Write letters, digits and ASCII marks in full width."""
    return pair._replace(zh=pair.zh.translate(FULL))


def unspaced(pair: Pair, _: Pair, __: random.Random) -> Pair:
    """Take away the spaces between Chinese and Latin letters."""
    return pair._replace(zh=SPACE.sub("", pair.zh))


def spaced(pair: Pair, _: Pair, __: random.Random) -> Pair:
    """Put spaces between Chinese and Latin letters."""
    return pair._replace(zh=BETWEEN.sub(" ", pair.zh))


def unended(pair: Pair, _: Pair, __: random.Random) -> Pair:
    """Take the full stop away on both sides."""
    return pair._replace(zh=pair.zh.rstrip("。"), en=pair.en.rstrip("."))


def joined(pair: Pair, after: Pair, _: random.Random) -> Pair:
    """Let the next pair follow without a break."""
    return pair._replace(zh=pair.zh + after.zh, en=f"{pair.en} {after.en}")


def heading(pair: Pair, _: Pair, chance: random.Random) -> Pair:
    """Make it a numbered heading."""
    number = chance.randrange(len(NUMERALS))
    plain = unended(pair, pair, chance)
    return plain._replace(zh=f"{NUMERALS[number]}、{plain.zh}", en=f"{ROMAN[number]}. {plain.en}")


def listed(pair: Pair, _: Pair, chance: random.Random) -> Pair:
    """Make it an item of a list."""
    number = chance.randint(1, 9)
    zh, en = chance.choice(
        [
            ("{}. ", "{}. "),
            ("（{}）", "({}) "),
            ("({})", "({}) "),
            ("• ", "• "),
            ("- ", "- "),
        ]
    )
    return pair._replace(zh=zh.format(number) + pair.zh, en=en.format(number) + pair.en)


DISTURBANCES: dict[str, Disturbance] = {
    "half-width": half_width,
    "full-width": full_width,
    "unspaced": unspaced,
    "spaced": spaced,
    "unended": unended,
    "joined": joined,
    "heading": heading,
    "listed": listed,
}


def disturb(pairs: Sequence[Pair], rate: float, chance: random.Random) -> list[Pair]:
    """Return disturbed copies of a share of the pairs, those of them that the disturbance changed."""
    copies = []
    kinds = list(DISTURBANCES.values())
    for pair, after in zip(pairs, [*pairs[1:], *pairs[:1]], strict=True):
        if chance.random() < rate:
            copy = chance.choice(kinds)(pair, after, chance)
            if copy != pair and len(copy.zh) <= 220:
                copies.append(copy)
    return copies
