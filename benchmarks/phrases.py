"""Pairing recurring phrases across comparable documents: ours beside glossary look-up and translate-and-match.

    python -m benchmarks.phrases ../shared/eval/policy-dev.tsv [--model zh-en] [--fit]

The documents of policy-dev are halved: the Chinese of one half is compared with the English of the other, so that no
document meets its translation. What is right was judged by hand (benchmarks/phrases.tsv).
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from align.concordance import Concordance
from align.english import phrase_key
from align.judge import Concept, Judge, Question
from align.lexicon import bundled_lexicon
from align.mine import Phrase, Place
from align.pairing import WITH_MODEL, WITHOUT_MODEL, Evidence, Found, Weights, glossary_hits, pair
from align.phrasebook import bundled
from align.text import Document, Segment, Span
from glossary.concepts import Concepts
from glossary.store import default

GOLD = Path(__file__).with_name("phrases.tsv")
Key = tuple[str, ...]
HALVES = {"fit": (0, 1), "test": (1, 0)}  # which half is taken in Chinese, which in English


class Judged(NamedTuple):
    """A phrase, what renders it in the other half, and what could be argued either way."""

    zh: str
    right: frozenset[Key]
    unjudged: frozenset[Key]


class Score(NamedTuple):
    """Shares from 0 to 1: of the pairs reported, of the pairs there are, of the phrases without counterpart."""

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
    """Compare what a system reports for each phrase with the judgements; what is unjudged counts for nothing."""
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
    """Translate each phrase (n-best, alone and in its clause) and report what of that stands in the English."""
    questions = [Question(phrase.places[0].segment.text, _within(phrase)) for phrase in at.phrases]
    return [
        frozenset(phrase_key(text) for text in offered if any(at.english.find(text)))
        for offered in judge.renderings(questions)
    ]


def _within(phrase: Phrase) -> Span:
    _, span, segment = phrase.places[0]
    return span.shift(-segment.span.start)


def fit(rows: Sequence[tuple[Evidence, bool]], used: Sequence[int]) -> Weights:
    """Fit the logistic model by Newton's method with a small ridge; `used` are the fields of Evidence that count."""
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
        _print_fit(task("fit", documents, concepts), concepts, judge)
        return
    print(f"{'set':5} {'system':34} {'precision':>9} {'recall':>7} {'no counterpart':>15} {'reported':>9}")
    for name in HALVES:
        at = task(name, documents, concepts)
        hits = glossary_hits(at.english, concepts)
        systems = {
            "glossary look-up": [found_keys(found, at.english) for found in _glossary_alone(at, concepts)],
            "translate-and-match": translate_and_match(judge, at),
            "ours, no model": _ours(at, hits, None),
            f"ours, {given.model}": _ours(at, hits, judge),
        }
        for system, reported in systems.items():
            score = measure(at.gold, reported)
            print(
                f"{name:5} {system:34} {score.precision:9.3f} {score.recall:7.3f} {score.none:15.3f} {score.reported:9}"
            )


def _ours(at: Task, hits: object, judge: Judge | None) -> list[frozenset[Key]]:
    found = pair(at.phrases, at.english, hits, bundled(), bundled_lexicon(), judge)  # type: ignore[arg-type]
    return [found_keys(items, at.english) for items in found]


def _glossary_alone(at: Task, concepts: Sequence[Concept]) -> list[tuple[Found, ...]]:
    nothing = Weights(-1e9, *([0.0] * len(Evidence._fields)))
    hits = glossary_hits(at.english, concepts)
    return pair(at.phrases, at.english, hits, bundled(), bundled_lexicon(), None, nothing)


def _print_fit(at: Task, concepts: Sequence[Concept], judge: Judge) -> None:
    hits = glossary_hits(at.english, concepts)
    everything = Weights(0.0, *([0.0] * len(Evidence._fields)), candidate=0.0)
    for label, witness, used, old in (
        ("WITHOUT_MODEL", None, (0, 1, 2, 3, 4), WITHOUT_MODEL),
        ("WITH_MODEL", judge, (0, 1, 2, 3, 4, 5, 6), WITH_MODEL),
    ):
        rows = []
        found = pair(at.phrases, at.english, hits, bundled(), bundled_lexicon(), witness, everything)
        for phrase, judged, items in zip(at.phrases, at.gold, found, strict=True):
            for item in items if phrase.concept is None else ():
                key = at.english.key(item.hits[0])
                if item.standing == "unlisted" and key not in judged.unjudged:
                    rows.append((item.evidence, key in judged.right))
        print(f"{len(rows)} renderings, {sum(right for _, right in rows)} right; now {old}")
        print(f"{label} = {fit(rows, used)}")


if __name__ == "__main__":
    main()
