"""The forms in which a review sheet leaves the house."""

from collections.abc import Callable
from importlib import import_module

from align.errors import UserError
from align.sheet import Sheet

# Names before imports: choosing a format must not load the libraries of the others.
FORMATS: dict[str, str] = {
    "html": "align.render.html:render",
    "xlsx": "align.render.xlsx:render",
    "tsv": "align.render.tsv:render",
    "jsonl": "align.render.jsonl:render",
    "yaml": "align.render.proposals:render",
    "tbx": "align.render.tbx:render",
}
BINARY = ("xlsx",)


def render(sheet: Sheet, to: str) -> bytes:
    """Return the sheet in the format `to` as the bytes of a file; one not in `FORMATS` is a `UserError`."""
    if to not in FORMATS:
        raise UserError(f"unknown format {to!r}", hint=f"choose from {', '.join(FORMATS)}")
    module, _, name = FORMATS[to].partition(":")
    function: Callable[[Sheet], bytes] = getattr(import_module(module), name)
    return function(sheet)
