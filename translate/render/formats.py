"""The forms in which a translated document leaves the house."""

from collections.abc import Callable
from importlib import import_module

from align.errors import UserError
from translate.row import Translated

# Names before imports: choosing a format must not load the libraries of the others.
FORMATS: dict[str, str] = {
    "html": "translate.render.html:render",
    "docx": "translate.render.docx:render",
    "xlsx": "translate.render.xlsx:render",
    "tmx": "translate.render.tmx:render",
    "xliff": "translate.render.xliff:render",
    "tsv": "translate.render.tsv:render",
    "jsonl": "translate.render.jsonl:render",
    "md": "translate.render.markdown:render",
}
BINARY = ("docx", "xlsx")
JOINABLE = ("tsv", "jsonl", "md")  # several documents, one after the other, are still a file of this format


def suffix(to: str) -> str:
    """Return the file suffix of a format, dot included.

    >>> suffix("html"), suffix("xliff")
    ('.html', '.xlf')
    """
    return ".xlf" if to == "xliff" else f".{to}"


def render(translated: Translated, to: str, *, documents_url: str | None = None) -> bytes:
    """Return the document in the format `to`, one of `FORMATS`, as the bytes of a file.

    `documents_url` is a folder, slash included, where the original documents can be read; the HTML page links
    there. An unknown format is a `UserError` that lists the choices.
    """
    if to not in FORMATS:
        raise UserError(f"unknown format {to!r}", hint=f"choose from {', '.join(FORMATS)}")
    module, _, name = FORMATS[to].partition(":")
    function: Callable[..., bytes] = getattr(import_module(module), name)
    return function(translated, documents_url=documents_url) if to == "html" else function(translated)
