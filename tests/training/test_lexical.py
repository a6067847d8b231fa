"""Embeddings that start from word links."""

import numpy as np
import torch

from training.lexical import count_links, lexical
from training.shard import Example, pack

# ids: 1 网络, 2 安全, 3 的; 4 network, 5 security, 6 safety, 7 the
CHINESE = np.array([False, True, True, True, False, False, False, False])
SHARD = pack(
    [Example([1, 3, 2], [4, 7, 5], {(0, 0), (1, 1), (2, 2)}, "a")] * 6
    + [Example([2], [7, 6], {(0, 1), (0, 0)}, "a")] * 6
    + [Example([3], [7], {(0, 0)}, "a")] * 30
)


def test_links_are_counted_by_ids() -> None:
    pairs, counts = count_links(SHARD, 8)
    assert dict(zip(pairs.tolist(), counts.tolist(), strict=True)) == {
        1 * 8 + 4: 6, 2 * 8 + 5: 6, 2 * 8 + 6: 6, 2 * 8 + 7: 6, 3 * 8 + 7: 36,
    }  # fmt: skip


def test_a_piece_turns_to_what_it_is_linked_to() -> None:
    torch.manual_seed(2)
    weight = torch.randn(8, 16)
    moved = lexical(weight, SHARD, CHINESE, 1.0)
    untouched = [0, 4, 5, 6, 7]
    assert torch.equal(moved[untouched], weight[untouched])
    cosine = torch.nn.functional.cosine_similarity
    assert cosine(moved[1], weight[4], dim=0) > 0.999, "one rendering"
    assert torch.isclose(moved[1].norm(), weight.norm(dim=1).median())
    both = torch.nn.functional.normalize(weight[5], dim=0) + torch.nn.functional.normalize(weight[6], dim=0)
    assert cosine(moved[2], both, dim=0) > 0.999, "two, equally often; 'the' has no information here"


def test_a_share_leaves_some_of_the_old_and_rare_pieces_stay() -> None:
    torch.manual_seed(2)
    weight = torch.randn(8, 16)
    whole, half = (lexical(weight, SHARD, CHINESE, share) for share in (1.0, 0.5))
    assert torch.allclose(half, (whole + weight) / 2, atol=1e-6)
    rare = pack([Example([1], [4], {(0, 0)}, "a")] * 4)
    assert torch.equal(lexical(weight, rare, CHINESE, 1.0), weight)
