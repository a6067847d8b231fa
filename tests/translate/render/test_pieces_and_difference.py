import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Segment, Span
from translate.render.difference import difference
from translate.render.pieces import Piece, source_pieces, target_pieces
from translate.row import Finding, Row, Translated


def test_terms_and_findings_cut_the_text(translated: Translated) -> None:
    assert source_pieces(translated.rows[2]) == [
        Piece("会议要求贯彻"),
        Piece("决策部署", 0),
        Piece("，建成"),
        Piece("5.8万", None, "error"),
        Piece("个基站，抓好"),
        Piece("安全生产", 1, "warning"),
        Piece("。"),
    ]


@given(
    st.text(alphabet="ab𠮷 ", max_size=12),
    st.lists(st.tuples(st.integers(0, 9), st.integers(9, 15), st.sampled_from(["info", "warning", "error"]))),
)
def test_pieces_joined_are_the_text_and_the_gravest_finding_shows(
    text: str, spots: list[tuple[int, int, str]]
) -> None:
    findings = tuple(Finding("number", how, "", None, Span(a, b)) for a, b, how in spots)  # type: ignore[arg-type]
    row = Row(Segment("甲", Span(0, 1)), text, findings=findings)
    pieces = target_pieces(row)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        there = {how for a, b, how in spots if a <= at < b}
        worst = next((how for how in ("error", "warning", "info") if how in there), None)
        assert piece.severity == worst
        at += len(piece.text)


CHANGES = [
    ("", "", []),
    ("same", "same", [("same", "same")]),
    ("a plan", "the plan", [("gone", "a"), ("new", "the"), ("same", " plan")]),
    ("高质量发展", "高水平发展", [("same", "高"), ("gone", "质量"), ("new", "水平"), ("same", "发展")]),
    ("", "new", [("new", "new")]),
]


@pytest.mark.parametrize(("before", "after", "steps"), CHANGES)
def test_difference(before: str, after: str, steps: list[tuple[str, str]]) -> None:
    assert [tuple(step) for step in difference(before, after)] == steps


@given(st.text(alphabet="ab c.高质𠮷\n", max_size=30), st.text(alphabet="ab c.高质𠮷\n", max_size=30))
def test_difference_rebuilds_both(before: str, after: str) -> None:
    steps = difference(before, after)
    assert "".join(step.text for step in steps if step.what != "new") == before
    assert "".join(step.text for step in steps if step.what != "gone") == after
