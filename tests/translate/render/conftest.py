"""A translated page made by hand: every kind of segment, term, finding and suggestion, no model needed."""

import pytest

from align.text import Document, Kind, Link, Segment, Span
from glossary.term import Term, TermMatch
from translate.row import Finding, How, Row, Suggestion, TermUse, Translated

GLOSSARY = (
    Term(
        "工业和信息化部",
        "Ministry of Industry and Information Technology",
        also=("the Ministry of Industry and Information Technology",),
        abbr="MIIT",
        aliases=("工信部",),
        source="State Council list of departments, 2023",
        note="Short form from the second mention on.",
        domain="telecom",
    ),
    Term(
        "复工复产",
        "resumption of work and production",
        also=("work resumption",),
        avoid=("return to work",),
    ),
    Term("高质量发展", "high-quality development", source="Report to the 20th National Congress"),
    Term("工业互联网", "Industrial Internet", status="proposed"),
    Term("安全生产", "work safety", avoid=("safe production", "production safety"), source="Work Safety Law"),
    Term("决策部署", "decisions and plans", also=("decisions and deployments",)),
)

TITLE = "加快5G建设，推动高质量发展"
TITLE_EN = "Accelerate 5G Construction and Promote High-quality Development"
FIRST = "3月6日，工业和信息化部召开会议，部署复工复产工作。"
FIRST_EN = (
    "On March 6, the Ministry of Industry and Information Technology held a meeting "
    "to make arrangements for the resumption of work and production."
)
SECOND = "会议要求贯彻决策部署，建成5.8万个基站，抓好安全生产。"
SECOND_EN = (
    "The meeting called for implementing the decisions and plans, building 5,800 base stations "
    "and ensuring safe production."
)
MEMORY = "会议要求贯彻决策部署，建成3万个基站。"
MEMORY_EN = "The meeting called for carrying out the decisions and plans and building 30,000 base stations."
THIRD = "工信部将支持工业互联网，“𠮷林”项目投资=2亿元<br>。"
THIRD_EN = (
    "The MIIT will support the Industrial Internet; "
    'investment in the "𠮷lin" project = 200 million yuan <br>.'
)
ITEM = "一要加强统筹协调。"
ITEM_EN = "First, strengthen overall coordination."
CAPTION = "图为会议现场"
CAPTION_EN = "The meeting venue"
FURNITURE = (
    ("相关阅读", "Related reading"),
    ("上一篇：关于工业互联网的通知", "Previous: Notice on the Industrial Internet"),
    ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
    ("分享到", "Share"),
)


def span(text: str, part: str) -> Span:
    """The first place of a part in a text."""
    start = text.index(part)
    return Span(start, start + len(part))


def use(source: str, target: str, zh: str, en: str, how: How) -> TermUse:
    """A term use found by looking: the Chinese form as it stands and its English, "" where there is none."""
    term = next(term for term in GLOSSARY if zh in term.designations)
    return TermUse(TermMatch(term, span(source, zh)), en, span(target, en) if en else None, how)


def links(source: str, target: str, pairs: dict[str, str]) -> tuple[Link, ...]:
    """Word links between parts of the two sides."""
    return tuple(Link(span(source, zh), span(target, en)) for zh, en in pairs.items())


def article(text: str) -> tuple[Row, ...]:
    """The rows of the article, their segments placed in the text."""

    def segment(source: str, kind: Kind, block: int) -> Segment:
        return Segment(source, span(text, source), kind, block)

    return (
        Row(
            segment(TITLE, "title", 0),
            TITLE_EN,
            score=-0.21,
            terms=(use(TITLE, TITLE_EN, "高质量发展", "High-quality Development", "annotated"),),
            links=links(TITLE, TITLE_EN, {"加快": "Accelerate", "建设": "Construction", "推动": "Promote"}),
        ),
        Row(
            segment(FIRST, "paragraph", 1),
            FIRST_EN,
            score=-0.154321,
            terms=(
                use(
                    FIRST,
                    FIRST_EN,
                    "工业和信息化部",
                    "Ministry of Industry and Information Technology",
                    "chosen",
                ),
                use(FIRST, FIRST_EN, "复工复产", "resumption of work and production", "repaired"),
            ),
            links=links(
                FIRST,
                FIRST_EN,
                {"3月6日": "March 6", "召开": "held", "会议": "meeting", "部署": "make arrangements"},
            ),
            previous=FIRST_EN.replace("resumption of work and production", "return to work"),
        ),
        Row(
            segment(SECOND, "paragraph", 1),
            SECOND_EN,
            score=-1.9,
            terms=(
                use(SECOND, SECOND_EN, "决策部署", "decisions and plans", "annotated"),
                use(SECOND, SECOND_EN, "安全生产", "", "unmet"),
            ),
            links=links(SECOND, SECOND_EN, {"会议": "meeting", "基站": "base stations", "5.8万": "5,800"}),
            findings=(
                Finding("split", "info", "long sentence translated in two parts"),
                Finding(
                    "term-avoid",
                    "warning",
                    "“safe production” is to be avoided: use “work safety”",
                    span(SECOND, "安全生产"),
                    span(SECOND_EN, "safe production"),
                ),
                Finding(
                    "number",
                    "error",
                    "5.8万 is 58,000, the English has 5,800",
                    span(SECOND, "5.8万"),
                    span(SECOND_EN, "5,800"),
                ),
            ),
            suggestions=(Suggestion(MEMORY, MEMORY_EN, 81.5, "memory.tmx"),),
        ),
        Row(
            segment(THIRD, "paragraph", 2),
            THIRD_EN,
            origin="cache",
            score=-0.5,
            terms=(
                use(THIRD, THIRD_EN, "工信部", "MIIT", "forced"),
                use(THIRD, THIRD_EN, "工业互联网", "Industrial Internet", "chosen"),
            ),
            links=links(
                THIRD,
                THIRD_EN,
                {
                    "支持": "support",
                    "𠮷林": "𠮷lin",
                    "项目": "project",
                    "投资": "investment",
                    "2亿元": "200 million yuan",
                },
            ),
            findings=(
                Finding(
                    "han", "warning", "Chinese characters left in the English: 𠮷", None, span(THIRD_EN, "𠮷")
                ),
                Finding(
                    "term-forced",
                    "warning",
                    "“MIIT” was put in by force; read the sentence",
                    span(THIRD, "工信部"),
                ),
            ),
        ),
        Row(segment(ITEM, "list", 3), ITEM_EN, score=-0.3),
        Row(segment(CAPTION, "caption", 4), CAPTION_EN, origin="memory"),
    )


def furniture(text: str) -> tuple[Row, ...]:
    """The rows below the article."""
    return tuple(
        Row(
            Segment(zh, span(text, zh), "furniture", 5 + number),
            en,
            origin="fixed",
            terms=(use(zh, en, "工业互联网", "Industrial Internet", "chosen"),) if "互联" in zh else (),
        )
        for number, (zh, en) in enumerate(FURNITURE)
    )


@pytest.fixture
def translated() -> Translated:
    """The whole page."""
    text = "\n".join((TITLE, FIRST + SECOND, THIRD, ITEM, CAPTION, *(zh for zh, _ in FURNITURE))) + "\n"
    rows = article(text) + furniture(text)
    document = Document("通知 <5G> & more.txt", text, tuple(row.segment for row in rows))
    signature = "duizhao 0.1.0|model zh-en|beam 4|glossary 3f2a91c"
    return Translated(document, rows, "zh-en", signature, "3f2a91c", len(GLOSSARY))
