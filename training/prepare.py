"""`python -m training.prepare TEXT… --out DATA`: turn sentence pairs into packed shards to train on."""

import argparse
import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.console import run
from align.errors import UserError
from glossary.term import Term
from training.clean import HeldOut, clean
from training.couple import couple
from training.links import available
from training.pair import Pair, read_pairs
from training.pieces import Pieces, train_pieces

if TYPE_CHECKING:
    from training.examples import Recipe

SETTLED = "report.json"


@dataclass(frozen=True)
class Report:
    """What came of the texts: pairs read and why they were dropped, and examples by corpus."""

    pairs: dict[str, int]
    examples: dict[str, int]
    pieces: int
    linked: bool


def prepare(
    pairs: Iterable[Pair],
    out: Path,
    recipe: "Recipe",
    *,
    held_out: Iterable[str] = (),
    valid: Iterable[Pair] = (),
    pieces: Path | None = None,
    vocabulary: int = 24_000,
    terms: Sequence[Term] = (),
    say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Clean, link, annotate, disturb, encode and pack pairs into `out`.

    `held_out` are texts that no training pair may overlap. `valid` are pairs to validate on: they are held
    out too, and the first `recipe.valid` of them used; without them as many are set aside. `pieces` is a
    SentencePiece model to use; without one it is trained, with up to `vocabulary` pieces. The same input and
    seed give the same shards.
    """
    from training.examples import encode, make_examples
    from training.shard import write_shards

    chance = random.Random(recipe.seed)
    validation = list(clean(valid, HeldOut(()), Counter()))
    counts: Counter[str] = Counter()
    names = [designation for term in terms for designation in term.designations]
    kept = list(clean(pairs, HeldOut([*held_out, *(pair.zh for pair in validation)], names), counts))
    chance.shuffle(kept)
    if not validation:
        aside = min(recipe.valid, len(kept) // 5)
        validation, kept = kept[:aside], kept[aside:]
    if not kept or not validation:
        raise UserError(f"too few pairs are left: {dict(counts)}", hint="look at the texts and at --held-out")
    say(f"{len(kept):,} pairs kept, {len(validation)} to validate on")
    out.mkdir(parents=True, exist_ok=True)
    cutter = get_pieces(kept, out, pieces, vocabulary, recipe.seed)
    linked = recipe.link and available()
    if recipe.link and not linked:
        say("no eflomal, so no word links and no guided alignment (pip install 'duizhao[training]')")
    kept += couple(kept, recipe.join, chance)
    examples = list(make_examples(kept, cutter, recipe, terms, chance, linked=linked))
    chance.shuffle(examples)
    write_shards(examples, out, "train")
    write_shards(list(encode(cutter, validation[: recipe.valid])), out, "valid")
    report = Report(dict(counts), dict(Counter(example.name for example in examples)), len(cutter), linked)
    text = json.dumps({"recipe": asdict(recipe), **asdict(report)}, indent=2, ensure_ascii=False)
    (out / SETTLED).write_text(text + "\n", encoding="utf-8")
    return report


def get_pieces(pairs: Sequence[Pair], out: Path, given: Path | None, size: int, seed: int) -> Pieces:
    """Copy the given SentencePiece model into `out`, or train one there."""
    path = out / "pieces.model"
    if given is None:
        return train_pieces(
            (text for pair in pairs for text in (pair.zh, pair.en)), path, size=size, seed=seed
        )
    Pieces(given)
    if not path.exists() or not path.samefile(given):
        shutil.copyfile(given, path)
    return Pieces(path)


def read_texts(path: Path) -> Iterator[str]:
    """Yield every column of every line: test files are held out whole, whatever their form."""
    if not path.is_file():
        raise UserError(f"--held-out {path}: no such file")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from line.rstrip("\r\n").split("\t")


def named(text: str) -> tuple[str, Path]:
    """Split NAME=PATH; the name is empty where there is none."""
    name, equals, path = text.partition("=")
    return (name, Path(path)) if equals else ("", Path(text))


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="python -m training.prepare",
        description="Clean, de-duplicate, link, annotate and pack sentence pairs for training.train.",
    )
    options.add_argument(
        "texts",
        nargs="+",
        metavar="[NAME=]FILE",
        help="TSV (Chinese, English) or TMX; NAME is what weights call it",
    )
    options.add_argument("--out", type=Path, required=True, metavar="DATA", help="directory to write")
    options.add_argument(
        "--held-out", type=Path, action="append", default=[], metavar="FILE",
        help="drop pairs whose Chinese shares 12 characters in a row with a line of it (may be repeated)",
    )  # fmt: skip
    options.add_argument(
        "--valid", type=Path, metavar="FILE", help="pairs to validate on (default: some set aside)"
    )
    options.add_argument(
        "--pieces", type=Path, metavar="SPM",
        help="SentencePiece model to use; to tune a model, its source.spm (default: train one)",
    )  # fmt: skip
    options.add_argument(
        "--vocabulary", type=int, default=24_000, metavar="N", help="pieces to train (default 24000)"
    )
    options.add_argument(
        "--glossary",
        type=Path,
        action="append",
        default=[],
        metavar="YAML",
        help="terms over the shipped ones",
    )
    options.add_argument("--no-glossary", action="store_true", help="annotate no glossary terms")
    options.add_argument(
        "--no-links", action="store_true", help="do without word links even where eflomal is installed"
    )
    options.add_argument(
        "--annotate",
        type=float,
        default=0.4,
        metavar="RATE",
        help="share of pairs annotated from links (default 0.4)",
    )
    options.add_argument(
        "--exchange", type=float, default=0.2, metavar="RATE",
        help="share annotated with renderings of other pairs, in its English too (default 0.2)",
    )  # fmt: skip
    options.add_argument(
        "--noise", type=float, default=0.1, metavar="RATE", help="share disturbed (default 0.1)"
    )
    options.add_argument(
        "--numbers", type=float, default=0.5, metavar="RATE",
        help="share that gets a copy with other numbers, if it has any (default 0.5)",
    )  # fmt: skip
    options.add_argument(
        "--join", type=float, default=0.3, metavar="RATE",
        help="share of the short sentences that come two by two as well (default 0.3)",
    )  # fmt: skip
    options.add_argument(
        "--substitute", type=float, default=0.5, metavar="RATE",
        help="share that gets a copy with other glossary terms, if it has any (default 0.5)",
    )  # fmt: skip
    options.add_argument(
        "--seed", type=int, default=1, metavar="N", help="same seed, same shards (default 1)"
    )
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser().parse_args(arguments)
    from training.examples import Recipe

    terms: tuple[Term, ...] = ()
    if not options.no_glossary:
        from glossary.store import default

        terms = default(options.glossary).terms
    report = prepare(
        (pair for name, path in map(named, options.texts) for pair in read_pairs(path, name)),
        options.out,
        Recipe(
            seed=options.seed,
            annotate=options.annotate,
            exchange=options.exchange,
            noise=options.noise,
            numbers=options.numbers,
            substitute=options.substitute,
            join=options.join,
            link=not options.no_links,
        ),
        held_out=(text for path in options.held_out for text in read_texts(path)),
        valid=read_pairs(options.valid) if options.valid else (),
        pieces=options.pieces,
        vocabulary=options.vocabulary,
        terms=terms,
        say=lambda line: print(line, file=sys.stderr, flush=True),
    )
    for reason, number in sorted(report.pairs.items()):
        print(f"{reason}\t{number}")
    for name, number in sorted(report.examples.items()):
        print(f"{name}\t{number}")
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
