"""What a page is made of: title, headings, paragraphs, list items, captions, and what surrounds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from align.furniture import begins_links, columns, is_credit, is_fenced, is_furniture
from align.language import HAN, Language, language_of
from align.segment import split_sentences
from align.text import Kind, Segment, Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HAN = re.compile(f"[{HAN}]+")
_BULLETS = "•·●○▪■□◆◇▶►▸※★☆✓√➢➤\u200b\ufeff"
_BULLET = re.compile(rf"(?:[-–—*+|{_BULLETS}]+\s+|[{_BULLETS}]+\s*)+")
_TRAIL = re.compile(r"(?:\s+[-–—|·•»>]+|[\u200b\ufeff])+\s*\Z")
_CLOSE = r"[”’」』）)】》\"]*\Z"
_FINISHED = re.compile(rf"[。！？!?；;…．.]{_CLOSE}")
# How a sentence ends but no link; a question or an exclamation may be a headline as well.
_STATED = re.compile(rf"(?:[。；]|(?<=[{HAN}]);){_CLOSE}")
_EXCLAIMED = re.compile(rf"(?:[！？]|(?<=[{HAN}])[!?]){_CLOSE}")
_CUT_OFF = ("...", "…")
_LEADS_ON = ("：", ":", "，", ",", "、")
_CAPTION = re.compile(
    r"(?:附?[图表]\s*\d+(?:[-.]\d+)*[\s：:.]|图为|图片说明|[▲△]|(?:figure|fig\.|table|photo|chart)\s*\d+[\s.:]"
    r"|photo(?:graph)? (?:by|shows|taken)\b|[（(].{0,20}摄[）)]\Z|.{4,80}[（( ]\S{2,12}\s?摄[）)]?。?\Z)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[（(](?:\d{1,3}|[a-z]|[ivx]+)[）)]|\d{1,3}(?:\.\d{1,3})*[.、．)）](?!\d)|[①-⑳]|[a-z][.)]\s",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百零\d]+[章节编部分]"
    r"|(?:chapter|section|part)\s\w+|[IVX]+\.\s",
    re.IGNORECASE,
)

# Widths are in half-width characters, of which a Han character is two.
_TITLE_WIDTH = 240
_HEADING_WIDTH = 200
_CAPTION_WIDTH = 200
_FULL_PARAGRAPH = 240
_AHEAD = 12  # lines in which a heading must find the text it heads
_TEASERS = 4  # lines in which a list of links, if it is one, cuts a line off


@dataclass(frozen=True)
class _Line:
    """A line that says something; `span` is its place in the page, without bullet and decoration.

    `columns` are the cells of the row of a table that it may be; `fenced` tells of pipes around it.
    """

    text: str
    span: Span
    bullet: bool
    columns: int = 0
    fenced: bool = False
    kind: Kind = "paragraph"

    @cached_property
    def width(self) -> int:
        return len(self.text) + sum(map(len, _HAN.findall(self.text)))

    @property
    def finished(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _FINISHED.search(self.text[-20:]) is not None

    @property
    def stated(self) -> bool:
        """Whether the line ends as a statement does, in Chinese or as a numbered item."""
        item = self.text.endswith(".") and not self.text.endswith(_CUT_OFF) and _ITEM.match(self.text)
        return bool(item) or _STATED.search(self.text[-20:]) is not None


def segments(text: str, language: Language | None = None) -> tuple[Segment, ...]:
    """Return the segments of a page in reading order, with their places in `text`, kinds and paragraphs.

    Every sentence of a paragraph is a segment; a title or heading is one whatever it holds. Bullets, rules
    and lines without a letter or digit are in no segment. `language` is guessed where None.
    """
    language = language or language_of(text)
    found: list[Segment] = []
    for block, line in enumerate(_classified(list(_lines(text)))):
        whole = line.kind in ("title", "heading")
        for span in [Span(0, len(line.text))] if whole else split_sentences(line.text, language):
            place = span.shift(line.span.start)
            found.append(Segment(place.of(text), place, line.kind, block))
    return tuple(found)


def _lines(text: str) -> Iterator[_Line]:
    width = _wrapped_at(text)
    begin, end = -1, -1
    for match in _LINE.finditer(text):
        if begin >= 0 and not (width and _runs_on(text, begin, end, match, width)):
            yield from _line(text, begin, end)
            begin = match.start()
        begin = match.start() if begin < 0 else begin
        end = match.end()
    if begin >= 0:
        yield from _line(text, begin, end)


def _line(text: str, begin: int, end: int) -> Iterator[_Line]:
    """Yield the line without bullet and trailing decoration; nothing if it has no letter or digit."""
    raw = (
        text[begin:end].replace("\r", " ").replace("\n", " ")
    )  # in a wrapped paragraph a line break is a space
    start = len(raw) - len(raw.lstrip())
    bullet = _BULLET.match(raw, start)
    start = bullet.end() if bullet else start
    trail = _TRAIL.search(raw, max(start, len(raw) - 80))
    body = raw[start : trail.start() if trail else len(raw)]
    start += len(body) - len(body.lstrip())
    body = body.strip()
    if any(character.isalnum() for character in body):
        span, whole = Span(start, start + len(body)).shift(begin), raw.strip()
        yield _Line(body, span, bullet is not None, columns(whole), is_fenced(whole))


def _wrapped_at(text: str) -> int:
    """Return the column at which paragraphs are wrapped by line breaks, 0 if each paragraph is one line."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 4 or not 50 <= lengths[-1] <= 100 or language_of(text) != "en":
        return 0
    near = sum(length >= 0.8 * lengths[-1] for length in lengths)
    return lengths[-1] if near >= 0.6 * len(lengths) else 0


