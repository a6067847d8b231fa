"""The README tells the truth: its commands run, its Python runs, every command and option is in it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = ("translate", "align", "glossary")
# Set-up, measurements and what waits for somebody are not for a test of the text.
NOT_RUN = re.compile(r"make |git |pip |python -m (?:training|benchmarks)|.*--watch|glossary review")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def shell_lines() -> list[str]:
    found = [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in found if not NOT_RUN.match(line)]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a user of the README has: the seeds, and the files that it shows."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for block in blocks("yaml"):
        name, _, body = block.partition("\n")
        (folder / name.removeprefix("# ")).write_text(body, encoding="utf-8")
    return folder


def environment(room: Path) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "DUIZHAO_CACHE": str(room / "cache"), "COLUMNS": "120"}


def test_the_commands_run_in_the_order_they_are_shown(room: Path) -> None:
    lines = shell_lines()
    assert len(lines) >= 5
    for line in lines:
        done = subprocess.run(
            ["bash", "-c", line], cwd=room, env=environment(room), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_the_python_runs(room: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=room,
        env=environment(room),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_of_the_help_is_in_the_readme(command: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", f"{command}.cli", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"`{command}" in README
    missing = [
        option for option in set(re.findall(r"--[a-z][a-z-]+", shown)) - {"--help"} if option not in README
    ]
    assert not missing, f"{command}: {missing} are not in the README"


def test_local_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]+)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
