"""File formats of aligned texts: one per module, chosen by name."""

from collections.abc import Callable
from importlib import import_module

from align.bitext import Bitext

FORMATS: dict[str, str] = {
    "tsv": "align.formats.tsv:format_bitext",
    "tmx": "align.formats.tmx:format_bitext",
    "intertext": "align.formats.intertext:format_bitext",
    "jsonl": "align.formats.jsonl:format_bitext",
    "html": "align.formats.html:format_bitext",
}
"""Each makes of a bitext the files to write: what follows the document's name, and the content."""


def format_bitext(bitext: Bitext, to: str) -> dict[str, bytes]:
    """Return the files of format `to` by what follows the name of the document (`.tsv`)."""
    module, _, name = FORMATS[to].partition(":")
    function: Callable[[Bitext], dict[str, bytes]] = getattr(import_module(module), name)
    return function(bitext)
