import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import sentences
from align.lexicon import Lexicon
from align.sentences import Bead, align_sentences

WORDS = {
    chr(0x4E00 + 7 * number): f"w{chr(97 + number // 26)}{chr(97 + number % 26)}x" for number in range(400)
}
LEXICON = Lexicon(counts={zh: {en: 10.0} for zh, en in WORDS.items()})


def text(count: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Sentences of made-up words and their translations, word by word."""
    rng = random.Random(seed)
    rows = [rng.sample(sorted(WORDS), rng.randint(5, 14)) for _ in range(count)]
    return ["".join(row) + "。" for row in rows], [" ".join(WORDS[zh] for zh in row) + "." for row in rows]


def shapes(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def test_one_to_one() -> None:
    chinese, english = text(12)
    beads = align_sentences(chinese, english, lexicon=LEXICON)
    assert shapes(beads) == [((i,), (i,)) for i in range(12)]
    assert all(bead.score > 0.5 for bead in beads)


def test_a_split_a_merge_and_two_without_partner() -> None:
    chinese, english = text(12)
    halves = english[3].split()
    english[3:4] = [" ".join(halves[:3]) + ".", " ".join(halves[3:])]  # 3 becomes two sentences
    english[6:8] = [english[6].rstrip(".") + ", and " + english[7]]  # 5 and 6 become one
    del english[9]  # 9 is left out (numbers: one more, one less)
    english.insert(10, "Nothing at all like this stands in the original text of the author.")
    got = shapes(align_sentences(chinese, english, lexicon=LEXICON))
    assert ((3,), (3, 4)) in got
    assert ((5, 6), (6,)) in got
    assert any(not target for _, target in got)
    assert any(not source for source, _ in got)


def test_no_bead_reaches_over_a_paragraph() -> None:
    chinese, english = text(4)
    english[1:3] = [english[1] + " " + english[2]]
    got = shapes(align_sentences(chinese, english, lexicon=LEXICON))
    assert ((1, 2), (1,)) in got
    got = shapes(align_sentences(chinese, english, lexicon=LEXICON, source_blocks=[0, 0, 1, 1]))
    assert ((1, 2), (1,)) not in got


def test_translations_help_where_the_lexicon_is_silent() -> None:
    chinese, english = text(8)
    del english[4]
    blind = Lexicon()
    hinted = align_sentences(chinese, english, lexicon=blind, translations=text(8)[1])
    assert shapes(hinted) == [((i,), (i,)) for i in range(4)] + [((4,), ())] + [
        ((i,), (i - 1,)) for i in range(5, 8)
    ]


def test_the_band_finds_what_the_full_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    chinese, english = text(150)
    del english[40:43], chinese[100:102]
    full = align_sentences(chinese, english, lexicon=LEXICON)
    monkeypatch.setattr(sentences, "ALL_CELLS", 0)
    assert align_sentences(chinese, english, lexicon=LEXICON) == full


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        ([], [], []),
        (["甲。"], [], [((0,), ())]),
        ([], ["A.", "B."], [((), (0,)), ((), (1,))]),
        (["甲。"], ["A."], [((0,), (0,))]),
        (["", "。"], ["", "."], None),
    ],
)
def test_small_texts(chinese: list[str], english: list[str], expected: object) -> None:
    got = shapes(align_sentences(chinese, english, lexicon=Lexicon()))
    assert expected is None or got == expected


@settings(max_examples=40)
@given(
    st.lists(st.text(alphabet="一丁万𠮷。？ 5G", max_size=12), max_size=7),
    st.lists(st.text(alphabet="ab G5.?\" '", max_size=20), max_size=7),
)
def test_every_sentence_is_in_one_bead_in_order(chinese: list[str], english: list[str]) -> None:
    beads = align_sentences(chinese, english, lexicon=LEXICON)
    assert [i for bead in beads for i in bead.source] == list(range(len(chinese)))
    assert [j for bead in beads for j in bead.target] == list(range(len(english)))
