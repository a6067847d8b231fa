"""From clean pairs to examples: ids, links, and altered copies."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary.matcher import Matcher
from glossary.term import Term
from training.annotate import (
    Phrase,
    annotations_of,
    choose,
    from_glossary,
    mark,
    relink,
    with_figures,
)
from training.exchange import Renderings, carry, exchange
from training.links import Links, link
from training.noise import disturb
from training.pair import Pair
from training.pieces import Piece, Pieces
from training.renumber import renumbered
from training.shard import Example, fits
from training.substitute import substituted
from translate.engine import Annotation


@dataclass(frozen=True)
class Recipe:
    """How pairs become examples; the rates are the shares of the pairs that get another, altered copy."""

    seed: int = 1
    annotate: float = 0.4
    exchange: float = 0.2
    noise: float = 0.1
    numbers: float = 0.5
    substitute: float = 0.5
    join: float = 0.3
    valid: int = 300
    link: bool = True


def make_examples(
    pairs: Sequence[Pair],
    pieces: Pieces,
    recipe: Recipe,
    terms: Sequence[Term],
    chance: random.Random,
    *,
    linked: bool,
) -> Iterator[Example]:
    """Yield the pairs as examples, then copies: annotated, disturbed, or with other renderings, numbers or terms.

    Copies go under the name of their corpus with `+terms`, `+glossary`, `+exchange`, `+noise`, `+numbers`,
    `+figures`, `+substituted` or `+substituted+glossary`, so that weights can name them.
    """
    cut = [(pieces.cut(pair.zh), pieces.cut(pair.en)) for pair in pairs]
    links: list[Links] = [frozenset()] * len(pairs)
    if linked:
        links = link([[piece.text for piece in source] for source, _ in cut],
                     [[piece.text for piece in target] for _, target in cut])  # fmt: skip
    yield from encode(pieces, pairs, links)
    matcher = Matcher(terms)
    if pieces.reads_annotations:
        yield from annotated(pairs, pieces, cut, links, recipe, matcher, chance)
    altered = {
        "noise": disturb(pairs, recipe.noise, chance),
        "numbers": renumbered(pairs, recipe.numbers, chance),
        "substituted": substituted(pairs, terms, recipe.substitute, chance),
    }
    for kind, copies in altered.items():
        yield from encode(pieces, [pair._replace(name=f"{pair.name}+{kind}") for pair in copies])
    if pieces.reads_annotations:
        yield from figured([*pairs, *altered["numbers"]], pieces, matcher, chance)
        yield from told(altered["substituted"], pieces, matcher, chance)


def annotated(
    pairs: Sequence[Pair],
    pieces: Pieces,
    cut: Sequence[tuple[list[Piece], list[Piece]]],
    links: Sequence[Links],
    recipe: Recipe,
    matcher: Matcher,
    chance: random.Random,
) -> Iterator[Example]:
    """Yield annotated copies: of pairs with glossary terms on both sides, and of some linked pairs."""
    copies, carried = [], []
    to_exchange: dict[int, list[Phrase]] = {}
    for index, (pair, (source, target), known) in enumerate(zip(pairs, cut, links, strict=True)):
        choices = {"glossary": from_glossary(matcher.find(pair.zh), pair.en, chance)}
        tell, change = chance.random() < recipe.annotate, chance.random() < recipe.exchange
        if known and (tell or change):
            chosen = choose(source, target, pair.zh, pair.en, known, chance)
            if tell:
                choices["terms"] = annotations_of(chosen, pair.en)
            # At the start of the English a phrase has a capital that it may have nowhere else.
            if change and (inner := [phrase for phrase in chosen if phrase.target.start]):
                to_exchange[index] = inner
        for kind, annotations in choices.items():
            if annotations:
                text = mark(pair.zh, annotations)
                copies.append(Pair(text, pair.en, f"{pair.name}+{kind}"))
                carried.append(relink(known, source, target, pieces.cut(text), annotations))
    yield from encode(pieces, copies, carried)
    yield from exchanged(pairs, pieces, cut, links, to_exchange, chance)


def figured(
    pairs: Sequence[Pair], pieces: Pieces, matcher: Matcher, chance: random.Random
) -> Iterator[Example]:
    """Yield copies with annotated figures, of the pairs that have any."""
    yield from marked(
        pieces, [(pair, with_figures(pair, matcher.find(pair.zh), chance)) for pair in pairs], "figures"
    )


def told(pairs: Sequence[Pair], pieces: Pieces, matcher: Matcher, chance: random.Random) -> Iterator[Example]:
    """Yield the pairs whose terms were exchanged once more, with annotations."""
    yield from marked(
        pieces,
        [(pair, from_glossary(matcher.find(pair.zh), pair.en, chance)) for pair in pairs],
        "substituted+glossary",
    )


def marked(
    pieces: Pieces, pairs: Iterable[tuple[Pair, Sequence[Annotation]]], kind: str
) -> Iterator[Example]:
    """Yield the pairs that have annotations; only what is copied is linked."""
    copies, links = [], []
    for pair, annotations in pairs:
        if annotations:
            text = mark(pair.zh, annotations)
            copies.append(Pair(text, pair.en, f"{pair.name}+{kind}"))
            cut = pieces.cut(pair.zh), pieces.cut(pair.en), pieces.cut(text)
            links.append(relink(frozenset(), *cut, annotations))
    yield from encode(pieces, copies, links)


def exchanged(
    pairs: Sequence[Pair],
    pieces: Pieces,
    cut: Sequence[tuple[list[Piece], list[Piece]]],
    links: Sequence[Links],
    chosen: Mapping[int, Sequence[Phrase]],
    chance: random.Random,
) -> Iterator[Example]:
    """Yield copies in which the phrases chosen, by number of the pair, have each other's renderings."""
    renderings = Renderings(
        phrase.target.of(pairs[index].en) for index, phrases in chosen.items() for phrase in phrases
    )
    copies, carried = [], []
    for index, phrases in chosen.items():
        pair, (source, target) = pairs[index], cut[index]
        annotations, edit = exchange(phrases, pair.en, renderings, chance)
        text, changed = mark(pair.zh, annotations), pieces.cut(edit.text)
        copies.append(Pair(text, edit.text, f"{pair.name}+exchange"))
        known = carry(links[index], target, changed, phrases, edit)
        carried.append(relink(known, source, changed, pieces.cut(text), annotations))
    yield from encode(pieces, copies, carried)


def encode(pieces: Pieces, pairs: Sequence[Pair], links: Sequence[Links] | None = None) -> Iterator[Example]:
    """Yield pairs as examples, those left out that are too long."""
    sources, targets = pieces.ids([pair.zh for pair in pairs]), pieces.ids([pair.en for pair in pairs])
    known = links if links is not None else [frozenset()] * len(pairs)
    for pair, source, target, linked in zip(pairs, sources, targets, known, strict=True):
        example = Example(source, target, linked, pair.name)
        if fits(example):
            yield example
