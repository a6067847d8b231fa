from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from translate.render.tmx import LANG, render
from translate.row import Translated

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.fixture(scope="module")
def dtd() -> etree.DTD:
    with (SCHEMAS / "tmx14.dtd").open("rb") as file:
        return etree.DTD(file)


def test_it_is_valid(translated: Translated, dtd: etree.DTD) -> None:
    for page in (translated, Translated(translated.document, ())):
        assert dtd.validate(etree.fromstring(render(page))), dtd.error_log


def test_the_schema_is_able_to_refuse(translated: Translated, dtd: etree.DTD) -> None:
    assert not dtd.validate(etree.fromstring(render(translated).replace(b"segtype", b"segkind")))


def test_pairs_and_where_they_come_from(translated: Translated) -> None:
    units = etree.fromstring(render(translated)).findall(".//tu")
    assert [[variant.get(LANG) for variant in unit.findall("tuv")] for unit in units] == [
        ["zh-CN", "en"]
    ] * 10
    pairs = [tuple(unit.xpath("tuv/seg/text()")) for unit in units]
    assert pairs == [(row.segment.text, row.target) for row in translated.rows]
    third = {prop.get("type"): prop.text for prop in units[2].findall("prop")}
    assert third == {
        "x-document": "通知 <5G> & more.txt",
        "x-kind": "paragraph",
        "x-origin": "model",
        "x-state": "flagged",
        "x-score": "-1.9000",
    }
    assert units[2].findtext("note") == "info: long sentence translated in two parts"
    assert units[5].xpath("string(prop[@type='x-origin'])") == "memory"


def test_a_segment_without_english_is_no_pair(translated: Translated) -> None:
    rows = (replace(translated.rows[0], target=" "), *translated.rows[1:])
    units = etree.fromstring(render(replace(translated, rows=rows))).findall(".//tu")
    assert units[0].get("tuid", "").endswith("#2")
