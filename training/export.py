"""`python -m training.export RUN OUT`: make a standard MarianMT directory of a run."""

import argparse
import json
import shutil
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from align.console import run
from align.errors import UserError


def export(sources: Sequence[Path], out: Path, *, pieces: Path | None = None) -> None:
    """Write the mean of the sources' weights to `out` in fp16, with vocabulary and generation settings.

    A source is the directory of a run, of which the running average is taken, or of a MarianMT checkpoint.
    The pieces are those of the first source unless given. Whatever `out` held before is replaced in the end,
    at once.
    """
    import torch
    from transformers import GenerationConfig, MarianTokenizer
    from transformers.utils import logging

    from training.network import ALIGNMENT_DELAY
    from training.pieces import EOS, Pieces

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    models = [read_model(source) for source in sources]
    model = models[0]
    with torch.no_grad():
        for name, weight in model.named_parameters():
            others = [dict(other.named_parameters()).get(name) for other in models]
            if any(other is None or other.shape != weight.shape for other in others):
                raise UserError(f"the checkpoints differ in shape at {name}")
            weight.copy_(torch.stack(others).mean(0))  # type: ignore[arg-type]
    vocabulary = Pieces(pieces or find_pieces(sources[0]))
    padding = vocabulary.padding
    if model.config.vocab_size != padding + 1:
        raise UserError(
            f"{vocabulary.path} has {padding} pieces, the model {model.config.vocab_size - 1}",
            hint="--pieces names the SentencePiece model it was trained with",
        )
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        num_beams=4,
        max_length=512,
        length_penalty=1.0,
        pad_token_id=padding,
        eos_token_id=EOS,
        decoder_start_token_id=padding,
        bad_words_ids=[[padding]],
        alignment_delay=ALIGNMENT_DELAY,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as directory:
        made = Path(directory, "model")
        model.half().save_pretrained(made)
        for side in ("source.spm", "target.spm"):
            shutil.copyfile(vocabulary.path, made / side)
        (made / "vocab.json").write_text(
            json.dumps(vocabulary.vocabulary(), ensure_ascii=False), encoding="utf-8"
        )
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", "Recommended: pip install sacremoses"
            )  # it would change nothing
            tokenizer = MarianTokenizer(
                source_spm=str(made / "source.spm"),
                target_spm=str(made / "target.spm"),
                vocab=str(made / "vocab.json"),
                source_lang="zh",
                target_lang="en",
            )
        tokenizer.save_pretrained(made)
        replace_directory(made, out)


def replace_directory(made: Path, out: Path) -> None:
    """Put the files of `made` in place of those of the same names in `out`; others (a model card) stay."""
    out.mkdir(exist_ok=True)
    mode = (made / "vocab.json").stat().st_mode  # safetensors makes its file readable by nobody else
    for path in sorted(made.iterdir()):
        path.chmod(mode)
        path.replace(out / path.name)


def read_model(source: Path) -> Any:
    """Load what a source holds as a MarianMTModel in float32."""
    import torch

    from training.config import read_config
    from training.network import build, load
    from training.pieces import Pieces
    from training.trainer import CONFIG, PIECES, STATE, read_state

    if not (source / STATE).is_file():
        return load(source, attention="eager")
    model = build(read_config(source / CONFIG), Pieces(source / PIECES).padding, attention="eager")
    state = read_state(source)
    weights = dict(model.named_parameters())
    with torch.no_grad():
        for name, average in zip(state["names"], state["average"], strict=True):
            weights[name].copy_(average)
        model.final_logits_bias.copy_(state["bias"])
    return model


def find_pieces(source: Path) -> Path:
    """Find the SentencePiece model that lies with a run or a checkpoint."""
    for name in ("pieces.model", "source.spm"):
        if (source / name).is_file():
            return source / name
    raise UserError(f"{source}: no SentencePiece model here", hint="name it with --pieces")


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="python -m training.export",
        description="Write a MarianMT directory (fp16) for transformers and `translate --model`.",
    )
    options.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a run or a MarianMT checkpoint, several to average them, and last the directory to write",
    )
    options.add_argument(
        "--pieces", type=Path, metavar="SPM", help="SentencePiece model (default: the source's own)"
    )
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    command = parser()
    options = command.parse_args(arguments)
    if len(options.paths) < 2:
        command.error("give a run and a directory to write")
    *sources, out = options.paths
    export(sources, out, pieces=options.pieces)
    print(f"wrote {out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
