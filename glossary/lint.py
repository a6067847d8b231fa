"""Mistakes in glossary files that can be read all the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from glossary.fold import fold
from glossary.forms import occurrences
from glossary.matcher import Matcher
from glossary.notation import CONDITIONS, read
from glossary.term import Place, Term

ARTICLE = re.compile(r"^(the|an|a) ", re.IGNORECASE)
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


class Fault(NamedTuple):
    """Something in a glossary file that should be put right, and where."""

    place: Place
    message: str


def lint(paths: Sequence[Path]) -> list[Fault]:
    """Return the faults of some glossary files, each alone and all together, in the order of their places.

    Raises PlacedError at the first thing that cannot be read at all.
    """
    terms = [term for path in paths for term in read(path)]
    faults = [
        *(fault for path in paths for fault in lint_lines(path)),
        *(fault for term in terms for fault in lint_term(term)),
        *lint_designations(terms),
        *lint_conflicts(terms),
    ]
    order = {path: number for number, path in enumerate(paths)}
    return sorted(faults, key=lambda fault: (order[fault.place.path], *fault.place[1:], fault.message))


def lint_lines(path: Path) -> Iterator[Fault]:
    """Find white space where nobody sees it: at the end of a line, or inside quotes."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        line = line.removesuffix("\r")
        if line != line.rstrip():
            yield Fault(Place(path, number, len(line.rstrip()) + 1), "white space at the end of the line")
        for found in re.finditer(r"""(?<=[:\[,] )(["'])(?:\s.*?|.*?\s)\1\s*(?=[,\]#]|$)""", line):
            yield Fault(
                Place(path, number, found.start() + 1), f"white space inside the quotes of {found[0]}"
            )


def lint_term(term: Term) -> Iterator[Fault]:
    """Find faults that a single entry shows."""
    place = _place(term)
    accepted = [term.en, *term.also]
    for one, form in enumerate(accepted):
        for other in accepted[:one]:
            if _plain(form, term) == _plain(other, term):
                yield Fault(
                    place, f"{term.zh}: {form!r} adds nothing to {other!r} (case and articles do not count)"
                )
                break
        if HAN.search(form) and not term.keep:
            yield Fault(place, f"{term.zh}: Chinese characters in the rendering {form!r}")
        if FULL_WIDTH.search(form) and not term.keep:
            yield Fault(place, f"{term.zh}: full-width punctuation in the rendering {form!r}")
        if form.endswith((".", ";", ",", ":")) and not re.search(r"\b(Ltd|Inc|Corp|Co|etc)\.$", form):
            yield Fault(place, f"{term.zh}: the rendering {form!r} ends in punctuation")
        if any(form.count(left) != form.count(right) for left, right in PAIRS):
            yield Fault(place, f"{term.zh}: a bracket or quote without its partner in {form!r}")
    plain = {_plain(form, term) for form in term.renderings}
    for form in term.avoid:
        if _plain(form, term) in plain:
            yield Fault(place, f"{term.zh}: {form!r} is both accepted and to be avoided")
    for name in ("avoid", "aliases", *CONDITIONS):
        items = getattr(term, name)
        for item in sorted({item for item in items if items.count(item) > 1}):
            yield Fault(place, f"{term.zh}: {item!r} twice under {name}")
    if term.zh in term.aliases:
        yield Fault(place, f"{term.zh}: an alias that is the term itself")
    if term.abbr and _plain(term.abbr, term) in {_plain(form, term) for form in accepted}:
        yield Fault(place, f"{term.zh}: the abbreviation {term.abbr!r} is a rendering already")
    if term.keep and term.en != term.zh:
        yield Fault(place, f"{term.zh}: `keep` leaves it as it is, yet the rendering is {term.en!r}")
    for neighbour in set(term.only_if) & set(term.not_if):
        yield Fault(place, f"{term.zh}: {neighbour!r} under both only_if and not_if")


def lint_designations(terms: Iterable[Term]) -> Iterator[Fault]:
    """Find designations that two entries share, be it after folding the script and the width."""
    first: dict[str, tuple[str, Term]] = {}
    for term in terms:
        for designation in dict.fromkeys(term.designations):
            spelling = fold(designation).text
            known, other = first.setdefault(spelling, (designation, term))
            if other.zh == term.zh and other.place and term.place and other.place.path == term.place.path:
                if known != designation:
                    yield Fault(_place(term), f"{term.zh}: {designation} is found as {known} anyway")
            else:
                yield Fault(_place(term), f"{designation} is at {other.place} as well ({other.zh})")


def lint_conflicts(terms: Sequence[Term]) -> Iterator[Fault]:
    """Find renderings of a longer term that hold what a term inside it says to avoid.

    Unrelated terms may disagree (粮食安全 is food security, and 食品安全 avoids just that).
    """
    matcher = Matcher(terms)
    for term in terms:
        inner = {id(match.term): match.term for match in matcher.find(term.zh, nested=True)}
        for part in inner.values():
            if part.zh == term.zh:
                continue
            for form, wrong in product(term.renderings, part.avoid):
                if occurrences(wrong, form, match_case=part.match_case):
                    yield Fault(_place(term), f"{term.zh}: {form!r} holds {wrong!r}, which {part.zh} avoids")


def _plain(form: str, term: Term) -> str:
    """Return what counts of a rendering when it is compared."""
    bare = ARTICLE.sub("", " ".join(form.split()))
    return bare if term.match_case else bare.casefold()


def _place(term: Term) -> Place:
    return term.place or Place(Path("(no file)"), 1, 1)
