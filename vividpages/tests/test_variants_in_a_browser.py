"""A finished book is restyled as a second variant, in a real browser: nothing of it is read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from accounts.keys import create_key
from analysts.tests import attentive_reader
from books.choices import Choices
from books.models import Reading, VividPage
from books.services import set_spoilers, upload
from books.tests.epubs import build, chapter
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from storyboards.models import Picture
from vividpages.drive import drive
from vividpages.tests.complaints import complaints_of
from vividpages.tests.signed_in import TEXT, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]
SECRET = "sk-wire-0123456789abcdef"
SECOND = (
    "Otho walked to the river on the next morning. Otho carried a lantern, for it was still dark.",
    "“Wait for me,” said Mara Holt to Otho. Mara Holt ran down to the river.",
)


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings, wire: WireServer) -> VividPage:
    """A book of two chapters, read and drawn by models at the wire, whose reader can sign in and sees all of it."""
    let_sign_in(reader, settings)
    wire.answer = attentive_reader.read
    create_key(owner=reader, service="openai", secret=SECRET, base_url=wire.base_url("openai"))
    choices = Choices(text_model="openai/gpt-6-luna", image_model="openai/gpt-image-2.5-flare")
    epub = build({"c1.xhtml": chapter("One", *TEXT), "c2.xhtml": chapter("Two", *SECOND)})
    vividpage = upload(owner=reader, epub=epub, choices=choices)
    drive(vividpage)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    assert vividpage.status == VividPage.Status.COMPLETED
    return vividpage


def calls_at(wire: WireServer) -> tuple[int, int]:
    """Count the calls that read the book, and those that draw; each picture is checked by one more, which is free."""
    paths = [call.path for call in wire.calls_of("openai")]
    drawing = sum("/images/" in path for path in paths)
    return len(paths) - drawing - sum(path.endswith("/moderations") for path in paths), drawing


def test_a_finished_book_is_restyled_as_a_second_variant_and_nothing_is_read_again(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage, wire: WireServer
) -> None:
    read, drawn = calls_at(wire)
    assert read
    assert drawn
    address = machine.start_web()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = complaints_of(page)

    open_signed_in(page, address, f"/books/{vividpage.pk}/variants/", reader)
    page.get_by_label("Style").select_option("pencil")
    page.get_by_label("Budget").fill("5")
    page.get_by_role("button", name="Show what it costs").click()
    expect(page.get_by_role("heading", name=re.compile(r"^Pencil, .* for \$"))).to_be_visible()
    page.get_by_role("button", name="Make this variant").click()
    expect(page.get_by_text("The text was not read again")).to_be_visible()

    variant = VividPage.objects.exclude(pk=vividpage.pk).get()
    assert calls_at(wire) == (read, drawn), "nothing is called in a request"
    drive(variant)

    assert variant.status == VividPage.Status.COMPLETED
    assert calls_at(wire) == (read, 2 * drawn), "it is drawn once more, and not read"
    pictures = [Picture.objects.filter(vividpage=book).exclude(active_version=None) for book in (vividpage, variant)]
    assert pictures[0].count() == pictures[1].count() > 0
    spent = PaidCall.objects.filter(subject=variant.pk)
    assert {call.purpose for call in spent} <= {"person", "place", "scene", "moderation"}
    variant.budget.refresh_from_db()
    assert variant.budget.spent == sum(call.cost or 0 for call in spent) > 0

    page.goto(f"{address}/books/{variant.pk}/read/2/")
    expect(page.locator("main")).to_contain_text("Otho carried a lantern")
    images = page.locator("main figure.plate img")
    expect(images.first).not_to_have_js_property("naturalWidth", 0)
    new = images.first.evaluate("image => image.currentSrc || image.src")
    page.get_by_text("Variants", exact=True).click()
    page.get_by_role("navigation", name="Variants").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/books/{vividpage.pk}/read/2/"))
    expect(page.locator("main")).to_contain_text("Otho carried a lantern")
    old = page.locator("main figure.plate img").first.evaluate("image => image.currentSrc || image.src")
    assert new != old

    page.goto(f"{address}/books/{vividpage.pk}/delete/")
    expect(page.get_by_text("Its other variant stays")).to_be_visible()
    page.get_by_role("button", name="Delete it").click()
    expect(page).to_have_url(re.compile(r"/books/$"))
    page.goto(f"{address}/books/{variant.pk}/read/2/")
    expect(page.locator("main figure.plate img").first).not_to_have_js_property("naturalWidth", 0)
    assert complaints == []
    page.close()
