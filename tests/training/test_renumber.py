"""Pairs with other numbers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.pair import Pair
from training.renumber import renumber, renumbered
from translate.numbers import MONTHS, chinese, compare

SEEDS = range(30)


def draws(zh: str, en: str) -> list[Pair]:
    return [renumber(Pair(zh, en, "x"), random.Random(seed)) for seed in SEEDS]


def test_numbers_change_on_both_sides_alike() -> None:
    zh, en = (
        "截至3月末，新增贷款4.26亿元，惠及38.9万人次，增长12%。",
        ("By the end of March, 426 million yuan of new loans had benefited 389,000 people, up 12 percent."),
    )
    made = draws(zh, en)
    assert len(set(made)) > 20
    for pair in made:
        assert compare(pair.zh, pair.en) == []
        assert [number.unit for number in chinese(pair.zh)] == ["month", "", "", "percent"]
        assert any(f"end of {month}," in pair.en for month in MONTHS)


def test_a_day_stays_a_day_and_a_year_a_year() -> None:
    for pair in draws("2021年5月26日", "May 26, 2021"):
        year, month, day = (int(number.value) for number in chinese(pair.zh))
        assert 1990 <= year <= 2035
        assert 2 <= day <= 28
        assert pair.en == f"{MONTHS[month - 1]} {day}, {year}"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("建设5G网络", "Build a 5G network"),  # part of a name
        ("三家企业", "three companies"),  # in words
        ("共3人", "three people"),
        ("第22届", "the 22nd session"),
        ("1个中心", "1 center"),  # a plural would follow
        ("12人和12车", "12 people and 12 vehicles"),  # which is which?
        ("15人", "16 people"),
    ],
)
def test_what_cannot_be_exchanged_stays(zh: str, en: str) -> None:
    assert set(draws(zh, en)) == {Pair(zh, en, "x")}


@given(st.text("0123456789.,%万亿年月日人5G ", max_size=20), st.text("0123456789.,% mayMillion", max_size=20))
def test_nothing_breaks_it(zh: str, en: str) -> None:
    pair = renumber(Pair(zh, en, "x"), random.Random(1))
    assert pair.name == "x"
    assert (pair.zh == zh) or any(character.isdigit() for character in zh)


def test_a_share_is_copied() -> None:
    pairs = [Pair(f"共{n}人", f"{n} people", "x") for n in range(20, 80)] + [Pair("人", "people", "x")] * 20
    assert renumbered(pairs, 0.0, random.Random(1)) == []
    every = renumbered(pairs, 1.0, random.Random(1))
    assert 40 <= len(every) <= 60
    assert all(compare(pair.zh, pair.en) == [] for pair in every)
