"""The whole way once, in a real browser: sign up, upload, watch it finish, read. With real web server and worker."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from django.conf import global_settings
from playwright.sync_api import Browser, Page, expect

from books import services
from books.models import Reading
from characters.models import Character, Quote
from vividpages.drive import drive
from vividpages.tests.complaints import complaints_of
from vividpages.tests.machine import DEADLINE_SECONDS, Machine, wait_until
from vividpages.tests.signed_in import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage

pytestmark = [pytest.mark.browser, pytest.mark.processes]

PASSWORD = "correct horse battery"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if the browser complains: a script error, or something the CSP forbids."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    complaints = complaints_of(page, warnings=True)
    yield page
    page.close()
    assert complaints == []


def sign_up(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/signup/")
    page.fill("input[name=email]", "new@example.com")
    page.fill("input[name=password1]", "a long enough secret")
    page.locator("form:has(input[name=password1]) button").click()
    expect(page).to_have_url(f"{address}/books/")


def upload(page: Page, address: str, book: Path) -> None:
    page.goto(f"{address}/books/new/")
    page.set_input_files("input[type=file]", str(book))
    page.locator("form[data-upload] button").click()


def test_a_new_reader_uploads_the_sample_watches_it_finish_and_reads_it(
    machine: Machine, page: Page, sample_epub: Path
) -> None:
    address = machine.start_web()
    sign_up(page, address)
    upload(page, address, sample_epub)
    expect(page.get_by_role("heading", name="Reading the book")).to_be_visible()
    page.evaluate("window.sinceLoaded = true")

    worker = machine.start_worker()
    expect(page.get_by_role("heading", name="The Bell Called Comfort")).to_be_visible()
    expect(page.locator(".setup")).to_contain_text("VividPages")
    expect(page.get_by_text("25 pictures")).to_be_visible()
    choices = page.locator(".model-pair select")
    tops = "choices => new Set(choices.map((choice) => choice.getBoundingClientRect().top)).size"
    wait_until(lambda: choices.evaluate_all(tops) == 1)  # the choices of models stand in one line
    assert page.evaluate("window.sinceLoaded"), "the choices came without loading the page anew"
    worker.terminate()
    worker.wait(DEADLINE_SECONDS)  # else all may be drawn before the page is there that watches it
    page.get_by_role("button", name="Start drawing").click()
    expect(page.locator("#live")).to_have_attribute("data-status", "working")
    watched = page.url
    page.evaluate("window.sinceLoaded = true")

    machine.start_worker()
    expect(page.locator("#live .gallery img").first).to_be_visible()
    expect(page.locator("#live")).to_have_attribute("data-status", "completed")
    assert page.evaluate("window.sinceLoaded"), "it finished before the reader's eyes, without loading the page anew"
    assert page.url == watched

    page.get_by_role("link", name="Read", exact=True).click()
    expect(page).to_have_url(re.compile(r"/read/\d+/"))
    chapter = page.url.split("#")[0]
    picture = page.locator("main figure img").first
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_js_property("naturalWidth", 0)

    scripts_listen(page)
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(re.compile(re.escape(chapter)))


def test_a_file_that_is_no_book_is_answered_with_one_sentence(machine: Machine, page: Page, tmp_path: Path) -> None:
    address = machine.start_web()
    sign_up(page, address)
    book = tmp_path / "book.epub"
    book.write_bytes(b"not a book")
    upload(page, address, book)

    expect(page.get_by_role("alert")).to_contain_text("not an EPUB")
    page.goto(f"{address}/books/")
    assert "/setup/" not in page.content()


def drop(page: Page, book: Path) -> None:
    """Let a file fall onto the page, as somebody drags it there."""
    encoded = base64.b64encode(book.read_bytes()).decode()
    transfer = page.evaluate_handle(
        """([encoded, name]) => {
            const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name, { type: "application/epub+zip" }));
            return transfer;
        }""",
        [encoded, book.name],
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})


def test_a_book_can_be_dropped_onto_the_page(machine: Machine, page: Page, sample_epub: Path) -> None:
    address = machine.start_web()
    sign_up(page, address)
    page.goto(f"{address}/books/new/")
    drop(page, sample_epub)
    expect(page.locator("[data-file-name]")).to_contain_text("sample.epub")
    page.locator("form[data-upload] button").click()

    expect(page.get_by_role("heading", name="sample", exact=True)).to_be_visible()


@pytest.fixture
def known_reader(reader: User, settings: Settings) -> User:
    """A reader whose password the web server can check."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    reader.set_password(PASSWORD)
    reader.save()
    return reader


