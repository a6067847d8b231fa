import pytest

from align.lexicon import Lexicon
from training.lexicon import table, word_costs


def test_words_that_occur_are_cheaper_and_none_is_lost() -> None:
    cost = word_costs(["会议强调会议", "会议𠮷"], ["会议", "安全"])
    assert cost["会议"] > cost["强"]
    assert cost["会议"] > cost["安全"]
    assert [token.text for token in Lexicon(cost=cost).cut("会议𠮷")] == ["会议", "𠮷"]


def test_the_table_leaves_out_what_chance_explains() -> None:
    from collections import Counter

    links = {"会议": {"meet": 20.0, "the": 2.0, "zork": 0.5}, "𠮷": {"the": 1.0}}
    stems = Counter({"meet": 30, "the": 60, "zork": 1, "other": 9})
    lines = list(table(links, stems, {"会议": -4.25, "𠮷": -9.0}))
    assert lines == ["会议\t42\tmeet\t20\n", "𠮷\t90\n"]


@pytest.mark.parametrize("word", ["强调", "安全"])
def test_an_unlinked_word_is_no_entry(word: str) -> None:
    from collections import Counter

    assert list(table({word: {}}, Counter({"a": 1}), {word: -5.0})) == []
