"""The pages of a picture book are edited by mouse, by keys and by finger: in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Locator, Page, Route, expect

from books.models import Reading
from books.services import set_spoilers
from publishing import models
from publishing.pages.laying import Plan
from publishing.pages.services import lay_out
from publishing.tests.books import make_published_book
from vividpages.tests.complaints import complaints_of
from vividpages.tests.machine import wait_until
from vividpages.tests.signed_in import let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings) -> VividPage:
    """A laid-out book of a reader who can sign in; page 4 is a picture above its text."""
    let_sign_in(reader, settings)
    with transaction.atomic():
        vividpage = make_published_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    lay_out(vividpage=vividpage, plan=Plan(audience="early"), by=reader)
    pictured = models.Page.objects.filter(vividpage=vividpage, role="story", picture__isnull=False).first()
    values = {"layout": "above", "text": "Mara came home.", "size": 17, "text_box": None, "align": "left"}
    values |= {"picture": pictured.picture_id, "zoom": 2, "focus_x": 0.5, "focus_y": 0.5}
    models.Page.objects.filter(vividpage=vividpage, number=4).update(**values)
    return vividpage


def row(vividpage: VividPage, number: int = 4) -> models.Page:
    return models.Page.objects.get(vividpage=vividpage, number=number)


def open_editor(page: Page, machine: Machine, vividpage: VividPage, reader: User, number: int = 4) -> list[str]:
    """Open the editor at a page; what its scripts complain of is collected."""
    complaints = complaints_of(page)
    open_signed_in(page, machine.start_web(), f"/books/{vividpage.pk}/pages/?page={number}", reader)
    expect(page.locator("[data-stage][data-connected]")).to_be_visible()
    return complaints


def saved(page: Page) -> None:
    """Wait until the answer to a change has taken the editor's place."""
    expect(page.locator(".editor-state")).to_have_text("Saved.")


def first(held: list[Route], page: Page) -> Route:
    """Return the request that is held back, once it has been made."""
    while not held:
        page.wait_for_timeout(20)
    return held[0]


def drag(page: Page, handle: Locator, across: float, down: float) -> None:
    """Drag by so many parts of the page's drawing."""
    handle.scroll_into_view_if_needed()
    box, sheet = handle.bounding_box(), page.locator("[data-stage] > svg").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across * sheet["width"], y + down * sheet["height"], steps=4)
    page.mouse.up()


