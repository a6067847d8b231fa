"""What a page is made of: its title, headings, paragraphs, list items, captions, and the furniture around the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.language import HAN, Language, language_of
from align.segment import split_sentences
from align.text import Kind, Segment, Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"[-–—*+•·●○▪■□◆◇▶►▸※★☆✓√➢➤\u200b\ufeff|]+\s+|[•·●○▪■□◆◇▶►▸※★☆✓√➢➤\u200b\ufeff]+")
_TRAIL = re.compile(r"(?:\s+[-–—|·•»>]+|[\u200b\ufeff])+$")
_ENDS = re.compile(r"[。！？!?；;…][”’」』）)】》\"]*$|[.][”’\")\]]*$")

# --- furniture: what a line is called in front of its colon, what it says all by itself, what it is shaped like
_LABEL = re.compile(
    r"[（(【\[]?\s*(?:"
    r"(?:信息|文章|稿件|新闻|内容)?(?:来源|出处)|关键[词字]|标签|(?:责任|值班|本期|网络|执行|文字)?编辑|责编|美编|作者|(?:本报|通讯)?记者|通讯员|供稿|撰稿|撰文|投稿|校对|校审|审核|审校|核稿"
    r"|[初复终]审|[一二三]审|监制|策划|制作|统筹|原标题|发[布表](?:时间|日期|机构|单位)|更新时间|时间|日期|字[体号](?:大小)?|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|分享(?:到|至|给)?|打印|(?:当前|您的|我的|所在|您现在的|现在)位置|位置"
    r"|上一[篇条页则]|下一[篇条页则]|文章标题|本文(?:链接|网址|地址)|二维码|索引号|主办单位|承办单位|技术支持|联系电话|邮编"
    r")\s*[：:]"
    r"|(?:source|sources|keywords?|tags?|author|editors?|(?:responsible|managing|executive|web|copy) editor|editor[- ]in[- ]charge|proofread(?:er|ing)?|reviewer"
    r"|(?:first|second|third|preliminary|final) (?:instance|trial|review|audit)|(?:publication|release|publishing|update|updated) (?:date|time)|published|posted|views?|hits|clicks|font(?: size)?"
    r"|share(?: to| with| on)?|(?:my |your |current )?(?:location|position)|you are here|previous(?: article| page| post)?|next(?: article| page| post)?|original title|qr code)\s*[：:]",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"[【\[（(]?(?:"
    r"打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|收藏(?:本站|本页)?|首页|纠错|更多(?:>>|»|…)?|分享|转发|点赞|评论|微信(?:扫一扫)?|微博|新浪微博|腾讯微博|朋友圈|qq空间|扫一扫.{0,14}|大\s*中\s*小|加载中.*"
    r"|网站地图|联系我们|关于我们|版权(?:所有|声明).*|.*(?:ICP备|公网安备).*|undefined|null|nan"
    r"|print(?: this page)?|close(?: window)?|home(?: ?page)?|back(?: to top)?|top|share(?: (?:this|to|on) ?\w*)?|like|comments?|more|read more|loading.*|(?:all )?rights reserved.*|copyright.*|©.*|contact us|about us|site ?map"
    r")[】\]）)]?(?:\s*(?:[【\[（(]|[|｜])?\s*(?:打印|关闭|print|close|大|中|小)(?:[】\]）)])?)*",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"[【\[■◆>\s]*(?:"
    r"(?:相关|推荐|延伸|热门|热点|精彩|更多|最新|图文|猜你喜欢|大家都在看|编辑推荐|今日)(?:的)?(?:阅读|新闻|文章|链接|报道|推荐|资讯|资料|附件|下载|内容|信息|热点|专题|稿件|动态|文档|政策|解读|视频|图片)?"
    r"|猜你喜欢|大家都在看|排行榜|点击排行|阅读排行|友情链接|专题推荐|往期(?:回顾|推荐)"
    r"|(?:related|recommended|latest|popular|trending|most (?:read|popular|viewed)|hot|further|more)"
    r"(?: (?:news|articles?|readings?|links?|downloads?|stories|posts?|topics?|reports?|content|documents?|information|videos?|updates?|for you|from .{1,30}))*"
    r"|you (?:may|might) (?:also )?like|recommend(?:ations?)?(?: for you)?|read(?:ing)? (?:more|next)|see also|friendly links"
    r")\s*[：:】\]>»]*",
    re.IGNORECASE,
)
_IMAGE = re.compile(
    r"[\w\s()（）.\-+]{1,80}\.(?:jpe?g|png|gif|bmp|webp|svg|tiff?|ico|mp[34]|avi|mov|flv)", re.IGNORECASE
)
_STAMP = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.{0,60}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s.{0,60})?"
)
_CRUMB = re.compile(
    r"(?:(?:[^>›»＞]{1,24})\s*[>›»＞]\s*){2,}[^>›»＞]{0,60}|(?:首页|home(?: page)?)\s*[>›»＞/].{1,80}",
    re.IGNORECASE,
)
_MENU = re.compile(r"(?:[^|｜。；]{1,16}[|｜]){2,}[^|｜。；]{0,16}")
_SHARE = re.compile(
    r"分享(?:到|至|给)?[\s：:].{0,40}|(?:上|下)一[篇条页则][\s：:].*|share (?:to|on|this)\b.{0,40}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[（(【\[].{0,60}(?:记者|通讯员|编辑|来源|供稿|reporter|correspondent|editor|source).{0,60}[）)】\]]",
    re.IGNORECASE,
)

# --- the article
_CAPTION = re.compile(
    r"(?:图|表|附图|附表)\s*\d+(?:[-.]\d+)*\s*[：:\s.]|图为|图片说明|▲|△|[（(].{0,20}摄[）)]$|(?:figure|fig\.|table|photo|chart)\s*\d+[.:\s]|photo(?:graph)? (?:by|shows|taken)\b"
    r"|.{4,80}[（( ](?:新华社|本报)?(?:记者|通讯员)?\S{2,12}\s?摄[）)]?。?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[（(](?:\d{1,3}|[a-z]|[ivx]+)[）)]|\d{1,3}(?:\.\d{1,3})*[.、．)）](?!\d)|[①-⑳]|[a-z][.)]\s",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百零\d]+[章节编部分条]|chapter \w+|section \w+|part \w+|[IVX]+\.\s",
    re.IGNORECASE,
)

_LONG_LABEL = 80  # a line that begins like furniture and is longer is taken for prose


@dataclass(frozen=True)
class _Line:
    text: str
    span: Span
    bullet: bool = False
    kind: Kind = "paragraph"

    @property
    def width(self) -> int:
        """Length in half-width characters: a Han character says about as much as two letters."""
        return len(self.text) + len(re.findall(f"[{HAN}]", self.text))

    @property
    def finished(self) -> bool:
        return _ENDS.search(self.text) is not None


def segments(text: str, language: Language | None = None) -> tuple[Segment, ...]:
    """Return the segments of a page in reading order, each with its characters in `text`, its kind and its paragraph.

    Every sentence of a paragraph is a segment; a title or heading is one whatever it holds. Bullets, rules and lines
    without a letter or digit are in no segment. `language` is guessed where None.
    """
    language = language or language_of(text)
    found: list[Segment] = []
    for block, line in enumerate(_classified(list(_lines(text)))):
        if line.kind in ("title", "heading"):
            spans = [Span(0, len(line.text))]
        else:
            spans = split_sentences(line.text, language)
        for span in spans:
            place = span.shift(line.span.start)
            found.append(Segment(place.of(text), place, line.kind, block))
    return tuple(found)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that say something, without bullets and trailing decoration."""
    for match in _LINE.finditer(text):
        raw = match.group()
        start = len(raw) - len(raw.lstrip())
        bullet = _BULLET.match(raw, start)
        if bullet:
            start = bullet.end()
        trail = _TRAIL.search(raw, start)
        body = raw[start : trail.start() if trail else len(raw)]
        start += len(body) - len(body.lstrip())
        body = body.strip()
        if any(character.isalnum() for character in body):
            yield _Line(body, Span(start, start + len(body)).shift(match.start()), bullet is not None)


