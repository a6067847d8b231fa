"""How a checkpoint wants to be decoded: its own generation settings."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settings:
    """Beam width, the longest source and target in pieces, and the exponent of length normalisation.

    `alignment_delay`: how many steps after the prediction of a piece the attention shows what it renders; 1
    where that head was trained to look back at what was said.
    """

    beam: int = 4
    max_length: int = 512
    length_penalty: float = 1.0
    alignment_delay: int = 0

    @classmethod
    def read(cls, directory: Path) -> "Settings":
        """Read them from generation_config.json, or config.json where older checkpoints keep them."""
        found: dict[str, Any] = {}
        for name in ("config.json", "generation_config.json"):
            path = directory / name
            if path.is_file():
                found |= json.loads(path.read_text(encoding="utf-8"))
        return cls(
            beam=found.get("num_beams") or cls.beam,
            max_length=min(
                found.get("max_length") or cls.max_length,
                found.get("max_position_embeddings") or cls.max_length,
            ),
            length_penalty=found.get("length_penalty") or cls.length_penalty,
            alignment_delay=found.get("alignment_delay") or cls.alignment_delay,
        )
