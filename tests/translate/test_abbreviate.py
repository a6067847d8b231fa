from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Document, Link, Segment, Span
from glossary.check import check
from glossary.term import Term, TermMatch
from translate.abbreviate import abbreviate
from translate.row import Finding, Row, TermUse, Translated

MIIT = Term("工信部", "the Ministry of Industry and Information Technology", abbr="MIIT")
FULL = "Ministry of Industry and Information Technology"
TERMS = (
    Term("工业和信息化部", FULL, abbr="MIIT"),
    Term("一带一路", "the Belt and Road Initiative", abbr="BRI"),
    Term("中国移动", "China Mobile"),
    Term("研发中心", "an R&D center"),
)
PIECES = st.sampled_from(
    (
        *("a", "an", "The", "the", "its", "(the", "R&D", "official", "met.", "“", "NDRC/", "\n"),
        *("MIIT", FULL, f"the {FULL}", f"{FULL} (MIIT)", "(MIIT)", "BRI", "the Belt and Road Initiative"),
        *("China Mobile", "an R&D center", "a R&D center"),
    )
)


def row(target: str, en: str, kind: str = "paragraph") -> Row:
    start = target.index(en)
    use = TermUse(TermMatch(MIIT, Span(0, 3)), en, Span(start, start + len(en)), "annotated")
    return Row(Segment("工信部强调", Span(0, 5), kind), target, terms=(use,))  # type: ignore[arg-type]


def checked(target: str) -> Row:
    """Return a row that has each term three times, where the check sees it, with a link and a finding for each."""
    matches = [TermMatch(term, Span(i, i + 1)) for i, term in enumerate(TERMS * 3)]
    uses = tuple(
        TermUse(match, en or "", stands, "chosen" if stands else "unmet")
        for match, en, stands, _ in check(matches, target)
    )
    links = tuple(Link(use.match.span, use.target) for use in uses if use.target)
    found = tuple(Finding("name", "error", use.en, use.match.span, use.target) for use in uses)
    segment = Segment("词" * len(uses), Span(0, len(uses)))
    return Row(segment, target, terms=uses, links=links, findings=found)


def abbreviated(rows: Sequence[Row]) -> tuple[Row, ...]:
    page = abbreviate(Translated(Document("d", ""), tuple(rows)))
    for made in page.rows:
        for use in made.terms:
            assert use.target is None or use.target.of(made.target) == use.en
    return page.rows


def targets(*rows: Row) -> list[str]:
    return [made.target for made in abbreviated(rows)]


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


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (("MIIT met.", f"The {FULL} met."), (f"The {FULL} (MIIT) met.", "The MIIT met.")),
        (("Tell the MIIT.", "MIIT met."), (f"Tell the {FULL} (MIIT).", "MIIT met.")),
        (("It met. The MIIT left.", "MIIT met."), (f"It met. The {FULL} (MIIT) left.", "MIIT met.")),
        (("An MIIT plan.", "MIIT met."), (f"A {FULL} (MIIT) plan.", "MIIT met.")),
        (("NDRC/MIIT met.", "MIIT met."), (f"NDRC/the {FULL} (MIIT) met.", "MIIT met.")),
        (("A BRI project.", "Its BRI."), ("A Belt and Road Initiative (BRI) project.", "Its BRI.")),
    ],
)
def test_a_short_form_that_comes_first_is_written_out(said: Sequence[str], shown: Sequence[str]) -> None:
    assert targets(*map(checked, said)) == list(shown)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ((f"The {FULL} (MIIT) met.",) * 2, (f"The {FULL} (MIIT) met.", "The MIIT met.")),
        ((f"It (MIIT) met the {FULL}.", "MIIT met."), (f"It (MIIT) met the {FULL} (MIIT).", "MIIT met.")),
    ],
)
def test_the_model_may_have_introduced_it(said: Sequence[str], shown: Sequence[str]) -> None:
    assert targets(*map(checked, said)) == list(shown)


def test_an_unmet_mention_introduces_nothing() -> None:
    said = ("It met.", f"The {FULL} met.", f"The {FULL} spoke.")
    assert targets(*map(checked, said)) == ["It met.", f"The {FULL} (MIIT) met.", "The MIIT spoke."]


def test_what_stands_before_a_change_keeps_its_place() -> None:
    line = f"China Mobile opened an R&D center with a {FULL} official."
    (_, made) = abbreviated([checked("MIIT met."), checked(line)])
    assert made.target == "China Mobile opened an R&D center with an MIIT official."
    said = {link.target.of(made.target) for link in made.links}
    assert said == {"China Mobile", "an R&D center", "MIIT"}


@given(st.lists(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4))
def test_terms_stand_where_they_say(lines: list[str]) -> None:
    rows = [checked(line) for line in lines]
    for old, new in zip(rows, abbreviated(rows), strict=True):
        for was, use, finding in zip(old.terms, new.terms, new.findings, strict=True):
            if not use.match.term.abbr:
                assert use.en == was.en
                assert finding.target == use.target
                assert use.target is None or Link(use.match.span, use.target) in new.links


def test_what_introduces_itself_is_not_introduced_again() -> None:
    said = f"The {FULL} (hereinafter referred to as the MIIT) met. MIIT went on."
    (made,) = abbreviate(Translated(Document("d", "", ()), (checked(said),))).rows
    assert made.target == said
