from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Span
from translate.numbers import chinese, compare, english, numeral


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("党的二十大", ["20"]),
        ("“十四五”规划", ["14"]),
        ("6.3万个", ["63000"]),
        ("1.2万亿元", ["1200000000000"]),
        ("22925.09亿元", ["2292509000000"]),
        ("增长百分之三点五", ["3.5 percent"]),
        ("下降3.5个百分点", ["3.5 percent"]),
        ("２０２５年５月", ["2025", "5 month"]),
        ("二〇二五年十月", ["2025", "10 month"]),
        ("1,234人", ["1234"]),
        ("两千余人", ["2000"]),
        ("512工程", ["512"]),
        ("一百二十多个", ["120"]),
        ("千方百计、十分重要，百姓安居", []),
        ("一要加强，二要加快", []),
        ("两会期间", []),
        ("两三年，一二三产业，一二线城市，七八月份，“五一”假期，五四运动，一一落实", []),
        ("二点五亿人，两万五，三亿二，一百二", ["250000000", "25000", "320000000", "120"]),
        ("增长15，300家企业", ["15", "300"]),
        ("十四五期间", ["14"]),
        ("5万多亿元", ["5000000000000"]),
        ("20世纪90年代，二十一世纪二十年代", ["1990 decade", "2020 decade"]),
        ("增长五成，约3成", ["50 percent", "30 percent"]),
        ("成立三成员组", []),
        ("四成三的企业，八成五，三成二年级学生", ["43 percent", "85 percent", "30 percent"]),
        (
            "三百多万户，一千三百余万元，四十多万行，两万多亿",
            ["3000000", "13000000", "400000", "2000000000000"],
        ),
        ("三十分钟后十分高兴，一万一千间，两万一千余所，万一下雨", ["30", "11000", "21000"]),
        ("打七折，万分之二，万兆光网，年近七旬，三分之二，九点零八年，三点二十分", ["20"]),
        ("六百五十亿千瓦时，百分之百，两成", ["65000000000", "100 percent", "20 percent"]),
        ("壹佰万元，大陆、收拾", ["1000000"]),
        ("电话：010-68205678", ["1068205678 phone"]),
        ("① 加强监管；Ⅲ级", []),
        (
            "3—5万人，5%至6%，5至6%，2020—3万",
            ["30000", "50000", "5 percent", "6 percent", "5 percent", "6 percent", "2020", "30000"],
        ),
    ],
)
def test_chinese_numbers_that_must_be_rendered(text: str, values: list[str]) -> None:
    found = [
        f"{number.value.normalize():f}" + (f" {number.unit}" if number.unit else "")
        for number in chinese(text)
        if number.firm
    ]
    assert found == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the 20th National Congress", ["20"]),
        ("63,000 stations", ["63000"]),
        ("1.2 trillion yuan", ["1200000000000"]),
        ("rose 3.5 percent, or 3.5%", ["3.5", "3.5"]),
        ("twenty-one provinces", []),
        ("three million people", ["3000000"]),
        ("You may march in May", []),
        ("5G and 6G", ["5", "6"]),
        ("one hundred and twenty people, two hundred ten", ["120", "210"]),
        ("5 to 6 percent", ["6"]),
        ("COVID-19, Level-3", ["3"]),
        ("Amendment XII", []),
    ],
)
def test_english_numbers_that_must_come_from_somewhere(text: str, values: list[str]) -> None:
    assert [f"{number.value.normalize():f}" for number in english(text) if number.firm] == values


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2月22日", "On February 22"),
        ("2月22日", "on the 22nd of the second month"),
        ("“十四五”规划", "the 14th Five-Year Plan"),
        ("全国建成5G基站6.3万个", "63,000 5G base stations were built nationwide"),
        ("增长百分之八", "an eight percent increase"),
        ("三大任务", "three major tasks"),
        ("下午3时", "at 15:00"),
        ("超过50%", "more than half, 50 percent"),
        ("党的二十大", "the 20th CPC National Congress"),
        ("生产总值22925.09亿元", "a GDP of 2.292509 trillion yuan"),
        ("下午3点", "at 3 p.m."),
        ("15时", "at 3 p.m."),
        ("增长5%至6%", "up 5 to 6 percent"),
        ("3—5万人", "30,000 to 50,000 people"),
        ("5亿至6亿元", "500 to 600 million yuan"),
        ("百万吨", "1 million tons"),
        ("20世纪90年代", "the 1990s"),
        ("90年代", "the 1990s"),
        ("90年代", "the 90s"),
        ("① 加强监管；", "1. Strengthen supervision;"),
        ("第3章", "Chapter III"),
        ("电话：010-68205678", "Tel: 010-6820 5678"),
        ("电话：010-68205678", "Tel: +86-10-6820-5678"),
        ("手机13812345678", "mobile 138 1234 5678"),
        ("二点五亿人", "250 million people"),
        ("一百多人", "more than a hundred people"),
        ("超千米", "more than 1,000 meters"),
        ("上升十一个百分点", "up 11 percentage points"),
        ("‘十四五’规划", "the 14th Five-Year Plan"),
        ("年近七旬", "nearly 70 years old"),
        ("三分之二", "two thirds"),
        ("四分之一", "25 percent"),
        ("九点零八年", "9.08 years"),
        ("打七折", "70 percent of it"),
        ("打八五折", "15 percent off"),
        ("故障率万分之二", "a failure rate of 0.02 percent"),
        ("故障率千分之三点五", "a failure rate of 0.35 percent"),
        ("万兆光网", "10-gigabit optical networks"),
        ("新冠疫情", "the COVID-19 epidemic"),
        ("刑法修正案（十二）", "Amendment XII to the Criminal Law"),
        ("三百多万户", "more than 3 million homes"),
        ("占四成三", "accounting for 43 percent"),
    ],
)
def test_numbers_that_agree(source: str, target: str) -> None:
    assert compare(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("6.3万个", "6,300 stations", [("source", "6.3万"), ("target", "6,300")]),
        ("2月22日", "On March 22", [("source", "2月")]),
        ("增长5%", "increased", [("source", "5%")]),
        ("增长", "increased by 5%", [("target", "5%")]),
        ("3亿元", "3 million yuan", [("source", "3亿"), ("target", "3 million")]),
        ("党的二十大", "the 19th National Congress", [("source", "二十"), ("target", "19th")]),
        (
            "电话：010-68205678",
            "Tel: 010-6820 5679",
            [("source", "010-68205678"), ("target", "010-6820 5679")],
        ),
        ("增长3%", "up 15 percent", [("source", "3%"), ("target", "15 percent")]),
        ("死亡5人", "17 people died", [("source", "5"), ("target", "17")]),
        ("二点五亿人", "500 million people", [("source", "二点五亿"), ("target", "500 million")]),
    ],
)
def test_numbers_that_differ(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    found = compare(source, target)
    assert [(m.side, m.number.span.of(source if m.side == "source" else target)) for m in found] == expected


def test_what_a_term_settles_is_not_compared() -> None:
    assert compare("四个意识", "the Four Consciousnesses of 1990", ignore_target=[Span(28, 32)]) == []


@given(st.integers(min_value=1, max_value=9999))
def test_numeral_reads_what_it_writes(value: int) -> None:
    assert numeral(written(value)) == Decimal(value)


def written(value: int) -> str:
    """Write a number up to 9999 in Chinese."""
    text, digits = "", "零一二三四五六七八九"
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += digits[digit] + name
        elif text and value and not text.endswith("零"):
            text += "零"
    return text


@given(st.text(alphabet="一二两三百千万亿点分之%0123456789.,月年 abc𠮷", max_size=30))
def test_any_text_can_be_read_and_spans_are_exact(text: str) -> None:
    for number in (*chinese(text), *english(text)):
        assert number.span.of(text)


def test_how_often_a_number_comes_is_free_even_where_a_term_has_it() -> None:
    zh, en = "加快5G商用，推动5G网络", "Accelerate 5G networks"
    term_zh, term_en = Span(zh.index("5G网络"), len(zh)), Span(en.index("5G"), len(en))
    assert compare(zh, en, ignore_source=[term_zh], ignore_target=[term_en]) == []
    wrong = compare(zh, en.replace("5G", "6G"), ignore_source=[term_zh], ignore_target=[])
    assert [mismatch.side for mismatch in wrong] == ["source", "target"]
