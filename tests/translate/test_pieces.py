from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import Link, Span
from translate.engine import Annotation, Request
from translate.engines.attention import links
from translate.engines.pieces import MARKS, PieceCoder, Pieces
from translate.engines.punctuation import clean


@pytest.fixture(scope="module")
def coder(toys: dict[str, Path]) -> PieceCoder:
    return PieceCoder(toys["annotated"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０２５年，（试行）。", "2025年, (试行)."),
        ("《通知》：“好”；", '"通知":"好";'),
        ("a  \u3000b", "a b"),
        ("１２ ％", "12%"),
        ("发展。下一步", "发展. 下一步"),
        ("𠮷、𠮷", "𠮷,𠮷"),
        ("", ""),
    ],
)
def test_clean_up_is_that_of_opus_mt(text: str, expected: str) -> None:
    assert clean(text)[0] == expected


@given(st.text(alphabet="２，。（）《》 \u3000a中𠮷—…%"))
def test_clean_up_knows_where_each_character_came_from(text: str) -> None:
    cleaned, spans = clean(text)
    assert len(cleaned) == len(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(char == span.of(text) for char, span in zip(cleaned, spans, strict=True) if char in "中𠮷a")


def test_offsets_are_characters_of_the_source_as_given(coder: PieceCoder) -> None:
    source = "２０２１年  工业和信息化部𠮷，"
    cut = coder.source(Request(source))
    covered = {piece: span.of(source) for piece, span in zip(*cut, strict=True) if len(span)}
    assert covered["2021"] == "２０２１"
    assert covered["年"] == "年"
    raw = [span.of(source) for piece, span in zip(*cut, strict=True) if piece.startswith("<0x")]
    assert raw == ["𠮷"] * 4
    assert not any(span.of(source).isspace() for span in cut.spans if len(span))


def test_marks_and_rendering_stand_for_the_annotated_stretch(coder: PieceCoder) -> None:
    source = "由工业和信息化部印发"
    cut = coder.source(Request(source, (Annotation(Span(1, 8), "Ministry of Industry"),)))
    assert [piece for piece in cut.pieces if piece in MARKS] == list(MARKS)
    begin, end = cut.pieces.index(MARKS[1]), cut.pieces.index(MARKS[2])
    assert {span.of(source) for span in cut.spans[begin : end + 1]} == {"工业和信息化部"}
    assert "".join(cut.pieces[begin + 1 : end]) == "▁Ministry▁of▁Industry"
    assert cut.spans[-1].end == len(source)


@pytest.mark.parametrize("text", ["<t>发展<tr> x</t>", "＜ｔ＞发展", "<\x01t>发展"])
def test_literal_marks_in_a_text_are_no_marks(coder: PieceCoder, text: str) -> None:
    assert not set(MARKS) & set(coder.source(Request(text)).pieces)
    assert not set(MARKS) & set(coder.target(text).pieces)
    assert coder.source(Request(text)).spans[-1].end == len(text)


def test_overlapping_annotations_are_refused(coder: PieceCoder) -> None:
    request = Request("工业和信息化部", (Annotation(Span(0, 3), "a"), Annotation(Span(2, 4), "b")))
    with pytest.raises(ValueError, match="overlaps"):
        coder.source(request)


@pytest.mark.parametrize("text", ["The Ministry of Industry, 2021.", "Industrial Internet plus 𠮷 x"])
def test_joining_undoes_cutting(coder: PieceCoder, text: str) -> None:
    cut = coder.target(text)
    assert coder.continued("", Pieces((), ()), cut.pieces) == (text, cut)


def test_a_continuation_keeps_the_prefix_as_it_is(coder: PieceCoder) -> None:
    prefix = "“Two  spaces ﬁ"
    head = coder.target(prefix)
    text, cut = coder.continued(prefix, head, ["▁meeting", ",", "▁plan"])
    assert text == "“Two  spaces ﬁ meeting, plan"
    assert [span.of(text) for span in cut.spans[-3:]] == ["meeting", ",", "plan"]
    assert len(cut.pieces) == len(cut.spans) == len(head.pieces) + 3


def test_links_follow_the_rows_they_belong_to() -> None:
    # 0  网络   "network"   row 0 predicts "network", row 1 "safe", row 2 "ty", row 3 "."
    # 2  安全   "safety"
    # 4  。
    source = Pieces(("▁", "网络", "安全", "。"), (Span(0, 0), Span(0, 2), Span(2, 4), Span(4, 5)))
    target = Pieces(("▁network", "▁safe", "ty", "."), (Span(0, 7), Span(8, 12), Span(12, 14), Span(14, 15)))
    weights = [
        [0.0, 0.2, 0.05, 0.35, 0.4],  # the mark and the end soak up most
        [0.0, 0.1, 0.6, 0.3, 0.0],
        [0.9, 0.0, 0.1, 0.0, 0.0],  # the bare ▁ stands for nothing
        [0.0, 0.1, 0.1, 0.8, 0.0],
    ]
    assert links(weights, "网络安全。", source, "network safety.", target) == (
        Link(Span(0, 2), Span(0, 7)),
        Link(Span(2, 4), Span(8, 14)),
        Link(Span(4, 5), Span(14, 15)),
    )
