"""A cover is designed in a real browser: its preview follows every choice, on a telephone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from vividpages.tests.complaints import complaints_of
from vividpages.tests.signed_in import drawn_book, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings, small_pictures: None) -> VividPage:
    """A drawn book whose reader can sign in."""
    let_sign_in(reader, settings)
    return drawn_book(reader)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_preview_follows_every_choice(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage, width: int
) -> None:
    address = machine.start_web()
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints = complaints_of(page)

    open_signed_in(page, address, f"/books/{vividpage.pk}/editions/cover/", reader)
    drawing = page.locator("svg.cover-drawing")
    spine = page.locator("#cover-preview strong")
    expect(spine).to_have_text("0.4504 in")

    page.fill("input[name=cover-pages]", "400")
    expect(spine).to_have_text("0.9008 in")
    page.select_option("select[name=cover-paper]", "cream")
    expect(spine).to_have_text("1.0000 in")
    page.fill("input[name=cover-title]", "Emma")
    expect(drawing.locator(".cover-title").first).to_have_text("Emma")
    page.fill("input[name=cover-pages]", "12")
    expect(page.locator("#cover-preview")).to_contain_text("at least 24 pages")
    expect(drawing).to_have_count(0)
    page.fill("input[name=cover-pages]", "120")
    expect(drawing).to_be_visible()

    box = drawing.bounding_box()
    assert box
    assert box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
