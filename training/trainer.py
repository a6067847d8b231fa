"""A training run: weights, their optimiser and running average, and where it stands in the data."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch

from align.errors import UserError
from training.batch import Batch, collate, expected_counts, plan
from training.config import Config, write_config
from training.dropout import PooledDropout, WordDropout
from training.lexical import chinese_pieces, lexical
from training.network import Objective, build, load
from training.pieces import Pieces
from training.shard import load_shards

STATE, PIECES, CONFIG = "state.pt", "pieces.model", "config.json"
SMOOTHEST = 0.9995  # decay of the running average in a long run


@dataclass(frozen=True)
class Progress:
    """Where a run stands: steps taken, seconds spent, and the next batch."""

    step: int = 0
    seconds: float = 0.0
    epoch: int = 0
    batch: int = 0


class Trainer:
    """One run of training; `run` is its directory, `data` the one that training.prepare wrote.

    A run is resumed if `resume`, else started with the weights of the checkpoint `init` or with random ones.
    """

    def __init__(
        self, config: Config, data: Path, run: Path, *, init: Path | None = None, resume: bool = False
    ) -> None:
        self.run = run
        self.pieces = Pieces(data / PIECES)
        self.device = torch.device(choose_device(config.device))
        self.dtype = torch.bfloat16 if wants_bf16(config.bf16, self.device) else torch.float32
        torch.manual_seed(config.seed)
        on_cpu = self.device.type == "cpu"
        attention = "eager" if on_cpu else "sdpa"  # on a CPU eager is the faster of the two at these lengths
        if init is not None:
            same_pieces(init / "source.spm", self.pieces)
            self.model = load(init, attention=attention)
            config = replace(config, **shape_of(self.model))
        else:
            self.model = build(config, self.pieces.padding, attention=attention)
        self.config = config
        self.model.config.dropout = config.dropout
        self.train = load_shards(data, "train")
        self.valid = load_shards(data, "valid")
        if config.lexical and not resume:
            self._start_lexically()
        self.model.to(self.device)
        trained = {name: weight for name, weight in self.model.named_parameters() if weight.requires_grad}
        self.names = list(trained)
        masters = [weight.detach().clone() for weight in trained.values()]
        self.model.to(self.dtype)
        self.weights = [dict(self.model.named_parameters())[name] for name in self.names]
        self.masters = self.weights if self.dtype == torch.float32 else masters
        self.average = [weight.detach().clone() for weight in masters]
        self.optimiser = torch.optim.AdamW(
            self.masters, lr=config.learning_rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )
        self.dropout = self._pool_dropout() if on_cpu and config.dropout else None
        self.word_dropout = WordDropout(self.pieces, config.word_dropout)
        counts = expected_counts(self.train, config.weights, len(self.pieces) + 1)
        self.objective = Objective(self.model, config, counts)
        self.progress = Progress()
        if resume:
            self._restore()
        run.mkdir(parents=True, exist_ok=True)
        if not resume:
            shutil.copyfile(self.pieces.path, run / PIECES)
        write_config(config, run / CONFIG)

    @torch.no_grad()
    def _start_lexically(self) -> None:
        weight = self.model.model.shared.weight
        moved = lexical(weight[:-1], self.train, chinese_pieces(self.pieces), self.config.lexical)
        weight[:-1].copy_(moved)

    def _pool_dropout(self) -> PooledDropout:
        for module in self.model.modules():
            if hasattr(module, "dropout"):
                module.dropout = 0.0
        return PooledDropout(self.model, self.config.dropout, self.dtype, self.config.seed)

    def fit(self, say: Callable[[str], None]) -> float:
        """Train until steps or minutes are over, save, and return the loss a token on the held-out pairs."""
        say(
            f"{sum(weight.numel() for weight in self.weights) / 1e6:.1f} M weights, "
            f"{len(self.train):,} pairs, "
            f"{self.device}, {self.dtype}"
        )
        self.model.train()
        begun = time.monotonic() - self.progress.seconds
        tokens, since = 0, time.monotonic()
        for batch, after in self._batches():
            step = self.progress.step
            translation, alignment = self._step(batch, self.config.rate(step, self._share_done()))
            self.progress = replace(after, step=step + 1, seconds=time.monotonic() - begun)
            tokens += int((batch.source != self.pieces.padding).sum()) + int((batch.labels >= 0).sum())
            if (step + 1) % self.config.every == 0:
                speed = tokens / (time.monotonic() - since)
                say(
                    f"step {step + 1} loss {translation:.3f} align {alignment:.3f} "
                    f"tokens/s {speed:.0f} minutes {self.progress.seconds / 60:.1f}"
                )
                tokens, since = 0, time.monotonic()
            if self._share_done() >= 1:
                break
            if (step + 1) % self.config.save_every == 0:
                say(f"step {step + 1} valid {self.validate():.3f}")
                self.save()
        loss = self.validate()
        self.save()
        say(f"done: step {self.progress.step} valid {loss:.3f}")
        return loss

    def _batches(self) -> Iterator[tuple[Batch, Progress]]:
        """Yield the batches still to come, each with where the run stands after it."""
        start = self.progress
        for epoch in count(start.epoch):
            planned = plan(self.train, self.config.weights, self.config.tokens, self.config.seed, epoch)
            if not planned:
                raise UserError("no pair is left to train on", hint="look at --weights")
            for number in range(start.batch if epoch == start.epoch else 0, len(planned)):
                batch = collate(self.train, planned[number], self.pieces.padding).to(self.device)
                yield batch, Progress(epoch=epoch, batch=number + 1)

    def _share_done(self) -> float:
        config, progress = self.config, self.progress
        by_steps = progress.step / config.steps if config.steps else 0.0
        by_time = progress.seconds / 60 / config.minutes if config.minutes else 0.0
        return max(by_steps, by_time)

    def _step(self, batch: Batch, rate: float) -> tuple[float, float]:
        """Learn from one batch; return its losses."""
        losses = self.objective.losses(
            batch,
            smoothing=self.config.smoothing,
            sample=self.config.sampled > 0,
            hide=self.word_dropout,
        )
        (losses.translation + self.config.guided * losses.alignment).backward()  # type: ignore[no-untyped-call]
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with torch.no_grad():
            if self.masters is not self.weights:
                for master, weight in zip(self.masters, self.weights, strict=True):
                    master.grad = None if weight.grad is None else weight.grad.float()
                    weight.grad = None
            torch.nn.utils.clip_grad_norm_(self.masters, 1.0)
            self.optimiser.step()
            self.optimiser.zero_grad(set_to_none=True)
            if self.masters is not self.weights:
                torch._foreach_copy_(self.weights, self.masters)
            decay = min(SMOOTHEST, (self.progress.step + 1) / (self.progress.step + 20))
            torch._foreach_lerp_(self.average, [weight.detach() for weight in self.masters], 1 - decay)
        return losses.translation.item(), losses.alignment.item()

    @torch.no_grad()
    def validate(self) -> float:
        """Return the mean loss a token on the held-out pairs, without smoothing, over the full vocabulary."""
        total, tokens = 0.0, 0
        with self._evaluating():
            for begin in range(0, len(self.valid), 50):
                rows = np.arange(begin, min(begin + 50, len(self.valid)))
                losses = self.objective.losses(collate(self.valid, rows, self.pieces.padding).to(self.device))
                total += float(losses.translation) * losses.tokens
                tokens += losses.tokens
        return total / max(tokens, 1)

    @contextmanager
    def _evaluating(self) -> Iterator[None]:
        self.model.eval()
        if self.dropout:
            self.dropout.active = False
        yield
        self.model.train()
        if self.dropout:
            self.dropout.active = True

    def save(self) -> None:
        """Write the whole state, atomically: a run that is cut off goes on from the last one."""
        temporary = self.run / (STATE + ".partial")
        torch.save(
            {
                "names": self.names,
                "masters": [weight.detach() for weight in self.masters],
                "average": self.average,
                "optimiser": self.optimiser.state_dict(),
                "progress": vars(self.progress),
                "random": torch.get_rng_state(),
                "random_cuda": torch.cuda.get_rng_state_all(),
                "bias": self.model.final_logits_bias,
            },
            temporary,
        )
        temporary.replace(self.run / STATE)

    @torch.no_grad()
    def _restore(self) -> None:
        """Go back to the saved state: the twin of `save`."""
        state = read_state(self.run)
        if state["names"] != self.names:
            raise UserError(f"{self.run}: the saved run has another shape")
        torch._foreach_copy_(self.masters, state["masters"])
        torch._foreach_copy_(self.weights, self.masters)
        torch._foreach_copy_(self.average, state["average"])
        self.model.final_logits_bias.copy_(state["bias"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["random"])
        if len(state["random_cuda"]) == torch.cuda.device_count():
            torch.cuda.set_rng_state_all(state["random_cuda"])


def read_state(run: Path) -> dict[str, Any]:
    """Read what a run has saved, onto the CPU."""
    path = run / STATE
    if not path.is_file():
        raise UserError(
            f"{run}: no {STATE} here", hint="the run has not saved yet, or this is no run directory"
        )
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def choose_device(wanted: str) -> str:
    """Resolve "auto" and check that the device is there."""
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted.startswith("cuda") and not torch.cuda.is_available():
        raise UserError(f"--device {wanted}: no GPU that torch can use", hint="--device cpu")
    return wanted


def wants_bf16(wanted: str, device: torch.device) -> bool:
    """Resolve "auto": yes on a GPU or CPU that computes in bfloat16; where it is emulated it is slower."""
    if wanted != "auto":
        return wanted == "yes"
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    able = torch.cpu.get_capabilities()
    return bool(able.get("amx_tile") or able.get("avx512_bf16"))


def same_pieces(path: Path, pieces: Pieces) -> None:
    """Raise unless the data was cut into the same pieces as the checkpoint knows."""
    if not path.is_file() or path.read_bytes() != pieces.path.read_bytes():
        raise UserError(
            f"{pieces.path} differs from {path}",
            hint=f"prepare the data again with --pieces {path}",
        )


def shape_of(model: Any) -> dict[str, Any]:
    """Return the settings that say how large a checkpoint's network is."""
    shape = model.config
    return {
        "width": shape.d_model,
        "feed_forward": shape.encoder_ffn_dim,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "heads": shape.encoder_attention_heads,
    }
