"""Which pairs are kept, and what test sets are protected from."""

from collections import Counter
from pathlib import Path

import pytest

from align.errors import PlacedError, UserError
from training.clean import HeldOut, clean, fault, fold, normalise
from training.pair import Pair, chinese_column, read_pairs


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("推动高质量发展。", "Promote high-quality development.", None),
        ("𠮷野家开业。", "Yoshinoya opens a restaurant.", None),
        ("5G", "5G", "script"),
        ("推动高质量发展。", "推动高质量发展。", "script"),
        ("推动高质量发展。", "Promote 高质量 development.", "script"),
        ("ABC DEF GHI 的", "ABC DEF GHI's", "script"),
        ("点击<b>这里</b>继续", "Click <b>here</b> to go on", "markup"),
        ("见https://example.org/的说明", "See the notes at the site", "markup"),
        ("发" * 221, "development " * 40, "length"),
        ("推动高质量发展。", "Yes.", "ratio"),
        ("推动发展。", "It is of the greatest importance that development be promoted.", "ratio"),
    ],
)
def test_fault(zh: str, en: str, expected: str | None) -> None:
    assert fault(zh, en) == expected


def test_normalise() -> None:
    assert normalise("\ufeff 一\u3000二\xa0 三\u200b\n") == "一 二 三"


def test_fold_ignores_width_case_and_marks() -> None:
    assert fold("５Ｇ，“Network”_！") == fold("5g network") == "5gnetwork"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议强调，要统筹推进新型基础设施建设。", True),
        ("据悉，要统筹推进新型基础设施建设，明年开工。", True),  # eleven Chinese characters and more in a row
        ("统筹推进新型基础设施", False),  # ten characters
        ("要统筹推进，新型基础设施建设", True),  # marks do not count
        ("同志们：", True),  # a short test line, whole
        ("同志们，大家好", False),
    ],
)
def test_held_out(text: str, expected: bool) -> None:
    assert HeldOut(["会议强调，要统筹推进新型基础设施建设。", "同志们！"]).overlaps(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("习近平新时代中国特色社会主义思想指引着我们。", False),  # a name, not the sentence
        ("会议要求以习近平新时代中国特色社会主义思想为指导，深化改革。", False),  # six characters around it
        (
            "大会指出，要以习近平新时代中国特色社会主义思想为指导，统筹发展。",
            True,
        ),  # the name and eleven more
        ("深入学习习近平新时代中国特色社会主义思想", True),  # a short test line, whole
        ("深入学习中国特色社会主义", False),
    ],
)
def test_a_long_name_counts_as_one_character(text: str, expected: bool) -> None:
    name = "习近平新时代中国特色社会主义思想"
    held_out = HeldOut(
        [f"会议指出，要以{name}为指导，统筹发展和安全。", f"深入学习{name}"],
        [name, "中国特色社会主义", "统筹"],
    )
    assert held_out.overlaps(text) is expected


def test_clean_counts_every_pair_once() -> None:
    pairs = [
        Pair("推动高质量发展。", "Promote high-quality development.", "a"),
        Pair("推动高质量发展", "promote high-quality development", "b"),
        Pair("", "", "a"),
        Pair(
            "今天天气很好，我们一起去公园散步。", "The weather is fine today; let us walk in the park.", "a"
        ),
    ]
    counts: Counter[str] = Counter()
    kept = list(clean(pairs, HeldOut(["今天天气很好，我们一起去公园散步。"]), counts))
    assert kept == [pairs[0]]
    assert counts == {"kept": 1, "duplicate": 1, "script": 1, "held out": 1}


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        ("发展\tdevelopment\n", 0),
        ("doc-1\t发展\tdevelopment\n", 1),
        ("发展\tdevelopment\tnews\n", 0),
        ("文件一\t发展\tdevelopment\t{}\n", 1),
    ],
)
def test_columns_are_found(tmp_path: Path, lines: str, column: int) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(lines, encoding="utf-8")
    assert chinese_column(path) == column


def test_read_tsv_names_and_broken_lines(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_text("发展\tdevelopment\n缺\n安全\tsafety\tnews\n", encoding="utf-8")
    house = [Pair("发展", "development", "house"), Pair("", "", "house"), Pair("安全", "safety", "news")]
    assert list(read_pairs(path)) == house
    assert [pair.name for pair in read_pairs(path, "mine")] == ["mine"] * 3


def test_read_tmx(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text(
        """<?xml version="1.0"?><tmx version="1.4"><header/><body>
        <tu><tuv xml:lang="zh-CN"><seg>安全<ph>x</ph>生产</seg></tuv>
            <tuv xml:lang="EN-us"><seg>work safety</seg></tuv></tu>
        <tu><tuv xml:lang="zh"><seg>只有中文</seg></tuv></tu></body></tmx>""",
        encoding="utf-8",
    )
    assert list(read_pairs(path)) == [Pair("安全x生产", "work safety", "m")]


def test_reading_says_where_it_fails(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        list(read_pairs(tmp_path / "none.tsv"))
    (tmp_path / "bad.tmx").write_text("<tmx><body><tu></body></tmx>", encoding="utf-8")
    with pytest.raises(PlacedError, match=r"bad.tmx:1:\d+: not well-formed"):
        list(read_pairs(tmp_path / "bad.tmx"))
    (tmp_path / "en.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(PlacedError, match="no Chinese column"):
        list(read_pairs(tmp_path / "en.tsv"))
