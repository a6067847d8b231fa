from pathlib import Path

from align.page import segments
from align.text import Document
from glossary.matcher import Matcher
from glossary.store import Glossary
from translate.cache import Cache
from translate.consistency import settle, votes
from translate.engine import Hypothesis, Request
from translate.engines.echo import EchoEngine
from translate.pipeline import Options, Tools, translate_document

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


def test_the_outlier_is_brought_into_line(tmp_path: Path) -> None:
    tools = Tools(Wavering(), Matcher(Glossary(())), Cache(tmp_path / "cache.db"))
    page = translate_document(Document("d", TEXT, segments(TEXT)), tools)
    (vote,) = votes(page.rows)
    assert (vote.zh, vote.en, vote.times) == ("数字经济", "digital economy", 3)
    settled = settle(page, tools, Options())
    assert "digital economy" in settled.rows[-1].target
    assert [finding.kind for finding in settled.rows[-1].findings] == ["consistency"]
    assert settled.rows[:-1] == page.rows[:-1]


def test_no_majority_no_change(tmp_path: Path) -> None:
    text = "标题\n发展数字经济。\n丙推动数字经济。\n"
    tools = Tools(Wavering(), Matcher(Glossary(())), Cache(tmp_path / "cache.db"))
    page = translate_document(Document("d", text, segments(text)), tools)
    assert settle(page, tools, Options()) == page
