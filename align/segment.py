"""Where Chinese and English sentences end, with an eye on quotes, brackets, numbers and addresses."""

import re
from collections.abc import Iterator

from align.language import HAN, Language, language_of
from align.text import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PAIRS = dict(zip("“「『（([【《〈〔", "”」』）)]】》〉〕", strict=True))
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_BRACKET = re.compile("[“”「」『』（）()\\[\\]【】《》〈〉〔〕]")
_STRAIGHT = re.compile('"')
_QUOTES = '"“「『'
_CLOSERS = '"”」』）)]】》〉〕’'
_CLOSER = f"[{re.escape(_CLOSERS)}]"
_ENDS = "。！？!?｡…."

# Whatever decides where a sentence ends, in order of precedence; the group tells what was met.
_EVENT = re.compile(
    rf"""
    (?P<address> (?:https?://|www\.)[^\s{HAN}\u3000-\u303f\uff00-\uffef<>"“”]*[\w/#=&%-] )
  | (?P<open> [“「『（(\[【《〈〔"] )
  | (?P<mark>
        [。！？!?｡]+(?:[。！？!?…｡]|\.{{3,}})*  |  …+  |  \.{{3,}}
      | ．(?=\s|$|{_CLOSER})  |  \.(?<![\s.].)(?=\s|$|{_CLOSER}|[A-Z\[]) )
    """,
    re.VERBOSE,
)
_TAIL = re.compile(rf"(?:{_CLOSER}|\[\d+\])*")
_CONTINUES = re.compile(r"\s*[，、；：。！？,;:)…]")
_DASH = re.compile(r"\s*[—–-]")  # “…？”——某某; behind a full stop it leads the next item of a list
_MODIFIES = re.compile(r"[的地得之]|等(?!等)")  # behind a quotation: “怎么办？”的问题
# Who says it may come after what is said: “……。”他说。 "…?" Mr. Li asked.
_SAYS = re.compile(
    rf"[^，。！？；：“”\s]{{0,12}}(?:说|道|表示|指出|强调|称|问|答|介绍|喊|告诉|补充|坦言|感慨|回忆)(?![{HAN}]*[：:])"
    r"|\s*(?:[\w.'’-]+\s+){0,4}(?:said|says|asked|replied|added|noted|told|stressed|explained)\b"
)
_NEXT_STARTS = re.compile(rf"\s+[—–-]*\s*[\"“‘'(\[《]*[^\W_a-z]|\s*$|[{HAN}“《（]")
_GLUED = re.compile(r"[A-Z][a-z]+[\s,]")  # "… of the economy.The meeting …": the space was lost on the way
_NUMBERING = re.compile(r"\s*[(（]?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxIVX]+)[)）]?")
_WORD_BEFORE = re.compile(r"[\w.&'’-]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")

# Abbreviations: those that end no sentence, those only before a number (No. 5), those that may end one.
_NEVER = """
mr mrs ms dr prof gen col lt sgt capt gov sen rep rev hon st mt messrs e.g i.e cf vs viz fig figs eq art sec
vol pp ed eds nos approx incl dept ca
"""
_MAYBE = "inc ltd co corp jr sr etc al bros a.m p.m ph.d jan feb mar apr jun jul aug sept sep oct nov dec"
_NEVER_LAST, _MAYBE_LAST = frozenset(_NEVER.split()), frozenset(_MAYBE.split())
_BEFORE_NUMBER = frozenset(("no", "p", "ch"))
_STARTERS = re.compile(
    r"\s+[\"“]?(?:The|This|That|These|Those|It|He|She|We|They|You|In|On|At|A|An|But|And|However|For|To|As|If|When"
    r"|There|His|Her|Its|Our|Their|All|After|Before|By|With|From|Since|While|Meanwhile|Moreover)\b|\s*$"
)
_LONG = {"zh": 150, "en": 450}  # characters; a longer quotation is cut at the sentences inside it


def split_sentences(text: str, language: Language | None = None) -> list[Span]:
    """Return the places of the sentences of `text`, in order; only the white space between them is left out.

    A line break ends a sentence. What stands in quotes or brackets stays in one piece unless that makes the
    sentence very long; a semicolon, a colon and a dash end nothing. `language` is guessed where None.

    >>> text = "“这是对的。”他说。一要加强统筹协调。增长3.5%。"
    >>> [span.of(text) for span in split_sentences(text)]
    ['“这是对的。”他说。', '一要加强统筹协调。', '增长3.5%。']
    """
    limit = _LONG[language or language_of(text) or "zh"]
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        closing = _closing(line)
        for start, end in _sentences(line, 0, len(line), closing):
            inside = end - start > limit
            for piece in _sentences(line, start, end, {}) if inside else ((start, end),):
                span = _stripped(line, *piece)
                if span:
                    spans.append(span.shift(match.start()))
    return spans


