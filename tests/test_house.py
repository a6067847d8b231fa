"""The house rules that reading the code alone would not keep: who may import whom, and what starts fast."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "align",
    "glossary",
    "translate",
)  # an arrow goes from left to right: each may import those before it
HEAVY = (
    "torch",
    "transformers",
    "ctranslate2",
    "numpy",
    "sentencepiece",
    "lxml",
    "docx",
    "openpyxl",
    "sacrebleu",
    "jinja2",
)


def imported(path: Path) -> set[str]:
    """Dotted names of the modules that a file imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_imports_a_later_room_or_a_door(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    names = imported(path)
    assert not [name for name in names if name.endswith(".cli") and name.split(".")[0] in ROOMS], (
        "a door was imported"
    )
    if path.name == "cli.py":
        return
    later = ROOMS[ROOMS.index(room) + 1 :]
    assert not [name for name in names if name.split(".")[0] in (*later, "training", "benchmarks", "tests")]


def test_everything_that_is_imported_gets_installed() -> None:
    """An editable install has every folder; a wheel has the packages that pyproject.toml names."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {path.parent for room in ROOMS for path in (ROOT / room).rglob("__init__.py")}
    named = settings["tool"]["setuptools"]["packages"]
    assert named == sorted(".".join(folder.relative_to(ROOT).parts) for folder in folders)


@pytest.mark.parametrize("command", ROOMS)
def test_help_starts_fast_and_loads_nothing_heavy(command: str) -> None:
    code = (
        f"import sys; sys.argv = ['{command}', '--help']\n"
        f"from {command}.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code\n"
        f"loaded = [name for name in {HEAVY} if name in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    best = 9.0
    for _ in range(5):
        before = sum(os.times()[2:4])
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
        best = min(best, sum(os.times()[2:4]) - before)  # processor time: a busy machine must not fail this
        assert done.returncode == 0, done.stderr
    assert best < 0.3, f"{command} --help takes {best:.2f} s"
