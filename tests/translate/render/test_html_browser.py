"""The page as a reviewer uses it, in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from translate.render.html import render
from translate.row import Translated

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def url(translated: Translated, tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(render(translated))
    return path.as_uri()


@pytest.fixture
def page(browser: "playwright.Browser", url: str) -> Iterator["playwright.Page"]:
    page = browser.new_page(viewport={"width": 1300, "height": 900}, color_scheme="light")
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(url)
    yield page
    assert asked == [url], "the page asked for something else"
    assert wrong == []
    page.close()


def shown(page: "playwright.Page") -> list[str]:
    return [row.get_attribute("id") for row in page.locator("main tbody > tr").all() if row.is_visible()]


def lit(page: "playwright.Page") -> list[str]:
    return page.locator(".lit").all_inner_texts()


def test_a_word_lights_up_its_counterpart(page: "playwright.Page") -> None:
    page.hover("#s4 .zh .text")  # the first touch cuts the row into words
    word = page.locator("#s4 .zh .word", has_text="𠮷林")
    word.hover()
    assert "".join(lit(page)) == "𠮷林𠮷lin"  # the finding about 𠮷 cuts the English in two
    page.locator("#s4 .en .word", has_text="200 million yuan").hover()
    assert lit(page) == ["2亿元", "200 million yuan"]
    page.mouse.move(5, 5)
    assert lit(page) == []


def test_cutting_into_words_keeps_the_text(page: "playwright.Page", translated: Translated) -> None:
    for number, row in enumerate(translated.rows[:6], 1):
        page.hover(f"#s{number} .en .text")
        assert page.locator(f"#s{number} .zh .text").text_content() == row.segment.text
        assert page.locator(f"#s{number} .en .text").text_content() == row.target


def test_a_term_shows_its_entry_and_its_rendering_lights_up(page: "playwright.Page") -> None:
    page.locator("#s2 .zh .term", has_text="工业和信息化部").hover()
    card = page.locator("#card")
    assert card.is_visible()
    for text in ("工信部", "(MIIT)", "State Council list of departments", "the model chose it unasked"):
        assert text in card.inner_text()
    assert lit(page) == ["工业和信息化部", "Ministry of Industry and Information Technology"]
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_a_term_shows_its_entry_to_the_keyboard_too(page: "playwright.Page") -> None:
    page.locator("#s3 .zh .term", has_text="安全生产").focus()
    card = page.locator("#card")
    assert card.is_visible()
    assert "no admitted rendering" in card.inner_text()
    assert "not safe production; production safety" in card.inner_text()


def test_filters(page: "playwright.Page") -> None:
    assert shown(page) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    page.click("label[for=show-flagged]")
    assert shown(page) == ["s3", "s4"]
    assert page.locator("#shown").inner_text() == "2 of 10"
    page.click("label[for=show-changed]")
    assert shown(page) == ["s2"]
    page.click("label[for=show-termed]")
    assert shown(page) == ["s1", "s2", "s3", "s4", "s8"]  # opens the furniture to show the one in it
    page.keyboard.press("Escape")
    assert shown(page) == ["s1", "s2", "s3", "s4", "s5", "s6"]


def test_search_finds_either_language(page: "playwright.Page") -> None:
    for text, found in (("MEETING", ["s2", "s3", "s6"]), ("工业互联网", ["s4", "s8"]), ("no such words", [])):
        page.fill("#search", text)
        page.wait_for_function(
            "total => document.querySelector('#shown').value === total", arg=f"{len(found)} of 10"
        )
        assert shown(page) == found
        assert page.locator("#none").is_visible() == (not found)


def test_furniture_folds(page: "playwright.Page") -> None:
    summary = page.locator(".furniture > summary")
    assert summary.inner_text() == "Page furniture: 4 segments"
    assert page.locator("#s7").is_hidden()
    summary.click()
    assert page.locator("#s7").is_visible()
    summary.click()
    assert page.locator("#s7").is_hidden()


def test_keys(page: "playwright.Page") -> None:
    def current() -> str | None:
        return page.locator("[aria-current]").get_attribute("id")

    for key, row in (("j", "s3"), ("j", "s4"), ("j", "s3"), ("k", "s4")):
        page.keyboard.press(key)
        assert current() == row
    page.keyboard.press("f")
    assert shown(page) == ["s3", "s4"]
    page.keyboard.press("f")
    assert len(shown(page)) == 6
    page.keyboard.press("/")
    page.keyboard.type("fj?")  # letters typed into the search are letters
    assert page.locator("#search").input_value() == "fj?"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


def test_dark_and_light(page: "playwright.Page") -> None:
    def paper() -> str:
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    light = paper()
    page.emulate_media(color_scheme="dark")
    dark = paper()
    assert dark != light
    page.keyboard.press("t")
    assert paper() == light


def test_a_link_into_folded_furniture_opens_it(page: "playwright.Page") -> None:
    page.locator(".entry-segments a", has_text="8").click()
    assert page.locator("#s8").is_visible()


def test_without_scripts_text_terms_and_filters_work(browser: "playwright.Browser", url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    assert page.locator("#search").is_hidden()
    page.click("label[for=show-flagged]")
    assert shown(page) == ["s3", "s4"]
    page.locator("#s3 .zh .term", has_text="安全生产").click()
    assert page.locator("tr:target .entry-zh").inner_text() == "安全生产"
    context.close()


def test_five_thousand_segments_stay_usable(
    browser: "playwright.Browser", translated: Translated, tmp_path: Path
) -> None:
    from dataclasses import replace

    rows = tuple(
        replace(row, segment=replace(row.segment, block=number * 10 + row.segment.block))
        for number in range(500)
        for row in translated.rows
    )
    path = tmp_path / "long.html"
    path.write_bytes(render(replace(translated, rows=rows)))
    page = browser.new_page()
    page.goto(path.as_uri())
    took = page.evaluate(
        """async () => {
            const begin = performance.now();
            document.querySelector("#show-flagged").click();
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - begin;
        }"""
    )
    assert page.locator("#shown").inner_text() == "1000 of 5000"
    assert took < 5000, "milliseconds for a filter"
    page.close()