def _closing(line: str) -> dict[int, int]:
    """Map the place of every opening quote or bracket that is closed on the line to the place where it is."""
    pairs: dict[int, int] = {}
    straight = [match.start() for match in _STRAIGHT.finditer(line)]
    if len(straight) % 2:
        straight = [at for at in straight if not line[at - 1 : at].isdigit()]  # without those for inches
    if len(straight) % 2 == 0:  # an odd one out makes them all doubtful
        pairs.update(zip(straight[::2], straight[1::2], strict=True))
    open_at: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    for match in _BRACKET.finditer(line):
        mark, at = match.group(), match.start()
        if mark in _PAIRS:
            open_at[mark].append(at)
        elif open_at[_OPENERS[mark]]:
            pairs[open_at[_OPENERS[mark]].pop()] = at
    return pairs


def _sentences(line: str, start: int, stop: int, closing: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence in `line[start:stop]`, passing over what `closing` pairs up."""
    at = start
    while event := _EVENT.search(line, at, stop):
        opened: int | None = None
        at = event.end()
        if event.lastgroup == "address":
            continue
        if event.lastgroup == "open":
            opened = event.start()
            closed = closing.get(opened, stop)
            if closed >= stop:
                continue
            at = closed + 1
            dot = closed - 1
            while dot > opened and line[dot] in _CLOSERS:
                dot -= 1
            mark = line[dot]
            if mark not in _ENDS:
                continue
        else:
            dot, mark = event.start(), event.group()
        if mark == "." and not _is_full_stop(line, start, dot, stop):
            continue
        at = _absorb(line, at, stop, closing)
        if not _goes_on(line, start, at, stop, mark, opened):
            yield start, at
            start = at
    if start < stop:
        yield start, stop


def _absorb(line: str, at: int, stop: int, closing: dict[int, int]) -> int:
    """Return the end of the closing marks and footnote numbers that follow an end mark."""
    tail = _TAIL.match(line, at, stop)
    end = tail.end() if tail else at
    while at < end and not (
        line[at] == '"' and at in closing
    ):  # a straight quote may as well open the next sentence
        at += 1
    return at


def _is_full_stop(line: str, start: int, dot: int, stop: int) -> bool:
    """Tell whether a dot may end the sentence from `start`, by the word before it and the word after."""
    if _NUMBERING.fullmatch(line, start, dot):
        return False
    found = _WORD_BEFORE.search(line, max(start, dot - 40), dot)
    word = found.group().strip("'’-") if found else ""
    after = line[dot + 1 : min(stop, dot + 40)]
    if word.lower() in _NEVER_LAST:
        return False
    if word.lower() in _BEFORE_NUMBER:
        return not re.match(r"\s*\d", after)
    if word.lower() in _MAYBE_LAST or _INITIALS.fullmatch(word):
        return _STARTERS.match(after) is not None
    return not re.fullmatch("[A-Z]", word) or not after.strip()


def _goes_on(line: str, start: int, at: int, stop: int, mark: str, opened: int | None) -> bool:
    """Tell whether the sentence from `start` goes on at `at`, behind `mark` and what closes there.

    `opened` is where the quote or bracket around the mark opened, None if there is none or it is not known.
    """
    rest = line[at : min(stop, at + 80)]
    if not rest.strip():
        return False
    if mark[0] == ".":
        glued = line[at - 1] == "." and line[at - 3 : at - 1].islower() and _GLUED.match(rest)
        said = opened is not None and _SAYS.match(rest)
        return bool(said) or not (glued or _NEXT_STARTS.match(rest))
    if _CONTINUES.match(rest) or (line[at - 1] not in "。｡" and _DASH.match(rest)):
        return True
    if line[at - 1] not in _CLOSERS:
        latin = line[max(start, at - len(mark) - 1)].isascii() and rest[0].isascii() and rest[0].isalnum()
        return latin and mark in "!?"  # Yahoo!7, a?b=c
    if _MODIFIES.match(rest) or re.match(r"\s+[a-z]", rest):
        return True
    if opened is None:
        return _SAYS.match(rest) is not None
    before = line[start:opened].rstrip()
    if line[opened] not in _QUOTES:
        return bool(before)
    if before.endswith(("：", ":", "，", ",")):
        return False
    return _SAYS.match(rest) is not None or (bool(before) and mark not in "。…" and not rest[0].isspace())


def _stripped(line: str, start: int, end: int) -> Span | None:
    """Return the span without white space at its ends, None if it is nothing else."""
    body = line[start:end]
    start += len(body) - len(body.lstrip())
    end = start + len(body.strip())
    return Span(start, end) if start < end else None