def test_a_text_box_is_dragged_and_resized_and_undone(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    complaints = open_editor(page, machine, vividpage, reader)

    drag(page, page.locator("[data-frame=text]"), -0.05, -0.2)
    saved(page)
    left, top, width, height = row(vividpage).text_box
    assert (left, top) == pytest.approx((0.05, 0.47), abs=0.01)
    assert (width, height) == pytest.approx((0.8, 0.25), abs=0.001)

    page.locator("[data-stage][data-connected]").wait_for()
    page.locator(".editor-state").evaluate("state => { state.dataset.isOfBefore = ''; }")
    drag(page, page.locator("[data-corner='right bottom']"), -0.3, 0)
    # Not only kept but answered: an undo that is pressed while the answer takes the editor's place would be lost.
    expect(page.locator(".editor-state:not([data-is-of-before])")).to_have_text("Saved.")
    assert row(vividpage).text_box[2] == pytest.approx(0.5, abs=0.01)

    expect(page.locator("#undo")).to_be_enabled()
    page.locator("#undo").click()
    expect(page.locator(".editor-state")).to_contain_text("Undone")
    assert row(vividpage).text_box[2] == pytest.approx(0.8, abs=0.001)
    page.close()
    assert complaints == []


def test_a_picture_is_dragged_within_its_box(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    open_editor(page, machine, vividpage, reader)

    drag(page, page.locator("[data-frame=picture]"), 0.2, 0)

    saved(page)
    assert row(vividpage).focus_x == pytest.approx(0.4, abs=0.01)
    page.close()


def test_everything_is_done_without_a_mouse(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    complaints = open_editor(page, machine, vividpage, reader)

    text = page.locator("#text-frame")
    text.press("ArrowRight")
    text.press("ArrowRight")
    text.press("Shift+ArrowLeft")
    wait_until(lambda: row(vividpage).text_box is not None)
    expect(page.locator("#text-frame")).to_be_focused()
    wait_until(lambda: row(vividpage).text_box[:3] == pytest.approx([0.12, 0.67, 0.79], abs=0.001))

    page.locator("#picture-frame").press("+")
    wait_until(lambda: row(vividpage).zoom == pytest.approx(2.1))
    page.get_by_label("Layout").select_option("framed")
    wait_until(lambda: row(vividpage).layout == "framed")
    saved(page)

    moved = row(vividpage)
    page.locator(f"#strip-{moved.pk}").press("Alt+ArrowRight")
    expect(page.locator(f"#strip-{moved.pk}")).to_have_attribute("data-page", "5")
    assert row(vividpage, 5).pk == moved.pk
    page.locator("#act-add").press("Enter")
    expect(page.locator(".strip-page[aria-current]")).to_have_attribute("data-page", "6")
    page.locator("#act-remove").press("Enter")
    page.locator("#act-to").fill("2")
    page.locator("#act-move").press("Enter")
    expect(page.locator(".strip-page[aria-current]")).to_have_attribute("data-page", "2")
    page.close()
    assert complaints == []


def test_what_does_not_fit_is_told_while_it_is_typed(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    open_editor(page, machine, vividpage, reader)
    expect(page.locator("[data-fit]")).to_have_text("The text fits.")

    page.get_by_label("Text", exact=True).fill("\n".join(["word"] * 12))
    expect(page.locator("[data-fit]")).to_contain_text("lines too long. Make the type smaller")
    assert row(vividpage).text == "Mara came home.", "nothing is saved yet"
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    page.get_by_label("Text", exact=True).fill("A word.")
    expect(page.locator("[data-fit]")).to_have_text("The text fits.")

    page.get_by_role("button", name="Save the page").click()
    saved(page)
    assert row(vividpage).text == "A word."
    page.close()


def test_what_is_changed_while_an_answer_is_on_its_way_is_kept(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    complaints = open_editor(page, machine, vividpage, reader)
    held: list[Route] = []
    page.route("**/change/", lambda route: held.append(route), times=1)

    page.locator("#text-frame").press("ArrowRight")
    answer = first(held, page).fetch()
    page.locator("#text-frame").press("ArrowRight")
    page.get_by_label("Text", exact=True).fill("Mara went out.")
    page.locator("#act-later").click()
    held[0].fulfill(response=answer)

    expect(page.locator(".strip-page[aria-current]")).to_have_attribute("data-page", "5")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Mara went out.")
    moved = row(vividpage, 5)
    assert moved.text == "Mara went out."
    assert moved.text_box[0] == pytest.approx(0.12, abs=0.001)
    page.close()
    assert complaints == []


def test_what_is_changed_while_another_page_is_fetched_is_kept(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    open_editor(page, machine, vividpage, reader)
    held: list[Route] = []
    page.route("**/act/", lambda route: held.append(route), times=1)

    page.locator("#act-later").click()
    first(held, page)
    page.get_by_label("Text", exact=True).fill("Mara went out.")
    held[0].continue_()

    expect(page.locator(".strip-page[aria-current]")).to_have_attribute("data-page", "5")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Mara went out.")
    assert row(vividpage, 5).text == "Mara went out."
    page.close()


def carry(page: Page, source: str, target: str) -> None:
    """Drag one element onto another, as a browser tells its pages of it."""
    data = page.evaluate_handle("new DataTransfer()")
    for name, element in (("dragstart", source), ("dragover", target), ("drop", target), ("dragend", source)):
        page.locator(element).dispatch_event(name, {"dataTransfer": data})


def test_a_picture_and_a_page_are_dragged_to_other_pages(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    complaints = open_editor(page, machine, vividpage, reader)
    one, two = row(vividpage, 4), row(vividpage, 2)

    carry(page, "[data-drag-picture]", f"#strip-{two.pk}")
    wait_until(lambda: row(vividpage, 2).picture_id == one.picture_id)
    assert row(vividpage, 4).picture_id == two.picture_id
    expect(page.locator("[data-stage][data-connected]")).to_be_visible()

    carry(page, f"#strip-{one.pk}", f"#strip-{row(vividpage, 1).pk}")
    wait_until(lambda: row(vividpage, 1).pk == one.pk)
    expect(page.locator(f"#strip-{one.pk}")).to_have_attribute("data-page", "1")
    page.close()
    assert complaints == []


def test_a_finger_moves_the_box_on_a_phone_that_shows_one_page(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_editor(page, machine, vividpage, reader)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator(".editor-spread .page-sheet >> visible=true")).to_have_count(1)

    frame = page.locator("[data-frame=text]")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = context.new_cdp_session(page)
    for kind, by in (("touchStart", 0), ("touchMove", 20), ("touchMove", 60)):
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - by}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    wait_until(lambda: row(vividpage).text_box is not None and row(vividpage).text_box[1] < 0.6)
    page.locator("#turn-on").click()
    expect(page).to_have_url(re.compile("page=5"))
    context.close()


def test_without_scripts_fields_and_buttons_do_it(
    machine: Machine, browser: Browser, reader: User, vividpage: VividPage
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_signed_in(page, machine.start_web(), f"/books/{vividpage.pk}/pages/?page=4", reader)

    page.get_by_label("Text", exact=True).fill("Other words.")
    page.get_by_role("button", name="Save the page").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    assert row(vividpage).text == "Other words."
    page.get_by_role("button", name="Move later").click()
    expect(page).to_have_url(re.compile("page=5"))
    assert row(vividpage, 5).text == "Other words."
    context.close()