def sign_in_to_read(page: Page, address: str, vividpage: VividPage) -> None:
    """Sign in as the reader of a book, and go on to its text."""
    page.goto(f"{address}/accounts/login/?next=/books/{vividpage.pk}/read/")
    page.fill("input[name=login]", vividpage.owner.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button").click()


def scripts_listen(page: Page) -> None:
    """Wait until a page that a click led to has run its scripts: its words are there before them."""
    page.wait_for_load_state("load")


def swipe(page: Page, start: int, end: int) -> None:
    """Move a finger across the screen at half its height; if it rests there, as on a slow machine, it marks no word."""
    page.evaluate(
        "for (const kind of ['contextmenu', 'selectstart']) addEventListener(kind, (e) => e.preventDefault())"
    )
    session = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": start, "y": 400}]),
        ("touchMove", [{"x": end, "y": 404}]),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_on_a_phone_a_swipe_turns_the_chapter_and_the_place_is_kept(
    machine: Machine, browser: Browser, known_reader: User, sample_epub: Path
) -> None:
    with sample_epub.open("rb") as epub:
        vividpage = services.upload(owner=known_reader, epub=epub)
    drive(vividpage, until="epub-parse")
    address = machine.start_web()
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    sign_in_to_read(page, address, vividpage)
    expect(page.get_by_role("heading", name="The Bell Without a Tongue")).to_be_visible()
    scripts_listen(page)

    swipe(page, 330, 40)
    expect(page.get_by_role("heading", name="The Second Thought")).to_be_visible()
    second = vividpage.chapters.get(title="The Second Thought")
    wait_until(lambda: Reading.objects.filter(vividpage=vividpage, scene__chapter=second).exists())
    page.goto(f"{address}/books/{vividpage.pk}/read/")

    expect(page.get_by_role("heading", name="The Second Thought")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "is_phone"), [(1280, False), (390, True)])
def test_who_is_here_opens_beside_the_page_and_gives_the_focus_back(
    machine: Machine, page: Page, known_reader: User, sample_epub: Path, width: int, is_phone: bool
) -> None:
    with sample_epub.open("rb") as epub:
        vividpage = services.upload(owner=known_reader, epub=epub)
    drive(vividpage, until="analysis")
    address = machine.start_web()
    page.set_viewport_size({"width": width, "height": 844})
    sign_in_to_read(page, address, vividpage)

    name = page.locator("a.name").first
    expect(name).to_be_visible()
    scripts_listen(page)
    name.click()
    panel = page.get_by_role("dialog", name="Who is here")
    expect(panel).to_be_visible()
    expect(panel.locator(":focus")).to_have_count(1)
    expect(panel.get_by_role("heading", level=3).first).to_be_visible()
    assert panel.evaluate("dialog => dialog.matches(':modal')") is is_phone

    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    expect(name).to_be_focused()


def test_faces_of_who_speaks_can_be_hidden_and_stay_so(
    machine: Machine, page: Page, known_reader: User, sample_epub: Path
) -> None:
    with sample_epub.open("rb") as epub:
        vividpage = services.upload(owner=known_reader, epub=epub)
    drive(vividpage, until="epub-parse")
    scene = vividpage.scenes.get(number=1)
    tamsin = Character.objects.create(vividpage=vividpage, name="Tamsin", scene_numbers=[1])
    start = scene.text.index("Six in")
    Quote.objects.create(scene=scene, start=start, end=start + 7, text="Six in,", speaker=tamsin)
    sign_in_to_read(page, machine.start_web(), vividpage)

    face = page.get_by_role("img", name="Tamsin:")
    face.scroll_into_view_if_needed()
    expect(face).not_to_have_js_property("naturalWidth", 0)
    scripts_listen(page)
    page.get_by_label("How it looks").click()
    page.locator("[data-speakers-switch]").get_by_text("Hidden").click()
    expect(face).not_to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="The Bell Without a Tongue")).to_be_visible()
    expect(face).not_to_be_visible()
