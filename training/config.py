"""The settings of a training run."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from align.errors import UserError


def setting(default: Any, text: str) -> Any:
    """Declare a field with its line of help."""
    factory = {"default_factory": lambda: default} if isinstance(default, dict) else {"default": default}
    return field(metadata={"help": text}, **factory)


@dataclass(frozen=True)
class Config:
    """Every setting that changes the result; the defaults train a small model on a CPU."""

    width: int = setting(256, "size of the hidden states")
    feed_forward: int = setting(1024, "size of the feed-forward layers")
    encoder_layers: int = setting(4, "layers of the encoder")
    decoder_layers: int = setting(2, "layers of the decoder")
    heads: int = setting(4, "attention heads")
    dropout: float = setting(0.1, "share of hidden values dropped")
    word_dropout: float = setting(0.0, "share of pieces hidden from encoder and decoder")
    smoothing: float = setting(0.1, "label smoothing")
    guided: float = setting(0.1, "weight of the alignment loss; 0 leaves the attention alone")
    lexical: float = setting(
        0.0, "how far Chinese pieces start from the English ones they are linked to, 0 to 1 (all the way)"
    )
    guided_heads: int = setting(
        1, "heads of the last decoder layer that learn to look at what is to be said, beside the aligning one"
    )
    sampled: int = setting(
        0,
        "softmax over the batch's words, this many frequent ones and some others; 0 = all, slower",
    )
    tokens: int = setting(3500, "target tokens a batch, padding included")
    learning_rate: float = setting(1.5e-3, "peak learning rate")
    warmup: int = setting(400, "steps until the peak")
    steps: int = setting(0, "stop after this many steps; 0 = no limit")
    minutes: float = setting(0.0, "stop after this time; 0 = no limit")
    seed: int = setting(1, "for weights, order and dropout")
    every: int = setting(50, "steps between lines of the log")
    save_every: int = setting(500, "steps between validations, after each of which the state is saved")
    bf16: Literal["auto", "yes", "no"] = setting(
        "auto", "bfloat16 weights beside float32 masters: faster where supported"
    )
    device: str = setting("auto", "cpu, cuda, cuda:1, …; auto takes a GPU where there is one")
    weights: Mapping[str, float] = setting(
        {}, 'how often a corpus is seen an epoch, as JSON: \'{"policy": 4, "general": 0.5}\''
    )

    def __post_init__(self) -> None:
        for name in ("heads", "warmup", "every", "save_every"):  # divided by
            if getattr(self, name) < 1:
                raise UserError(f"{name} {getattr(self, name)} must be 1 or more")
        if self.width % self.heads or self.width % 2:
            raise UserError(f"width {self.width} must be even and a multiple of {self.heads} heads")
        if not 0 <= self.lexical <= 1:
            raise UserError(f"lexical {self.lexical} must be between 0 and 1")
        if not 0 <= self.guided_heads < self.heads:
            raise UserError(
                f"guided_heads {self.guided_heads} must be under {self.heads}, the attention heads",
                hint="one head aligns, the guided ones come beside it",
            )
        if self.steps <= 0 and self.minutes <= 0:
            raise UserError("no end to the training", hint="give --steps or --minutes")

    def rate(self, step: int, progress: float) -> float:
        """Return a step's learning rate: linear warm-up times linear decay over `progress` 0–1."""
        return self.learning_rate * min((step + 1) / self.warmup, 1.0) * max(0.02, 1 - progress)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Give a parser one option a setting; those the user leaves out are not in its namespace."""
    group = parser.add_argument_group("settings")
    for one in fields(Config):
        default = json.dumps({}) if one.name == "weights" else one.default
        group.add_argument(
            f"--{one.name.replace('_', '-')}",
            type={"int": int, "float": float, int: int, float: float}.get(one.type, str),
            choices=("auto", "yes", "no") if one.name == "bf16" else None,
            metavar=None if one.name == "bf16" else "JSON" if one.name == "weights" else one.name.upper(),
            default=argparse.SUPPRESS,
            help=f"{one.metadata['help']} (default {default})",
        )


def parse_weights(text: str) -> dict[str, float]:
    """Read the weights of corpora."""
    try:
        weights = {str(name): float(weight) for name, weight in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError):
        raise UserError(f"--weights: not a JSON object of numbers: {text}") from None
    if any(weight < 0 for weight in weights.values()):
        raise UserError("--weights: a weight is negative")
    return weights


def from_options(options: Mapping[str, Any], base: Config | None = None) -> Config:
    """Make the settings of what the user gave, over those of a run to be resumed if there is one."""
    given = {one.name: options[one.name] for one in fields(Config) if one.name in options}
    if "weights" in given:
        given["weights"] = parse_weights(given["weights"])
    return replace(base, **given) if base else Config(**given)


def write_config(config: Config, path: Path) -> None:
    """Store the settings as JSON."""
    temporary = path.with_name(path.name + ".partial")
    temporary.write_text(json.dumps(asdict(config), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    temporary.replace(path)


def read_config(path: Path) -> Config:
    """Read stored settings: the twin of `write_config`."""
    try:
        return Config(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise UserError(f"{path}: no settings of a run ({error})") from None
