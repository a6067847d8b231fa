"""A document in two columns for reading, printing and commenting in a word processor."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from translate.render.characters import printable
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.tally import tally
from translate.row import Row, Translated

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

SONG, ROMAN = "SimSun", "Times New Roman"
TERM, WARN, ERROR, GREY = "1F4E79", "8A5A00", "A3271B", "7A766E"
WIDTHS = (115, 137, 13)  # millimetres, of the 265 between the margins
COMMENTS = (
    500  # remarks become comments up to here; beyond that a word processor takes minutes to open the file
)


def render(translated: Translated) -> bytes:
    """Return an A4 landscape document: Chinese, English and, in a narrow third column, the segment number.

    Findings are comments at the English, the document's name is in its properties as identifier and title.
    """
    import docx

    paper = docx.Document()
    _layout(paper, translated)
    counts = tally(translated)
    paper.add_heading(printable(translated.document.name), level=0)
    facts = [
        f"Model {translated.model}",
        f"glossary {translated.glossary}",
        f"{counts.segments} segments",
        f"{counts.terms - counts.unmet} of {counts.terms} terms as the glossary says",
        f"{counts.flagged} flagged",
    ]
    paper.add_paragraph(printable(" · ".join(facts)), style="Subtitle")
    numbered = list(enumerate(translated.rows, 1))
    remarks = counts.errors + counts.warnings <= COMMENTS
    _table(paper, [(n, row) for n, row in numbered if row.segment.kind != "furniture"], remarks=remarks)
    furniture = [(n, row) for n, row in numbered if row.segment.kind == "furniture"]
    if furniture:
        paper.add_paragraph("Page furniture", style="Heading 2")
        _table(paper, furniture, remarks=remarks, grey=True)
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _layout(paper: Document, translated: Translated) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(16), Mm(15)
    for name, size, bold, color in (
        ("Normal", 11, False, "000000"),
        ("Title", 18, True, "000000"),
        ("Subtitle", 9.5, False, GREY),
        ("Heading 2", 11, True, GREY),
        ("Footer", 8.5, False, GREY),
    ):
        _style(paper.styles[name], size, bold, color)
    paper.styles["Normal"].paragraph_format.space_after = Pt(0)
    paper.styles["Title"].paragraph_format.space_after = Pt(2)
    paper.styles["Subtitle"].paragraph_format.space_after = Pt(8)
    _remove(paper.styles["Title"].element.pPr, "w:pBdr")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")
    properties = paper.core_properties
    properties.title = properties.identifier = printable(translated.document.name)[:255]
    properties.author, properties.comments = "duizhao", printable(translated.signature)[:255]
    properties.language = "en"


def _style(style: Any, size: float, bold: bool, color: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold, style.font.italic = ROMAN, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(color)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]  # a theme font would win over the named one
    for side in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(side), ROMAN)
    fonts.set(qn("w:eastAsia"), SONG)
    _remove(style.element.rPr, "w:spacing")


def _remove(parent: Any, tag: str) -> None:
    from docx.oxml.ns import qn

    for element in parent.findall(qn(tag)) if parent is not None else ():
        parent.remove(element)


def _element(parent: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()._r
    _element(run, "w:fldChar", fldCharType="begin")
    _element(run, "w:instrText").text = code
    _element(run, "w:fldChar", fldCharType="end")


def _table(paper: Document, rows: list[tuple[int, Row]], *, remarks: bool, grey: bool = False) -> None:
    from docx.shared import Mm

    table = paper.add_table(rows=0, cols=3)
    table.autofit = False
    borders = _element(table._tbl.tblPr, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        _element(borders, f"w:{side}", val="single", sz="4", space="0", color="C9C3B6")
    margins = _element(table._tbl.tblPr, "w:tblCellMar")
    for side, twips in (("top", "50"), ("left", "100"), ("bottom", "50"), ("right", "100")):
        _element(margins, f"w:{side}", w=twips, type="dxa")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    head = table.add_row()
    _element(head._tr.get_or_add_trPr(), "w:tblHeader")
    for cell, label, width in zip(head.cells, ("中文", "English", "#"), WIDTHS, strict=True):
        cell.width = Mm(width)
        _write(cell, [Piece(label)], (), size=9, color=GREY, chinese=label == "中文")
    for number, row in rows:
        line = table.add_row()
        _element(line._tr.get_or_add_trPr(), "w:cantSplit")
        cells = line.cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = Mm(width)
        kind = row.segment.kind
        size = 9.0 if grey else {"title": 14.0, "caption": 10.0}.get(kind, 11.0)
        color = GREY if grey or kind == "caption" else "000000"
        bold = kind in ("title", "heading")
        hows = tuple(use.how for use in row.terms)
        _write(cells[0], source_pieces(row), hows, size=size, color=color, bold=bold, chinese=True)
        runs = _write(cells[1], target_pieces(row), hows, size=size, color=color, bold=bold)
        _write(cells[2], [Piece(str(number))], (), size=8, color=ERROR if row.flagged else GREY)
        if row.flagged:
            _element(cells[2]._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="FBF3DC")
        if remarks:
            for finding in row.findings:
                if finding.severity != "info":
                    text = printable(f"{finding.severity}: {finding.message}")
                    paper.add_comment(
                        runs or cells[2].paragraphs[0].runs, text=text, author="duizhao", initials="dz"
                    )


def _write(
    cell: _Cell,
    pieces: list[Piece],
    hows: tuple[str, ...],
    *,
    size: float,
    color: str,
    bold: bool = False,
    chinese: bool = False,
) -> list[Any]:
    from docx.enum.text import WD_UNDERLINE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = 1.25 if chinese else 1.12
    for piece in pieces:
        run = paragraph.add_run(printable(piece.text))
        run.font.size, run.font.bold = Pt(size), bold or None
        tone = color
        if piece.use is not None:
            tone = {"unmet": ERROR, "forced": WARN}.get(hows[piece.use], TERM)
            run.font.underline = WD_UNDERLINE.DOTTED
        if piece.severity in ("warning", "error"):
            tone = ERROR if piece.severity == "error" else WARN
        run.font.color.rgb = RGBColor.from_string(tone)
        properties = run._r.get_or_add_rPr()
        if chinese:  # or Word sets quotation marks and ellipses in the Latin font, half as wide
            properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
            _element(properties, "w:lang", val="en-GB", eastAsia="zh-CN")
    return list(paragraph.runs)
