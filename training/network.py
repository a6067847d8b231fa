"""The network: a MarianMTModel, its losses, and the head that learns to align."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor, nn

from align.errors import UserError
from training.batch import IGNORED, Batch
from training.config import Config
from training.pieces import EOS

ALIGNMENT_DELAY = 1  # steps after the prediction of a piece until head 0 looks at what it renders


def build(config: Config, padding: int, *, attention: str) -> Any:
    """Make a MarianMTModel with fresh weights, all embeddings tied, whose last id is `padding`."""
    from transformers import MarianConfig, MarianMTModel

    shape = MarianConfig(
        vocab_size=padding + 1,
        d_model=config.width,
        encoder_layers=config.encoder_layers,
        decoder_layers=config.decoder_layers,
        encoder_ffn_dim=config.feed_forward,
        decoder_ffn_dim=config.feed_forward,
        encoder_attention_heads=config.heads,
        decoder_attention_heads=config.heads,
        max_position_embeddings=512,
        pad_token_id=padding,
        eos_token_id=EOS,
        bos_token_id=None,
        decoder_start_token_id=padding,
        forced_eos_token_id=None,
        activation_function="relu",
        scale_embedding=True,
        static_position_embeddings=True,  # type: ignore[call-arg]
        dropout=config.dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
    )
    model: Any = MarianMTModel._from_config(shape, attn_implementation=attention)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 2 and "embed" not in name and "shared" not in name:
                nn.init.xavier_uniform_(weight)
        nn.init.normal_(model.model.shared.weight, std=config.width**-0.5)
        model.model.shared.weight[padding] = 0
    return model


def load(directory: Path, *, attention: str) -> Any:
    """Load the MarianMTModel of a directory in float32."""
    from transformers import MarianMTModel
    from transformers.utils import logging

    if not (directory / "config.json").is_file():
        raise UserError(
            f"{directory}: no checkpoint here", hint="a directory with config.json and model.safetensors"
        )
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model: Any = MarianMTModel.from_pretrained(directory, dtype=torch.float32, attn_implementation=attention)
    # They come back as weights to be trained, but are not saved: what they learnt would be lost.
    for side in (model.model.encoder, model.model.decoder):
        side.embed_positions.weight.requires_grad_(False)
    return model


class Losses(NamedTuple):
    """Mean losses of the target tokens and of the linked ones, and the number of target tokens."""

    translation: Tensor
    alignment: Tensor
    tokens: int


class Objective:
    """What a MarianMTModel is trained for: the next token, and where its guided heads look.

    `counts`: how often each id is a target token in the training data, (vocabulary size,).
    """

    def __init__(self, model: Any, config: Config, counts: NDArray[Any]) -> None:
        self._model = model
        self._config = config
        self._padding = int(model.config.pad_token_id)
        self._guide = Guide(model, config.guided_heads)
        counted = torch.as_tensor(counts, device=model.lm_head.weight.device)
        self._frequent = counted.argsort(descending=True, stable=True)[: config.sampled]

    def losses(
        self,
        batch: Batch,
        *,
        smoothing: float = 0.0,
        sample: bool = False,
        hide: Callable[[Tensor], Tensor] = lambda ids: ids,
    ) -> Losses:
        """Return the losses of a batch.

        `sample` computes the softmax over some of the vocabulary only; `hide` takes ids (B, L) away from
        encoder and decoder, as a `WordDropout` does.
        """
        hidden = self._model.model(
            input_ids=hide(batch.source),
            attention_mask=(batch.source != self._padding).long(),
            decoder_input_ids=hide(batch.given),
        ).last_hidden_state
        alignment = (
            self._guide.loss(batch) if self._config.guided and batch.links.shape[1] else hidden.sum() * 0.0
        )
        kept = batch.labels != IGNORED
        gold, hidden = batch.labels[kept], hidden[kept]
        weight, bias = self._model.lm_head.weight, self._model.final_logits_bias[0].to(hidden.dtype)
        if sample:
            some, gold, bonus = self.sample(gold)
            logits = F.linear(hidden, weight[some], bias[some]).float() + bonus
        else:
            logits = F.linear(hidden, weight, bias).float()
        return Losses(F.cross_entropy(logits, gold, label_smoothing=smoothing), alignment.float(), len(gold))

    def sample(self, gold: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Choose K ids for a sampled softmax: frequent ones, those in `gold` (N,), and some others at random.

        Returns the ids (K,), `gold` as indexes into them, and what to add to their logits (K,): each random
        id stands for all that were not drawn, so that the sum of exponentials is right on average. Without
        them a rare word, which would meet only batches that contain it, would come out far too likely under
        the full softmax.
        """
        sure = torch.unique(torch.cat([self._frequent, gold]))
        left_out = torch.ones(self._model.config.vocab_size, dtype=torch.bool, device=gold.device)
        left_out[sure] = False
        rest = left_out.nonzero().flatten()
        drawn = rest[torch.randperm(len(rest), device=gold.device)[: max(self._config.sampled // 2, 1)]]
        some, order = torch.sort(torch.cat([sure, drawn]))
        stands_for = math.log(len(rest) / len(drawn)) if len(drawn) else 0.0
        bonus = torch.zeros(len(some), device=gold.device).masked_fill_(order >= len(sure), stands_for)
        return some, torch.searchsorted(some, gold), bonus


class Guide:
    """Teaches heads of the last decoder layer's cross-attention the word links (arXiv 1607.01628).

    Head 0 learns to look at what renders the word just said, which it knows, so that it aligns better than
    one that must guess the word to come (SHIFT-ATT, Chen et al. 2020); CTranslate2 returns this head's
    attention. The `heads` next ones look at what is to be said next: a small network learns sooner what that
    is when several do, for one carries only width / heads dimensions of it.
    """

    def __init__(self, model: Any, heads: int = 1) -> None:
        self._padding = int(model.config.pad_token_id)
        self._attention = model.model.decoder.layers[-1].encoder_attn
        self._heads = 1 + heads
        self._width = model.config.d_model // model.config.decoder_attention_heads
        self._seen: tuple[Tensor, Tensor] | None = None
        self._attention.register_forward_pre_hook(self._look, with_kwargs=True)

    def _look(self, _: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self._seen = (
            args[0] if args else kwargs["hidden_states"],
            args[1] if len(args) > 1 else kwargs["key_value_states"],
        )

    def loss(self, batch: Batch) -> Tensor:
        """Return the mean cross entropy of the heads' attention and the links, for the last batch.

        Row t of the attention is what the decoder looks at while it is given label t - 1 and predicts label
        t, which is target position t.
        """
        assert self._seen is not None, "the model has not run"
        decoder, encoder = self._seen
        size = self._heads * self._width
        query, key = (
            F.linear(hidden, layer.weight[:size], layer.bias[:size])
            .view(*hidden.shape[:2], self._heads, self._width)
            .transpose(1, 2)
            for hidden, layer in ((decoder, self._attention.q_proj), (encoder, self._attention.k_proj))
        )
        scores = (query @ key.transpose(2, 3)).float() * self._width**-0.5  # (B, H, T, S)
        scores = scores.masked_fill((batch.source == self._padding)[:, None, None, :], -1e9).log_softmax(-1)
        row, target, source = batch.links
        ones = torch.ones_like(row, dtype=torch.float32)
        shared = torch.zeros((scores.shape[0], scores.shape[2]), device=scores.device).index_put_(
            (row, target), ones, accumulate=True
        )
        said = scores[row, 0, target + ALIGNMENT_DELAY, source]  # (L,)
        to_say = scores[row, 1:, target, source]  # (L, H - 1)
        each = (said + to_say.sum(1)) / shared[row, target]
        loss: Tensor = -each.sum() / self._heads / (shared > 0).sum()
        return loss
