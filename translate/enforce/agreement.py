"""The small words around a rendering: a or an, no article twice, a capital at the start."""

import re
from collections.abc import Sequence

from align.text import Link, Span

_ARTICLE_END = re.compile(r"(?i)\b(?P<article>the|an?)\s+$")
_DETERMINER = re.compile(r"(?i)(?:\b(?:an?|its|their|his|her|our|this|that|each|every|no)|['’]s?)\s+$")
_STARTS_WITH_THE = re.compile(r"(?i)the\s")
# Small words, a word in small letters (a name may be doubled: Bora Bora), or up to eight words. Between small words a
# comma parts clauses (the areas they work in, in particular).
_DOUBLED = re.compile(
    r"(?i)(?<![\w-])(?P<words>(?P<small>the|an?|of|to|in|and|for|on|with)|(?-i:(?!that\b)[a-z]{4,})"
    r"|[a-z][\w-]{0,40}(?: [\w-]{1,40}){1,7})(?P<gap>(?(small) |,? ))(?=(?P=words)\b)"
)
_ITEM = re.compile(r"(?:^|\s)\w{1,3}$")
# Not after an apostrophe (Xi'an City), and a capital A only where it cannot be a grade (Category A diseases).
_A_OR_AN = re.compile(
    r"(?<![\w'’&.-])(?P<article>an?|An|(?:^|(?<=[.!?:;(“‘\"] )|(?<=[(“‘\"]))A) (?=(?P<next>[A-Za-z0-9][\w&/.-]*))"
)
# Letters whose names begin with a vowel sound: an MIIT official, an SA network; but a 5G network, a UN body.
_VOWEL_NAMES = frozenset("AEFHILMNORSX")
_SPELT = re.compile(r"[A-Z][A-Z&]+s?(?![a-z])|[A-Z](?=-)")  # MIIT, LNG-powered, R&D, X-ray
_SAID_AS_WORDS = frozenset("SIM SARS MERS NATO NASA RAM ROM LAN".split())
_SOUNDS_CONSONANT = re.compile(
    r"(?i)(?:uni(?:t|f|v|q|l|c|on|sex)|unanim|us(?:e|u|a)|util|uto|euro?|one\b|once\b|ubiq|uk\b|ukrain|un\b|ur(?:an|in)|uy|u\.)"
)
_SOUNDS_VOWEL = re.compile(r"(?i)(?:hour|honest|honou?r|heir|8|11(?!\d)|18(?!\d)|11th|18th)")
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.|\b(?:No|Mr|Mrs|Ms|Dr|Co|Ltd|Inc|vs|etc)\.)$")
# Names of bodies that English gives an article: the Ministry of …, the National … Administration.
_BODY = re.compile(
    r"(?:Ministry|Department|Bureau|Office|Commission|Committee|Administration|Council|Congress|Conference|Academy|Association"
    r"|Federation|Union|Bank|Court|Procuratorate|Authority|Agency|Headquarters|Law|Plan|Initiative|Government|State Council)\b"
)


def takes_article(rendering: str) -> bool:
    """Tell whether a proper name usually stands with “the”.

    >>> takes_article("Ministry of Finance"), takes_article("China Telecom"), takes_article("the State Council")
    (True, False, False)
    """
    return rendering[:1].isupper() and bool(_BODY.search(rendering))


def with_article(text: str, place: Span, rendering: str) -> str:
    """Return the rendering, with “the” if it is a body's name that goes into running text at this place.

    >>> with_article("He leads MIIT.", Span(9, 13), "Ministry of Finance")
    'the Ministry of Finance'
    >>> with_article("MIIT Issues Plan", Span(0, 4), "Ministry of Finance")
    'Ministry of Finance'
    """
    running = text.rstrip().endswith((".", ";", ":", "?", "!"))
    determined = _DETERMINER.search(text[: place.start])
    return f"the {rendering}" if running and takes_article(rendering) and not determined else rendering


def join(before: str, rendering: str) -> str:
    """Return `before` followed by the rendering, without an article twice and with the right a or an.

    >>> join("held by the", "the State Council"), join("It is a", "industrial park"), join("", "the meeting stressed")
    ('held by the State Council', 'It is an industrial park', 'The meeting stressed')
    """
    before = before.rstrip()
    if not before:
        return rendering[:1].upper() + rendering[1:]
    if (before[-1] in ".!?" and not _ABBREVIATED.search(before)) or (
        before[-1] in "”\"'’" and before[-2:-1] in (".", "!", "?")
    ):
        rendering = rendering[:1].upper() + rendering[1:]
    if _STARTS_WITH_THE.match(rendering) and (article := _ARTICLE_END.search(before + " ")):
        before = before[: article.start()].rstrip()
        if not before:
            return rendering[:1].upper() + rendering[1:]
    opening = before[-1] in "(“‘[" or before.endswith((' "', " '")) or before in ('"', "'")
    text = before + ("" if opening else " ") + rendering
    article = _A_OR_AN.search(text, max(len(before) - len("an"), 0))
    if article is None or article.start("next") != len(before) + 1:
        return text
    return text[: article.start()] + _article(article) + text[article.end() :]


