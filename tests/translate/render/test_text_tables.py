"""TSV and Markdown: what would break a line or a cell must not."""

from dataclasses import replace

import pytest

from translate.render import markdown, tsv
from translate.row import Translated

AWKWARD = ["a\tb", "a\nb", "a\r\nb", "a|b", "a\\nb", "*a* _b_ <br> [c](d)", "𠮷"]


@pytest.mark.parametrize("text", AWKWARD)
def test_tsv_keeps_lines_and_cells(translated: Translated, text: str) -> None:
    page = replace(translated, rows=(replace(translated.rows[4], target=text), *translated.rows[5:]))
    lines = tsv.render(page).decode().split("\n")
    assert len(lines) == len(page.rows) + 2
    assert all(line.count("\t") == len(tsv.HEAD) - 1 for line in lines[:-1])
    cell = lines[1].split("\t")[3]
    assert cell.replace("\\\\", "\0").replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r") == (
        text.replace("\\", "\0")
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_markdown_keeps_lines_and_cells(translated: Translated, text: str) -> None:
    page = replace(
        translated, rows=(replace(translated.rows[4], target=text, segment=translated.rows[4].segment),)
    )
    line = markdown.render(page).decode().splitlines()[-1]
    assert line.replace("\\|", "").count("|") == 5
    assert "<br>" not in line.replace("\\<br", "")


def test_markdown_puts_furniture_apart(translated: Translated) -> None:
    article, furniture = markdown.render(translated).decode().split("## Page furniture")
    assert article.startswith("# 通知 \\<5G\\> \\& more.txt\n")
    assert "| 3 | 会议要求" in article
    assert "error: 5.8万 is 58,000" in article
    assert "| 7 | 相关阅读 | Related reading |  |" in furniture