def _classified(lines: list[_Line]) -> list[_Line]:
    lines = _mark_furniture(lines)
    article = [number for number, line in enumerate(lines) if line.kind != "furniture"]
    for place, number in enumerate(article):
        line = lines[number]
        following = [lines[later] for later in article[place + 1 :][:12]]
        lines[number] = replace(line, kind=_kind(line, place == 0, following))
    return lines


def _mark_furniture(lines: list[_Line]) -> list[_Line]:
    """Give furniture its kind: single lines by what they look like, and all that follows "related reading"."""
    marked: list[_Line] = []
    listing = False
    for number, line in enumerate(lines):
        if _SECTION.fullmatch(line.text):
            listing = number > 0
        elif listing and _is_article(lines[number : number + 2]):
            listing = False
        last = number == len(lines) - 1
        furniture = listing or _is_furniture(line) or (last and _CREDIT.fullmatch(line.text) is not None)
        marked.append(replace(line, kind="furniture") if furniture else line)
    return marked


def _is_article(lines: list[_Line]) -> bool:
    """Tell whether an article goes on after a list of links: two full paragraphs in a row are no teasers."""
    return len(lines) == 2 and all(
        line.width > 240 and line.finished and not line.text.endswith("...") for line in lines
    )


def _is_furniture(line: _Line) -> bool:
    text = line.text
    if line.width <= 2 * _LONG_LABEL and _LABEL.match(text) and not re.search(r"[。！？]$", text):
        return True
    shapes = (_WHOLE, _IMAGE, _STAMP, _MENU, _SHARE)
    if any(shape.fullmatch(text) for shape in shapes):
        return True
    return not line.finished and line.width <= 160 and _CRUMB.fullmatch(text) is not None


def _kind(line: _Line, first: bool, following: list[_Line]) -> Kind:
    """Return what a line of the article is, given the lines of the article that follow it."""
    if _CAPTION.match(line.text) and line.width <= 200:
        return "caption"
    if first and following and _is_title(line, following[0]):
        return "title"
    short = line.width <= 160 and not line.finished and not line.text.endswith(("：", ":", "，", ",", "、"))
    if short and not line.bullet and any(later.finished or later.width > 160 for later in following):
        if (
            not _NUMBERED.match(line.text)
            or _CHAPTER.match(line.text)
            or not _NUMBERED.match(following[0].text)
        ):
            return "heading"
    if line.bullet or (_NUMBERED.match(line.text) and not _CHAPTER.match(line.text)):
        return "list"
    return "paragraph"


def _is_title(line: _Line, following: _Line) -> bool:
    if line.bullet or _NUMBERED.match(line.text):
        return False
    if not line.finished:
        return line.width <= 240 and not line.text.endswith(("：", ":", "，", ",", "、"))
    # An English page's title may carry a full stop: one short sentence over a paragraph many times its size.
    single = line.text.endswith(".") and len(split_sentences(line.text)) == 1
    return single and line.width <= 120 and following.width >= 4 * line.width
