"""A picture is drawn again by its reader's words, compared, accepted and taken back: in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from storyboards.models import PictureVersion
from vividpages.tests.complaints import complaints_of
from vividpages.tests.machine import wait_until
from vividpages.tests.signed_in import click, drawn_book, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.usefixtures("small_pictures")]


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings) -> VividPage:
    """A book of one chapter, drawn, whose reader can sign in and sees all of it."""
    let_sign_in(reader, settings)
    return drawn_book(reader)


def share_shown(page: Page) -> str:
    """Return where the slider has cut the two pictures, as the page draws them."""
    cut: str = page.locator(".compare-new").evaluate("figure => getComputedStyle(figure).clipPath")
    return cut


def picture_in_the_text(page: Page, address: str, vividpage: VividPage) -> str:
    page.goto(f"{address}/books/{vividpage.pk}/read/")
    source: str = page.locator("main figure.plate img").first.evaluate("image => image.src")
    return source


def test_feedback_brings_a_new_version_that_is_compared_accepted_and_taken_back(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    address = machine.start_web()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = complaints_of(page)
    versions = f"/books/{vividpage.pk}/pictures/1/versions/"
    open_signed_in(page, address, f"/books/{vividpage.pk}/pictures/1/mend/", reader)
    first = PictureVersion.objects.get(picture__scene__number=1, picture__vividpage=vividpage)

    page.locator("textarea[name=wish]").fill("more snow")
    page.get_by_role("button", name="Show what changes").click()
    redraw = page.get_by_role("button", name=re.compile("^Redraw"))
    expect(redraw).to_be_visible()
    redraw.click()
    expect(page).to_have_url(re.compile(re.escape(versions)))
    page.wait_for_load_state("load")
    expect(page.locator(".coming")).to_contain_text("being drawn")
    page.evaluate("window.sinceLoaded = true")
    machine.start_worker()

    expect(page.get_by_role("heading", name="A new picture waits for you")).to_be_visible()
    assert page.evaluate("window.sinceLoaded"), "it came without loading the page anew"
    expect(page.locator(".comparing")).to_contain_text("“more snow”")
    for image in page.locator(".compare img").all():
        expect(image).not_to_have_js_property("naturalWidth", 0)

    slider = page.locator(".compare-slider")
    slider.press("Home")
    expect(slider).to_have_value("0")
    whole = share_shown(page)
    slider.press("End")
    expect(slider).to_have_value("100")
    wait_until(lambda: share_shown(page) != whole)  # keys move it
    box = slider.bounding_box()
    assert box is not None
    slider.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    wait_until(lambda: 10 < int(slider.input_value()) < 40)  # so does a pointer

    click(page, "Use the new one")
    expect(page.get_by_role("status").first).to_contain_text("Version 2 is shown now")
    second = PictureVersion.objects.get(picture=first.picture, number=2)
    assert picture_in_the_text(page, address, vividpage).endswith(second.image.url)

    page.goto(f"{address}{versions}")
    page.wait_for_load_state("load")
    click(page, "Show version 1")
    expect(page.get_by_role("status").first).to_contain_text("Version 1 is shown again")
    assert picture_in_the_text(page, address, vividpage).endswith(first.image.url)
    page.close()
    assert complaints == []


def test_without_scripts_two_versions_stand_side_by_side(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    first = PictureVersion.objects.get(picture__scene__number=1, picture__vividpage=vividpage)
    PictureVersion.objects.create(
        picture=first.picture, number=2, standing="waiting", image=first.image.name, width=96, height=96, size=9
    )
    address = machine.start_web()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_signed_in(page, address, f"/books/{vividpage.pk}/pictures/1/versions/", reader)

    old, new = (page.locator(f".compare-{which} img").bounding_box() for which in ("old", "new"))
    assert old is not None
    assert new is not None
    assert old["x"] + old["width"] <= new["x"]
    expect(page.locator(".compare-slider")).not_to_be_visible()
    click(page, "Keep the old one")
    expect(page.locator(".messages")).to_contain_text("The old one stays")
    context.close()
