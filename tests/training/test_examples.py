"""Examples with annotations, made from linked pairs."""

import random
import re
from collections.abc import Iterator, Sequence

import pytest

from glossary.term import Term
from tests.training.toy import OBJECTS, SUBJECTS, VERBS, WHEN, toy_pairs
from training import examples
from training.examples import Recipe, make_examples
from training.links import Links
from training.pair import Pair
from training.pieces import Pieces, train_pieces
from training.shard import Example
from training.train import BUNDLED

PHRASES = SUBJECTS | VERBS | OBJECTS | WHEN
ANNOTATION = re.compile(r"<t>(?P<zh>[^<]+)<tr>(?P<en>[^<]+)</t>")


def covering(pieces: Sequence[str], phrase: str) -> list[int]:
    """Return the numbers of the pieces that spell a phrase."""
    starts, text = [], ""
    for piece in pieces:
        starts.append(len(text))
        text += piece.replace("\u2581", " ")
    begin = text.find(phrase)
    end = begin + len(phrase)
    return [
        i for i, (start, piece) in enumerate(zip(starts, pieces, strict=True))
        if begin >= 0 and start < end and start + len(piece) > begin
    ]  # fmt: skip


def link_phrases(sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[Links]:
    """Stand in for eflomal with what the toy's makers know."""
    return [
        frozenset(
            (i, j) for zh, en in PHRASES.items() for i in covering(source, zh) for j in covering(target, en)
        )
        for source, target in zip(sources, targets, strict=True)
    ]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    pairs = toy_pairs(200)
    texts = [text for pair in pairs for text in (pair.zh, pair.en)]
    return train_pieces(texts, tmp_path_factory.mktemp("pieces") / "joint.model", size=420, seed=1)


@pytest.fixture
def made(pieces: Pieces, monkeypatch: pytest.MonkeyPatch) -> list[Example]:
    monkeypatch.setattr(examples, "link", link_phrases)
    recipe = Recipe(annotate=1.0, exchange=1.0, noise=0, numbers=0)
    return list(make_examples(toy_pairs(80), pieces, recipe, [], random.Random(2), linked=True))


def named(made: Sequence[Example], kind: str, pieces: Pieces) -> Iterator[tuple[str, str, Example]]:
    names = {number: piece for piece, number in pieces.vocabulary().items()}
    for example in made:
        if example.name == kind:
            source, target = (
                "".join(names[number] for number in side).replace("\u2581", " ").strip()
                for side in (example.source, example.target)
            )
            yield source, target, example


@pytest.mark.parametrize("kind", ["toy+terms", "toy+exchange"])
def test_what_an_annotation_asks_for_stands_in_the_english_and_is_linked_to_its_copy(
    made: list[Example], pieces: Pieces, kind: str
) -> None:
    found = list(named(made, kind, pieces))
    assert len(found) > 40
    strange = 0
    for source, target, example in found:
        asked = list(ANNOTATION.finditer(source))
        assert asked
        for annotation in asked:
            assert annotation["en"].strip() in target
            strange += annotation["en"].strip() not in PHRASES.get(annotation["zh"], annotation["en"])
        copies = [(i, j) for i, j in example.links if example.source[i] == example.target[j]]
        assert copies
    assert (strange > 0) == (kind == "toy+exchange"), "other renderings only where they are exchanged"


def test_what_was_not_exchanged_keeps_its_links(made: list[Example], pieces: Pieces) -> None:
    """Every link of an exchanged copy is one that the stand-in for eflomal would find, or a copy's."""
    seen = 0
    for source, target, example in named(made, "toy+exchange", pieces):
        if any(target.count(annotation["en"].strip()) > 1 for annotation in ANNOTATION.finditer(source)):
            continue  # the stand-in takes the first
        names = {number: piece for piece, number in pieces.vocabulary().items()}
        here, there = ([names[number] for number in side] for side in (example.source, example.target))
        plain = set(link_phrases([here], [there])[0])
        for i, j in example.links:
            assert (i, j) in plain or here[i] == there[j], source
            seen += 1
    assert seen > 100


def test_figures_are_annotated_where_the_english_writes_them_so() -> None:
    pieces = Pieces(BUNDLED / "source.spm")  # the toy's have no digits
    pairs = [
        Pair("我们投资38.4亿元。", "We invested 3.84 billion yuan.", "toy"),
        Pair("我们投资38.4亿元。", "We invested 3,840 million yuan.", "other"),
        Pair("工信部发布了新的计划，增长5%。", "The ministry released a new plan, up 5 percent.", "toy"),
        Pair("增长5%。", "Up 15 percent.", "other"),
    ]
    recipe = Recipe(annotate=0, exchange=0, noise=0, numbers=0)
    terms = [Term("工信部", "ministry")]
    made = list(make_examples(pairs, pieces, recipe, terms, random.Random(1), linked=False))
    found = list(named(made, "toy+figures", pieces))
    asked = [[(one["zh"], one["en"].strip()) for one in ANNOTATION.finditer(source)] for source, *_ in found]
    assert asked == [[("38.4亿", "3.84 billion")], [("工信部", "ministry"), ("5%", "5 percent")]]
    assert not list(named(made, "other+figures", pieces))
    for _, _, example in found:
        assert {example.source[i] for i, j in example.links if example.source[i] == example.target[j]}
