"""A portrait is cropped by pointer, touch, keys and typed numbers: in a real browser."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from books.models import Reading
from books.services import set_spoilers
from characters.editing.tests.books import make_book
from storyboards.pictures import choosing
from storyboards.pictures.keeping import picture_for
from storyboards.tests.making import encoded
from vividpages.tests.complaints import complaints_of
from vividpages.tests.machine import wait_until
from vividpages.tests.signed_in import click, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from characters.models import Character
    from storyboards.models import PictureVersion
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]

SIDES = ("left", "top", "right", "bottom")


@pytest.fixture
def jim(machine: Machine, reader: User, settings: Settings) -> Character:
    """Somebody with a portrait of 1000 pixels, red on the left and blue on the right, of a reader who can sign in."""
    let_sign_in(reader, settings)
    vividpage = make_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    jim = vividpage.characters.get(name="Jim Hawkins")
    portrait = Image.open(io.BytesIO(encoded("red", size=(1000, 1000))))
    portrait.paste("blue", (500, 0, 1000, 1000))
    out = io.BytesIO()
    portrait.save(out, "PNG")
    choosing.upload(target=jim, data=out.getvalue(), by=reader)
    return jim


def shown(jim: Character) -> PictureVersion:
    version = picture_for(jim).shown
    assert version is not None
    return version


def path_of(jim: Character) -> str:
    return f"/books/{jim.vividpage_id}/references/person/{jim.pk}/crop/"


def cut_off(page: Page) -> list[float]:
    """Return what the four fields say, in percent."""
    return [float(page.locator(f"input[name={side}]").input_value()) for side in SIDES]


def at_least_cut(page: Page, *least: float) -> None:
    wait_until(lambda: all(now >= wanted for now, wanted in zip(cut_off(page), least, strict=True)))


def drag(page: Page, handle: Locator, across: float, down: float) -> None:
    """Drag by so many parts of the stage with the mouse."""
    handle.scroll_into_view_if_needed()
    box, stage = handle.bounding_box(), page.locator("[data-stage]").bounding_box()
    assert box is not None
    assert stage is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across * stage["width"], y + down * stage["height"], steps=3)
    page.mouse.up()


def test_a_frame_is_dragged_resized_and_kept(machine: Machine, browser: Browser, reader: User, jim: Character) -> None:
    whole = shown(jim)
    address = machine.start_web()
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    complaints = complaints_of(page)
    open_signed_in(page, address, path_of(jim), reader)
    frame = page.locator("[data-frame]")
    expect(page.locator("[data-left]")).to_contain_text("1000 × 1000")  # its script runs

    drag(page, page.locator("[data-corner='right bottom']"), -0.5, -0.4)
    at_least_cut(page, 0, 0, 49, 39)
    assert cut_off(page)[:2] == [0, 0]
    drag(page, frame, 0.3, 0)
    at_least_cut(page, 29, 0, 0, 39)
    assert sum(cut_off(page)[::2]) == pytest.approx(50, abs=1), "it is moved, not resized"
    drag(page, frame, 1, 0)
    at_least_cut(page, 49, 0, 0, 39)
    assert cut_off(page)[2] == 0, "it stays in the picture"

    before = cut_off(page)
    frame.press("ArrowDown")
    frame.press("Shift+ArrowUp")
    expect(page.locator("input[name=top]")).not_to_have_value(str(before[1]))
    assert cut_off(page) == pytest.approx([before[0], 1, before[2], before[3]], abs=0.2)
    drag(page, page.locator("[data-corner='left top']"), 1, 0)
    wait_until(lambda: 74 <= cut_off(page)[0] <= 74.4)  # 256 of 1000 pixels are left, and no less

    page.locator("input[name=left]").fill("50")
    expect(page.locator("[data-left]")).to_contain_text("500 ×")
    stage, box = page.locator("[data-stage]").bounding_box(), frame.bounding_box()
    assert stage is not None
    assert box is not None
    assert box["width"] == pytest.approx(stage["width"] / 2, rel=0.02), "the frame follows what is typed"
    click(page, "Crop")

    expect(page.get_by_role("status").first).to_contain_text("Jim Hawkins is cropped")
    cropped = shown(jim)
    assert (cropped.number, cropped.width) == (2, 500)
    with cropped.image.open("rb") as file, Image.open(file) as image:
        red, _, blue = image.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert blue > red, "what was in the frame is left"

    page.goto(f"{address}{path_of(jim)}")
    page.wait_for_load_state("load")
    click(page, "Show version 1 again")
    expect(page.get_by_role("status").first).to_contain_text("version 1 again")
    assert shown(jim) == whole
    page.close()
    assert complaints == []


def test_a_finger_moves_a_corner(machine: Machine, browser: Browser, reader: User, jim: Character) -> None:
    address = machine.start_web()
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_signed_in(page, address, path_of(jim), reader)
    expect(page.locator("[data-left]")).to_contain_text("1000 × 1000")
    corner = page.locator("[data-corner='left top']")
    corner.scroll_into_view_if_needed()
    box = corner.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = context.new_cdp_session(page)
    for kind, by in (("touchStart", 0), ("touchMove", 40), ("touchMove", 90)):
        points = [{"x": x + by, "y": y + by}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    at_least_cut(page, 15, 15, 0, 0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_without_scripts_four_numbers_crop_it(machine: Machine, browser: Browser, reader: User, jim: Character) -> None:
    address = machine.start_web()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_signed_in(page, address, path_of(jim), reader)
    expect(page.locator("[data-frame]")).not_to_be_visible()

    page.get_by_label("Right").fill("90")
    click(page, "Crop")
    expect(page.get_by_role("alert")).to_contain_text("That leaves 100 × 1000 pixels of 1000 × 1000")
    page.get_by_label("Right").fill("40.5")
    click(page, "Crop")

    expect(page.get_by_role("status").first).to_contain_text("is cropped")
    assert shown(jim).width == 595
    context.close()
