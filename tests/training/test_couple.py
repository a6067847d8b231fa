"""Sentences two by two."""

import random

from training.couple import SHORT, couple
from training.pair import Pair

SENTENCES = [Pair(f"这是第{n}句。", f"This is sentence {n}.", "a") for n in range(40)]


def test_each_comes_once_with_another() -> None:
    made = couple(SENTENCES, 1.0, random.Random(1))
    assert len(made) == 20
    assert {pair.name for pair in made} == {"a+joined"}
    sides = [part for pair in made for part in zip(pair.zh.split("。"), pair.en.split(". "), strict=False)]
    assert sorted(zh for zh, _ in sides if zh) == sorted(pair.zh.rstrip("。") for pair in SENTENCES)
    assert all(pair.zh.count("。") == 2 and pair.en.count(".") == 2 for pair in made)
    assert all([n for n in zh if n.isdigit()] == [n for n in en if n.isdigit()] for zh, en in sides)


def test_corpora_are_not_mixed() -> None:
    other = [Pair("别的。", "Something else.", "b")] * 2
    made = couple([*SENTENCES, *other], 1.0, random.Random(1))
    assert [pair for pair in made if pair.name == "b+joined"] == [
        Pair("别的。别的。", "Something else. Something else.", "b+joined")
    ]
    assert not [pair for pair in made if pair.name == "a+joined" and "别" in pair.zh]


def test_only_short_whole_sentences() -> None:
    rest = [Pair("标题", "Heading", "a"), Pair("长" * SHORT + "。", "Long.", "a"), Pair("好。", "Good.", "a")]
    assert couple(rest, 1.0, random.Random(1)) == []


def test_a_share() -> None:
    assert couple(SENTENCES, 0.0, random.Random(1)) == []
    assert 3 <= len(couple(SENTENCES, 0.5, random.Random(1))) <= 15
