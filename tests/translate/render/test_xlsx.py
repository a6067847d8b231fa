from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from align.errors import UserError
from align.text import Segment, Span
from translate.render.xlsx import HEAD, STATES, render
from translate.row import Row, Translated


def opened(translated: Translated, **options: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(render(translated)), **options)


def test_the_first_sheet_is_what_learn_reads_back(translated: Translated) -> None:
    book = opened(translated)
    assert book.sheetnames == ["translation", "terms", "about"]
    head, *rows = book["translation"].iter_rows(values_only=True)
    assert head == HEAD
    assert [row[0] for row in rows] == [f"{translated.document.name}#{number}" for number in range(1, 11)]
    assert [(row[2], row[3]) for row in rows] == [(row.segment.text, row.target) for row in translated.rows]
    assert [row[4] for row in rows[:6]] == ["new", "new", "flagged", "flagged", "new", "approved"]
    assert rows[2][5] == "决策部署 = decisions and plans (annotated)\n安全生产 = work safety (unmet)"
    assert "error: 5.8万 is 58,000, the English has 5,800" in rows[2][6]
    assert [row[8] for row in rows] == [row.target for row in translated.rows]


def test_the_machine_column_hides_and_states_are_a_list(translated: Translated) -> None:
    sheet = opened(translated)["translation"]
    assert sheet.column_dimensions["I"].hidden
    assert sheet.freeze_panes == "A2"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(STATES)}"'
    assert "E2" in choice.sqref
    assert "E11" in choice.sqref
    assert sheet["A4"].fill.start_color.rgb == sheet["D5"].fill.start_color.rgb == "00FBF3DC"
    assert sheet["A2"].fill.fill_type is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"])
def test_text_is_never_a_formula(text: str) -> None:
    from align.text import Document

    row = Row(Segment(text, Span(0, len(text))), text)
    sheet = opened(Translated(Document("=cmd.txt", text), (row,)))["translation"]
    for cell in ("A2", "C2", "D2", "I2"):
        assert sheet[cell].data_type == "s"
        assert sheet[cell].quotePrefix
    assert sheet["D2"].value == text


def test_terms_are_counted_by_rendering_and_standing(translated: Translated) -> None:
    rows = list(opened(translated)["terms"].iter_rows(min_row=2, values_only=True))
    assert ("工业和信息化部", "MIIT", 1, "forced 1", "admitted") in rows
    assert ("工业互联网", "Industrial Internet", 2, "chosen 2", "preferred") in rows
    assert ("安全生产", "work safety", 1, "unmet 1", "unmet") in rows


def test_terms_stand_out_in_rich_text(translated: Translated) -> None:
    cell = opened(translated, rich_text=True)["translation"]["C3"].value
    blocks = [block for block in cell if getattr(block, "font", None) and block.font.u == "single"]
    assert [block.text for block in blocks] == ["工业和信息化部", "复工复产"]


def test_what_a_cell_cannot_hold(translated: Translated) -> None:
    row = replace(translated.rows[0], target="a\x00b", terms=())
    assert opened(replace(translated, rows=(row,)))["translation"]["D2"].value == "a\ufffdb"
    row = replace(translated.rows[0], target="a" * 40_000)
    with pytest.raises(UserError, match="40,000 characters"):
        render(replace(translated, rows=(row,)))
