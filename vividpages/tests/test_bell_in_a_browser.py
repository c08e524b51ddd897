"""The bell in a real browser: it counts while one looks, leads to the list, and a push is shown by the worker."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from notifications.kinds import Kind
from notifications.services import keeping, notify
from vividpages.tests.complaints import complaints_of
from vividpages.tests.signed_in import let_sign_in, open_signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings

    from accounts.models import User
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]
PUSHED = {"title": "“The Mill” is ready.", "body": "", "path": "/notifications/", "tag": "one"}
SHOWN = """async () => {
  const [registration] = await navigator.serviceWorker.getRegistrations();
  return (await registration.getNotifications()).map(({ title, tag }) => [title, tag]);
}"""


def tell(reader: User, key: str) -> None:
    notify(readers=[reader.pk], kind=Kind.MONEY, key=key, title=f"“The Mill”, {key}, waits for money.", words="Why.")


def look_at(page: Page, name: str) -> None:
    """Keep a picture of the page for whoever has asked for it."""
    if folder := os.environ.get("LOOK_AT"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_bell_counts_what_happens_and_the_list_follows(
    machine: Machine, browser: Browser, reader: User, settings: Settings, width: int
) -> None:
    let_sign_in(reader, settings)
    address = machine.start_web()
    context = browser.new_context(viewport={"width": width, "height": 900}, permissions=["notifications"])
    page = context.new_page()
    complaints = complaints_of(page)
    open_signed_in(page, address, "/notifications/", reader)
    count = page.locator("[data-bell-count]")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()

    for key in ("first", "second"):
        tell(reader, key)
    expect(count).to_have_text("2")
    expect(page.get_by_role("link", name="“The Mill”, second, waits for money.")).to_be_visible()
    look_at(page, f"list-{width}")
    page.get_by_role("button", name=re.compile("Mark as read.*first")).click()
    expect(count).to_have_text("1")
    keeping.mark_all_read(reader=reader)
    expect(count).to_be_hidden()
    expect(page.locator(".is-unread")).to_have_count(0)

    page.goto(f"{address}/account/notifications/")
    expect(page.get_by_role("button", name="Switch on for this device")).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    look_at(page, f"settings-{width}")
    assert overflow <= 0
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.locator(".masthead").evaluate("it => it.scrollWidth - it.clientWidth") <= 0
    deliver_push(page, address)
    assert page.evaluate(SHOWN) == [["“The Mill” is ready.", "one"]]
    assert complaints == []


def deliver_push(page: Page, address: str) -> None:
    """Hand a push to the worker of the page twice, as a push service may."""
    devtools, found = page.context.new_cdp_session(page), []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations())[0]?.active")
    for _ in range(2):
        message = {"origin": address, "registrationId": found[0]["registrationId"], "data": json.dumps(PUSHED)}
        devtools.send("ServiceWorker.deliverPushMessage", message)
    page.wait_for_function(f"async () => (await ({SHOWN})()).length > 0")
