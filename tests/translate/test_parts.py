import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Link, Span
from translate.parts import Part, join, parts, shift_links


def cut(text: str, **options: object) -> list[tuple[str, str | None]]:
    return [(part.span.of(text), part.fixed) for part in parts(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议强调，要加快建设。", [("会议强调，要加快建设。", None)]),
        ("关键词: 5G商用", [("关键词: ", "Keywords:"), ("5G商用", None)]),
        ("相关阅读", [("相关阅读", "Related reading")]),
        ("来源：新华社", [("来源：", "Source:"), ("新华社", None)]),
        ("来源广泛的资料", [("来源广泛的资料", None)]),
        ("1.jpg", [("1.jpg", "1.jpg")]),
        ("——", [("——", "——")]),
    ],
)
def test_labels_and_what_needs_no_translation(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert cut(text) == expected


def test_a_long_sentence_is_cut_at_the_best_mark() -> None:
    text = "甲" * 20 + "，" + "乙" * 20 + "；" + "丙" * 20 + "。"
    assert [piece for piece, _ in cut(text, limit=50)] == [
        "甲" * 20 + "，" + "乙" * 20 + "；",
        "丙" * 20 + "。",
    ]


def test_no_cut_inside_quotes_or_terms() -> None:
    text = "“" + "甲" * 20 + "，" + "乙" * 20 + "”"
    assert len(cut(text, limit=30)) == 1
    text = "甲" * 20 + "，" + "乙" * 20
    assert len(cut(text, limit=30, keep_together=[Span(19, 22)])) == 1


@given(st.text(alphabet="甲乙丙，；、。“”𠮷 a", max_size=200), st.integers(min_value=10, max_value=60))
def test_parts_cover_the_text_without_gap_or_overlap(text: str, limit: int) -> None:
    pieces = parts(text, limit=limit)
    assert "".join(piece.span.of(text) for piece in pieces) == text


def test_joined_parts_read_as_one_sentence() -> None:
    source = "会议指出，甲；全国要乙。"
    pieces = [Part(Span(0, 7), None), Part(Span(7, 12), None)]
    joined = join(source, pieces, ["The meeting noted A.", "The country must do B."])
    assert joined.text == "The meeting noted A; the country must do B."
    assert [span.of(joined.text) for span in joined.spans] == [
        "The meeting noted A;",
        "the country must do B.",
    ]


def test_links_move_with_their_part_and_never_leave_it() -> None:
    links = [Link(Span(0, 1), Span(0, 3)), Link(Span(1, 2), Span(4, 9))]
    assert shift_links(links, 10, 100, Span(100, 107)) == [
        Link(Span(10, 11), Span(100, 103)),
        Link(Span(11, 12), Span(104, 107)),
    ]


@pytest.mark.parametrize(
    ("target", "joined"),
    [
        ("Emergency action was taken.", "Do A, emergency action was taken."),
        ("Strengthen supervision.", "Do A, strengthen supervision."),
        ("In Beijing, B.", "Do A, in Beijing, B."),
        ("The Ministry of B acted.", "Do A, the Ministry of B acted."),
        ("Emergency Management Bureau officials came.", "Do A, Emergency Management Bureau officials came."),
        ("Huawei launched it.", "Do A, Huawei launched it."),
        ("5G is here.", "Do A, 5G is here."),
    ],
)
def test_a_part_that_goes_on_loses_its_capital_but_a_name_does_not(target: str, joined: str) -> None:
    parts = [Part(Span(0, 2), None), Part(Span(2, 4), None)]
    assert join("甲，乙。", parts, ["Do A.", target]).text == joined


def test_no_cut_inside_figures_and_times() -> None:
    text = "实现产值" * 7 + "1,234.5亿元并在上午10:30召开会议" + "总结全年工作" * 5
    for part in parts(text, limit=40):
        assert not (part.span.of(text)[-1] in ",:" and text[part.span.end : part.span.end + 1].isdigit())
    assert len(parts("甲" * 30 + "，1" + "乙" * 30, limit=40)) == 2
