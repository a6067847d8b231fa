import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from translate.render.terminal import page_lines, print_page, wrap
from translate.row import Translated

WRAPPED = [
    ("", 10, []),
    ("推动高质量发展。", 8, ["推动高质", "量发展。"]),
    ("推动高质量。", 10, ["推动高质", "量。"]),  # a full stop begins no line
    ("这是《求是》", 6, ["这是", "《求", "是》"]),  # an opening mark ends none
    ("high-quality development", 14, ["high-quality", "development"]),
    ("共2,865家", 6, ["共", "2,865", "家"]),  # a number stays whole
    ("𠮷𠮷𠮷", 4, ["𠮷𠮷", "𠮷"]),
    ("http://example.org/a", 10, ["http://exa", "mple.org/a"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert [line.of(text) for line in wrap(text, width)] == lines


@given(st.text(alphabet="推动a b1，。《》“𠮷\t-", max_size=60), st.integers(min_value=4, max_value=20))
def test_wrap_loses_nothing_but_space_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(line.of(text).split()) for line in lines) == "".join(text.split())
    assert all(cell_len(line.of(text)) <= width for line in lines)
    assert all(before.end <= after.start for before, after in pairwise(lines))


@pytest.mark.parametrize("width", [40, 79, 120, 200])
def test_columns_stand_straight(translated: Translated, width: int) -> None:
    lines = list(page_lines(translated, width))
    assert all(line.cell_len <= width for line in lines[:-1])
    at = {
        cell_len(line.plain[: line.plain.index(word)])
        for line in lines
        for word in ("Accelerate", "On March", "First,", "Related")
        if word in line.plain
    }
    assert len(at) == 1


def test_piped_it_is_plain_and_ends_with_the_counts(translated: Translated) -> None:
    out = io.StringIO()
    print_page(translated, out, width=100)
    text = out.getvalue()
    assert "\x1b" not in text
    assert text.splitlines()[-1].startswith(
        "10 segments (4 page furniture) · 7 of 8 terms as the glossary says · 2 flagged"
    )
    assert "… and 1 more line of page furniture" in text
    assert "■ 5.8万 is 58,000" in text


def test_on_a_terminal_terms_are_coloured(translated: Translated) -> None:
    out = io.StringIO()
    print_page(translated, Console(file=out, force_terminal=True, color_system="standard", width=100))
    assert "\x1b[36m工业和信息化部\x1b[0m" in out.getvalue()
    assert "[33m▲" in out.getvalue()
