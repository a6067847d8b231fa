"""How fast, how big and how soon: the marian engine beside transformers' generate() on the same checkpoint.

    python -m benchmarks.speed [--model zh-en] [--beam 4] [--sentences 60] [--threads 2]

Each engine runs in a process of its own, on the sentences of a seed document, repeated if they are too few.
"""

import argparse
import json
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

SEEDS = Path(__file__).parent.parent / "seeds"
DOCUMENT = "004_*.txt"
PACKAGES = {"marian": "ctranslate2", "reference": "transformers"}


class Measurement(NamedTuple):
    """Seconds until the first sentence was out, sentences a second after it, MiB of memory at most."""

    start: float
    rate: float
    memory: float
    fingerprint: str
    beam: int


def sentences(count: int) -> list[str]:
    """Return that many sentences of the seed document, in order, again and again."""
    text = next(SEEDS.glob(DOCUMENT)).read_text(encoding="utf-8-sig")
    found = [part.strip() for part in re.split(r"(?<=[。！？])|\n", text)]
    found = [part for part in found if 8 <= len(part) <= 120]
    return (found * (count // len(found) + 1))[:count]


def measure(engine: str, model: str, beam: int | None, count: int, threads: int) -> Measurement:
    """Run one engine in this process, which must be fresh: memory is the process's highest."""
    begin = time.perf_counter()
    from translate.models import load

    loaded: Any = load(model, engine=engine, threads=threads)
    beam = beam or int(loaded.settings.beam)
    work = sentences(count)
    run(loaded, work[:1], beam)
    started = time.perf_counter()
    run(loaded, work, beam)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Measurement(started - begin, count / seconds, peak, loaded.fingerprint, beam)


def run(engine: Any, work: Sequence[str], beam: int) -> None:
    """Translate; of the reference only generate() counts, not its second pass for scores."""
    from translate.engine import Request

    if hasattr(engine, "plain"):
        engine.plain(work, beam)
    else:
        engine.translate([Request(sentence) for sentence in work], beam=beam)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--model", default="zh-en", help="bundled model, directory or hub id (default: zh-en)"
    )
    parser.add_argument("--beam", type=int, help="beam width (default: the model's own)")
    parser.add_argument("--sentences", type=int, default=60, metavar="N", help="how many (default: 60)")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="of either engine (default: 2)")
    parser.add_argument("--engine", choices=PACKAGES, help=argparse.SUPPRESS)  # what the child processes do
    options = parser.parse_args(arguments)
    if options.engine:
        made = measure(options.engine, options.model, options.beam, options.sentences, options.threads)
        print(json.dumps(made._asdict()))
        return
    from translate.models import load

    load(options.model)  # a first conversion is not what is measured
    found: dict[str, Measurement] = {}
    for engine in PACKAGES:
        command = [sys.executable, "-m", "benchmarks.speed", "--engine", engine, *(arguments or sys.argv[1:])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found[engine] = Measurement(**json.loads(done.stdout))
    print(table(found))
    print(signature(found, options.model, options.sentences, options.threads))


def table(found: dict[str, Measurement]) -> str:
    """Lay the measurements out as a Markdown table, with the ratio of the two."""
    rows = ["| engine | sentences/s | peak memory | first sentence after |", "|---|---:|---:|---:|"]
    for engine, one in found.items():
        rows.append(f"| {engine} | {one.rate:.1f} | {one.memory:.0f} MiB | {one.start:.2f} s |")
    fast, exact = found["marian"], found["reference"]
    rows.append(
        f"| ratio | {fast.rate / exact.rate:.1f}× | {fast.memory / exact.memory:.2f}× "
        f"| {fast.start / exact.start:.2f}× |"
    )
    return "\n".join(rows)


def signature(found: dict[str, Measurement], model: str, count: int, threads: int) -> str:
    """Return the line that tells how to get the same numbers."""
    parts = {
        "model": model,
        "marian": found["marian"].fingerprint,
        "reference": found["reference"].fingerprint,
        "beam": str(found["marian"].beam),
        "sentences": f"{count} of seed 004",
        "threads": str(threads),
        "compute": "int8/float32",
        **{package: version(package) for package in (*PACKAGES.values(), "torch", "sentencepiece")},
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())


if __name__ == "__main__":
    main()
