"""Sentences: where a Chinese or English sentence ends, with an eye on quotes, brackets, numbers and addresses."""

import re
from collections.abc import Iterator

from align.language import HAN, Language, language_of
from align.text import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PAIRS = {
    "“": "”",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "[": "]",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "〔": "〕",
}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_QUOTES = '"“「『'
_CLOSERS = '"”’」』）)\\]】》〉〕'

# Whatever decides where a sentence ends, in the order of precedence; names of groups say what was met.
_EVENT = re.compile(
    rf"""
    (?P<address>(?:https?://|www\.)[^\s{HAN}\u3000-\u303f\uff00-\uffef<>"“”]*[\w/#=&%-]|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1, 64}@[A-Za-z0-9-]{1, 63}(?:\.[A-Za-z0-9-]{1, 63})+)
  | (?P<open>[“「『（(\[【《〈〔"])
  | (?P<mark>[。！？!?｡]+(?:[。！？!?…｡]|\.{(3,)})*|…+|\.{{3,}}|(?<=[{HAN}”）》])[．.](?=\s|$|[{_CLOSERS}])|(?<![\d\s.])\.|(?<=\d)\.(?!\d))
    """,
    re.VERBOSE,
)
_TAIL = re.compile(rf"(?:[{_CLOSERS}]|\[\d+\])*")
_CONTINUES = re.compile(r"\s*[，、；：。！？,;:)…]|\s*[—–-]|[的地得之]|等(?!等)")
# Who says it comes after what is said: “……。”他说。 / "…?" Mr. Li asked.
_SAYS = re.compile(
    rf"[^，。！？；：“”\s]{{0,12}}(?:说|道|表示|指出|强调|称|问|答|介绍|喊|告诉|补充|坦言|感慨|回忆)(?![{HAN}]*[：:])"
    r"|\s*(?:[\w.'’-]+\s+){0,4}(?:said|says|asked|replied|added|noted|told|stressed|explained)\b"
)
_NEXT_STARTS = re.compile(rf"\s+[\"“‘'(\[《]*[^\W_a-z]|\s*$|[{HAN}“《（]")
_GLUED = re.compile(r"[A-Z][a-z]+[\s,]")  # "… of the economy.The meeting …": the space was lost on the way
_NUMBERING = re.compile(r"\s*[(（]?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxIVX]+)[)）]?")
_WORD_BEFORE = re.compile(r"[\w.&'’-]+$")
_NEVER_LAST = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt gov sen rep rev hon st mt messrs e.g i.e cf vs viz fig figs eq art sec vol pp "
    "ed eds nos approx incl dept ca".split()
)
_SELDOM_LAST = frozenset("no p ch".split())  # abbreviations only before a number: No. 5, p. 12
_MAYBE_LAST = frozenset(
    "inc ltd co corp jr sr etc al bros a.m p.m ph.d jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_STARTERS = re.compile(
    r"\s+[\"“]?(?:The|This|That|These|Those|It|He|She|We|They|You|In|On|At|A|An|But|And|However|For|To|As|If|When|There|His|Her|Its|Our|"
    r"Their|All|After|Before|By|With|From|Since|While|Meanwhile|Moreover)\b|\s*$"
)
_LONG = {"zh": 150, "en": 450}  # characters; a longer quotation is cut at the sentences inside it


def split_sentences(text: str, language: Language | None = None) -> list[Span]:
    """Return the sentences of `text` in order: spans that overlap nowhere, have no white space at either end and leave out nothing else.

    A line break ends a sentence. What is said inside quotes or brackets stays in one piece unless that makes the sentence
    very long; a semicolon, a colon and a dash end nothing.

    >>> text = "“这是对的。”他说。一要加强统筹协调。增长3.5%。"
    >>> [span.of(text) for span in split_sentences(text)]
    ['“这是对的。”他说。', '一要加强统筹协调。', '增长3.5%。']
    """
    limit = _LONG[language or language_of(text) or "zh"]
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        closing = _closing(line.group())
        for start, end in _sentences(line.group(), 0, len(line.group()), closing):
            pieces = [(start, end)]
            if end - start > limit:
                pieces = list(_sentences(line.group(), start, end, {}))
            for piece in pieces:
                span = _stripped(line.group(), *piece)
                if span:
                    spans.append(span.shift(line.start()))
    return spans


