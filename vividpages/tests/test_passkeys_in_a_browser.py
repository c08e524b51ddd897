"""A passkey in a real browser, whose authenticator is Chromium's own: added, asked for, alone, and removed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from vividpages.tests.complaints import complaints_of
from vividpages.tests.signed_in import PASSWORD, PATIENCE, click, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from pytest_django import Settings

    from accounts.models import User
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(params=[1280, 390] if "LOOK_AT" in os.environ else [1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with an authenticator, which fails the test if the browser complains, as of what the CSP forbids."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    page.set_default_timeout(PATIENCE)
    complaints = complaints_of(page)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    page.close()
    assert complaints == []


def look_at(page: Page, name: str) -> None:
    """Keep a picture of the page for whoever has asked for it."""
    if folder := os.environ.get("LOOK_AT"):
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def sign_in_by_password(page: Page, address: str, reader: User) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/?next=/accounts/2fa/")
    page.fill("input[name=login]", reader.email)
    page.fill("input[name=password]", PASSWORD)
    click(page, "Sign in")


def test_a_passkey_is_added_asked_for_and_signs_in_alone(
    machine: Machine, page: Page, reader: User, settings: Settings
) -> None:
    let_sign_in(reader, settings)
    address = machine.start_web().replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    open_signed_in(page, address, "/accounts/2fa/", reader)
    look_at(page, "none")
    page.get_by_role("link", name="Add a passkey").click()
    page.fill("input[name=name]", "My phone")
    look_at(page, "add-passkey")
    click(page, "Add it")
    expect(page.locator("h1")).to_have_text("Recovery codes")
    expect(page.locator(".factor-codes li")).to_have_count(10)
    look_at(page, "recovery-codes")
    page.get_by_role("link", name="Done").click()
    expect(page.locator("strong", has_text="My phone")).to_be_visible()
    expect(page.get_by_text("signs in alone")).to_be_visible()
    look_at(page, "one-passkey")

    sign_in_by_password(page, address, reader)
    expect(page.locator("h1")).to_have_text("One more step.")
    look_at(page, "asked")
    click(page, "Use a passkey")
    expect(page).to_have_url(f"{address}/accounts/2fa/")

    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/?next=/accounts/sessions/")
    look_at(page, "login")
    click(page, "Sign in with a passkey")
    expect(page).to_have_url(f"{address}/accounts/sessions/")
    expect(page.locator(".badge", has_text="here")).to_be_visible()
    look_at(page, "sessions")

    page.goto(f"{address}/accounts/2fa/webauthn/reauthenticate/?next=/accounts/2fa/")
    look_at(page, "confirm")
    click(page, "Use a passkey")
    page.get_by_role("link", name="Remove My phone").click()
    look_at(page, "remove-passkey")
    click(page, "Remove it")
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    sign_in_by_password(page, address, reader)
    expect(page).to_have_url(f"{address}/accounts/2fa/")
