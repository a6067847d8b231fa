"""Names of models, and the engines they become."""

import importlib
import json
import re
from pathlib import Path
from typing import Any

from align.errors import UserError
from translate.engine import Engine

MODELS: dict[str, str] = {"zh-en": "model/zh-en"}  # bundled checkpoints, relative to this file
ENGINES: dict[str, str] = {
    "marian": "translate.engines.marian:MarianEngine",
    "reference": "translate.engines.reference:ReferenceEngine",
    "echo": "translate.engines.echo:EchoEngine",
}

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
SPM = ("source.spm", "target.spm")
_HUB_ID = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")


def load(name: str = "zh-en", *, engine: str = "marian", threads: int | None = None) -> Engine:
    """Return an engine for a bundled model, a local directory or a hub id such as Helsinki-NLP/opus-mt-zh-en.

    A directory holds a Hugging Face Marian checkpoint or, for the marian engine, one that CTranslate2 has
    converted, with its source.spm and target.spm. Nothing but a hub id that is not yet in the local cache
    touches the network. What cannot be found, or is no such model, raises `UserError`. The echo engine
    takes no model.
    """
    if engine not in ENGINES:
        raise UserError(f"unknown engine {engine!r}", hint=f"choose one of {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[engine].partition(":")
    make: Any = getattr(importlib.import_module(module), attribute)
    if engine == "echo":
        made: Engine = make()
        return made
    from translate.engines.convert import converted, fingerprint

    directory = locate(name)
    mark = fingerprint(directory, engine)
    if engine == "marian":
        directory = converted(directory, mark)
    elif (directory / "model.bin").is_file():
        raise UserError(
            f"{name} is a CTranslate2 model, which the {engine} engine does not read",
            hint="use the marian engine",
        )
    try:
        made = make(directory, name=name, fingerprint=mark, threads=threads)
    except Exception as error:  # damaged weights raise whatever their reader raises
        raise UserError(f"{name} does not load: {error}", hint="fetch the model's files again") from error
    return made


def locate(name: str) -> Path:
    """Return the directory of a model's files, downloading a hub id once."""
    if name in MODELS:
        return _checked(Path(__file__).parent / MODELS[name], name)
    path = Path(name).expanduser()
    if name and path.is_dir():
        return _checked(path, name)
    if name and path.exists():
        raise UserError(
            f"{name} is a file, not a model", hint="give the directory that holds the model's files"
        )
    if _HUB_ID.fullmatch(name):
        from translate.engines.hub import download

        return _checked(download(name), name)
    choices = f"{', '.join(MODELS)}, a directory, or a hub id such as Helsinki-NLP/opus-mt-zh-en"
    raise UserError(f"unknown model {name!r}", hint=f"choose {choices}")


def _checked(directory: Path, name: str) -> Path:
    """Return the directory if it has every file of a Marian model."""
    needed = [*SPM]
    if not (directory / "model.bin").is_file():
        needed += ["config.json", "vocab.json"]
        if not any((directory / weights).is_file() for weights in WEIGHTS):
            needed.append(WEIGHTS[0])
    missing = [file for file in needed if not (directory / file).is_file()]
    if missing:
        raise UserError(
            f"{name} is no Marian model: {', '.join(missing)} missing in {directory}",
            hint="give a directory that MarianMTModel and MarianTokenizer saved, or a converted one",
        )
    if not (directory / "model.bin").is_file():
        try:
            kind = json.loads((directory / "config.json").read_text(encoding="utf-8")).get("model_type")
        except (ValueError, AttributeError) as error:
            raise UserError(f"{directory / 'config.json'} is no JSON object: {error}") from error
        if kind != "marian":
            raise UserError(f"{name} is a {kind} model", hint="only Marian models can be used")
    return directory
