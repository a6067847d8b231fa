"""Engines for the tests of this folder, on checkpoints of toy size."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def toys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Checkpoints: one that reads annotations, and one like OPUS-MT."""
    from tiny import make_checkpoint

    root = tmp_path_factory.mktemp("toys")
    return {
        "annotated": make_checkpoint(root / "annotated", annotated=True),
        "opus": make_checkpoint(root / "opus", annotated=False),
    }


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache directory."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "duizhao" / "models"
