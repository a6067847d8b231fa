"""A test set: lines with a reference, what others made of them, and the terms in them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.errors import PlacedError, UserError
from glossary.check import check
from glossary.matcher import Matcher
from glossary.store import default
from glossary.term import Term, TermMatch

Renderings = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Test:
    """Lines of a test set: document, source, reference, and the terms of the line (None = not given)."""

    __test__ = False  # not one of pytest's

    name: str
    documents: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[str, ...]
    terms: tuple[Renderings, ...] | None = None

    def first(self, limit: int | None) -> "Test":
        """Return the first lines only."""
        terms = None if self.terms is None else self.terms[:limit]
        return replace(
            self,
            documents=self.documents[:limit],
            sources=self.sources[:limit],
            references=self.references[:limit],
            terms=terms,
        )

    @property
    def signature(self) -> str:
        """Name, number of lines and a hash of the text."""
        text = "\n".join([*self.sources, *self.references])
        return f"{self.name}|lines:{len(self.sources)}|sha:{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def read_lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a text file."""
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    return tuple(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def read_test(path: Path, reference: Path | None = None) -> Test:
    """Read a table of document, Chinese, English and perhaps terms, or a source file and its reference."""
    lines = read_lines(path)
    if reference is not None:
        references = read_lines(reference)
        if len(references) != len(lines):
            raise UserError(f"{path} has {len(lines)} lines, {reference} {len(references)}")
        return Test(path.parent.name or path.stem, ("",) * len(lines), lines, references)
    rows = [line.split("\t") for line in lines]
    for number, row in enumerate(rows, 1):
        if len(row) not in (3, 4) or len(row) != len(rows[0]):
            raise PlacedError(
                path,
                number,
                1,
                f"{len(row)} columns",
                hint="document, Chinese, English and perhaps JSON of terms",
            )
    terms = tuple(json.loads(row[3]) for row in rows) if len(rows[0]) == 4 else None
    documents, sources, references = (tuple(row[column] for row in rows) for column in range(3))
    return Test(path.stem, documents, sources, references, terms)


def read_peers(directory: Path, limit: int | None, lines: int) -> dict[str, tuple[str, ...]]:
    """Return the outputs of each peer, by the names of their files."""
    peers = {}
    for path in sorted(directory.iterdir()):
        outputs = read_lines(path)[:limit]
        if len(outputs) != lines:
            raise UserError(f"{path} has {len(outputs)} lines, the test {lines}")
        peers[path.stem] = outputs
    return peers


def matchers(test: Test, glossary: Sequence[Path]) -> list[Matcher]:
    """Return what finds the terms of each line: its own, or those of the glossary."""
    if test.terms is None:
        return [Matcher(default(glossary).terms)] * len(test.sources)
    return [
        Matcher(Term(zh, forms[0], also=tuple(forms[1:])) for zh, forms in terms.items() if forms)
        for terms in test.terms
    ]


def askable(test: Test, finders: Sequence[Matcher]) -> list[tuple[TermMatch, ...]]:
    """Return the term occurrences of each line that its reference renders: what can be asked of an output."""
    found = []
    for source, reference, finder in zip(test.sources, test.references, finders, strict=True):
        verdicts = check(finder.find(source), reference)
        found.append(tuple(verdict.match for verdict in verdicts if verdict.standing != "missing"))
    return found


def as_rendered(test: Test, matches: Sequence[Sequence[TermMatch]]) -> list[tuple[TermMatch, ...]]:
    """Return the same occurrences with what the reference calls them as their only rendering."""
    return [
        tuple(
            TermMatch(Term(match.term.zh, en), match.span)
            for match, en, _, _ in check(found, reference)
            if en is not None
        )
        for found, reference in zip(matches, test.references, strict=True)
    ]
