"""`python -m training.train DATA RUN`: train on prepared pairs, or tune the bundled model to them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from align.console import run
from align.errors import UserError
from training.config import add_settings, from_options, read_config

BUNDLED = Path(__file__).parent.parent / "translate" / "model" / "zh-en"


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="python -m training.train",
        description="Train a Chinese→English MarianMT model on prepared pairs.",
    )
    options.add_argument("data", type=Path, metavar="DATA", help="directory that training.prepare wrote")
    options.add_argument("run", type=Path, metavar="RUN", help="directory of the run, made if need be")
    start = options.add_mutually_exclusive_group()
    start.add_argument(
        "--init",
        metavar="MODEL",
        help="start from this checkpoint directory; zh-en = the bundled model (tuning)",
    )
    start.add_argument("--resume", action="store_true", help="go on with the run where it was last saved")
    options.add_argument("--threads", type=int, metavar="N", help="CPU threads (default: torch's choice)")
    add_settings(options)
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser().parse_args(arguments)
    base = read_config(options.run / "config.json") if options.resume else None
    config = from_options(vars(options), base)
    if not options.resume and (options.run / "state.pt").exists():
        raise UserError(f"{options.run} holds a run already", hint="--resume, or another directory")
    init = BUNDLED if options.init == "zh-en" else Path(options.init) if options.init else None

    import torch

    from training.trainer import Trainer

    if options.threads:
        torch.set_num_threads(options.threads)
    trainer = Trainer(config, options.data, options.run, init=init, resume=options.resume)
    trainer.fit(lambda line: print(line, file=sys.stderr, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
