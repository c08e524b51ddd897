"""An edition is asked for, watched, and taken away in a real browser, with scripts and without."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from publishing.models import Edition
from publishing.tests.making import work_on
from vividpages.tests.complaints import complaints_of
from vividpages.tests.machine import wait_until
from vividpages.tests.signed_in import drawn_book, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.usefixtures("small_pictures")]


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings) -> VividPage:
    """A book of one chapter, drawn, whose reader can sign in."""
    let_sign_in(reader, settings)
    return drawn_book(reader)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_edition_is_watched_while_it_is_made_and_said_on_any_page(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage, width: int
) -> None:
    address = machine.start_web()
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints = complaints_of(page)
    open_signed_in(page, address, f"/books/{vividpage.pk}/editions/", reader)
    expect(page.get_by_text("There are none yet.")).to_be_visible()

    page.get_by_role("link", name="Illustrated EPUB").click()
    page.get_by_label("Page of the cast").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("being made")).to_be_visible()
    elsewhere = context.new_page()
    elsewhere.goto(f"{address}/books/")
    work_on(Edition.objects.get())

    expect(page.locator(".edition .badge")).to_have_text("ready")
    expect(page.get_by_text("Page of the cast", exact=True).first).to_be_visible()
    news = elsewhere.get_by_role("link", name=re.compile("Illustrated EPUB, is ready"))
    expect(news).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert "mimetype" in zipfile.ZipFile(Path(download.value.path())).namelist()
    news.click()
    expect(elsewhere).to_have_url(re.compile("/editions/"))
    assert complaints == []


def test_an_edition_is_made_and_deleted_without_a_script(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    address = machine.start_web()
    page = browser.new_context(java_script_enabled=False).new_page()
    open_signed_in(page, address, f"/books/{vividpage.pk}/editions/?kind=epub", reader)

    page.get_by_role("button", name="Make it").click()
    page.get_by_role("link", name="Look again").click()
    wait_until(lambda: Edition.objects.exists())
    work_on(Edition.objects.get())
    page.reload()
    expect(page.locator(".edition .badge")).to_have_text("ready")
    page.get_by_role("button", name="Delete").click()

    expect(page.get_by_text("There are none yet.")).to_be_visible()
    assert not Edition.objects.exists()