def in_common(before: str, joined: str) -> int:
    """Return how many characters of `before` stay where `join` has put something behind it.

    >>> in_common("It is a", "It is an industrial park"), in_common("by the", "by the park")
    (7, 6)
    """
    pairs = zip(before, joined, strict=False)
    return next((at for at, (old, new) in enumerate(pairs) if old != new), len(before))


def _article(found: "re.Match[str]") -> str:
    article, following = found["article"], found["next"]
    vowel = sounds_like_a_vowel(following)
    right = article[0] + ("n" if vowel else "")
    return right + " "


def sounds_like_a_vowel(word: str) -> bool:
    """Tell whether a word or abbreviation is spoken with a vowel first.

    >>> [sounds_like_a_vowel(word) for word in ("industrial", "MIIT", "5G", "unified", "hour", "UN")]
    [True, True, False, False, True, False]
    """
    if _SOUNDS_VOWEL.match(word):
        return True
    if _SOUNDS_CONSONANT.match(word):
        return False
    if (spelt := _SPELT.match(word)) and spelt.group() not in _SAID_AS_WORDS:
        return word[0] in _VOWEL_NAMES
    return word[0] in "aeiouAEIOU"


class Edit:
    """A text under repair that remembers, for every change, how the old offsets map to the new ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._moves: list[tuple[Span, int]] = []

    def replace(self, span: Span, new: str) -> None:
        """Put `new` in the place of the characters of `span` (offsets of the text as it is now)."""
        self.text = self.text[: span.start] + new + self.text[span.end :]
        self._moves.append((span, len(new)))

    def move(self, span: Span) -> Span:
        """Return where a span of the original text stands now; a span inside a replaced stretch becomes that stretch."""
        start, end = span
        for changed, length in self._moves:
            by = length - len(changed)
            if start >= changed.end:
                start, end = start + by, end + by
            elif end > changed.start:  # the change is inside, or cuts into, the span
                start = min(start, changed.start)
                end = max(end, changed.end) + by
        return Span(start, end)


def mend(text: str, held: tuple[Span, ...] = ()) -> Edit:
    """Put right doubled words, a/an and a bracket without its other half; the held stretches stay as they are.

    >>> mend("by the the Ministry on a industrial park").text
    'By the Ministry on an industrial park'
    """
    edit = Edit(text)
    done = len(text)
    for found in reversed(list(_DOUBLED.finditer(text))):
        first = Span(*found.span())
        second = Span(found.start("gap"), first.end + len(found["words"]))
        for span in (second, first):
            if span.end <= done and not any(stretch.overlaps(span) for stretch in held):
                edit.replace(span, "")
                done = span.start
                break
    for found in reversed(list(_A_OR_AN.finditer(edit.text))):
        right = _article(found)
        span = Span(found.start(), found.start() + len(found["article"]) + 1)
        if right != span.of(edit.text) and not any(edit.move(stretch).overlaps(span) for stretch in held):
            edit.replace(span, right)
    for at in reversed(_unpaired(edit.text)):
        if not any(edit.move(stretch).start <= at < edit.move(stretch).end for stretch in held):
            edit.replace(Span(at, at + 1), "")
    if edit.text[:1].islower() and not re.match(r"[a-z][A-Z]", edit.text):
        edit.replace(Span(0, 1), edit.text[0].upper())
    return edit


def _unpaired(text: str) -> list[int]:
    """Return where round brackets stand that nothing opens or closes, but for a list's "1)"."""
    open_at: list[int] = []
    closing: list[int] = []
    for at, character in enumerate(text):
        if character == "(":
            open_at.append(at)
        elif character == ")" and open_at:
            open_at.pop()
        elif character == ")" and not _ITEM.search(text[max(at - 4, 0) : at]):
            closing.append(at)
    return sorted(open_at + closing)


def move_links(links: Sequence[Link], edit: Edit) -> tuple[Link, ...]:
    """Return the links with their target side where it stands after the edit."""
    return tuple(Link(link.source, edit.move(link.target)) for link in links)
