from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.segment import split_sentences
from align.text import Document, Segment

# Sentences are parted by ┃ here.
CHINESE = [
    "“这是对的。”他说。┃他走了。",
    '"这是对的。"他说。┃他走了。',
    "他说：“今天很好。明天也好。”┃会议强调，要坚持。",
    "「好！」他喊道。┃走了。",
    "面对“怎么办？”的问题，要回答。┃好。",
    "我们去看《摔跤吧！爸爸》好吗？┃好！",
    "“两手抓。”┃“两手硬。”",
    "什么？！┃真的吗……┃好吧。",
    "会议强调；要加强——特别是5G——建设：一要快，二要好。",
    "一要加强统筹协调。┃各地要积极。┃二要加快建设进度。",
    "1.加强领导。┃2.加强统筹。",
    "（完。）┃下一句。┃他来了（今天。）然后走了。",
    "增长3.5%，见http://www.a.cn/x.html?a=b。┃邮箱a.b@c.com。",
    "约翰.史密斯来了。┃他走了",
    "只有右引号。”┃下一句“没有右引号。┃完。",
    "抓好以下方面。┃——加快攻关。┃——扩大合作。",
    "“怎么办？”——某某问。┃完。",
    "𠮷。┃𠮷！┃𠮷",
]
ENGLISH = [
    "The U.S. economy grew 3.5% in No. 5.┃ Mr. Li said so, e.g. here.┃ He left the U.S.┃ The end.",
    '"This is great." she said.┃ "Really?" Mr. Li asked.┃ He nodded.',
    'She turned to him, "This is great."┃ She held the book.',
    "1. Strengthen it.┃ (2) Speed up.┃ II. Improve it.",
    "See www.example.com.┃ It is good.┃ Write to a.b@c.com.┃ Done.",
    "the growth of the economy.┃The meeting stressed it.",
    "One [see Fig. 3.] two.┃ (It is so.)┃ Then.",
    'He said: "We must. We can."┃ We go.',
    'In "Plan 2035" we said: "Go. Now."┃ End.',
    'A 5" pipe, "so. So," burst.┃ End.',
    "Focus on these.┃ —Speed up it.┃ – Build it.",
    "Is it?┃ Yes!┃ Well... perhaps not.┃ No.",
    "Foo Co., Ltd. announced it.┃ So did Foo Inc.┃ The end.",
    "We met Xi J. Smith at 5 p.m.┃ They left.",
    "It was so.[1]┃ It is no more.",
]


@pytest.mark.parametrize("marked", [*CHINESE, *ENGLISH])
def test_split_sentences(marked: str) -> None:
    text = marked.replace("┃", "")
    assert [span.of(text) for span in split_sentences(text)] == [part.strip() for part in marked.split("┃")]


def test_a_very_long_quotation_is_cut_at_the_sentences_in_it() -> None:
    inside = "要坚持稳中求进工作总基调，推动高质量发展。" * 10
    text = f"他说：“{inside}”"
    pieces = [span.of(text) for span in split_sentences(text)]
    assert len(pieces) == 10
    assert pieces[-1].endswith("。”")


def test_a_line_break_ends_a_sentence() -> None:
    text = "标题\r\n第一句。\n\n第二句"
    assert [span.of(text) for span in split_sentences(text)] == ["标题", "第一句。", "第二句"]


MARKS = st.sampled_from(
    [*list('国𠮷aB5 。！？…“”"（）()《》[].,，：\n\r\u3000\u2028-—;'), "www.", "Mr.", "..."]
)


@given(st.lists(MARKS, max_size=60).map("".join))
def test_spans_are_in_order_trimmed_and_leave_out_only_white_space(text: str) -> None:
    spans = split_sentences(text)
    pieces = [span.of(text) for span in spans]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(pieces).split()) == "".join(text.split())
    segments = tuple(Segment(span.of(text), span) for span in spans)
    assert Document("d", text, segments).rebuild(pieces) == text


@pytest.mark.parametrize(
    "text", ["好" * 300_000, "（" * 300_000, "“。" * 100_000, "www." * 80_000, "a" + " " * 300_000 + "b"]
)
def test_hostile_lines_take_linear_time(text: str) -> None:
    assert split_sentences(text)
