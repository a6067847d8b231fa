"""The review sheet as a reviewer uses it, in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from align.render.html import render
from align.sheet import EnglishRow, Occurrence, PhraseRow, Rendering, Sheet
from align.text import Document, Segment, Span

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ZH = "𠮷，会议强调，要抓落实。会议强调，要稳。"
EN = "The meeting stressed 𠮷 work.\nThe meeting emphasized safety production."


def at(doc: str, text: str, phrase: str, nth: int = 0) -> Occurrence:
    start = -1
    for _ in range(nth + 1):
        start = text.index(phrase, start + 1)
    return Occurrence(
        doc, Span(start, start + len(phrase)), text[:start], phrase, text[start + len(phrase) :]
    )


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    stressed = Rendering(
        "The meeting stressed", 0.9, "pair", "unlisted", (at("en.txt", EN, "The meeting stressed"),)
    )
    emphasized = Rendering(
        "The meeting emphasized", 0.6, "pair", "unlisted", (at("en.txt", EN, "The meeting emphasized"),)
    )
    return Sheet(
        (
            Document("zh.txt", ZH, (Segment(ZH, Span(0, len(ZH))),)),
            Document("en.txt", EN, (Segment(EN, Span(0, len(EN))),)),
        ),
        (
            PhraseRow(
                "会议强调",
                (at("zh.txt", ZH, "会议强调"), at("zh.txt", ZH, "会议强调", 1)),
                "inconsistent in a document",
                (stressed, emphasized),
            ),
            PhraseRow("抓落实", (at("zh.txt", ZH, "抓落实"),), "no counterpart", ()),
        ),
        (
            EnglishRow(
                "safety production",
                (at("en.txt", EN, "safety production"),),
                "avoid",
                "安全生产",
                "work safety",
            ),
        ),
        "made by a test",
    )


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "playwright.Browser", sheet: Sheet, tmp_path: Path) -> Iterator["playwright.Page"]:
    path = tmp_path / "align.html"
    path.write_bytes(render(sheet))
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(path.as_uri())
    yield page
    assert {url for url in asked if not url.startswith("blob:")} == {path.as_uri()}, (
        "the page asked for something else"
    )
    assert wrong == []
    page.close()


def shown(page: "playwright.Page") -> list[str]:
    return [row.locator(".phrase").inner_text() for row in page.locator(".row").all() if row.is_visible()]


def test_filter_and_search(page: "playwright.Page") -> None:
    assert shown(page) == ["会议强调", "抓落实", "safety production"]
    page.select_option("#standing", "no counterpart")
    assert shown(page) == ["抓落实"]
    page.select_option("#standing", "")
    page.select_option("#kind", "avoid")
    assert shown(page) == ["safety production"]
    page.select_option("#kind", "")
    page.keyboard.press("/")
    page.keyboard.type("EMPHASIZED meeting")
    assert shown(page) == ["会议强调"]
    page.keyboard.type(" nowhere")
    assert shown(page) == []
    assert page.locator("#nothing").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#shown").inner_text() == "3 of 3"


def test_sort_by_doubt(page: "playwright.Page") -> None:
    page.select_option("#sort", "doubt")
    assert shown(page) == ["safety production", "会议强调", "抓落实"]


def test_jump_to_the_passage(page: "playwright.Page") -> None:
    page.locator(".row", has_text="会议强调").first.locator("summary").click()
    page.locator(".kwic a.doc").nth(1).click()
    assert page.locator("mark.lit").all_inner_texts() == ["会议强调"]
    assert page.locator("mark.lit").is_visible()
    page.locator(".kwic a.doc").nth(3).click()
    assert page.locator("mark.lit").all_inner_texts() == ["The meeting emphasized"]


def test_accepted_renderings_become_yaml(page: "playwright.Page", tmp_path: Path) -> None:
    page.locator(".row", has_text="会议强调").first.locator("summary").click()
    assert page.locator("#export").is_disabled()
    page.locator(".judge", has_text="accept").nth(0).locator("input[value=accept]").check()
    page.locator(".judge", has_text="reject").nth(1).locator("input[value=reject]").check()
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(tmp_path / "accepted.yaml")
    assert YAML(typ="safe").load(tmp_path / "accepted.yaml") == {
        "会议强调": {"en": "the meeting stressed", "avoid": ["the meeting emphasized"], "status": "proposed"}
    }