def _closing(line: str) -> dict[int, int]:
    """Map the place of every outermost opening quote or bracket that is closed on the line to its closing one."""
    pairs: dict[int, int] = {}
    open_at: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    straight = [
        at for at, character in enumerate(line) if character == '"' and not line[at - 1 : at].isdigit()
    ]
    if len(straight) % 2 == 0:  # an odd one out makes them all doubtful
        pairs.update(zip(straight[::2], straight[1::2], strict=True))
    for at, character in enumerate(line):
        if character in _PAIRS:
            open_at[character].append(at)
        elif character in _OPENERS and open_at[_OPENERS[character]]:
            pairs[open_at[_OPENERS[character]].pop()] = at
    return pairs


def _sentences(line: str, start: int, stop: int, closing: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of `line[start:stop]`; what `closing` pairs up is passed over."""
    at = start
    while event := _EVENT.search(line, at, stop):
        at = event.end()
        opened = None
        if event.lastgroup == "address":
            continue
        if event.lastgroup == "open":
            closed = closing.get(event.start())
            if closed is None or closed >= stop:
                continue
            at, opened = closed + 1, event.start()
            inner = line[opened + 1 : closed].rstrip(_CLOSERS)
            mark = inner[-1:]
            if mark not in "。！？!?…｡." or not mark:
                continue
            if mark == "." and not _full_stop(line, start, opened + len(inner), stop):
                continue
        else:
            mark = event.group()
            if mark == "." and not _full_stop(line, start, event.start(), stop):
                continue
        at = _absorb(line, at, stop, closing)
        if _goes_on(line, start, at, stop, mark, opened):
            continue
        yield start, at
        start = at
    if start < stop:
        yield start, stop


def _absorb(line: str, at: int, stop: int, closing: dict[int, int]) -> int:
    """Return where the closing marks and footnote numbers behind an end mark stop; a quote that opens is none of them."""
    tail = _TAIL.match(line, at, stop)
    end = tail.end() if tail else at
    while at < end and at not in closing:
        at += 1
    return at


def _full_stop(line: str, start: int, dot: int, stop: int) -> bool:
    """Tell whether the dot at `dot` ends a sentence, for all that stands before it."""
    if line[dot - 1 : dot] and re.match(f"[{HAN}]", line[dot - 1]):
        return True
    head = _NUMBERING.match(line, start, dot)
    if head and head.end() == dot:
        return False
    found = _WORD_BEFORE.search(line, max(start, dot - 40), dot)
    word = found.group().strip("'’-") if found else ""
    plain = word.lower()
    after = line[dot + 1 : min(stop, dot + 40)]
    if plain in _NEVER_LAST:
        return False
    if plain in _SELDOM_LAST and re.match(r"\s*\d", after):
        return False
    if plain in _MAYBE_LAST or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return _STARTERS.match(after) is not None
    return not re.fullmatch(r"[A-Z]", word) or not after.strip()


def _goes_on(line: str, start: int, at: int, stop: int, mark: str, opened: int | None) -> bool:
    """Tell whether the sentence from `start` goes on at `at`, behind `mark` and any quote or bracket that closes there.

    `opened` is where the passage opened that has just closed, None if the mark stood in the open.
    """
    rest = line[at : min(stop, at + 80)]
    if not rest.strip():
        return False
    if mark == "." or mark.startswith("..."):
        glued = line[at - 1] == "." and line[at - 3 : at - 1].islower() and _GLUED.match(rest)
        return not glued and not _NEXT_STARTS.match(rest) or bool(opened is not None and _SAYS.match(rest))
    closer = line[at - 1]
    if closer not in '"”」』）)]】》〉〕':
        return (
            _CONTINUES.match(rest) is not None
            and rest[0] not in "的地得之等"
            or (rest[0].isascii() and rest[0].isalnum() and mark in "!?")
        )
    if _CONTINUES.match(rest) or re.match(r"\s+[a-z]", rest):
        return True
    if opened is None:
        return _SAYS.match(rest) is not None
    before = line[start:opened].rstrip()
    if line[opened] not in _QUOTES:
        return bool(before)
    if before.endswith(("：", ":", "，", ",")):
        return False
    return _SAYS.match(rest) is not None or (bool(before) and mark != "。" and not rest[0].isspace())


def _stripped(line: str, start: int, end: int) -> Span | None:
    while start < end and line[start].isspace():
        start += 1
    while start < end and line[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
