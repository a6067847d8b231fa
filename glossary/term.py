"""A concept of the glossary: its Chinese designation and what English it may have."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from align.text import Span

_TWO_NAMES = re.compile(r"[^（）()]+[（(][^（）()]+[）)]")

Status = Literal["approved", "proposed", "deprecated"]


class Place(NamedTuple):
    """Where an entry stands in its file; line and column count from 1."""

    path: Path
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Term:
    """One glossary entry.

    `en` is the preferred rendering, `also` the admitted ones, `avoid` those that must not come out. `aliases`
    are further Chinese designations of the same concept (工信部 for 工业和信息化部). `abbr` is the English
    short form for later mentions. `keep` leaves the Chinese characters' own form (a product code) as it is.
    `domestic` says that the body or office is China's: directly after another country's name it is another one.
    `only_if` and `not_if` name Chinese neighbours in the same segment that must, or must not, be there for
    the entry to apply; one that contains the designation must cover it (震中 not_if 地震中). Empty tuples
    mean no condition. `said` names fields that are meant as they are, be they empty, where the others would
    be inherited (`glossary.store.inherit`).
    """

    zh: str
    en: str
    also: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    abbr: str | None = None
    aliases: tuple[str, ...] = ()
    status: Status = "approved"
    source: str | None = None
    note: str | None = None
    domain: str = "general"
    match_case: bool = False
    keep: bool = False
    domestic: bool = False
    only_if: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    place: Place | None = None
    said: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @property
    def designations(self) -> tuple[str, ...]:
        """Every Chinese form that stands for the concept, the main one first."""
        return (self.zh, *self.aliases)

    @property
    def renderings(self) -> tuple[str, ...]:
        """Every English form that satisfies the entry, the preferred one first."""
        return tuple(dict.fromkeys(form for form in (self.en, *self.also, self.abbr) if form))

    @property
    def asked(self) -> str:
        """What a translation is to say: the preferred rendering, or two where the Chinese gives two names.

        >>> Term("证券及期货事务监察委员会（证监会）", "SFC", also=("Securities and Futures Commission",)).asked
        'Securities and Futures Commission (SFC)'
        """
        if not _TWO_NAMES.fullmatch(self.zh):
            return self.en
        long, short = max(self.renderings, key=len), min(self.renderings, key=len)
        apart = 2 * len(short) <= len(long) and short.casefold() not in long.casefold()
        return f"{long} ({short})" if apart else self.en


class TermMatch(NamedTuple):
    """An occurrence of a term; `span` counts characters of the text that was searched."""

    term: Term
    span: Span
