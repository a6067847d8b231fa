"""The collection of terms, and the files that it comes from."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from align.errors import UserError
from glossary.forms import ARTICLE
from glossary.notation import BLANK, CONDITIONS, read
from glossary.term import Term

LEADING_ARTICLE = re.compile(f"^{ARTICLE}", re.IGNORECASE)
ENGLISH = ("also", "avoid", "abbr", "status", "source", "note", "match_case", "keep")


class Override(NamedTuple):
    """An entry of an earlier file, and the later one that took its place or one of its aliases."""

    old: Term
    new: Term


@dataclass(frozen=True)
class Glossary:
    """The terms of one or more files, in reading order; `overridden` lists what a later file replaced."""

    terms: tuple[Term, ...] = ()
    overridden: tuple[Override, ...] = ()
    _index: dict[str, list[Term]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[Term]] = {}
        for term in self.terms:
            for designation in term.designations:
                index.setdefault(designation, []).append(term)
        object.__setattr__(self, "_index", index)

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, zh: object) -> bool:
        return zh in self._index

    def get(self, zh: str) -> Term | None:
        """Return the entry (the first sense) that `zh` designates, as main form or alias, or None."""
        senses = self._index.get(zh)
        return senses[0] if senses else None

    def senses(self, zh: str) -> tuple[Term, ...]:
        """Return every entry that `zh` designates, in reading order."""
        return tuple(self._index.get(zh, ()))

    @property
    def version(self) -> str:
        """Ten hexadecimal digits that change whenever the content of an entry does; places do not count."""
        digest = hashlib.sha256()
        for term in self.terms:
            digest.update(repr([getattr(term, name) for name in CONTENT]).encode())
        return digest.hexdigest()[:10]

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that the terms come from, in reading order."""
        return tuple(dict.fromkeys(term.domain for term in self.terms))


CONTENT = tuple(column.name for column in fields(Term) if column.name not in ("place", "said"))


def load(paths: Sequence[Path]) -> Glossary:
    """Read glossary files; where two name the same designation, the later file's entry stands and inherits.

    Raises UserError for a file that cannot be read and PlacedError for one that cannot be understood.
    """
    return combine(read(path) for path in paths)


def shipped(domains: Sequence[str] | None = None) -> Glossary:
    """Read the terms that come with the package; `domains` picks among them (None = all)."""
    return load(shipped_files(domains))


def default(overlays: Sequence[Path] = (), domains: Sequence[str] | None = None) -> Glossary:
    """Read the shipped terms and lay the user's files over them."""
    return load([*shipped_files(domains), *overlays])


def shipped_files(domains: Sequence[str] | None = None) -> list[Path]:
    """List the YAML files that come with the package, those of the given domains or all.

    Raises UserError for a domain that is not there.
    """
    found = {Path(str(entry)).stem: Path(str(entry)) for entry in files("glossary.terms").iterdir()}
    known = {name: path for name, path in sorted(found.items()) if path.suffix == ".yaml"}
    for domain in domains or ():
        if domain not in known:
            raise UserError(f"no domain {domain!r} in the glossary", hint=f"choose from {', '.join(known)}")
    return [path for name, path in known.items() if domains is None or name in domains]


def combine(layers: Iterable[Iterable[Term]]) -> Glossary:
    """Lay lists of terms over each other: a later one takes over the designations that it names.

    An earlier entry goes when its main designation is taken, and loses the alias when only an alias is. The
    later one inherits what it does not say itself.
    """
    standing: dict[int, Term] = {}
    holders: dict[str, list[int]] = {}
    overridden: list[Override] = []
    count = 0
    for layer in layers:
        given = list(layer)
        named = {designation for term in given for designation in term.designations}
        senses = Counter(term.zh for term in given)
        fresh: list[Term] = []
        for term in given:  # all of them before any takes something away: their order is not to matter
            below = dict.fromkeys(holder for name in term.designations for holder in holders.get(name, ()))
            olds = [standing[holder] for holder in below if holder in standing]
            fresh.append(inherit(term, olds, senses=senses[term.zh], named=named) if olds else term)
        for term, heir in zip(given, fresh, strict=True):
            for designation in term.designations:
                for holder in holders.pop(designation, ()):
                    old = standing.get(holder)
                    if old is None:
                        continue
                    overridden.append(Override(old, heir))
                    if old.zh == designation:
                        del standing[holder]
                    else:
                        standing[holder] = replace(
                            old, aliases=tuple(alias for alias in old.aliases if alias != designation)
                        )
        for term in fresh:
            standing[count] = term
            for designation in term.designations:
                holders.setdefault(designation, []).append(count)
            count += 1
    return Glossary(tuple(standing.values()), tuple(overridden))


def inherit(term: Term, below: Sequence[Term], *, senses: int = 1, named: Collection[str] = ()) -> Term:
    """Return an entry with what it does not say itself and those have that it takes a designation from.

    The Chinese side and the domain come from an entry whose main designation it takes; everything else too
    where the preferred English is the same, and with another English only the forms to avoid. `senses` counts
    the entries of the same Chinese that are laid over `below` together; `named` are designations that are not
    to be had, being named with them.

    >>> old = Term("工业和信息化部", "Ministry of Industry", abbr="MIIT", aliases=("工信部",))
    >>> heir = inherit(Term("工业和信息化部", "ministry of industry"), [old])
    >>> heir.en, heir.abbr, heir.aliases
    ('ministry of industry', 'MIIT', ('工信部',))
    """
    replaced = [old for old in below if old.zh in term.designations]
    same = [old for old in below if _bare(old.en) == _bare(term.en)]
    found: dict[str, Any] = {}
    aliases = dict.fromkeys(alias for old in replaced for alias in old.aliases)
    if _open(term, "aliases"):
        found["aliases"] = tuple(name for name in aliases if name not in named and name != term.zh)
    old = same[0] if same else replaced[0] if len(replaced) == 1 else None
    if old is not None:
        # One entry over several senses is meant for all of them, not where the conditions of one hold.
        conditions = () if senses == 1 and len(replaced) > 1 else CONDITIONS
        for name in (*conditions, "domain", "domestic", *(ENGLISH if same else ("avoid",))):
            if _open(term, name):
                found[name] = getattr(old, name)
        if term.avoid:  # one more form to avoid lifts the ban on none of the others
            found["avoid"] = tuple(dict.fromkeys((*term.avoid, *old.avoid)))
    heir = replace(term, **found)
    for name, others in (
        ("only_if", term.not_if),
        ("not_if", term.only_if),
        ("also", term.avoid),
        ("avoid", tuple(form for form in (term.en, *term.also, term.abbr) if form)),
    ):
        if name in found:  # what the entry itself says goes before what it inherits
            against = {_bare(form, heir) for form in others}
            found[name] = tuple(form for form in found[name] if _bare(form, heir) not in against)
    if heir.abbr and "abbr" in found and _bare(heir.abbr, heir) in {_bare(form, heir) for form in term.avoid}:
        found["abbr"] = None
    return replace(term, **found)


def _open(term: Term, name: str) -> bool:
    """Tell whether an entry leaves a field to what is below it."""
    default = term.place.path.stem if name == "domain" and term.place else getattr(BLANK, name)
    return name not in term.said and getattr(term, name) == default


def _bare(form: str, term: Term = BLANK) -> str:
    """Return what counts of a rendering when it is compared with one of the entry."""
    bare = LEADING_ARTICLE.sub("", form)
    return bare if term.match_case else bare.casefold()
