from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.page import segments
from align.text import Document

PAGE = """当前位置：首页 > 新闻 > 正文

关于加快产业发展的通知

各有关单位：
  为加快产业发展，现就有关事项通知如下。请认真执行。

一、总体要求
坚持稳中求进。要做好两件事：
- 加强领导；
- 加强监督。
二、重点任务
（一）优化布局
各地要优化布局。
图1 产业布局图
1.jpg
某某部办公厅
2024年1月18日
来源：某某部
相关阅读
企业加速转型 市场看好...
10月30日，某企业披露报告。报告显示... -
怎么看？专家说法
"""
EXPECTED = """
furniture 0 当前位置：首页 > 新闻 > 正文
title 1 关于加快产业发展的通知
paragraph 2 各有关单位：
paragraph 3 为加快产业发展，现就有关事项通知如下。
paragraph 3 请认真执行。
heading 4 一、总体要求
paragraph 5 坚持稳中求进。
paragraph 5 要做好两件事：
list 6 加强领导；
list 7 加强监督。
heading 8 二、重点任务
heading 9 （一）优化布局
paragraph 10 各地要优化布局。
caption 11 图1 产业布局图
furniture 12 1.jpg
paragraph 13 某某部办公厅
paragraph 14 2024年1月18日
furniture 15 来源：某某部
furniture 16 相关阅读
furniture 17 企业加速转型 市场看好...
furniture 18 10月30日，某企业披露报告。
furniture 18 报告显示...
furniture 19 怎么看？
furniture 19 专家说法
"""


def described(text: str) -> list[str]:
    return [f"{segment.kind} {segment.block} {segment.text}" for segment in segments(text)]


def test_a_page_is_understood() -> None:
    assert described(PAGE) == EXPECTED.strip().splitlines()


def test_line_ends_do_not_matter() -> None:
    assert described(PAGE.replace("\n", "\r\n")) == described(PAGE)


def test_an_english_page_is_understood() -> None:
    text = (
        "My location: home page > text\nThe meeting was held\n\nThe meeting was held today. It was long.\n\n"
        " 1.jpg\n\nSource: A\nLatest\nOther news here."
    )
    assert [segment.kind for segment in segments(text)] == [
        "furniture",
        "title",
        "paragraph",
        "paragraph",
        *["furniture"] * 4,
    ]


def test_an_article_that_goes_on_behind_links_is_no_furniture() -> None:
    paragraph = "会议强调，要坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，加快构建新发展格局。" * 4
    text = f"标题\n{paragraph}\n相关阅读\n某某新闻\n{paragraph}\n{paragraph}"
    kinds = [segment.kind for segment in segments(text)]
    assert kinds.count("furniture") == 2
    assert kinds[-1] == "paragraph"


TABLE = ("指标 | 2023年 | 2024年", "5G基站（万个） | 337.7 | 425", "地区 | 单位 | 来源", "点赞 | 评论 | 分享")


@pytest.mark.parametrize("fences", ["| {} |", "|{}|", "{}", "{} |"])
@pytest.mark.parametrize("pipe", ["|", "｜"])
@pytest.mark.parametrize("before", ["会议在北京召开。", "会议在北京召开。\n最新政策"])
def test_a_table_is_no_menu(fences: str, pipe: str, before: str) -> None:
    rows = [fences.format(row).replace("|", pipe) for row in TABLE]
    kinds = [segment.kind for segment in segments("\n".join((before, *rows, "要加快建设。")))]
    assert "furniture" not in kinds
    assert kinds[-5:] == [*["list"] * 4, "paragraph"]


def test_a_menu_stands_alone() -> None:
    assert described("要闻。\n首页 | 新闻 | 政策\n会议在北京召开。")[1].startswith("furniture")
    assert described("要闻。\n| 首页 | 新闻 | 政策 |\n会议在北京召开。")[1].startswith("list")
    assert described("要闻。\n| 打印 | 关闭 |\n会议在北京召开。")[1].startswith("furniture")


def test_a_dated_line_is_content_unless_among_links() -> None:
    line = "2024-03-15 工业和信息化部召开全国5G建设工作会议"
    assert described(f"要闻。\n{line}\n相关阅读\n{line}") == [
        "paragraph 0 要闻。",
        f"paragraph 1 {line}",
        "furniture 2 相关阅读",
        f"furniture 3 {line}",
    ]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        # The article goes on at once: the heading is its own
        ("1. 加快5G建设。/2. 推动融合发展；/3. 今年投资3亿元。", "heading list list list"),
        ("各地要加快建设。/下一步工作/各地要抓好落实。", "heading paragraph heading paragraph"),
        ("一、总体要求/各地要加快建设。", "heading heading paragraph"),
        ("1. Speed up construction.", "heading list"),
        # … behind links
        ("某公司报告/各地要加快建设。/工信部", "furniture furniture paragraph paragraph"),
        ("某公司报告/版权所有。/某公司年报", "furniture furniture furniture furniture"),
        # A headline may ask and exclaim: it is kept, but ends no list
        ("怎么知道中签了？/某公司年报/太好了!", "furniture paragraph furniture paragraph"),
        # … and teasers that are cut off tell a list in which one is whole
        (
            "某公司报告/报告显示增长。/某公司年报/近日，某公司...",
            "furniture furniture paragraph furniture furniture",
        ),
        ("1. 某公司报告/2. 某公司年报", "furniture furniture furniture"),
    ],
)
def test_what_ends_as_a_sentence_is_no_link(lines: str, kinds: str) -> None:
    text = "\n".join(("会议在北京召开。", "最新政策", *lines.split("/")))
    assert [segment.kind for segment in segments(text, "zh")][1:] == kinds.split()


def test_a_single_line_is_no_title() -> None:
    assert [segment.kind for segment in segments("工业互联网")] == ["paragraph"]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("The minister visits the centre.", "title"),
        ("The minister visits the centre. He stays.", "paragraph"),
    ],
)
def test_an_english_title_may_carry_a_full_stop(first: str, kind: str) -> None:
    assert segments(f"{first}\n{'The minister said that all must be done. ' * 9}")[0].kind == kind


def test_wrapped_paragraphs_are_read_as_one() -> None:
    text = (
        "The meeting stressed that all localities should strengthen coordination and\n"
        "guide enterprises in resuming work. We must keep the overall goal in view at\n"
        "all times and in all places.\n"
        "\n"
        "The second paragraph is about the construction of networks, which has to be\n"
        "sped up in every respect.\n"
    )
    found = segments(text)
    assert [segment.block for segment in found] == [0, 0, 1]
    assert all(segment.span.of(text) == segment.text for segment in found)
    assert found[0].text.endswith("resuming work.")


LINES = st.lists(
    st.sampled_from(
        [
            *PAGE.splitlines(),
            "- ",
            "• 项",
            "-",
            "\ufeff标题",
            "𠮷𠮷。",
            "Source: x",
            "Latest",
            "\u3000",
            '"a." B',
            "· ",
        ]
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]))
def test_segments_are_slices_and_cover_every_letter(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    found = segments(text)
    document = Document("d", text, found)
    assert document.rebuild() == text
    assert document.rebuild([segment.text for segment in found]) == text
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    assert not any(character.isalnum() for character in document.rebuild([""] * len(found)))


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    document = Document("d", text, segments(text))
    assert document.rebuild([segment.text for segment in document.segments]) == text
