"""A segment cut into what the model translates at once and what is fixed beforehand.

Labels of page furniture (来源：, 关键词：) have one English each. Sentences beyond the model's reach are cut at clause marks.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from align.text import Link, Span

# Beyond this many characters a sentence is cut: the bundled model has seen few longer ones.
LIMIT = 120

LABELS: dict[str, str] = {
    "来源": "Source", "信息来源": "Source", "稿件来源": "Source", "文章来源": "Source", "作者": "Author", "记者": "Reporter",
    "通讯员": "Correspondent", "编辑": "Editor", "责任编辑": "Editor in charge", "责编": "Editor in charge", "编审": "Copy editor",
    "审核": "Reviewed by", "校对": "Proofread by", "一审": "First review", "二审": "Second review", "三审": "Third review",
    "初审": "First review", "复审": "Second review", "终审": "Final review", "监制": "Supervisor", "关键词": "Keywords",
    "关键字": "Keywords", "标签": "Tags", "相关阅读": "Related reading", "相关新闻": "Related news", "相关链接": "Related links",
    "延伸阅读": "Further reading", "推荐阅读": "Recommended reading", "热门推荐": "Recommended", "上一篇": "Previous", "下一篇": "Next",
    "分享到": "Share", "分享": "Share", "打印": "Print", "打印本页": "Print this page", "关闭": "Close", "关闭窗口": "Close window",
    "返回顶部": "Back to top", "当前位置": "Location", "您的位置": "Location", "首页": "Home", "正文": "Text", "发布时间": "Published",
    "发布日期": "Published", "时间": "Time", "日期": "Date", "浏览次数": "Views", "字体": "Font size", "附件": "Attachment",
    "扫一扫": "Scan the code", "最新": "Latest", "更多": "More",
}  # fmt: skip
_LABEL = re.compile(rf"\s*(?P<label>{'|'.join(sorted(LABELS, key=len, reverse=True))})\s*(?:[:：]\s*|$)")
_NOTHING_TO_TRANSLATE = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003134f]*")
_CLAUSE_END = re.compile(r"[，,；;：:、]\s*|——")
_OPEN, _CLOSE = "“‘（(《「『【[", "”’）)》」』】]"
# How readily a cut is made at a mark: the fewer, the better the joint.
_COST = {"；": 0, ";": 0, "，": 20, ",": 20, "：": 30, ":": 30, "—": 30, "、": 90}
# Words that lose their capital when a part goes on where another ended: these always,
_ALWAYS_LOWER = frozenset(
    """
    a after also among an and any as at because before but by during each for from he his how if in it its many more most
    no not now of on once one our over she since so some that the their then there these they this those three through to
    under until upon we what when where whether which while who with within without your
    """.split()
)
# and these unless a name begins with them (Emergency Management Bureau).
_LOWER = frozenset(
    """
    accelerate act affected all attach based behind both build building carry close committees companies compared
    construction continue coordinate deepen develop do due early effectively efforts emergency enhance enrich ensure
    enterprises establish experts expand financial first focus focusing following formulate foster full fully further
    give going good guide help however implement improve increase industry innovate integrate integrated joint just keep
    key last lay lead leading learn letting local localities maintain make making market members new officials online
    only open optimize or overall participants people play prevent priority promote protect provide public pursue put
    regarding regulations relevant relying residents resolutely safety schools seize set seven several six speed
    standards step stick strengthen strictly strive study support take taking today together unite unleash uphold use
    using vigorously water whole work young
    """.split()
)


class Part(NamedTuple):
    """A stretch of the segment; `fixed` is its English where no model need be asked."""

    span: Span
    fixed: str | None


def parts(text: str, *, limit: int = LIMIT, keep_together: Sequence[Span] = ()) -> tuple[Part, ...]:
    """Cut a segment into parts; `keep_together` are stretches (terms) that no cut may enter.

    >>> [(part.span.of("关键词: 5G商用"), part.fixed) for part in parts("关键词: 5G商用")]
    [('关键词: ', 'Keywords:'), ('5G商用', None)]
    """
    if _NOTHING_TO_TRANSLATE.fullmatch(text):
        return (Part(Span(0, len(text)), text),)
    start = 0
    found: list[Part] = []
    if label := _LABEL.match(text):
        start = label.end()
        colon = ":" if re.search("[:：]", label.group()) else ""
        found.append(Part(Span(0, start), LABELS[label["label"]] + colon))
    if start < len(text):
        found += [Part(span, None) for span in _clauses(text, Span(start, len(text)), limit, keep_together)]
    return tuple(found)


def _clauses(text: str, whole: Span, limit: int, keep_together: Sequence[Span]) -> list[Span]:
    """Cut a stretch at clause marks into pieces of at most `limit` characters where there are marks, as even as can be."""
    if len(whole) <= limit:
        return [whole]
    middle = (whole.start + whole.end) / 2
    best: tuple[float, int] | None = None
    depth = 0
    for position in range(whole.start, whole.end):
        character = text[position]
        depth += (character in _OPEN) - (character in _CLOSE)
        mark = _CLAUSE_END.match(text, position)
        if not mark or depth > 0 or not whole.start + 8 <= mark.end() <= whole.end - 8:
            continue
        if text[position - 1].isdigit() and text[mark.end()].isdigit():  # 1,234 and 10:30
            continue
        if any(span.start < mark.end() < span.end for span in keep_together):
            continue
        cost = abs(mark.end() - middle) + _COST[character]
        if best is None or cost < best[0]:
            best = (cost, mark.end())
    if best is None:
        return [whole]
    cut = best[1]
    return [
        *_clauses(text, Span(whole.start, cut), limit, keep_together),
        *_clauses(text, Span(cut, whole.end), limit, keep_together),
    ]


class Joined(NamedTuple):
    """The English of a segment and, for each part, where its own English begins and ends in it."""

    text: str
    spans: tuple[Span, ...]


def join(source: str, pieces: Sequence[Part], targets: Sequence[str]) -> Joined:
    """Put the English of the parts together as one sentence.

    A full stop that ends a part too early becomes the mark that the Chinese has there.

    >>> join("甲；乙。", [Part(Span(0, 2), None), Part(Span(2, 4), None)], ["Do A.", "The B is done."]).text
    'Do A; the B is done.'
    """
    text = ""
    spans: list[Span] = []
    for number, (part, target) in enumerate(zip(pieces, targets, strict=True)):
        last = number == len(pieces) - 1
        if part.fixed is None and not last:
            target = re.sub(r"[.,;:]+$", "", target)
            mark = part.span.of(source).rstrip()[-1:]
            target += ";" if mark in "；;" else ":" if mark in "：:" else ","
        if number and pieces[number - 1].fixed is None and _ordinary(target):
            target = target[0].lower() + target[1:]
        if text and target:
            text += " "
        spans.append(Span(len(text), len(text) + len(target)))
        text += target
    return Joined(text, tuple(spans))


def _ordinary(text: str) -> bool:
    """Tell whether a text begins with a capital only because it stood at the start of a sentence."""
    first, _, rest = text.partition(" ")
    if first[:1] + first[1:].lower() != first:
        return False
    word = first.rstrip(",").lower()
    return word in _ALWAYS_LOWER or (word in _LOWER and not rest[:1].isupper())


def shift_links(links: Sequence[Link], source: int, target: int, within: Span) -> list[Link]:
    """Move the links of a part to where the part stands; what points past its (shortened) English is cut."""
    moved = []
    for link in links:
        there = link.target.shift(target)
        if there.start < within.end:
            moved.append(Link(link.source.shift(source), Span(there.start, min(there.end, within.end))))
    return moved
