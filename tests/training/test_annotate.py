"""Links, phrase pairs and inline annotations."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.formats.pharaoh import format_links
from align.text import Span
from glossary.matcher import Matcher
from glossary.term import Term
from training.annotate import annotations_of, choose, from_glossary, mark, phrases, relink, shift
from training.links import Links, join, parse_links
from training.pieces import Piece
from translate.engine import Annotation

SETS = st.frozensets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12)


def cut(text: str, *pieces: str) -> list[Piece]:
    """Cut a text as told; a bar before a piece says that a word starts there."""
    cuts, at = [], 0
    for piece in pieces:
        plain = piece.lstrip("|")
        at = text.index(plain, at)
        cuts.append(Piece(plain, Span(at, at + len(plain)), piece.startswith("|")))
        at += len(plain)
    return cuts


ZH, EN = "推动工业互联网发展。", "Develop the Industrial Internet."
SOURCE = cut(ZH, "|推动", "工业", "互联网", "发展", "。")
TARGET = cut(EN, "|Develop", "|the", "|Industrial", "|Inter", "net", ".")
#      推动 工业 互联网 发展 。
#      Develop  Industrial  Inter+net  Develop  .
LINKS = parse_links("0-0 1-2 2-3 2-4 3-0 4-5")


def test_phrases_are_consistent_and_whole_words() -> None:
    found = {(p.source.of(ZH), p.target.of(EN)) for p in phrases(SOURCE, TARGET, ZH, EN, LINKS)}
    assert found == {
        ("工业", "Industrial"),
        ("互联网", "Internet"),
        ("工业互联网", "Industrial Internet"),
        ("推动工业互联网发展", "Develop the Industrial Internet"),
    }


def test_phrases_chosen_do_not_overlap() -> None:
    for seed in range(20):
        picked = annotations_of(choose(SOURCE, TARGET, ZH, EN, LINKS, random.Random(seed)), EN)
        assert len(picked) == 1  # a source of fewer than six pieces gets one
        assert picked[0].rendering in EN


def test_from_glossary_takes_what_both_sides_have() -> None:
    terms = [
        Term("工业互联网", "industrial internet"),
        Term("发展", "growth"),
        Term("推动", "promote", also=("develop",)),
        Term("动工", "op"),
    ]
    every = (Annotation(Span(0, 2), "Develop"), Annotation(Span(2, 7), "Industrial Internet"))
    found = Matcher(terms).find(ZH)
    drawn = [from_glossary(found, EN, random.Random(seed)) for seed in range(40)]
    assert 24 <= drawn.count(every) < 40
    assert all(set(annotations) <= set(every) for annotations in drawn)
    assert from_glossary(Matcher([Term("发展", "inter")]).find(ZH), EN, random.Random(1)) == (), (
        "no whole word"
    )


def test_mark_and_shift() -> None:
    text = "𠮷工业互联网和5G"
    annotations = [Annotation(Span(1, 6), "Industrial Internet"), Annotation(Span(7, 9), "5G")]
    marked = mark(text, annotations)
    assert marked == "𠮷<t>工业互联网<tr> Industrial Internet</t>和<t>5G<tr> 5G</t>"
    assert [marked[shift(at, annotations)] for at in range(len(text))] == list(text)


def test_relink_follows_the_source_pieces() -> None:
    annotations = [Annotation(Span(2, 7), "Industrial Internet")]
    text = mark(ZH, annotations)
    marked = cut(
        text, "|推动", "<t>", "工业", "互联网", "<tr>", "|Industrial", "|Internet", "</t>", "发展", "。"
    )
    #        0       1      2       3        4       5             6           7       8      9
    assert relink(LINKS, SOURCE, TARGET, marked, annotations) == parse_links("0-0 2-2 3-3 3-4 8-0 9-5")


def test_relink_copies_a_rendering_that_the_target_has_piece_by_piece() -> None:
    annotations = [Annotation(Span(2, 7), "Industrial Internet")]
    marked = cut(
        mark(ZH, annotations),
        "|推动", "<t>", "工业", "互联网", "<tr>", "|Industrial", "|Inter", "net", "</t>", "发展", "。",
        # 0     1      2       3        4       5              6         7      8       9      10
    )  # fmt: skip
    assert relink(LINKS, SOURCE, TARGET, marked, annotations) == parse_links("0-0 5-2 6-3 7-4 9-0 10-5")


def test_a_rendering_that_stands_twice_is_copied_to_where_its_stretch_is_linked() -> None:
    zh, en = "网络和网络", "network and network"
    source, target = cut(zh, "|网络", "和", "网络"), cut(en, "|network", "|and", "|network")
    annotations = [Annotation(Span(3, 5), "network")]
    marked = cut(mark(zh, annotations), "|网络", "和", "<t>", "网络", "<tr>", "|network", "</t>")
    linked = parse_links("0-0 1-1 2-2")
    assert relink(linked, source, target, marked, annotations) == parse_links("0-0 1-1 5-2")


@pytest.mark.parametrize(
    ("forward", "backward", "expected"),
    [
        ("0-0 1-1", "0-0 1-1", "0-0 1-1"),
        ("0-0 1-1", "0-0", "0-0 1-1"),  # grown: a neighbour of a sure link, both words free
        ("0-0 1-0", "0-0 0-1", "0-0 0-1 1-0"),  # grown: one of the two words is free
        ("0-0 3-3", "0-0", "0-0 3-3"),  # final: both words have none
        ("0-0 3-0", "0-0", "0-0"),  # too far, and the target word has one
        ("", "", ""),
    ],
)
def test_join(forward: str, backward: str, expected: str) -> None:
    assert format_links(join(parse_links(forward), parse_links(backward))) == expected


@given(SETS, SETS)
def test_join_lies_between_intersection_and_union(forward: Links, backward: Links) -> None:
    joined = join(forward, backward)
    assert forward & backward <= joined <= forward | backward


@given(SETS)
def test_links_round_trip(links: Links) -> None:
    assert parse_links(format_links(links)) == links
