"""A picture is reported, hidden and gone at once, and one behind a blur is shown by a click: in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from playwright.sync_api import Browser, Page, expect

from storyboards.models import FILES, PictureVersion
from storyboards.tests.making import make_moderator, rate
from vividpages.tests.machine import wait_until
from vividpages.tests.signed_in import drawn_book, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.fixture
def moderator(machine: Machine, settings: Settings) -> User:
    moderator = make_moderator()
    let_sign_in(moderator, settings)
    return moderator


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings) -> VividPage:
    """A book of one chapter, drawn, whose reader can sign in and sees all of it."""
    let_sign_in(reader, settings)
    return drawn_book(reader)


@pytest.fixture
def version(vividpage: VividPage) -> PictureVersion:
    return PictureVersion.objects.get(picture__vividpage=vividpage, picture__scene__number=1)


def files_of(version: PictureVersion, address: str) -> list[str]:
    names = {str(getattr(version, column).name) for column in FILES if getattr(version, column)}
    return [f"{address}{default_storage.url(name)}" for name in sorted(names)]


def answers(page: Page, addresses: list[str]) -> set[int]:
    return {page.request.get(one).status for one in addresses}


def report(page: Page, address: str, vividpage: VividPage) -> None:
    page.goto(f"{address}/books/{vividpage.pk}/pictures/1/report/")
    page.get_by_label("Graphic violence or gore").check()
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_text("A moderator will look at this picture")).to_be_visible()


def test_a_reported_picture_is_hidden_and_gone_from_open_pages_and_old_addresses(
    machine: Machine, browser: Browser, vividpage: VividPage, version: PictureVersion, reader: User, moderator: User
) -> None:
    address = machine.start_web()
    watching = browser.new_context().new_page()
    open_signed_in(watching, address, f"/books/{vividpage.pk}/", reader)
    shown = watching.locator(f'#live [data-picture="{version.picture.scene_id}"]')
    expect(shown).to_be_visible()
    old_addresses = files_of(version, address)
    assert len(old_addresses) > 1
    assert answers(watching, old_addresses) == {200}
    report(watching.context.new_page(), address, vividpage)

    hiding = browser.new_context().new_page()
    open_signed_in(hiding, address, "/moderation/", moderator)
    hiding.get_by_role("link", name="Look at this picture").click()
    hiding.get_by_label("Why").fill("Too cruel.")
    hiding.get_by_role("button", name="Hide it").click()
    expect(hiding.get_by_text("The picture is hidden, at once and everywhere")).to_be_visible()

    wait_until(lambda: answers(watching, old_addresses) == {404})
    expect(shown).to_have_count(0)
    watching.goto(f"{address}/books/{vividpage.pk}/pictures/")
    expect(watching.get_by_text("was hidden by a moderator: Too cruel.")).to_be_visible()


def test_a_picture_behind_a_blur_is_shown_by_a_click_without_script(
    machine: Machine, browser: Browser, vividpage: VividPage, version: PictureVersion, reader: User
) -> None:
    rate(version, "violent")
    address = machine.start_web()
    page = browser.new_context(java_script_enabled=False).new_page()
    open_signed_in(page, address, f"/books/{vividpage.pk}/read/1/", reader)
    whole = files_of(version, address)[0]
    blurred = page.request.get(whole).body()

    page.locator("figure.plate a").first.click()
    expect(page).to_have_url(re.compile(rf"/versions/{version.pk}/reveal/"))
    page.get_by_role("button", name="Show this picture").click()

    expect(page).to_have_url(re.compile(rf"/books/{vividpage.pk}/read/1/"))
    shown = page.request.get(whole).body()
    assert shown != blurred
    with default_storage.open(whole.removeprefix(f"{address}/media/")) as file:
        assert shown == file.read()


def test_looked_at_closely_a_picture_behind_a_blur_offers_to_be_shown(
    machine: Machine, browser: Browser, vividpage: VividPage, version: PictureVersion, reader: User
) -> None:
    rate(version, "violent")
    address = machine.start_web()
    page = browser.new_context().new_page()
    open_signed_in(page, address, f"/books/{vividpage.pk}/pictures/", reader)

    page.locator(".gallery a[data-zoom]").first.click()
    page.locator("dialog").get_by_role("link", name="Show this picture").click()
    page.get_by_role("button", name="Show this picture").click()

    expect(page).to_have_url(re.compile(rf"/books/{vividpage.pk}/pictures/"))
    page.locator(".gallery a[data-zoom]").first.click()
    expect(page.locator("dialog img")).to_have_js_property("complete", True)
    expect(page.locator("dialog").get_by_role("link", name="Show this picture")).to_have_count(0)
