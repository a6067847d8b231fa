import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from align.errors import UserError
from align.text import Document
from translate.render.formats import FORMATS, render, suffix
from translate.row import Translated


@pytest.mark.parametrize("to", FORMATS)
def test_every_name_resolves_and_renders(to: str, translated: Translated) -> None:
    module, _, name = FORMATS[to].partition(":")
    assert callable(getattr(import_module(module), name))
    assert render(translated, to)


@pytest.mark.parametrize("to", FORMATS)
def test_a_document_without_text_renders(to: str) -> None:
    assert isinstance(render(Translated(Document("empty.txt", ""), ()), to), bytes)


def test_suffixes_differ() -> None:
    assert len({suffix(to) for to in FORMATS}) == len(FORMATS)


def test_unknown_format_lists_the_choices(translated: Translated) -> None:
    with pytest.raises(UserError, match="'pdf'") as caught:
        render(translated, "pdf")
    assert "docx" in caught.value.hint


def test_the_table_of_formats_loads_no_library() -> None:
    code = (
        "import sys, translate.render.formats\n"
        "print([name for name in ('jinja2', 'lxml', 'docx', 'openpyxl') if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root).stdout
        == "[]\n"
    )
