from pathlib import Path

import pytest

from align.page import segments
from align.text import Document
from translate.cache import Cache
from translate.engines.echo import EchoEngine
from translate.session import AUTO, Session, Settings, article

TEXT = "标题\n会议强调，要加快5G基站建设，发展工业互联网。\n来源：新华社"
DOCUMENT = Document("d", TEXT, segments(TEXT))


def session(**settings: object) -> Session:
    return Session(Settings(**settings), engine=EchoEngine(), cache=Cache.nowhere())  # type: ignore[arg-type]


def test_a_document_votes_for_its_domains() -> None:
    (every,) = session().translate([DOCUMENT])
    (voted,) = session(domains=AUTO).translate([DOCUMENT])
    assert voted.terms < every.terms
    assert [row.target for row in voted.rows] == [row.target for row in every.rows]


def test_an_overlay_has_no_vote_but_stays(tmp_path: Path) -> None:
    house = tmp_path / "house.yaml"
    house.write_text("工业互联网: factory network\n", encoding="utf-8")
    (page,) = session(domains=AUTO, glossaries=(house,)).translate([DOCUMENT])
    assert "factory network" in page.rows[1].target


def test_the_signature_changes_with_the_glossary(tmp_path: Path) -> None:
    house = tmp_path / "house.yaml"
    house.write_text("工业互联网: factory network\n", encoding="utf-8")
    assert session().signature != session(glossaries=(house,)).signature
    assert [override.new.en for override in session(glossaries=(house,)).overridden] == ["factory network"]


def test_the_signature_has_every_option_that_changes_the_page() -> None:
    plain = session().signature
    for name in ("abbreviate", "article", "consistent", "simplify"):
        (page,) = session(**{name: True}).translate([DOCUMENT])
        assert page.signature != plain
        assert f"|with:{name}|" in page.signature
        assert page.signature.replace(f"with:{name}|", "") == plain
    assert "|with:abbreviate,consistent|" in session(consistent=True, abbreviate=True).signature


def test_the_signature_changes_with_the_content_of_the_memory(tmp_path: Path) -> None:
    signatures = {session().signature}
    for name, target in (("a.tsv", "Title"), ("a.tsv", "Heading"), ("b.tsv", "Heading")):
        (tmp_path / name).write_text(f"标题\t{target}\n", encoding="utf-8")
        signatures.add(session(memory=tmp_path / name).signature)
    assert len(signatures) == 3, "the name of the file makes no difference"


def test_the_signature_has_the_glossary_that_was_voted_for() -> None:
    running = session(domains=AUTO)
    (page,) = running.translate([DOCUMENT])
    assert f"|glossary:{page.glossary}|domains:auto|" in page.signature
    assert page.signature == running.signature_of(DOCUMENT)
    assert page.signature != running.signature != session().signature


def test_a_reloaded_glossary_counts_from_then_on(tmp_path: Path) -> None:
    house = tmp_path / "house.yaml"
    house.write_text("工业互联网: factory network\n", encoding="utf-8")
    running = session(glossaries=(house,))
    assert "factory network" in running.translate([DOCUMENT])[0].rows[1].target
    house.write_text("工业互联网: works network\n", encoding="utf-8")
    running.reload_glossary()
    assert "works network" in running.translate([DOCUMENT])[0].rows[1].target


@pytest.mark.parametrize("consistent", [False, True])
def test_every_option_leaves_the_rows_in_place(consistent: bool) -> None:
    (page,) = session(consistent=consistent, abbreviate=True, article=True).translate([DOCUMENT])
    assert [row.segment for row in page.rows] == list(article(DOCUMENT))
