"""Styles are seen on the book itself before it is drawn, and a style of one's own is tried out: in a real browser."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from books.tests.epubs import build, chapter
from books.tests.uploads import read_upload
from sketch.styles import STYLES
from storyboards.styles.models import ReaderStyle
from storyboards.tests.making import encoded
from vividpages.tests.complaints import complaints_of
from vividpages.tests.signed_in import click, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]

TEXT = (
    "Captain Mara Holt stood on the deck of the ship and held a lantern. It was evening.",
    "Mara Holt was an old woman with long white hair. She wore a red coat. Otho sat on the deck beside her.",
    "“Take the lantern,” said Mara Holt to Otho.",
)


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings) -> VividPage:
    """A book that has been read, whose reader can sign in."""
    let_sign_in(reader, settings)
    return read_upload(reader, build({"c1.xhtml": chapter("One", *TEXT)}))


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def shift_of(page: Page) -> float:
    """Return how far the page has moved under its reader since it was there, as browsers measure it."""
    shift: float = page.evaluate("window.shifted")
    return shift


WATCH_SHIFTS = """window.shifted = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true})"""
FROM_NOW_ON = """async () => {
  await document.fonts.ready;
  await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
  window.shifted = 0;
}"""
"""What comes late where fonts come late is not what is looked for."""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_styles_draw_the_books_own_scene_while_their_page_stands_still(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage, width: int
) -> None:
    address = machine.start_web()
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(WATCH_SHIFTS)
    open_signed_in(page, address, f"/books/{vividpage.pk}/setup/", reader)
    page.evaluate("window.sinceLoaded = true")
    own = page.locator(f"img.swatch[src^='/books/{vividpage.pk}/styles/']")
    expect(page.locator("#specimens")).to_contain_text("is drawing the first scene of your book")
    expect(own).to_have_count(0)
    shot(page, f"setup-before-{width}")
    page.evaluate(FROM_NOW_ON)

    machine.start_worker()

    expect(own).to_have_count(len(STYLES))
    expect(page.locator("#specimens")).to_contain_text("Each picture is the first scene of your book")
    assert page.evaluate("window.sinceLoaded"), "they came without loading the page anew"
    for image in (own.first, own.last):
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("naturalWidth", 480)
    assert shift_of(page) < 0.02
    shot(page, f"setup-{width}")
    page.close()


def test_a_style_of_ones_own_is_tried_out_kept_and_chosen(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage, tmp_path: Path
) -> None:
    address = machine.start_web()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = complaints_of(page)
    open_signed_in(page, address, "/styles/new/ink/", reader)
    preview = page.locator("#style-preview img")
    before = preview.get_attribute("src")
    assert before

    page.get_by_label("Line", exact=True).fill("5.5")
    expect(preview).not_to_have_attribute("src", before)
    expect(preview).to_have_js_property("naturalWidth", 480)
    page.get_by_label("Name", exact=True).fill("Night ferry")
    picture = tmp_path / "picture.png"
    picture.write_bytes(encoded("#204080", size=(400, 300)))
    page.locator("input[name=picture]").set_input_files(picture)
    click(page, "Save")

    expect(page).to_have_url(re.compile("/styles/own/"))
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name="Use these colours").click()
    expect(page.get_by_label("Draw everything in these colours")).to_be_checked()
    click(page, "Save")
    style = ReaderStyle.objects.get()
    assert style.drawing["settings"] == {"line": 5.5}
    assert len(style.drawing["palette"]) == 1

    page.goto(f"{address}/books/{vividpage.pk}/setup/")
    page.get_by_role("radio", name=re.compile("^Night ferry")).check()
    click(page, "Start drawing")
    expect(page.locator(".meta").first).to_contain_text("Night ferry")
    page.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_styles_fit_their_screens(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage, width: int
) -> None:
    address = machine.start_web()
    page = browser.new_page(viewport={"width": width, "height": 900})
    open_signed_in(page, address, "/styles/", reader)
    shot(page, f"styles-empty-{width}")
    style = ReaderStyle.objects.create(
        owner=reader,
        name="Night ferry",
        based_on="comic",
        prompt="navy ink on sand",
        description="For books of the sea.",
        reference=encoded("#204080", kind="WEBP", size=(300, 200)),
        reference_digest="0" * 64,
        drawing={"palette": ["#102a43", "#d9a441", "#f2e8cf", "#a23b2a"], "settings": {"line": 3.0}},
    )
    paths = {
        "styles": "/styles/",
        "begin": "/styles/new/",
        "make": "/styles/new/art-deco/",
        "style": f"/styles/own/{style.pk}/",
        "delete": f"/styles/own/{style.pk}/delete/",
    }
    for name, path in paths.items():
        page.goto(address + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} pixels wide"
        for image in page.locator("main img").all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("image => image.naturalWidth") > 0, f"{name} has a picture that is not there"
        shot(page, f"{name}-{width}")
    page.close()
