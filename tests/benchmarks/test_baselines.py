"""Others' sentence aligners find what is plain to see."""

from benchmarks.baselines import bleualign, gale_church

CHINESE = [
    "会议在北京召开。",
    "他强调要坚持人民至上、生命至上，切实把确保人民生命安全放在第一位落到实处。",
    "会后参观。",
]
ENGLISH = [
    "The meeting was held in Beijing.",
    "He stressed that we must put the people and their lives first.",
    "He asked that ensuring the safety of the people truly come first in all that is done.",
    "A visit followed.",
]
BEADS = [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_lengths_alone_show_the_sentence_that_was_split() -> None:
    assert gale_church(CHINESE, ENGLISH) == BEADS


def test_a_translation_shows_what_lengths_do_not() -> None:
    english = ["One two.", "A visit followed.", "Three four five.", "The meeting was held in Beijing."]
    translated = ["A visit followed at once.", "The meeting was held in the capital, Beijing."]
    beads = bleualign(translated, ["会后参观。", "会议在首都北京召开。"], english)
    assert beads == [((), (0,)), ((0,), (1,)), ((), (2,)), ((1,), (3,))]
