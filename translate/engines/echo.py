"""The engine without a model: tests can foretell what it says."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from align.text import Link, Span
from translate.engine import Annotation, Hypothesis, Request
from translate.engines.punctuation import clean

_FIRST: list[str] = re.findall(r"\w+", "b p m f d t n l g k h j q x zh ch sh r z c s y w")
_LAST: list[str] = re.findall(r"\w+", "a ai an ang ao e ei en eng i ong ou u un")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９]+(?:[.．,:][0-9０-９]+)*[%％]?")
_CLOSING = set(".,;:!?)]%")
_OPENING = set("([")


class _Unit(NamedTuple):
    """A stretch of the source and the English it may become, the favourite first."""

    span: Span
    renderings: tuple[str, ...]


class EchoEngine:
    """An engine that goes through the source from left to right, one unit at a time.

    A unit is an annotated stretch (its rendering is obeyed), else the longest entry of `lexicon` (one
    rendering, or several of which the first that is not suppressed is taken), else a run of Latin letters
    and digits (kept), a punctuation mark (as ASCII), or a single character (a made-up syllable that is
    always the same: 中 is `ni`).

    Units that a prefix already renders are left out of the continuation: those whose rendering it
    contains, those between them, and the one that stands where the prefix ends in words of its own.
    Further hypotheses replace one rendering each by its next. Links are exact.

    >>> EchoEngine({"网络": "network"}).translate([Request("5G网络。")])[0][0].text
    '5G network.'
    """

    exact_links = True
    parallel = 1

    def __init__(
        self,
        lexicon: Mapping[str, str | Sequence[str]] | None = None,
        *,
        reads_annotations: bool = True,
        name: str = "echo",
    ) -> None:
        self.name = name
        self.reads_annotations = reads_annotations
        self._lexicon = {
            zh: (en,) if isinstance(en, str) else tuple(en) for zh, en in sorted((lexicon or {}).items())
        }
        content = repr((self._lexicon, reads_annotations))
        self.fingerprint = hashlib.sha256(content.encode()).hexdigest()[:16]

    def translate(
        self, requests: Sequence[Request], *, beam: int | None = None, n_best: int = 1
    ) -> list[tuple[Hypothesis, ...]]:
        """Say each source in English; `beam` changes nothing."""
        del beam
        return [self._hypotheses(request, n_best) for request in requests]

    def score(
        self, pairs: Sequence[tuple[str, str]], annotations: Sequence[tuple[Annotation, ...]] = ()
    ) -> list[tuple[float, ...]]:
        """Return -0.1 for every word of the target that the engine would say for this source, else -2."""
        out: list[tuple[float, ...]] = []
        told = annotations or [()] * len(pairs)
        for (source, target), marks in zip(pairs, told, strict=True):
            said = set(self._hypotheses(Request(source, marks), 1)[0].text.split())
            out.append((*(-0.1 if word in said else -2.0 for word in target.split()), -0.1))
        return out

    def length(self, target: str) -> int:
        """Return how many words a text has."""
        return len(target.split())

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """Link the units of each source to where the target renders them, in order."""
        return [tuple(_found(list(self._units(source, ())), target)[0]) for source, target in pairs]

    def _hypotheses(self, request: Request, n_best: int) -> tuple[Hypothesis, ...]:
        units = list(self._units(request.source, request.annotations if self.reads_annotations else ()))
        prefix = request.prefix.rstrip()
        links, rest = _found(units, prefix)
        allowed = [_allowed(unit, request) for unit in units[rest:]]
        choices = [tuple(renderings[0] for renderings in allowed)]
        for number, renderings in enumerate(allowed):
            choices += [(*choices[0][:number], other, *choices[0][number + 1 :]) for other in renderings[1:]]
        out: dict[str, Hypothesis] = {}
        for rank, choice in enumerate(choices[:n_best], start=1):
            text, said = prefix, list(links)
            for unit, words in zip(units[rest:], choice, strict=True):
                space = " " if text and words[0] not in _CLOSING and text[-1] not in _OPENING else ""
                said.append(
                    Link(unit.span, Span(len(text) + len(space), len(text) + len(space) + len(words)))
                )
                text += space + words
            out.setdefault(text, Hypothesis(text, -0.1 * rank, tuple(said)))
        return tuple(out.values())

    def _units(self, source: str, annotations: Sequence[Annotation]) -> Iterator[_Unit]:
        annotated = {annotation.span.start: annotation for annotation in annotations}
        longest = max(map(len, self._lexicon), default=0)
        renderings: tuple[str, ...]
        at = 0
        while at < len(source):
            limit = min((start for start in annotated if start > at), default=len(source))
            latin = _LATIN.match(source, at, limit)
            if at in annotated:
                end, renderings = annotated[at].span.end, (annotated[at].rendering,)
            elif entry := next(
                (
                    source[at:end]
                    for end in range(min(at + longest, limit), at, -1)
                    if source[at:end] in self._lexicon
                ),
                "",
            ):
                end, renderings = at + len(entry), self._lexicon[entry]
            elif latin:
                end, renderings = latin.end(), (unicodedata.normalize("NFKC", latin.group()),)
            else:
                end, renderings = at + 1, (_syllable(source[at]),)
            if any(rendering.strip() for rendering in renderings):
                yield _Unit(Span(at, end), tuple(words.strip() for words in renderings if words.strip()))
            at = end


def _syllable(char: str) -> str:
    if not char.isalpha():
        return clean(char)[0].strip()
    code = ord(char)
    return _FIRST[code % len(_FIRST)] + _LAST[code // len(_FIRST) % len(_LAST)]


def _allowed(unit: _Unit, request: Request) -> tuple[str, ...]:
    """Return the renderings that nothing suppresses; if none is left, the unit is spelled."""
    free = tuple(words for words in unit.renderings if not _suppressed(words, request.suppress))
    spelled = " ".join(filter(None, map(_syllable, unit.span.of(request.source))))
    return free or (spelled,)


def _suppressed(words: str, suppress: Sequence[str]) -> bool:
    return any(
        unwanted.strip() and re.search(rf"(?<!\w){re.escape(unwanted.strip())}(?!\w)", words, re.IGNORECASE)
        for unwanted in suppress
    )


def _found(units: Sequence[_Unit], text: str) -> tuple[list[Link], int]:
    """Return the links of the units that a text renders, and how many units that are."""
    links: list[Link] = []
    at = done = 0
    for number, unit in enumerate(units):
        places = [
            match.span()
            for words in unit.renderings
            if (
                match := re.compile(
                    rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() else re.escape(words)
                ).search(text, at)
            )
        ]
        if not places:
            continue
        start, end = min(places)
        links += _gap(units[done:number], text, at, start)
        links.append(Link(unit.span, Span(start, end)))
        at, done = end, number + 1
    if text[at:].strip() and done < len(units):
        links += _gap(units[done : done + 1], text, at, len(text))
        done += 1
    return links, done


def _gap(units: Sequence[_Unit], text: str, start: int, end: int) -> list[Link]:
    """Link units of which nothing was found to the words that stand in their place."""
    words = text[start:end].strip()
    if not words or not units:
        return []
    start = text.index(words, start)
    return [Link(unit.span, Span(start, start + len(words))) for unit in units]
