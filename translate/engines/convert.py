"""From a Hugging Face checkpoint to CTranslate2, once, in the user's cache directory."""

import contextlib
import hashlib
import json
import shutil
import sys
import tempfile
import warnings
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from align.errors import UserError

DECODER = "2"  # to be raised when the same weights begin to give other translations
SEAL = "converted.json"  # written last: checksums of what was converted

_HASHED = (
    "model.bin", "model.safetensors", "pytorch_model.bin", "vocab.json", "shared_vocabulary.json",
    "source_vocabulary.json", "target_vocabulary.json", "source.spm", "target.spm", "config.json",
    "generation_config.json",
)  # fmt: skip
_COPIED = ("source.spm", "target.spm", "generation_config.json")


def cache_directory() -> Path:
    """Return where conversions are kept; XDG_CACHE_HOME moves it."""
    from platformdirs import user_cache_path

    return user_cache_path("duizhao") / "models"


def fingerprint(directory: Path, engine: str) -> str:
    """Return a hash of a model's files, the engine and its decoder version.

    Files that have kept their size and time of change are not read again.
    """
    files = [path for name in _HASHED if (path := directory.resolve() / name).is_file()]
    stamps = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    known = cache_directory() / "fingerprints" / hashlib.sha256(repr(stamps).encode()).hexdigest()[:32]
    try:
        content = known.read_text(encoding="ascii")
    except (OSError, ValueError):
        content = ""
    if len(content) != 64:
        total = hashlib.sha256()
        for path in files:
            with path.open("rb") as stream:
                total.update(path.name.encode() + hashlib.file_digest(stream, "sha256").digest())
        content = total.hexdigest()
        with contextlib.suppress(OSError):  # it only saves time
            _write(known, content)
    return hashlib.sha256(f"{content} {engine} {DECODER}".encode()).hexdigest()[:16]


def converted(checkpoint: Path, mark: str) -> Path:
    """Return the int8 conversion of a checkpoint, made now if it is not in the cache or was damaged there.

    Two processes may ask at once: one converts, the other waits. A directory that CTranslate2 can read is
    returned as it is.
    """
    if (checkpoint / "model.bin").is_file():
        return checkpoint
    from filelock import FileLock

    place = cache_directory() / f"{mark}-ctranslate2-{version('ctranslate2')}"
    if sound(place):
        return place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{place}.lock"):
            if not sound(place):
                print(f"converting {checkpoint.name} for CTranslate2 (once)", file=sys.stderr)
                scratch = Path(tempfile.mkdtemp(prefix="converting-", dir=place.parent))
                try:
                    convert(checkpoint, scratch / "model")
                    shutil.rmtree(place, ignore_errors=True)
                    (scratch / "model").rename(place)
                finally:
                    shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"the converted model cannot be kept in {place.parent}: {error}",
            hint="make room there or set XDG_CACHE_HOME to a directory that can be written",
        ) from error
    return place


def convert(checkpoint: Path, directory: Path, quantization: str = "int8") -> None:
    """Write a checkpoint as a CTranslate2 model with all that decoding needs; `directory` must not exist."""
    try:
        with quiet():
            _converter(checkpoint).convert(str(directory), quantization=quantization)
    except Exception as error:  # damaged weights raise whatever their reader raises
        raise UserError(
            f"{checkpoint} cannot be converted: {error}",
            hint="the model's files may be damaged: fetch them again",
        ) from error
    for name in _COPIED:
        if (checkpoint / name).is_file():
            shutil.copyfile(checkpoint / name, directory / name)
    sums = {path.name: _checksum(path) for path in sorted(directory.iterdir())}
    _write(directory / SEAL, json.dumps(sums, indent=1))


def _converter(checkpoint: Path) -> Any:
    """Return CTranslate2's converter, made to keep two things that it drops.

    Weights are loaded as float32, since in float16 the position encodings come out coarse. And decoding
    starts from the embedding of `<pad>`, as in transformers: CTranslate2 takes it to be zero, which it need
    not be where input and output embeddings are tied. A bias keeps `<pad>` from coming out.
    """
    import torch
    from ctranslate2.converters import Converter
    from ctranslate2.converters.transformers import BartLoader, MarianMTLoader
    from transformers import MarianMTModel, MarianTokenizer

    class Loader(MarianMTLoader):  # type: ignore[misc]
        def set_config(self, config: Any, model: Any, tokenizer: Any) -> None:
            super().set_config(config, model, tokenizer)
            config.decoder_start_token = tokenizer.pad_token

        def set_decoder(self, spec: Any, decoder: Any) -> None:
            super().set_decoder(spec, decoder)
            spec.start_from_zero_embedding = False

        def get_vocabulary(self, model: Any, tokenizer: Any) -> Any:
            return BartLoader.get_vocabulary(self, model, tokenizer)

        def _remove_pad_weights(self, spec: Any) -> None:
            pass

    class Float32Converter(Converter):  # type: ignore[misc]
        def _load(self) -> Any:
            model: Any = MarianMTModel.from_pretrained(checkpoint, dtype=torch.float32, local_files_only=True)
            with torch.no_grad():
                model.final_logits_bias[0, model.config.pad_token_id] = -1e4
                return Loader()(model, MarianTokenizer.from_pretrained(checkpoint, local_files_only=True))

    return Float32Converter()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers' progress bars and warnings to itself while it loads a model."""
    from transformers.utils import logging

    tools: Any = logging
    bar, verbosity = tools.is_progress_bar_enabled(), tools.get_verbosity()
    tools.disable_progress_bar()
    tools.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # MarianTokenizer recommends sacremoses, which nothing here needs
            yield
    finally:
        tools.set_verbosity(verbosity)
        if bar:
            tools.enable_progress_bar()


def sound(directory: Path) -> bool:
    """Tell whether a conversion is there, complete and unharmed."""
    try:
        sums = json.loads((directory / SEAL).read_text(encoding="utf-8"))
        return bool(sums) and all(_checksum(directory / name) == value for name, value in sums.items())
    except (OSError, ValueError, AttributeError):
        return False


def _checksum(path: Path) -> int:
    # CRC-32: against damage, not against malice; it keeps up with the disk.
    value = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
        stream.write(text)
    Path(stream.name).replace(path)
