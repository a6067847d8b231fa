import re
from dataclasses import replace
from urllib.parse import quote

from lxml import html

from translate.render.html import render
from translate.row import Translated


def page(translated: Translated, documents_url: str | None = None) -> html.HtmlElement:
    return html.fromstring(render(translated, documents_url=documents_url).decode())


def test_both_sides_are_there_to_the_character(translated: Translated) -> None:
    root = page(translated)
    for side, texts in (
        ("zh", [row.segment.text for row in translated.rows]),
        ("en", [row.target for row in translated.rows]),
    ):
        assert [cell.text_content() for cell in root.xpath(f"//td[@class='{side}']/span")] == texts


def test_nothing_is_fetched(translated: Translated) -> None:
    root = page(translated)
    assert not root.xpath("//link | //img | //script[@src] | //iframe")
    assert not re.search(r"@import|url\(", root.xpath("string(//style)"))
    assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv]/@content)")


def test_terms_lead_to_their_entries(translated: Translated) -> None:
    root = page(translated)
    identifiers = set(root.xpath("//*/@id"))
    assert all(href[1:] in identifiers for href in root.xpath("//a/@href"))
    assert root.xpath("//tr[@id='s4']//a[contains(@class,'forced')]/text()") == ["工信部", "MIIT"]
    entry = root.xpath("//a[@class='term chosen' and text()='Industrial Internet']/@href")[0]
    assert root.xpath(f"string(//*[@id='{entry[1:]}']/th)") == "工业互联网"


def test_counts_and_languages(translated: Translated) -> None:
    root = page(translated)
    facts = dict(
        zip(
            root.xpath("//dl[@class='facts']//dt/text()"), root.xpath("//dl[@class='facts']//dd"), strict=True
        )
    )
    assert {name: fact.text_content() for name, fact in facts.items()} == {
        "Model": "zh-en",
        "Glossary": "3f2a91c",
        "Segments": "10 4 furniture",
        "Terms": "8 1 unmet",
        "Findings": "5 1 error",
    }
    assert set(root.xpath("//td[@class='zh']/@lang")) == {"zh-Hans"}
    assert set(root.xpath("//td[@class='en']/@lang")) == {"en"}


def test_changes_and_memory_show_the_difference(translated: Translated) -> None:
    root = page(translated)
    change = root.xpath("//details[@class='changes']//li")[0]
    assert change.xpath(".//del/text()") == ["return to"]
    assert change.xpath(".//ins/text()") == ["resumption of", " and production"]
    memory = root.xpath("//details[@class='memory']")[0]
    assert "81% alike" in memory.text_content()
    assert memory.xpath(".//del/text()") == ["3"]
    assert "5.8" in "".join(memory.xpath(".//ins/text()"))


def test_text_is_no_markup(translated: Translated) -> None:
    evil = "</script><script>alert(1)</script>&amp;"
    row = replace(
        translated.rows[4], target=evil, findings=(), segment=replace(translated.rows[4].segment, text=evil)
    )
    document = replace(translated.document, name=evil)
    root = page(replace(translated, document=document, rows=(row,), model=evil))
    assert len(root.xpath("//script")) == 1
    assert root.xpath("string(//td[@class='en']/span)") == evil
    assert root.xpath("string(//h1)") == evil


def test_the_title_links_to_the_original_if_there_is_one(translated: Translated) -> None:
    assert not page(translated).xpath("//h1/a")
    href = page(translated, "../texts/").xpath("string(//h1/a/@href)")
    assert href == "../texts/" + quote("通知 <5G> & more.txt")
