"""Packed examples: numbers in flat arrays, ready to be cut into batches."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.errors import UserError

LONGEST = 200  # ids of a side, end of sentence not counted; links are bytes
ARRAYS = {"sources": np.uint16, "targets": np.uint16, "links": np.uint8}


class Example(NamedTuple):
    """A pair as ids without end of sentence, links (source, target position), and its corpus's name."""

    source: Sequence[int]
    target: Sequence[int]
    links: Iterable[tuple[int, int]]
    name: str


@dataclass(frozen=True)
class Shard:
    """N examples in flat arrays: example i has `sources[source_at[i]:source_at[i + 1]]`, and so on.

    `sources`, `targets`: ids; `links`: (L, 2) source and target positions; `*_at`: (N + 1,) offsets;
    `corpus`: (N,) indexes into `names`.
    """

    sources: NDArray[np.uint16]
    source_at: NDArray[np.int64]
    targets: NDArray[np.uint16]
    target_at: NDArray[np.int64]
    links: NDArray[np.uint8]
    link_at: NDArray[np.int64]
    corpus: NDArray[np.int64]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.corpus)

    @property
    def source_lengths(self) -> NDArray[np.int64]:
        """Ids of each source."""
        return np.diff(self.source_at)

    @property
    def target_lengths(self) -> NDArray[np.int64]:
        """Ids of each target."""
        return np.diff(self.target_at)


def fits(example: Example) -> bool:
    """Tell whether an example may be packed."""
    return 0 < len(example.source) <= LONGEST and 0 < len(example.target) <= LONGEST


def pack(examples: Sequence[Example]) -> Shard:
    """Put examples into flat arrays, in order."""
    names = tuple(dict.fromkeys(example.name for example in examples))
    number = {name: index for index, name in enumerate(names)}
    linked = [sorted(example.links) for example in examples]
    return Shard(
        np.array([piece for example in examples for piece in example.source], np.uint16),
        offsets(len(example.source) for example in examples),
        np.array([piece for example in examples for piece in example.target], np.uint16),
        offsets(len(example.target) for example in examples),
        np.array([link for links in linked for link in links], np.uint8).reshape(-1, 2),
        offsets(len(links) for links in linked),
        np.array([number[example.name] for example in examples], np.int64),
        names,
    )


def offsets(lengths: Iterable[int]) -> NDArray[np.int64]:
    """Turn N lengths into N + 1 offsets."""
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, np.int64))]).astype(np.int64)


def write_shards(
    examples: Sequence[Example], directory: Path, stem: str, *, megabytes: float = 45
) -> list[Path]:
    """Write `STEM-0.npz`, `STEM-1.npz`, … of about `megabytes` each; older shards of the stem go away."""
    sizes = np.array([2 * (len(e.source) + len(e.target) + len(tuple(e.links))) + 24 for e in examples])
    which = (np.cumsum(sizes) // int(megabytes * 1e6)) if len(examples) else np.zeros(0, np.int64)
    cuts = [0, *(np.flatnonzero(np.diff(which)) + 1).tolist(), len(examples)]
    for old in directory.glob(f"{stem}-*.npz"):
        old.unlink()
    paths = []
    for number, (begin, end) in enumerate(pairwise(cuts)):
        path = directory / f"{stem}-{number}.npz"
        save(pack(examples[begin:end]), path)
        paths.append(path)
    return paths


def save(shard: Shard, path: Path) -> None:
    """Write one shard, uncompressed; lengths are stored instead of offsets."""
    temporary = path.with_name(path.name + ".partial")
    arrays: dict[str, Any] = {
        "sources": shard.sources,
        "source_lengths": shard.source_lengths.astype(np.uint16),
        "targets": shard.targets,
        "target_lengths": shard.target_lengths.astype(np.uint16),
        "links": shard.links,
        "link_lengths": np.diff(shard.link_at).astype(np.uint16),
        "corpus": shard.corpus.astype(np.uint16),
        "names": np.frombuffer(json.dumps(shard.names).encode(), np.uint8),
    }
    with temporary.open("wb") as out:
        np.savez(out, **arrays)
    temporary.replace(path)


def load(path: Path) -> Shard:
    """Read one shard: the twin of `save`."""
    try:
        with np.load(path) as stored:
            return Shard(
                stored["sources"],
                offsets(stored["source_lengths"]),
                stored["targets"],
                offsets(stored["target_lengths"]),
                stored["links"],
                offsets(stored["link_lengths"]),
                stored["corpus"].astype(np.int64),
                tuple(json.loads(stored["names"].tobytes())),
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UserError(f"{path}: not a shard ({error})", hint="make it with training.prepare") from None


def load_shards(directory: Path, stem: str) -> Shard:
    """Read and join the shards of a stem."""
    paths = sorted(directory.glob(f"{stem}-*.npz"), key=lambda path: (len(path.name), path.name))
    if not paths:
        raise UserError(f"{directory}: no {stem}-*.npz here", hint="make them with training.prepare")
    shards = [load(path) for path in paths]
    names = tuple(dict.fromkeys(name for shard in shards for name in shard.names))
    return Shard(
        np.concatenate([shard.sources for shard in shards]),
        offsets(np.concatenate([shard.source_lengths for shard in shards])),
        np.concatenate([shard.targets for shard in shards]),
        offsets(np.concatenate([shard.target_lengths for shard in shards])),
        np.concatenate([shard.links for shard in shards]),
        offsets(np.concatenate([np.diff(shard.link_at) for shard in shards])),
        np.concatenate(
            [np.array([names.index(name) for name in s.names], np.int64)[s.corpus] for s in shards]
        ),
        names,
    )
