"""A Chinese sentence with its English, as corpora hold them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from align.errors import PlacedError, UserError

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
LATIN = re.compile(r"[A-Za-z]")


class Pair(NamedTuple):
    """A sentence and its translation; `name` says which corpus it is from, for weights and counts."""

    zh: str
    en: str
    name: str


def read_pairs(path: Path, name: str = "") -> Iterator[Pair]:
    """Read a `.tmx` file, or a TSV with a Chinese column directly followed by an English one.

    Without `name` a pair is named by the column after the English, and if there is none by the file. A line
    of a TSV that lacks the columns gives a pair of empty texts, so that the line count holds and cleaning can
    report it.
    """
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    return read_tmx(path, name or path.stem) if path.suffix == ".tmx" else read_tsv(path, name)


def read_tsv(path: Path, name: str = "") -> Iterator[Pair]:
    """Read tab-separated pairs, with any number of columns before and after the two texts."""
    column = chinese_column(path)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\r\n").split("\t")[column:]
            if len(cells) < 2:
                yield Pair("", "", name or path.stem)
            else:
                yield Pair(cells[0], cells[1], name or (cells[2] if len(cells) > 2 else path.stem))


def chinese_column(path: Path) -> int:
    """Find the column, from 0, that is Chinese and has English right after it, by the first hundred lines."""
    votes: Counter[int] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, 100):
            cells = line.rstrip("\r\n").split("\t")
            for column, (left, right) in enumerate(pairwise(cells)):
                if HAN.search(left) and LATIN.search(right) and not HAN.search(right):
                    votes[column] += 1
                    break
    if not votes:
        raise PlacedError(
            path, 1, 1, "no Chinese column followed by an English one", hint="give zh<TAB>en lines"
        )
    return votes.most_common(1)[0][0]


def read_tmx(path: Path, name: str) -> Iterator[Pair]:
    """Read the units of a TMX file that have both a Chinese and an English variant."""
    from lxml import etree

    language = "{http://www.w3.org/XML/1998/namespace}lang"
    try:
        for _, unit in etree.iterparse(str(path), tag="tu", resolve_entities=False, no_network=True):
            texts: dict[str, str] = {}
            for variant in unit.iter("tuv"):
                code = (variant.get(language) or variant.get("lang") or "").lower()[:2]
                segment = variant.find("seg")
                if segment is not None:
                    texts.setdefault(code, "".join(segment.itertext()))
            if "zh" in texts and "en" in texts:
                yield Pair(texts["zh"], texts["en"], name)
            unit.clear()
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise PlacedError(path, line, column, f"not well-formed TMX: {error.msg}") from None
