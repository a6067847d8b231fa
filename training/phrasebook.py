"""Make align/phrasebook.tsv: phrase pairs of a linked corpus, counted.

    python -m training.phrasebook CORPUS.tsv CORPUS.links JOINT.model > align/phrasebook.tsv

CORPUS.tsv has Chinese and English (and a name, of which only `policy` is taken); CORPUS.links has on the same
line the links `i-j` between the pieces that JOINT.model cuts them into. A pair is taken where its links are
consistent (Och and Ney 2004, section 3.1): none leads out of it.
"""

import argparse
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TextIO

from align.english import GRAMMAR
from align.phrasebook import LONGEST, Entry

PIECES, TARGET = 6, 8  # the longest pair, in source pieces and target words
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
EDGES = frozenset("的了和与及在为对等将把被是并而以其")  # no entry begins or ends with these
MARKS = frozenset("▁，。,.、；;：")


def target_words(pieces: list[str]) -> tuple[list[str], list[int]]:
    """Join pieces to lower-case words without punctuation; return them and the word number of every piece."""
    joined: list[str] = []
    owner: list[int] = []
    for piece in pieces:
        if piece.startswith("▁") or not joined:
            joined.append("")
        joined[-1] += piece.lstrip("▁")
        owner.append(len(joined) - 1)
    return [word.strip('.,;:!?()"“”‘’[]').lower() for word in joined], owner


def phrase_pairs(
    source: list[str], target: list[str], links: list[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Yield (Chinese, English) for every consistent pair; English is "" where the links lead out."""
    words, owner = target_words(target)
    to: dict[int, set[int]] = defaultdict(set)
    back: dict[int, set[int]] = defaultdict(set)
    for i, j in links:
        if source[i] not in MARKS:
            to[i].add(owner[j])
            back[owner[j]].add(i)
    for first in range(len(source)):
        zh, reached = "", set[int]()
        for last in range(first, min(first + PIECES, len(source))):
            zh += source[last].lstrip("▁")
            if len(zh) > LONGEST or not HAN.fullmatch(zh):
                break
            reached |= to[last]
            if not reached or max(reached) - min(reached) > TARGET or {zh[0], zh[-1]} & EDGES:
                continue
            low, high = min(reached), max(reached)
            if any(not first <= i <= last for word in range(low, high + 1) for i in back[word]):
                yield zh, ""
                continue
            phrase = words[low : high + 1]
            while phrase and phrase[0] in GRAMMAR:
                phrase.pop(0)
            while phrase and phrase[-1] in GRAMMAR:
                phrase.pop()
            yield zh, " ".join(filter(None, phrase))


def worth_keeping(entry: Entry) -> bool:
    """Tell whether the counts bear the pair out; the marks were set by reading samples."""
    forward, backward = entry.together / entry.zh_count, entry.together / entry.en_count
    if len(entry.zh) == 1:
        return entry.together >= 5 and forward >= 0.15 and backward >= 0.02
    if entry.together == 2:
        return 3 <= len(entry.zh) <= 6 and forward >= 0.3 and backward >= 0.3
    return entry.together >= 3 and forward >= 0.04 and backward >= 0.02


def main() -> None:
    """Print the phrasebook."""
    import sentencepiece

    parser = argparse.ArgumentParser(description="Make align/phrasebook.tsv from a linked corpus.")
    parser.add_argument("corpus")
    parser.add_argument("links")
    parser.add_argument("model")
    given = parser.parse_args()
    pieces = sentencepiece.SentencePieceProcessor(model_file=given.model)
    together: Counter[tuple[str, str]] = Counter()
    zh_count: Counter[str] = Counter()
    en_count: Counter[str] = Counter()
    with _open(given.corpus) as corpus, _open(given.links) as links:
        for line, linked in zip(corpus, links, strict=False):
            zh, en, *name = line.rstrip("\n").split("\t")
            if name not in ([], ["policy"]):
                continue
            numbers = [(int(i), int(j)) for i, j in (link.split("-") for link in linked.split())]
            for phrase, rendering in phrase_pairs(
                pieces.encode(zh, out_type=str), pieces.encode(en, out_type=str), numbers
            ):
                zh_count[phrase] += 1
                if rendering:
                    en_count[rendering] += 1
                    together[phrase, rendering] += 1
    entries = (Entry(zh, en, count, zh_count[zh], en_count[en]) for (zh, en), count in together.items())
    for entry in sorted(
        filter(worth_keeping, entries), key=lambda entry: (entry.zh, -entry.together, entry.en)
    ):
        print(*entry, sep="\t")


def _open(path: str) -> TextIO:
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")  # noqa: PTH123


if __name__ == "__main__":
    main()
