"""The text written for the project: what it must keep to so that training can use it."""

import re
from pathlib import Path

import pytest

from align.language import HAN
from glossary.store import default
from training.clean import HeldOut, fault, normalise

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "training" / "written").glob("*.tsv"))
PAIRS = [line.split("\t") for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_a_pair_fit_to_learn_from() -> None:
    assert len(PAIRS) > 75_000
    assert not [pair for pair in PAIRS if len(pair) != 2]
    assert not [zh for zh, en in PAIRS if fault(normalise(zh), normalise(en))]
    assert not [en for _, en in PAIRS if re.search(f"[{HAN}]", en)]


def test_no_chinese_comes_twice() -> None:
    assert len({zh for zh, _ in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("004_*.txt")), ids=lambda path: path.name[:3])
def test_it_has_nothing_of_the_seeds(seed: Path) -> None:
    names = [designation for term in default().terms for designation in term.designations]
    held_out = HeldOut(seed.read_text(encoding="utf-8").splitlines(), names)
    assert not [zh for zh, _ in PAIRS if held_out.overlaps(zh)]
