"""Recurring phrases across comparable documents: ours beside glossary look-up and translate-and-match.

    python -m benchmarks.phrases ../shared/eval/policy-dev.tsv [--model zh-en] [--fit]

The documents of policy-dev are halved: the Chinese of one half is compared with the English of the other, so
that no document meets its translation. What is right was judged by hand (benchmarks/phrases.tsv).
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from align.concordance import Concordance
from align.english import content, phrase_key
from align.judge import Concept, Judge, Question
from align.lexicon import bundled_lexicon
from align.mine import Phrase, Place
from align.pairing import Found, pair
from align.phrasebook import bundled
from align.terms import term_hits
from align.text import Document, Segment, Span
from align.weights import Evidence, Weights
from align.windows import Sources
from glossary.concepts import Concepts
from glossary.store import default

GOLD = Path(__file__).with_name("phrases.tsv")
Key = tuple[str, ...]
HALVES = {"fit": (0, 1), "test": (1, 0)}  # which half is taken in Chinese, which in English


NOTHING = Weights(-1e9, 0.0, 0.0, 0.0, 0.0, 0.0)  # accepts no rendering that the glossary does not list
EVERYTHING = Weights(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, candidate=0.0)


class Judged(NamedTuple):
    """A phrase, what renders it in the other half, and what could be argued either way."""

    zh: str
    right: frozenset[Key]
    unjudged: frozenset[Key]


class Score(NamedTuple):
    """Shares from 0 to 1: right of those reported, found of those there are, left alone of those without."""

    precision: float
    recall: float
    none: float
    reported: int


def read_gold(name: str, path: Path = GOLD) -> list[Judged]:
    """Return the judged phrases of a set."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        set_, *cells = line.split("\t")
        if set_ == name:
            zh, right, unjudged = cells
            found.append(Judged(zh, _keys(right), _keys(unjudged)))
    return found


def _keys(cell: str) -> frozenset[Key]:
    return frozenset(phrase_key(form) for form in cell.split("|") if form)


def read_documents(path: Path) -> list[tuple[Document, Document]]:
    """Return the documents of a doc, zh, en table, Chinese and English."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        doc, zh, en = line.split("\t")
        lines.setdefault(doc, []).append((zh, en))
    return [
        (_document(f"{doc}.zh", [zh for zh, _ in rows]), _document(f"{doc}.en", [en for _, en in rows]))
        for doc, rows in lines.items()
    ]


def _document(name: str, lines: Sequence[str]) -> Document:
    segments, at = [], 0
    for block, line in enumerate(lines):
        segments.append(Segment(line, Span(at, at + len(line)), "paragraph", block))
        at += len(line) + 1
    return Document(name, "\n".join(lines), tuple(segments))


class Task(NamedTuple):
    """Judged phrases with their places in Chinese, and the English to look in."""

    gold: list[Judged]
    phrases: list[Phrase]
    english: Concordance


def task(name: str, documents: Sequence[tuple[Document, Document]], concepts: Iterable[Concept]) -> Task:
    """Set up one of the two sets."""
    first, second = HALVES[name]
    by_form = {form: concept for concept in concepts for form in concept.designations}
    chinese = [zh for zh, _ in documents[first::2]]
    gold, phrases = [], []
    for judged in read_gold(name):
        places = tuple(
            Place(number, Span(at, at + len(judged.zh)).shift(segment.span.start), segment)
            for number, document in enumerate(chinese)
            for segment in document.segments
            if (at := segment.text.find(judged.zh)) >= 0
        )
        assert places, f"{judged.zh} is not in the Chinese of {name}"
        gold.append(judged)
        phrases.append(Phrase(judged.zh, places, by_form.get(judged.zh)))
    return Task(gold, phrases, Concordance([(en, en.segments) for _, en in documents[second::2]]))


def measure(gold: Sequence[Judged], reported: Sequence[frozenset[Key]]) -> Score:
    """Compare what a system reports with the judgements; what is unjudged counts for nothing."""
    right = wrong = there = empty = left_alone = 0
    for judged, keys in zip(gold, reported, strict=True):
        keys -= judged.unjudged
        right += len(keys & judged.right)
        wrong += len(keys - judged.right)
        there += len(judged.right)
        if not judged.right and not judged.unjudged:
            empty += 1
            left_alone += not keys
    return Score(right / max(right + wrong, 1), right / there, left_alone / empty, right + wrong)


def found_keys(found: Iterable[Found], english: Concordance) -> frozenset[Key]:
    """Return the renderings that were decided to be pairs."""
    return frozenset(english.key(item.hits[0]) for item in found if item.decision == "pair")


def translate_and_match(judge: Judge, at: Task) -> list[frozenset[Key]]:
    """Translate each phrase (n-best) and report what of that stands in the English."""
    questions = [Question(phrase.zh, Span(0, len(phrase.zh))) for phrase in at.phrases]
    return [
        frozenset(phrase_key(text) for text in offered if content(text) and any(at.english.find(text)))
        for offered in judge.renderings(questions)
    ]


def fit(rows: Sequence[tuple[Evidence, bool]], used: Sequence[int]) -> Weights:
    """Fit the logistic model by Newton's method with a small ridge; `used` are fields of Evidence."""
    import numpy as np

    x = np.array([[1.0, *(evidence[field] for field in used)] for evidence, _ in rows])
    y = np.array([float(right) for _, right in rows])
    ridge = np.diag([1e-3] + [0.1] * len(used))
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ w)
    values = [0.0] * len(Evidence._fields)
    for field, value in zip(used, w[1:], strict=True):
        values[field] = round(float(value), 2)
    return Weights(round(float(w[0]), 2), *values)


