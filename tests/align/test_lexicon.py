import pytest

from align.lexicon import Lexicon, bundled_lexicon, cut_english, stem

SMALL = Lexicon(
    counts={"会议": {"meet": 8.0, "conferenc": 3.0}, "会": {"meet": 4.0}, "议": {"discuss": 4.0}},
    cost={"会议": -6.0, "会": -7.0, "议": -9.0},
)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Meetings", "meet"), ("stressed", "stress"), ("policies", "policy"), ("planned", "plan"),
        ("planning", "plan"), ("making", "mak"), ("make", "mak"), ("falling", "fall"), ("It's", "it"),
        ("CPC", "cpc"), ("is", "is"), ("red", "red"), ("thing", "thing"), ("2.5", "2.5"), ("。", "。"),
    ],
)  # fmt: skip
def test_stem(word: str, key: str) -> None:
    assert stem(word) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("会议强调", ["会议", "强", "调"]),
        ("5G专网", ["5", "g", "专", "网"]),
        ("𠮷会议", ["𠮷", "会议"]),
        ("增长2.5%。", ["增", "长", "2.5", "%", "。"]),
        ("", []),
    ],
)
def test_cut_keeps_places(text: str, words: list[str]) -> None:
    tokens = SMALL.cut(text)
    assert [token.text for token in tokens] == words
    assert "".join(token.span.of(text) for token in tokens) == text


def test_cut_english_keeps_places() -> None:
    text = "The meeting's 𠮷 plans, 1,000 of them"
    tokens = cut_english(text)
    assert [token.span.of(text) for token in tokens] == [
        "The", "meeting's", "𠮷", "plans", ",", "1,000", "of", "them",
    ]  # fmt: skip
    assert tokens[1].text == "meet"


def test_translations_are_smoothed_with_those_of_the_characters() -> None:
    shares = SMALL.translations("会议")
    assert shares["meet"] > shares["conferenc"] > shares["discuss"] > 0
    assert sum(shares.values()) == pytest.approx(1.0)
    assert SMALL.translations("无") == {}


def test_the_bundled_table_knows_everyday_words() -> None:
    lexicon = bundled_lexicon()
    assert max(lexicon.translations("会议").items(), key=lambda item: item[1])[0] == "meet"
    assert [token.text for token in lexicon.cut("伟大友谊的名义")] == ["伟大", "友谊", "的", "名义"]
