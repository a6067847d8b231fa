"""Dropout of hidden values, from a pool of masks that saves a CPU drawing them, and of whole words."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from training.pieces import END, TERM, Pieces

POOL = 2**22  # mask entries; a step takes its masks from random offsets


class PooledDropout:
    """Drops hidden values of a MarianMTModel with masks cut from one pool, where Marian has its dropout.

    Those are the embeddings, the output of every attention, and the output of every feed-forward. The model's
    own dropout must be 0. `active` is False while validating.
    """

    def __init__(self, model: nn.Module, rate: float, dtype: torch.dtype, seed: int) -> None:
        self.active = True
        drawn = torch.rand(POOL, generator=torch.Generator().manual_seed(seed))
        self._pool = (drawn >= rate).to(dtype) / (1 - rate)
        body: Any = model.get_submodule("model")
        for stack in (body.encoder, body.decoder):
            stack.layers[0].register_forward_pre_hook(self._before, with_kwargs=True)
            for layer in stack.layers:
                layer.self_attn.register_forward_hook(self._after)
                layer.fc2.register_forward_hook(self._after)
        for layer in body.decoder.layers:
            layer.encoder_attn.register_forward_hook(self._after)

    def _before(self, _: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any] | None:
        if not self.active:
            return None
        if args:
            return (self.drop(args[0]), *args[1:]), kwargs
        return args, {**kwargs, "hidden_states": self.drop(kwargs["hidden_states"])}

    def _after(self, _: nn.Module, __: Any, output: Any) -> Any:
        if not self.active:
            return None
        return (self.drop(output[0]), *output[1:]) if isinstance(output, tuple) else self.drop(output)

    def drop(self, hidden: Tensor) -> Tensor:
        """Multiply by a mask from a random place of the pool, which repeats for larger states."""
        size = hidden.numel()
        pool = self._pool if size < POOL else self._pool.repeat(size // POOL + 1)
        offset = int(torch.randint(pool.numel() - size, (1,)))
        return hidden * pool[offset : offset + size].view(hidden.shape)


@dataclass(frozen=True)
class WordDropout:
    """Puts padding, whose embedding is zero, in the place of some ids, so that less is learnt by heart.

    What stands inside annotations stays, for it is to be copied letter for letter. Sennrich and Zhang 2019,
    arXiv 1905.11901.
    """

    pieces: Pieces
    rate: float

    def __call__(self, ids: Tensor) -> Tensor:
        """Return ids (B, L) with some hidden."""
        if not self.rate:
            return ids
        opened, closed = ((ids == self.pieces.id_of(mark)).cumsum(1) for mark in (TERM, END))
        inside = (opened != closed) | (ids == self.pieces.id_of(END))
        hidden = torch.rand(ids.shape, device=ids.device) < self.rate
        return ids.masked_fill(hidden & ~inside, self.pieces.padding)
