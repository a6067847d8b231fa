"""Models from the Hugging Face hub: the only place where the program may touch the network."""

import os
import socket
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from align.errors import UserError

FILES = ["config.json", "generation_config.json", "*.spm", "vocab.json", "tokenizer_config.json"]
PATIENCE = 3.0  # seconds until a silent network counts as none


def download(name: str) -> Path:
    """Return the local directory of a hub id, from the hub's cache or else from the network."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, RepositoryNotFoundError

    for weights in ("model.safetensors", "pytorch_model.bin"):
        try:
            found = Path(snapshot_download(name, allow_patterns=[*FILES, weights], local_files_only=True))
        except (LocalEntryNotFoundError, OSError):
            break
        if (found / weights).is_file():
            return found
    if not reachable():
        raise UserError(
            f"{name} is not on this machine and the hub cannot be reached",
            hint="use the bundled zh-en, or fetch the model where there is a network and give its directory",
        )
    from huggingface_hub import list_repo_files

    print(f"downloading {name} (once)", file=sys.stderr)
    try:
        there = list_repo_files(name)
        weights = "model.safetensors" if "model.safetensors" in there else "pytorch_model.bin"
        return Path(snapshot_download(name, allow_patterns=[*FILES, weights]))
    except RepositoryNotFoundError as error:
        raise UserError(
            f"no directory and no hub model is called {name!r}", hint="check the spelling; zh-en is bundled"
        ) from error
    except (HfHubHTTPError, OSError) as error:
        raise UserError(
            f"{name} could not be downloaded: {error}", hint="try again; what has arrived is kept"
        ) from error


def reachable() -> bool:
    """Tell within seconds whether the hub, or the proxy before it, accepts a connection."""
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
        return False
    hub = urlsplit(os.environ.get("HF_ENDPOINT", "https://huggingface.co"))
    door = urlsplit(getproxies().get(hub.scheme) or hub.geturl())
    address = (door.hostname or "", door.port or (80 if door.scheme == "http" else 443))
    answered = threading.Event()

    def knock() -> None:
        try:
            socket.create_connection(address, timeout=PATIENCE).close()
        except OSError:
            return
        answered.set()

    # A thread, because looking up a name cannot be given a time limit.
    thread = threading.Thread(target=knock, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answered.is_set()
