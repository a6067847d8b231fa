from pathlib import Path

import pytest

from align.page import segments
from align.text import Document, Link, Segment, Span
from glossary.matcher import Matcher
from glossary.store import Glossary
from glossary.term import Term
from translate.cache import Cache
from translate.consistency import settle, votes
from translate.engine import Hypothesis, Request
from translate.engines.echo import EchoEngine
from translate.pipeline import Options, Tools, translate_document
from translate.row import Row

TEXT = "标题\n发展数字经济。\n推动数字经济。\n保障数字经济。\n丙丁数字经济戊。"


class Wavering(EchoEngine):
    """Says “digital economy”, but “numeric economy” in a segment with 丙 unless told otherwise."""

    def translate(
        self,
        requests: list[Request],  # type: ignore[override]
        *,
        beam: int | None = None,
        n_best: int = 1,
    ) -> list[tuple[Hypothesis, ...]]:
        made = []
        for request in requests:
            word = "numeric economy" if "丙" in request.source else "digital economy"
            engine = EchoEngine({"数字经济": word})
            made += engine.translate([request], beam=beam, n_best=n_best)
        return made


class Stubborn(Wavering):
    """Leaves 网络 out of a segment with 丙 as soon as it is told what 数字经济 is."""

    def translate(
        self,
        requests: list[Request],  # type: ignore[override]
        *,
        beam: int | None = None,
        n_best: int = 1,
    ) -> list[tuple[Hypothesis, ...]]:
        told = [{note.span.of(request.source) for note in request.annotations} for request in requests]
        return [
            (Hypothesis("digital economy.", -1.0),)
            if "丙" in request.source and "数字经济" in known
            else super(Stubborn, self).translate([request], beam=beam, n_best=n_best)[0]
            for request, known in zip(requests, told, strict=True)
        ]


def row(*words: tuple[str, str]) -> Row:
    """Return a row of Chinese words with their English, which is linked."""
    zh, en = "", ""
    links = []
    for chinese, english in words:
        en += " " if en else ""
        links.append(Link(Span(len(zh), len(zh + chinese)), Span(len(en), len(en + english))))
        zh, en = zh + chinese, en + english
    return Row(Segment(zh, Span(0, len(zh))), en, links=tuple(links))


def test_the_outlier_is_brought_into_line(tmp_path: Path) -> None:
    tools = Tools(Wavering(), Matcher(Glossary(())), Cache(tmp_path / "cache.db"))
    page = translate_document(Document("d", TEXT, segments(TEXT)), tools)
    (vote,) = votes(page.rows)
    assert (vote.zh, vote.en, vote.times) == ("数字经济", "digital economy", 3)
    (settled,) = settle([page], tools, Options())
    assert "digital economy" in settled.rows[-1].target
    assert [finding.kind for finding in settled.rows[-1].findings] == ["consistency"]
    assert settled.rows[:-1] == page.rows[:-1]


def test_documents_are_brought_into_line_with_each_other(tmp_path: Path) -> None:
    tools = Tools(Wavering(), Matcher(Glossary(())), Cache(tmp_path / "cache.db"))
    texts = ["标题\n发展数字经济。\n推动数字经济。\n壮大数字经济。\n", "标题\n丙推动数字经济。\n"]
    pages = [translate_document(Document("d", text, segments(text)), tools) for text in texts]
    assert [page for one in pages for page in settle([one], tools, Options())] == pages
    first, second = settle(pages, tools, Options())
    assert first == pages[0]
    assert "digital economy" in second.rows[-1].target
    assert "3 times in these documents" in second.rows[-1].findings[0].message


def test_no_majority_no_change(tmp_path: Path) -> None:
    text = "标题\n发展数字经济。\n丙推动数字经济。\n"
    tools = Tools(Wavering(), Matcher(Glossary(())), Cache(tmp_path / "cache.db"))
    page = translate_document(Document("d", text, segments(text)), tools)
    assert settle([page], tools, Options()) == [page]


def test_a_phrase_that_overlaps_itself_has_one_vote() -> None:
    common = row(("好不好", "good or not"))
    (vote,) = votes([common, common, common, row(("好不", "fine"), ("好", "or"), ("不好", "bad"))])
    assert vote.zh == "好不好"
    assert [place.source for place in vote.outliers] == [Span(0, 3)]


def test_a_part_has_its_turn_where_the_whole_finds_no_majority() -> None:
    said = [("digital", "economy"), ("numeric", "economy"), ("figure", "economy"), ("cyber", "thrift")]
    (vote,) = votes([row(("数字", first), ("经济", second)) for first, second in said])
    assert (vote.zh, vote.en, vote.times, len(vote.outliers)) == ("经济", "economy", 3, 1)


@pytest.mark.parametrize(
    ("engine", "last"),
    [(Wavering, "digital economy"), (Stubborn, "numeric economy")],
)
def test_a_proposed_term_of_the_glossary_is_kept(engine: type[Wavering], last: str, tmp_path: Path) -> None:
    network = Term("网络", "network", status="proposed")  # as `translate learn` writes it
    text = TEXT.replace("戊", "网络")
    tools = Tools(engine(), Matcher(Glossary((network,))), Cache(tmp_path / "cache.db"))
    page = translate_document(Document("d", text, segments(text)), tools)
    settled = settle([page], tools, Options())[0].rows[-1]
    assert last in settled.target
    (use,) = settled.terms
    assert (use.match.term, use.target and use.target.of(settled.target)) == (network, "network")
