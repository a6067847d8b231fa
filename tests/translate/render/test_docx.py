from dataclasses import replace
from io import BytesIO

import docx
from docx.oxml.ns import qn

from translate.render.docx import render
from translate.row import Translated


def test_tables_hold_both_sides_and_the_number(translated: Translated) -> None:
    paper = docx.Document(BytesIO(render(translated)))
    article, furniture = ([[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables)
    assert article[0] == furniture[0] == ["中文", "English", "#"]
    lines = [[row.segment.text, row.target, str(number)] for number, row in enumerate(translated.rows, 1)]
    assert article[1:] == lines[:6]
    assert furniture[1:] == lines[6:]


def test_it_is_laid_out_for_reading(translated: Translated) -> None:
    paper = docx.Document(BytesIO(render(translated)))
    section = paper.sections[0]
    assert section.page_width > section.page_height
    head = paper.tables[0].rows[0]._tr
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert paper.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "SimSun"
    assert paper.core_properties.identifier == translated.document.name


def test_terms_are_underlined_and_findings_are_comments(translated: Translated) -> None:
    paper = docx.Document(BytesIO(render(translated)))
    runs = paper.tables[0].rows[2].cells[0].paragraphs[0].runs
    assert [run.text for run in runs if run.font.underline] == ["工业和信息化部", "复工复产"]
    assert [comment.text for comment in paper.comments] == [
        f"{finding.severity}: {finding.message}"
        for row in translated.rows
        for finding in row.findings
        if finding.severity != "info"
    ]


def test_empty_english_and_control_characters(translated: Translated) -> None:
    empty, controlled = replace(translated.rows[2], target=""), replace(translated.rows[4], target="a\x00b")
    paper = docx.Document(BytesIO(render(replace(translated, rows=(empty, controlled)))))
    assert [row.cells[1].text for row in paper.tables[0].rows[1:]] == ["", "a\ufffdb"]
