"""From documents to rows, on the engine without a model."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from align.page import segments
from align.text import Document
from glossary.matcher import Matcher
from glossary.store import Glossary
from glossary.term import Term
from translate.cache import Cache
from translate.engine import Hypothesis, Request
from translate.engines.echo import EchoEngine
from translate.pipeline import WINDOW, Tools, hand_over, translate_document
from translate.row import Row, Suggestion, Translated

TEXT = """加快5G发展
会议强调，要发展工业互联网。工信部要加快工业互联网建设，增长5%。

关键词：工业互联网
相关阅读
- 某公司报告202...
"""
TERMS = (Term("工业互联网", "industrial internet"), Term("工信部", "Ministry of Industry", abbr="MII"))


class Counting(EchoEngine):
    """Remembers what it was asked."""

    asked: list[str]

    def translate(
        self,
        requests: list[Request],
        *,
        beam: int | None = None,
        n_best: int = 1,  # type: ignore[override]
    ) -> list[tuple[Hypothesis, ...]]:
        self.asked = [*getattr(self, "asked", []), *(request.source for request in requests)]
        return super().translate(requests, beam=beam, n_best=n_best)


def document(text: str = TEXT) -> Document:
    return Document("page.txt", text, segments(text))


def tools(tmp_path: Path, *terms: Term, engine: EchoEngine | None = None) -> Tools:
    return Tools(engine or Counting(), Matcher(Glossary(terms or TERMS)), Cache(tmp_path / "cache.db"))


def row(page: Translated, start: str) -> Row:
    return next(row for row in page.rows if row.segment.text.startswith(start))


def test_every_segment_has_its_row_in_order(tmp_path: Path) -> None:
    page = translate_document(document(), tools(tmp_path))
    assert [row.segment for row in page.rows] == list(document().segments)
    assert all(row.target for row in page.rows)


def test_terms_are_met_with_exact_places(tmp_path: Path) -> None:
    page = translate_document(document(), tools(tmp_path))
    for made in page.rows:
        for use in made.terms:
            assert use.match.span.of(made.segment.text) in use.match.term.designations
            assert use.target is not None
            assert use.target.of(made.target) == use.en


def test_furniture_has_fixed_labels_and_raises_no_flag(tmp_path: Path) -> None:
    page = translate_document(document(), tools(tmp_path))
    assert row(page, "关键词").target == "Keywords: Industrial internet"
    assert row(page, "相关阅读").target == "Related reading"
    assert row(page, "相关阅读").origin == "fixed"
    assert not any(row.flagged for row in page.rows if row.segment.kind == "furniture")


@pytest.mark.parametrize("source", ["《工信部》", "“工信部”：", "（工信部）", "工信部？"])
def test_a_term_in_marks_keeps_its_marks(tmp_path: Path, source: str) -> None:
    (made,) = translate_document(document(source), tools(tmp_path)).rows
    assert "Ministry of Industry" in made.target
    assert made.target != "Ministry of Industry"
    assert made.origin == "model"


def test_a_term_inside_a_fixed_label_leaves_the_others_their_means(tmp_path: Path) -> None:
    terms = (Term("记者", "journalist"), Term("网络", "network"))
    source = "记者：网络发展。"
    whole = translate_document(
        document(source), tools(tmp_path, *terms, engine=EchoEngine(reads_annotations=False))
    )
    assert [
        (use.match.term.zh, use.how) for row in whole.rows for use in row.terms if use.how != "unmet"
    ] == [("网络", "repaired")]


class Meeting(EchoEngine):
    """Answers only when two calls are there at once."""

    parallel = 2

    def __init__(self) -> None:
        super().__init__()
        self._both = Barrier(2)

    def translate(
        self,
        requests: list[Request],
        *,
        beam: int | None = None,
        n_best: int = 1,  # type: ignore[override]
    ) -> list[tuple[Hypothesis, ...]]:
        self._both.wait(timeout=20)
        return super().translate(requests, beam=beam, n_best=n_best)


def test_windows_are_decoded_at_once_and_come_out_in_order(tmp_path: Path) -> None:
    text = "".join(f"第{'一' * n}个。\n" for n in range(1, 2 * WINDOW + 1))
    done: list[int] = []
    page = translate_document(document(text), tools(tmp_path, engine=Meeting()), advance=done.append)
    assert [made.segment for made in page.rows] == list(document(text).segments)
    assert done == [0, WINDOW, WINDOW]


def test_a_second_run_asks_no_model(tmp_path: Path) -> None:
    first = translate_document(document(), tools(tmp_path))
    engine = Counting()
    again = translate_document(document(), tools(tmp_path, engine=engine))
    assert not hasattr(engine, "asked")
    assert [made.target for made in again.rows] == [made.target for made in first.rows]
    assert [made.links for made in again.rows] == [made.links for made in first.rows]
    assert {made.origin for made in again.rows} <= {"cache", "fixed", "term"}


def test_an_edited_term_translates_only_its_segments_and_shows_what_was(tmp_path: Path) -> None:
    made = tools(tmp_path)
    hand_over(translate_document(document(), made), made.cache)
    engine = Counting()
    edited = (Term("工业互联网", "industrial internet"), Term("工信部", "MIIT"))
    page = translate_document(document(), tools(tmp_path, *edited, engine=engine))
    assert {source[:3] for source in engine.asked} == {"工信部"}
    assert "Ministry of Industry" in (row(page, "工信部").previous or "")
    assert [made.previous for made in page.rows].count(None) == len(page.rows) - 1


def test_a_term_alone_shows_what_was_too(tmp_path: Path) -> None:
    made = tools(tmp_path)
    text = document("标题行\n工信部\n会议强调。")
    (_, before, _) = hand_over(translate_document(text, made), made.cache).rows
    assert (before.origin, before.previous) == ("term", None)
    page = translate_document(text, tools(tmp_path, Term("工信部", "MIIT")))
    assert [made.previous for made in page.rows] == [None, "Ministry of Industry", None]


def test_a_row_that_comes_to_read_as_before_has_not_changed(tmp_path: Path) -> None:
    """A short form may do that to another model's or glossary's translation."""
    made = tools(tmp_path)
    page = translate_document(document(), made)
    first = replace(page.rows[0], previous=page.rows[0].target)
    other = replace(page.rows[1], previous="Another")
    page = hand_over(replace(page, rows=(first, other, *page.rows[2:])), made.cache)
    assert [row.previous for row in page.rows[:2]] == [None, "Another"]


def test_equal_segments_are_translated_once(tmp_path: Path) -> None:
    engine = Counting()
    translate_document(document("标题行\n会议强调。会议强调。会议强调。"), tools(tmp_path, engine=engine))
    assert engine.asked.count("会议强调。") == 1


class Approved:
    """A translation memory of one segment."""

    def translation(self, source: str) -> str | None:
        return "The meeting stressed it." if source.startswith("会议强调") else None

    def fuzzy(self, source: str) -> tuple[Suggestion, ...]:
        return (Suggestion(source, "similar", 80.0, "memory"),)


def test_memory_comes_before_the_model_and_is_checked_all_the_same(tmp_path: Path) -> None:
    made = tools(tmp_path)
    page = translate_document(document(), Tools(made.engine, made.finder, made.cache, Approved()))
    remembered = row(page, "会议强调")
    assert remembered.origin == "memory"
    assert remembered.suggestions == ()
    assert [finding.kind for finding in remembered.findings] == ["term-unmet"]
    assert row(page, "工信部").suggestions[0].target == "similar"


def test_a_long_sentence_is_translated_in_parts_and_says_so(tmp_path: Path) -> None:
    text = (
        "标题\n会议"
        + "".join(map(chr, range(0x4E00, 0x4E50)))
        + "，"
        + "".join(map(chr, range(0x5E00, 0x5E50)))
        + "。"
    )
    made = row(translate_document(document(text), tools(tmp_path)), "会议")
    assert [finding.kind for finding in made.findings] == ["split"]
    ends = [link.source.end for link in made.links]
    assert max(ends) == len(made.segment.text)
    assert all(link.target.of(made.target).strip() for link in made.links)


@pytest.mark.parametrize("text", ["", "\n\n", "——\n***"])
def test_documents_with_nothing_to_translate(tmp_path: Path, text: str) -> None:
    page = translate_document(document(text), tools(tmp_path))
    assert all(row.origin == "fixed" for row in page.rows)
