"""Somebody who is nobody, in a real browser: taken out of the whole book from a picture, and brought back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from books import services
from books.models import Reading
from books.services import set_spoilers
from characters.editing.tests.books import bible_of
from characters.models import Presence
from vividpages.drive import drive
from vividpages.tests.complaints import complaints_of
from vividpages.tests.signed_in import PATIENCE, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.usefixtures("small_pictures")]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if the browser complains."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    complaints = complaints_of(page)
    yield page
    page.close()
    assert complaints == []


@pytest.fixture
def drawn(reader: User, sample_epub: Path, settings: Settings) -> VividPage:
    """A book with a picture for each chapter, whose reader has asked to see all of it."""
    let_sign_in(reader, settings)
    with sample_epub.open("rb") as epub:
        vividpage = services.upload(owner=reader, epub=epub)
    vividpage.density = "1-per-chapter"
    vividpage.save(update_fields=["density"])
    drive(vividpage)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


def test_a_wrong_person_is_taken_out_of_the_whole_book_and_brought_back(
    machine: Machine, page: Page, reader: User, drawn: VividPage
) -> None:
    seen = Presence.objects.filter(analysis__scene__picture__active_version__isnull=False)
    presence = seen.select_related("analysis__scene", "character").order_by("analysis__scene__number", "order")[0]
    scene, wrong = presence.analysis.scene, presence.character
    before = bible_of(drawn)
    address = machine.start_web()
    open_signed_in(page, address, f"/books/{drawn.pk}/pictures/", reader)

    expect(page.get_by_role("heading", name="Pictures", exact=True)).to_be_visible()
    page.wait_for_load_state("load")
    page.get_by_label(f"Picture of scene {scene.number}: what to do").click()
    page.get_by_role("link", name="What is wrong?").and_(page.locator(":visible")).click()
    expect(page.get_by_role("heading", name="What is wrong?")).to_be_visible()
    page.wait_for_load_state("load")
    page.get_by_role("combobox", name=wrong.name, exact=True).select_option("nobody")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", name="What changes")).to_be_focused()
    expect(page.get_by_text(re.compile(r"other pictures? will no longer fit"))).to_be_visible()
    page.get_by_role("button", name="Correct without redrawing").click()

    undo = page.get_by_role("button", name="Undo the last correction")
    expect(undo).to_be_visible()
    assert not Presence.objects.filter(character=wrong.pk).exists()
    assert not drawn.characters.filter(pk=wrong.pk).exists()
    undo.click()

    expect(page.get_by_text("Undone.")).to_be_visible()
    assert bible_of(drawn) == before
