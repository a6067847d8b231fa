import pytest

from align.furniture import begins_links, columns, is_credit, is_furniture

FURNITURE = """
来源：新华社
来源: 工业和信息化部　作者：张三
【责任编辑：李四】
（责任编辑：李四）
一审：王五 二审：赵六 三审：孙七
关键词：5G 工业互联网
分享到：微信 微博
分享到 微信 微博
【打印】【关闭】
打印本页 | 关闭窗口
上一篇：关于印发规划的通知
下一条 关于开展检查的通知
当前位置：首页 > 新闻 > 正文
首页 > 新闻动态 > 正文
首页 | 新闻 | 政策 | 服务
2020-02-22 17:30
2020年2月22日 17:30 来源：新华社
2020年2月22日 来源：新华社 作者：张三
2020-02-22
2020-02-22 星期六
2020年2月22日 星期六 17:30
2020-02-22 17:30 | 来源：新华社 | 【打印】
2020-02-22 17:30:05 新华社
2020-02-22 来源 新华社 阅读 1234
| 打印 | 关闭 |
1.jpg
图片1 (2).PNG
字体：【大 中 小】
扫一扫在手机打开当前页
undefined
版权所有：某某网
Source: Xinhua
Keywords: 5G, industry
My location: home page > directly subordinate > text
Home > News > Text
First instance: Wang Dunyi
Third review: Wang Tieqing
Responsible editor: Li Si
Share to: WeChat
Previous article: Notice on the plan
Print Close
Close window
"""
PROSE = """
来源广泛的数据是基础。
来源：数据必须真实。
位置服务快速发展
首页应当简洁。
2020年2月22日
2024-03-15 工业和信息化部召开全国5G建设工作会议
2024年3月15日 14:30 会议在北京召开，部署5G建设工作
2024年3月15日 14:30 会议在北京召开
2024-03-15 来源：会议在北京召开，部署5G建设工作
2024-03-15 | 北京 | 会议 | 报告
| 指标 | 2023年 | 2024年 |
| 5G基站（万个） | 337.7 | 425 |
| 指标 | 单位 | 备注 |
指标 | 单位 | 备注 |
｜指标｜单位｜备注｜
指标｜２０２３年｜２０２４年
移动电话用户 | 17.27亿户 | 17.9亿户
工业和信息化部办公厅
分享经济的发展
下一步，要加快5G商用步伐
关键词是高质量发展
打印机行业加快发展
Sources of funding are many.
Share the fruits of development with the people
Close cooperation between regions
Next year: more work is to be done than ever before, on this and all else that was stressed,\
 as it must be.
A > B
"""


@pytest.mark.parametrize("line", FURNITURE.strip().splitlines())
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", PROSE.strip().splitlines())
def test_prose_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert not begins_links(line)


@pytest.mark.parametrize(
    "line",
    [
        "相关阅读",
        "【相关新闻】",
        "推荐阅读：",
        "热点新闻",
        "猜你喜欢",
        "Latest",
        "Related News",
        "You may also like",
        "Most read",
    ],
)
def test_heads_of_link_lists(line: str) -> None:
    assert begins_links(line)


@pytest.mark.parametrize(
    "line", ["更多人选择5G", "最新的5G技术", "Related work is under way", "Latest progress in the field"]
)
def test_headings_that_begin_like_link_lists(line: str) -> None:
    assert not begins_links(line)


def test_what_lost_a_pipe_is_no_menu() -> None:
    assert is_furniture("指标 | 单位 | 备注")
    assert not is_furniture("指标 | 单位 | 备注", fenced=True)
    assert is_furniture("打印 | 关闭", fenced=True)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| 指标 | 单位 | 备注 |", 3),
        ("指标｜单位｜备注", 3),
        ("| | 2023年 | |", 3),
        ("| 指标 | 单位 |", 2),
        ("指标 | 单位 |", 0),
        ("智通A股融资融券统计|10月28日", 0),
        ("一审：王五 | 二审：赵六 | 三审：孙七", 0),
        ("工业互联网", 0),
    ],
)
def test_columns(line: str, cells: int) -> None:
    assert columns(line) == cells


def test_credit() -> None:
    assert is_credit("（总台央视记者 唐某某）")
    assert not is_credit("（一）加强领导")