def _runs_on(text: str, begin: int, end: int, following: re.Match[str], width: int) -> bool:
    """Tell whether a wrapped paragraph goes on in `following`: no blank line between, no room left."""
    last = max(text.rfind("\n", begin, end), begin - 1) + 1
    first = following.group().lstrip()
    word = first.split(maxsplit=1)[0] if first else ""
    single = text[end : following.start()] in ("\n", "\r\n", "\r")
    return (
        single
        and not _BULLET.match(first)
        and not _ITEM.match(first)
        and end - last + 1 + len(word) > width - 4
    )


def _classified(lines: list[_Line]) -> list[_Line]:
    """Give every line its kind, furniture first: what surrounds the article must not count as part of it."""
    lines = _with_furniture(lines)
    article = [number for number, line in enumerate(lines) if line.kind != "furniture"]
    for place, number in enumerate(article):
        following = [lines[later] for later in article[place + 1 : place + 1 + _AHEAD]]
        lines[number] = replace(lines[number], kind=_kind(lines[number], place == 0, following))
    return lines


def _with_furniture(lines: list[_Line]) -> list[_Line]:
    marked: list[_Line] = []
    links = False
    for number, line in enumerate(lines):
        if _is_row(lines, number):
            links = False
            marked.append(replace(line, bullet=True))  # an item, whether or not its pipes passed for bullets
            continue
        if number > 0 and begins_links(line.text):
            links = not _article_goes_on(lines, number + 1)
        elif links and _article_goes_on(lines, number):
            links = False
        link = links and not line.stated and _EXCLAIMED.search(line.text[-20:]) is None
        last = number == len(lines) - 1
        furniture = link or is_furniture(line.text, line.fenced) or (last and is_credit(line.text))
        marked.append(replace(line, kind="furniture") if furniture else line)
    return marked


def _is_row(lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a line is a row of a table: a line next to it has as many cells. A menu stands alone."""
    line = lines[number]
    return line.columns > 0 and any(
        other.columns == line.columns
        for other in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    )


def _article_goes_on(lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a line, where links could stand, is the article's, and what follows with it.

    The row of a table is, and the heading of a chapter; a statement too, if no teaser that is cut off
    comes soon after it; and two full paragraphs in a row.
    """
    if number >= len(lines):
        return False
    line, later = lines[number], lines[number + 1 : number + 1 + _TEASERS]
    if _is_row(lines, number):
        return True
    if is_furniture(line.text, line.fenced):
        return False
    chapter = _CHAPTER.match(line.text)
    if chapter and _HAN.search(chapter.group()):
        return True
    if line.stated and not any(other.text.endswith(_CUT_OFF) for other in later):
        return True
    return len(later) > 0 and all(
        other.width > _FULL_PARAGRAPH and other.finished and not other.text.endswith(_CUT_OFF)
        for other in (line, later[0])
    )


def _kind(line: _Line, first: bool, following: Sequence[_Line]) -> Kind:
    """Return what a line of the article is, given the lines of the article behind it."""
    if line.width <= _CAPTION_WIDTH and _CAPTION.match(line.text):
        return "caption"
    if first and following and _is_title(line, following[0]):
        return "title"
    item = line.bullet or (_ITEM.match(line.text) is not None and not _CHAPTER.match(line.text))
    if _is_heading(line, item, following):
        return "heading"
    return "list" if item else "paragraph"


def _is_title(line: _Line, following: _Line) -> bool:
    if line.bullet or _ITEM.match(line.text):
        return False
    if not line.finished:
        return line.width <= _TITLE_WIDTH and not line.text.endswith(_LEADS_ON)
    # An English title may carry a full stop: one short sentence over a paragraph many times its size.
    one = line.text.endswith(".") and line.width <= 120 and following.width >= 4 * line.width
    return one and len(split_sentences(line.text)) == 1


def _is_heading(line: _Line, item: bool, following: Sequence[_Line]) -> bool:
    """Tell whether a line heads text: short, open-ended, prose behind it, and not one item among others."""
    if line.bullet or line.finished or line.width > _HEADING_WIDTH or line.text.endswith(_LEADS_ON):
        return False
    if item and _ITEM.match(following[0].text if following else ""):
        return False
    return any(later.finished or later.width > _HEADING_WIDTH for later in following)