def report(at: Task, concepts: Sequence[Concept], judge: Judge) -> Iterator[tuple[str, Score]]:
    """Yield each system with its score."""
    hits = term_hits(at.english, concepts)
    sources = Sources.of(bundled(), bundled_lexicon(), at.english)
    systems = {
        "glossary look-up": (None, NOTHING),
        "ours, no model": (None, None),
        f"ours, {judge.name}": (judge, None),
    }
    for system, (witness, weights) in systems.items():
        found = pair(at.phrases, at.english, hits, sources, witness, weights)
        yield system, measure(at.gold, [found_keys(items, at.english) for items in found])
    yield f"translate-and-match, {judge.name}", measure(at.gold, translate_and_match(judge, at))


def fitted(at: Task, judge: Judge | None) -> Weights:
    """Fit the weights on a set as if there were no glossary, so that they do not change when it grows."""
    unknown = [replace(phrase, concept=None) for phrase in at.phrases]
    found = pair(
        unknown, at.english, (), Sources.of(bundled(), bundled_lexicon(), at.english), judge, EVERYTHING
    )
    rows = [
        (item.evidence, key in judged.right)
        for judged, items in zip(at.gold, found, strict=True)
        for item in items
        if (key := at.english.key(item.hits[0])) not in judged.unjudged
    ]
    print(f"{len(rows)} renderings, {sum(right for _, right in rows)} right")
    return fit(rows, range(7 if judge else 5))


def main() -> None:
    """Print the table, or with --fit the weights."""
    parser = argparse.ArgumentParser(description="Pairs of phrases across comparable documents.")
    parser.add_argument("documents", type=Path, help="policy-dev.tsv: doc, zh, en")
    parser.add_argument("--model", default="zh-en")
    parser.add_argument("--fit", action="store_true", help="fit the weights on the `fit` half and print them")
    given = parser.parse_args()

    from translate.judge import EngineJudge
    from translate.models import load

    judge = EngineJudge(load(given.model))
    concepts = Concepts(default()).concepts
    documents = read_documents(given.documents)
    if given.fit:
        print("WITH_MODEL =", fitted(task("fit", documents, concepts), judge))
        print("WITHOUT_MODEL =", fitted(task("fit", documents, concepts), None))
        return
    print(f"{'set':5} {'system':28} {'precision':>9} {'recall':>7} {'no counterpart':>15} {'reported':>9}")
    for name in HALVES:
        for system, score in report(task(name, documents, concepts), concepts, judge):
            figures = f"{score.precision:9.3f} {score.recall:7.3f} {score.none:15.3f} {score.reported:9}"
            print(f"{name:5} {system:28} {figures}", flush=True)


if __name__ == "__main__":
    main()
