"""The collection of terms, and the files that it comes from."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from align.errors import UserError
from glossary.notation import read
from glossary.term import Term


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


CONTENT = tuple(column.name for column in fields(Term) if column.name != "place")


def load(paths: Sequence[Path]) -> Glossary:
    """Read glossary files; where two name the same designation, the later file's entry stands.

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

    An earlier entry goes when its main designation is taken, and loses the alias when only an alias is.
    """
    standing: dict[int, Term] = {}
    holders: dict[str, list[int]] = {}
    overridden: list[Override] = []
    count = 0
    for layer in layers:
        fresh = list(layer)
        for term in fresh:
            for designation in term.designations:
                for holder in holders.pop(designation, ()):
                    old = standing.get(holder)
                    if old is None:
                        continue
                    overridden.append(Override(old, term))
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
