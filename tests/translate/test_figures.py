"""Figures, and what only looks like one."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.figures import figures, written
from translate.numbers import chinese, english


@pytest.mark.parametrize(
    ("zh", "told"),
    [
        ("投资38.4亿元", {"38.4亿": "3.84 billion"}),
        ("总资产约4860亿元", {"4860亿": "486 billion"}),
        ("416万元，6万立方米", {"416万": "4.16 million", "6万": "60,000"}),
        ("市场空间5万亿元以上", {"5万亿": "5 trillion"}),
        ("十四亿人民", {"十四亿": "1.4 billion"}),
        ("３．５万户", {"３．５万": "35,000"}),
        ("隐患点9700余处", {"9700余": "more than 9,700"}),
        ("超过3000多万元", {"3000多万": "30 million"}),
        ("5,200公里", {"5,200": "5,200"}),
        ("增长3.0%，占百分之五十七", {"3.0%": "3.0 percent", "百分之五十七": "57 percent"}),
        (
            "压降1.8个百分点、1个百分点",
            {"1.8个百分点": "1.8 percentage points", "1个百分点": "1 percentage point"},
        ),
        ("3—5万人", {"3—5万": "30,000 to 50,000"}),
        ("3.5至4.2万亿元", {"3.5至4.2万亿": "3.5 to 4.2 trillion"}),
        ("8000万至1.2亿吨", {"8000万至1.2亿": "80 to 120 million"}),
        ("9000万至12亿吨", {"9000万至12亿": "90 million to 1.2 billion"}),
        ("11.0%到12.5%", {"11.0%到12.5%": "11.0 to 12.5 percent"}),
        ("增长五成，约3成", {"五成": "50 percent", "3成": "30 percent"}),
        ("5万多亿元", {"5万多亿": "more than 5 trillion"}),
        ("人口达二点五亿", {"二点五亿": "250 million"}),
        (
            "逾三百多万户，一千三百余万元，占四成三",
            {"三百多万": "3 million", "一千三百余万": "more than 13 million", "四成三": "43 percent"},
        ),
        ("两万五千人，两万五", {"两万五千": "25,000", "两万五": "25,000"}),
    ],
)
def test_figures_as_official_english_writes_them(zh: str, told: dict[str, str]) -> None:
    assert {one.span.of(zh): one.rendering for one in figures(zh)} == told


@pytest.mark.parametrize(
    "zh",
    [
        "2月22日", "2025年12月3日", "1月6日至7日", "2025年3月",
        "万一", "千万别", "亿万人民", "三千万多人", "两三万人", "第1200号", "国发〔2024〕1200号", "13:30", "5G", "2020—2025年",
        "2025年", "1979—2012）", "“31631”模式", "拨打12345热线", "12321举报中心", "3个月内", "5月底", "2025年3月中旬", "16个",
        "邮编100804", "20世纪90年代", "010-68205678", "传真68205678",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_to_the_model(zh: str) -> None:
    assert figures(zh) == ()


@given(st.integers(min_value=1, max_value=99_999), st.integers(0, 3), st.sampled_from(["万", "亿", "万亿"]))
def test_the_english_has_the_value_of_the_chinese(digits: int, places: int, scale: str) -> None:
    value = Decimal(digits).scaleb(-places)
    zh = f"共{value:f}{scale}元"
    (one,) = figures(zh)
    assert [number.value for number in english(one.rendering)] == [number.value for number in chinese(zh)]
    assert one.span.of(zh) == f"{value:f}{scale}"


@given(st.text(alphabet="0123456789.,，%万亿十百千年月日至到—-多余个点第号〔〕 约5G元", max_size=30))
def test_any_text_has_figures_in_order_and_apart(zh: str) -> None:
    found = figures(zh)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.rendering and re.fullmatch(r"[A-Za-z0-9., ]+", one.rendering) for one in found)
    assert all(one.span.of(zh).strip() == one.span.of(zh) != "" for one in found)


def test_written() -> None:
    assert written(Decimal(999999)) == "999,999"
    assert written(Decimal(1000000)) == "1 million"
    assert written(Decimal("22925.09") * 10**8) == "2.292509 trillion"
