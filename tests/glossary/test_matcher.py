"""Terms in texts: longest match, folding with exact offsets, Latin ends, conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.fold import fold
from glossary.matcher import Matcher
from glossary.store import default
from glossary.term import Term

TERMS = [
    Term("安全生产", "work safety"),
    Term("安全生产事故", "work safety accident"),
    Term("事故", "accident"),
    Term("5G", "5G"),
    Term("AI", "AI"),
    Term("5G专网", "private 5G network"),
    Term("工业和信息化部", "MIIT", aliases=("工信部",)),
    Term("中国电信", "China Telecom"),
    Term("电信企业", "telecom enterprises"),
    Term("“四个意识”", "Four Consciousnesses"),
    Term("生产力", "productive forces"),
    Term("旧词", "old", status="deprecated"),
    Term("𠮷野家", "Yoshinoya"),
    Term("m2", "square metre"),
]
MATCHER = Matcher(TERMS)

TABLE = [
    ("发生安全生产事故。", ["安全生产事故"]),
    ("安全生产和事故", ["安全生产", "事故"]),
    ("安全生产力", ["安全生产"]),  # leftmost first
    ("中国电信企业", ["中国电信"]),
    ("工信部、工業和信息化部", ["工信部", "工業和信息化部"]),
    ("5G、５Ｇ，5g", ["5G", "５Ｇ", "5g"]),
    ("2.5G 15G 5GHz 5Gs", []),
    ("速率达2.5G。5G", ["5G"]),
    ("5G+AI，AIoT，OpenAI", ["5G", "AI"]),
    ("5G 专网和5G　专网", ["5G 专网", "5G　专网"]),
    ("「四個意識」", ["「四個意識」"]),
    ("旧词", []),
    ("𠮷𠮷野家和5G", ["𠮷野家", "5G"]),
    ("50㎡", []),  # the digit before makes it another word, once folded
    ("约㎡", ["㎡"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), TABLE)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert [match.span.of(text) for match in MATCHER.find(text)] == found


def test_nested_terms_follow_the_longer_one() -> None:
    text = "安全生产事故与事故"
    assert [match.span.of(text) for match in MATCHER.find(text, nested=True)] == [
        "安全生产事故",
        "安全生产",
        "事故",
        "事故",
    ]


def test_no_terms_find_nothing() -> None:
    assert Matcher([]).find("安全生产") == ()


SENSES = Matcher(
    [Term("安全", "security", only_if=("網絡", "国家")), Term("安全", "safety", not_if=("粮食",))]
)


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("网络和系统安全", ["security"]),
        ("安全第一", ["safety"]),
        ("粮食安全", []),
        ("国家粮食安全", ["security"]),
    ],
)
def test_conditions_pick_the_sense(text: str, en: list[str]) -> None:
    assert [match.term.en for match in SENSES.find(text)] == en


def test_a_neighbour_stands_outside_the_occurrence() -> None:
    assert not Matcher([Term("网络安全", "cybersecurity", only_if=("网络",))]).find("网络安全")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("震中在地震中心以北", 1),
        ("在地震中", 0),
        ("抗震中", 1),
        ("國辦印发", 1),
        ("全国办公，国办印发", 1),
        ("国务院办公厅在全国办班", 1),
    ],
)
def test_a_neighbour_that_holds_the_designation_stands_around_it(text: str, found: int) -> None:
    terms = [
        Term("震中", "epicenter", not_if=("地震中",)),
        Term("国务院办公厅", "General Office", aliases=("国办",), not_if=("全国办", "国办公")),
    ]
    assert len(Matcher(terms).find(text)) == found


ALPHABET = "安全生产事故5GgＧAI 　電电信𠮷㎡…ß。.\n“「"


@given(st.text(ALPHABET), st.lists(st.text(ALPHABET, min_size=1, max_size=4), max_size=6))
def test_spans_are_exact_ordered_and_apart(text: str, designations: list[str]) -> None:
    terms = [Term(zh, "x") for zh in designations if zh.strip()]
    matches = Matcher(terms).find(text)
    end = 0
    for match in matches:
        assert match.span.start >= end
        end = match.span.end
        assert fold(match.span.of(text)).text.strip() == fold(match.term.zh).text.strip()


@given(st.text())
def test_every_folded_character_knows_its_origin(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= index < len(text) for index in folded.origin)


ABROAD = Matcher(
    [
        Term("财政部", "Ministry of Finance", domestic=True),
        Term("最高人民法院", "Supreme People's Court", aliases=("最高法院",), domestic=True),
        Term("国务院", "the State Council", domestic=True),
        Term("大数据", "big data"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政部回应美国加征关税", ["财政部"]),
        ("美国财政部预计", []),
        ("美國財政部預計", []),
        ("该国前财政部官员", []),
        ("美国联邦最高法院裁定", []),
        ("最高法院裁定", ["最高法院"]),
        ("10月1日国务院公布", ["国务院"]),
        ("中美两国财政部", []),
        ("美国大数据", ["大数据"]),
        ("美国，财政部", ["财政部"]),
    ],
)
def test_a_domestic_body_is_not_another_country_s(text: str, expected: list[str]) -> None:
    assert [match.span.of(text) for match in ABROAD.find(text)] == expected


SHIPPED = Matcher(default())


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("该公司法务总监申辩说", "Company Law"),
        ("省委常委会听取了汇报", "member of the standing committee of the provincial Party committee"),
        ("切断接入网关", "access network"),
        ("公共卫生间", "public health"),
        ("量子计算机", "quantum computing"),
        ("美国商务部", "Ministry of Commerce"),
        ("德国外交部", "Ministry of Foreign Affairs"),
        ("中国人大代表团抵达河内", "deputy to the people's congress"),
        ("中国移动支付走向海外", "China Mobile"),
        ("旨在联合国家实验室", "United Nations"),
        ("多元宇宙", "metaverse"),
        ("香港特区政府财政司司长", "director-general"),
    ],
)
def test_a_shipped_term_is_not_seen_in_other_words(text: str, never: str) -> None:
    assert never not in [match.term.en for match in SHIPPED.find(text)]
