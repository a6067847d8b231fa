from align.text import Document, Segment, Span
from glossary.term import Term, TermMatch
from translate.abbreviate import abbreviate
from translate.row import Row, TermUse, Translated

MIIT = Term("工信部", "the Ministry of Industry and Information Technology", abbr="MIIT")


def row(target: str, en: str, kind: str = "paragraph") -> Row:
    start = target.index(en)
    use = TermUse(TermMatch(MIIT, Span(0, 3)), en, Span(start, start + len(en)), "annotated")
    return Row(Segment("工信部强调", Span(0, 5), kind), target, terms=(use,))  # type: ignore[arg-type]


def targets(*rows: Row) -> list[str]:
    page = abbreviate(Translated(Document("d", ""), rows))
    for made in page.rows:
        for use in made.terms:
            assert use.target is not None
            assert use.target.of(made.target) == use.en
    return [made.target for made in page.rows]


def test_first_in_full_then_short() -> None:
    full = "The Ministry of Industry and Information Technology"
    later = f"t{full[1:]}"
    assert targets(row(f"{full} met.", full), row(f"Then {later} spoke.", later)) == [
        f"{full} (MIIT) met.",
        "Then the MIIT spoke.",
    ]


def test_one_mention_is_left_in_full_and_titles_do_not_count() -> None:
    full = "The Ministry of Industry and Information Technology"
    rows = (row(f"{full} meets", full, "title"), row(f"{full} met.", full))
    assert targets(*rows) == [made.target for made in rows]
