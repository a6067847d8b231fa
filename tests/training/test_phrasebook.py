from itertools import pairwise

import pytest

from align.phrasebook import Entry, Phrasebook, bundled, read_entries
from training.phrasebook import phrase_pairs, worth_keeping

SOURCE = ["▁", "复工", "复产", "，", "要", "稳"]
TARGET = ["▁resum", "ption", "▁of", "▁production,", "▁be", "▁stable"]
LINKS = [(1, 0), (1, 1), (2, 3), (4, 4), (5, 5)]


def test_pairs_are_consistent_and_stop_at_marks() -> None:
    found = set(phrase_pairs(SOURCE, TARGET, LINKS))
    assert ("复工", "resumption") in found
    assert ("复工复产", "resumption of production") in found
    assert ("要稳", "stable") in found  # "be" is grammar
    assert not any("，" in zh for zh, _ in found)


def test_a_link_that_leads_out_makes_no_pair() -> None:
    found = set(phrase_pairs(SOURCE, TARGET, [*LINKS, (2, 0)]))
    assert ("复工", "") in found
    assert ("复工复产", "resumption of production") in found


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("复工", "resumption", 3, 10, 10), True),
        (Entry("复工", "resumption", 2, 2, 2), False),
        (Entry("复工复产", "resumption", 2, 2, 2), True),
        (Entry("工", "work", 4, 4, 4), False),
        (Entry("复工", "resumption", 3, 100, 10), False),
    ],
)
def test_worth_keeping(entry: Entry, expected: bool) -> None:
    assert worth_keeping(entry) is expected


def test_lines_are_read_back() -> None:
    assert list(read_entries(["复工\tresumption\t3\t10\t12\n"])) == [Entry("复工", "resumption", 3, 10, 12)]


def test_cut_finds_the_likeliest_words() -> None:
    book = Phrasebook(
        Entry(zh, "x", 1, count, 1) for zh, count in (("复工", 9), ("复产", 9), ("工复", 9), ("复", 1))
    )
    text = "𠮷复工复产"
    assert [text[start:end] for start, end in pairwise(book.cut(text))] == ["𠮷", "复工", "复产"]
    assert book.cut("") == (0,)


def test_loyalty_and_proposals() -> None:
    book = Phrasebook(
        [
            Entry("网络安全", "cybersecurity", 6, 8, 8),
            Entry("网络", "cybersecurity", 2, 9, 8),
            Entry("落实", "implement", 9, 9, 9),
        ]
    )
    assert book.loyalty("cybersecurity", "网络安全") == 0.75
    assert book.loyalty("implement", "贯彻落实") == 0.0
    assert book.loyalty("unheard of", "贯彻落实") is None
    assert book.proposals("Cybersecurity") == ("网络安全", "网络")


def test_the_bundled_one_knows_its_trade() -> None:
    book = bundled()
    assert ("high", "quality", "development") in [sense.lemmas for sense in book.senses("高质量发展")]
    assert "应急管理" in book.proposals("emergency management")
