"""A reader in a real browser: who can sign in, the book they see, and the first page that they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import global_settings
from playwright.sync_api import Page, expect

from books.models import Reading, VividPage
from books.services import set_spoilers, upload
from books.tests.epubs import build, chapter
from vividpages.drive import drive
from vividpages.tests.machine import DEADLINE_SECONDS

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User

PASSWORD = "correct horse battery"
PATIENCE = DEADLINE_SECONDS * 1000.0
"""Milliseconds that a page has to show what is expected of it: what comes earlier is not waited for."""
TEXT = (
    "Mara Holt stood in the kitchen of the mill and kneaded the dough. Mara Holt had long brown hair.",
    "“You are late,” said Mara Holt to Otho.",
    "Otho sat down at the table in the kitchen. Mara Holt laughed at Otho.",
)


def let_sign_in(user: User, settings: Settings) -> None:
    """Give somebody a password that the web server can check: it is a process with settings of its own."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    user.set_password(PASSWORD)
    user.save()


def drawn_book(reader: User) -> VividPage:
    """Make a book of one chapter, drawn, of which its reader sees all."""
    vividpage = upload(owner=reader, epub=build({"c1.xhtml": chapter("One", *TEXT)}))
    drive(vividpage)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


def open_signed_in(page: Page, address: str, path: str, reader: User) -> None:
    """Sign in and open a page; it is there with its scripts when this returns."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/accounts/login/?next={path}")
    page.fill("input[name=login]", reader.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button").click()
    expect(page).to_have_url(f"{address}{path}")  # the whole of it: that of signing in ends with it
    page.wait_for_load_state("load")


def click(page: Page, name: str) -> None:
    """Press a button that leads to a page, and wait for that page and its scripts."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name, exact=True).click()
