"""A document in two columns for reading, printing and commenting in a word processor."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from translate.render.characters import printable
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.render.tally import tally
from translate.row import How, Row, Translated

if TYPE_CHECKING:
    from docx.document import Document

SONG, ROMAN = "SimSun", "Times New Roman"
BLACK, TERM, WARN, ERROR, GREY = "000000", "1F4E79", "8A5A00", "A3271B", "7A766E"
LABELS = ("中文", "English", "#")
WIDTHS = (6520, 7770, 740)  # twentieths of a point: together the 265 mm between the margins
COMMENTS = (
    500  # findings become comments up to here; with thousands a word processor takes minutes to open the file
)

# Styles, so that an office can set the whole document in its own fonts: name -> size, bold, colour.
PARAGRAPHS: dict[str, tuple[float, bool, str]] = {
    "paragraph": (11, False, BLACK),
    "title": (14, True, BLACK),
    "heading": (11.5, True, BLACK),
    "list": (11, False, BLACK),
    "caption": (10, False, GREY),
    "furniture": (9, False, GREY),
    "number": (8, False, GREY),
}
MARKS = {
    "Term": TERM,
    "Term forced": WARN,
    "Term unmet": ERROR,
    "Finding error": ERROR,
    "Finding warning": WARN,
}
TERM_MARKS: dict[How, str] = {"forced": "Termforced", "unmet": "Termunmet"}
FINDING_MARKS = {"error": "Findingerror", "warning": "Findingwarning"}


def render(translated: Translated) -> bytes:
    """Return an A4 landscape document: Chinese, English and, in a narrow third column, the segment number.

    Findings are comments at the English; title and identifier in its properties are the document's name.
    """
    import docx

    paper = docx.Document()
    _styles(paper)
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
    _add_table(paper, [(n, row) for n, row in numbered if row.segment.kind != "furniture"], remarks=remarks)
    furniture = [(n, row) for n, row in numbered if row.segment.kind == "furniture"]
    if furniture:
        paper.add_paragraph("Page furniture", style="Heading 2")
        _add_table(paper, furniture, remarks=remarks)
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _styles(paper: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_UNDERLINE
    from docx.shared import Pt, RGBColor

    for name, size, bold, color in (
        ("Normal", 11, False, BLACK),
        ("Title", 18, True, BLACK),
        ("Subtitle", 9.5, False, GREY),
        ("Heading 2", 11, True, GREY),
        ("Footer", 8.5, False, GREY),
    ):
        _dress(paper.styles[name], size, bold, color)
    for name, after in (("Normal", 0), ("Title", 2), ("Subtitle", 8)):
        paper.styles[name].paragraph_format.space_after = Pt(after)
    for border in paper.styles["Title"].element.pPr.findall(_tag("pBdr")):
        border.getparent().remove(border)
    for kind, (size, bold, color) in PARAGRAPHS.items():
        for side, spacing in (("zh", 1.25), ("en", 1.12)):
            style = paper.styles.add_style(f"{kind} {side}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = paper.styles["Normal"]
            _dress(style, size, bold, color)
            style.paragraph_format.line_spacing = spacing
    for name, color in MARKS.items():
        style = paper.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor.from_string(color)
        if name.startswith("Term"):
            style.font.underline = WD_UNDERLINE.DOTTED


def _dress(style: Any, size: float, bold: bool, color: str) -> None:
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic = ROMAN, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(color)
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]  # a theme font would win over the named one
    for script, name in (("ascii", ROMAN), ("hAnsi", ROMAN), ("cs", ROMAN), ("eastAsia", SONG)):
        fonts.set(_tag(script), name)
    for spacing in style.element.rPr.findall(_tag("spacing")):
        spacing.getparent().remove(spacing)


def _layout(paper: Document, translated: Translated) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(16), Mm(15)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for code in ("PAGE", "NUMPAGES"):
        if code == "NUMPAGES":
            footer.add_run(" / ")
        footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"/>'))
    properties = paper.core_properties
    properties.title = properties.identifier = printable(translated.document.name)[:255]
    properties.author, properties.comments = "duizhao", printable(translated.signature)[:255]
    properties.language = "en"


def _add_table(paper: Document, rows: list[tuple[int, Row]], *, remarks: bool) -> None:
    # Written as one piece of XML: with thousands of rows, cell by cell through python-docx takes a minute.
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.text.paragraph import Paragraph

    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C9C3B6"/>'
        for side in ("top", "bottom", "insideH")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    head = [
        _cell(width, "furniture en", _run(Piece(label))) for width, label in zip(WIDTHS, LABELS, strict=True)
    ]
    table: Any = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(head)}</w:tr>"
        f"{''.join(_line(number, row) for number, row in rows)}</w:tbl>"
    )
    body = paper.element.body
    body.insert(len(body) - 1, table)  # the last element of a body is its section
    if not remarks:
        return
    for (_, row), line in zip(rows, table.findall(_tag("tr"))[1:], strict=True):
        worth = [finding for finding in row.findings if finding.severity != "info"]
        if not worth:
            continue
        cells = [Paragraph(cell.find(_tag("p")), paper) for cell in line.findall(_tag("tc"))]
        runs = cells[1].runs or cells[2].runs
        for finding in worth:
            text = printable(f"{finding.severity}: {finding.message}")
            paper.add_comment(runs, text=text, author="duizhao", initials="dz")


def _line(number: int, row: Row) -> str:
    kind = row.segment.kind
    hows = [use.how for use in row.terms]
    source = "".join(_run(piece, hows, chinese=True) for piece in source_pieces(row))
    target = "".join(_run(piece, hows) for piece in target_pieces(row))
    return (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + _cell(WIDTHS[0], f"{kind} zh", source)
        + _cell(WIDTHS[1], f"{kind} en", target)
        + _cell(WIDTHS[2], "number en", _run(Piece(str(number))), fill="FBF3DC" if row.flagged else "")
        + "</w:tr>"
    )


def _cell(width: int, style: str, runs: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>{runs}</w:p></w:tc>'
    )


def _run(piece: Piece, hows: list[How] | None = None, *, chinese: bool = False) -> str:
    properties = ""
    mark = FINDING_MARKS.get(piece.severity or "")
    if piece.use is not None and hows:
        mark, underline = mark or TERM_MARKS.get(hows[piece.use], "Term"), '<w:u w:val="dotted"/>'
    else:
        underline = ""
    if mark:
        properties += f'<w:rStyle w:val="{mark}"/>'
    if chinese:  # or Word sets quotation marks and ellipses in the Latin font, half as wide
        properties += '<w:rFonts w:hint="eastAsia"/>'
    properties += underline
    if chinese:
        properties += '<w:lang w:eastAsia="zh-CN"/>'
    text = (
        escape(printable(piece.text)).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    )
    text = f"<w:t>{text}</w:t>".replace("<w:t>", '<w:t xml:space="preserve">')
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
