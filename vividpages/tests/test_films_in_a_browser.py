"""A film is watched in a real browser: as a stream whose quality changes, as an MP4, and as a slideshow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from books.models import Chapter, Scene
from films.models import Film, FilmPlace
from films.options import FilmOptions
from films.services.places import keep_place
from films.services.wishing import wish_again, wish_film
from films.tests.books import give_picture, make_story, work_on
from films.tests.conftest import quick as quick
from vividpages.tests.complaints import complaints_of
from vividpages.tests.looked_at import look_at
from vividpages.tests.machine import wait_until
from vividpages.tests.signed_in import let_sign_in, open_signed_in
from writing.stories.models import Branch, Story

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.usefixtures("quick")]
RUNGS = ["240", "480"]
CAPTIONS = "[...video.textTracks].some((one) => one.mode === 'showing' && one.cues?.length)"
NO_STREAMS = "delete window.MediaSource; delete window.ManagedMediaSource;"
LIKE_APPLE = """
const can = HTMLMediaElement.prototype.canPlayType;
HTMLMediaElement.prototype.canPlayType = function (type) {
  return type.includes("mpegurl") ? "maybe" : can.call(this, type);
};
HTMLVideoElement.prototype.webkitSupportsPresentationMode = () => true;
"""
"""A browser that says it plays streams by itself, and shows their captions."""


@pytest.fixture
def film(machine: Machine, reader: User, stranger: User, settings: Settings) -> Film:
    """The film of a public story, of some seconds in two qualities."""
    for one in (reader, stranger):
        let_sign_in(one, settings)
    with transaction.atomic():
        story = Story.objects.create(owner=reader, title="The Mill", visibility=Story.Visibility.PUBLIC)
        book = make_story(reader)
        Branch.objects.create(story=story, number=1, name="Main", vividpage=book)
        wish_film(vividpage_id=book.pk, options=FilmOptions(rungs=("240", "480")), by=reader)
    return work_on(Film.objects.select_related("vividpage").get())


def open_film(page: Page, address: str, film: Film, reader: User) -> list[str]:
    """Open the page of a film; return what the browser complains of, now and later."""
    complaints = complaints_of(page)
    open_signed_in(page, address, f"/books/{film.vividpage_id}/films/{film.pk}/", reader)
    return complaints


def wait_for(page: Page, what: str) -> None:
    """Wait until an expression holds of the `video`. (Our policy forbids the evaluation by which Playwright waits.)"""
    wait_until(
        lambda: bool(page.evaluate(f"(() => {{ const video = document.querySelector('video'); return {what} }})()")),
        seconds=60,
    )


def at(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def rungs_fetched(page: Page) -> set[str]:
    """Return the names of the qualities of which segments were fetched."""
    names = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    return {found[1] for name in names if (found := re.search(r"/(\d+)/[^/]+\.m4s$", name))}


def test_a_film_is_watched_in_every_way(
    machine: Machine, browser: Browser, film: Film, reader: User, stranger: User
) -> None:
    address = machine.start_web()

    _plays_as_a_stream(browser, address, film, reader, stranger)
    _is_left_to_a_browser_that_plays_streams(browser, address, film, reader)
    _goes_on_where_it_was_left_as_a_file(browser, address, film, reader)
    _is_leafed_through_without_scripts(browser, address, film, reader)


def _plays_as_a_stream(browser: Browser, address: str, film: Film, reader: User, stranger: User) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = open_film(page, address, film, reader)
    expect(page.locator("[data-film]")).to_have_attribute("data-ready", "hls")
    look_at(page, "film")
    captions = page.get_by_role("button", name="Captions")
    expect(captions).to_have_attribute("aria-pressed", "true")

    page.get_by_label("Quality").select_option("240 lines")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(page, "video.currentTime > 0.5")
    # On a busy machine it would be over before the other quality has come.
    page.keyboard.press("k")
    page.get_by_label("Quality").select_option("480 lines")
    page.keyboard.press("0")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(page, "video.videoHeight === 480")
    wait_for(page, CAPTIONS)
    wait_for(page, "video.ended")
    assert rungs_fetched(page) == {*RUNGS}
    assert at(page) == pytest.approx(film.seconds, abs=0.2)

    other = browser.new_page()
    _goes_on_when_it_has_grown(page, _opened_by_another(other, address, film, stranger), film)
    other.close()
    _heeds_keys(page, film)
    page.keyboard.press("7")
    page.goto(f"{address}/books/{film.vividpage_id}/films/")  # whoever leaves, their place is sent
    wait_until(lambda: FilmPlace.objects.filter(seconds__gt=film.seconds * 0.6).exists())
    look_at(page, "films")
    assert complaints == []
    page.close()


def _opened_by_another(page: Page, address: str, film: Film, stranger: User) -> Page:
    """Open the film on the page of its story, as somebody who only reads that."""
    open_signed_in(page, address, f"/stories/{film.vividpage.branch.story_id}/1/film/", stranger)
    expect(page.locator("[data-film]")).to_have_attribute("data-ready", "hls")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(page, "video.ended")
    look_at(page, "film-of-a-story")
    return page


def _goes_on_when_it_has_grown(page: Page, other: Page, film: Film) -> None:
    """Both pages stay open at the film's end; what comes is played without loading them again."""
    words, before = "Far out the sea was waiting for all of them.", film.seconds
    with transaction.atomic():
        chapter = Chapter.objects.create(vividpage=film.vividpage, number=4, title="The Sea")
        scene = Scene.objects.create(vividpage=film.vividpage, chapter=chapter, number=3, text=words, word_count=10)
        give_picture(scene, "teal")
        wish_again(film.vividpage_id)
    work_on(film)
    assert film.seconds > before
    for one in (page, other):
        wait_for(one, f"video.ended && video.currentTime > {before + 0.1}")
        expect(one.locator("[data-lines]")).to_contain_text(words)
        expect(one.get_by_role("link", name="The Sea")).to_be_visible()


def _heeds_keys(page: Page, film: Film) -> None:
    page.locator("body").press("c")
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "false")
    assert not page.evaluate(f"(() => {{ const video = document.querySelector('video'); return {CAPTIONS} }})()")
    page.keyboard.press("5")
    assert at(page) == pytest.approx(film.seconds / 2, abs=0.2)
    expect(page.locator("[data-lines] [aria-current]")).to_be_visible()
    page.keyboard.press(">")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.25
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Space")
    stage = page.locator("[data-play]")
    stage.press("End")
    assert at(page) == pytest.approx(film.seconds, abs=0.2)
    page.keyboard.press("j")
    assert at(page) == pytest.approx(max(0.0, film.seconds - 10), abs=0.2)
    stage.press("Home")
    assert at(page) == 0
    page.keyboard.press("n")
    second = float(page.locator("[data-chapters] [data-start]").nth(1).get_attribute("data-start") or 0)
    assert at(page) == pytest.approx(second, abs=0.1)
    page.keyboard.press("p")
    assert at(page) == 0
    stage.press("ArrowDown")
    page.keyboard.press("m")
    assert page.evaluate(
        "(() => { const { volume, muted } = document.querySelector('video'); return [volume, muted] })()"
    ) == [
        pytest.approx(0.9),
        True,
    ]
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Still pictures")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("s")
    page.keyboard.press("f")
    wait_for(page, "document.fullscreenElement?.contains(video)")
    page.keyboard.press("f")
    page.keyboard.press("<")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1
    page.keyboard.press("ArrowLeft")
    assert at(page) == 0
    page.locator("[data-seek]").hover()
    expect(page.locator("[data-preview-picture]")).to_have_css("background-image", re.compile("sprites/"))
    page.get_by_role("link", name="The River").click()
    page.keyboard.press("k")
    # Back to the beginning, and stopped there: what is kept when the page is left lies elsewhere.
    page.keyboard.press("0")
    page.keyboard.press("k")
    page.keyboard.press("k")


def _is_left_to_a_browser_that_plays_streams(browser: Browser, address: str, film: Film, reader: User) -> None:
    page = browser.new_page()
    page.add_init_script(LIKE_APPLE)
    open_film(page, address, film, reader)
    wait_for(page, "video.src.endsWith('/master.m3u8')")
    assert not page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.includes('/hls'))")
    page.close()


def _goes_on_where_it_was_left_as_a_file(browser: Browser, address: str, film: Film, reader: User) -> None:
    """The place is set for it, for this film is over before one could stop in its midst."""
    Film.objects.filter(pk=film.pk).update(seconds=film.seconds + 10)
    keep_place(film=film, reader=reader, seconds=1.0)
    page = browser.new_page(reduced_motion="reduce")
    page.add_init_script(NO_STREAMS)
    complaints = open_film(page, address, film, reader)
    expect(page.locator("[data-film]")).to_have_attribute("data-ready", "mp4")
    assert at(page) == pytest.approx(1.0, abs=0.1)
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(page, "video.ended")
    wait_for(page, CAPTIONS)
    page.get_by_role("button", name="Still pictures").click()
    page.evaluate("document.querySelector('[data-lines]').scrollTo(0, 0)")
    wait_until(lambda: pictures_shown(page) > 0)
    look_at(page, "film-slides")
    assert complaints == []
    page.close()


def _is_leafed_through_without_scripts(browser: Browser, address: str, film: Film, reader: User) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_signed_in(page, address, f"/books/{film.vividpage_id}/films/{film.pk}/", reader)
    expect(page.locator("video[controls]")).to_be_visible()
    page.get_by_text("The river sang all night.").scroll_into_view_if_needed()
    expect(page.get_by_text("The river sang all night.")).to_be_in_viewport()
    wait_until(lambda: pictures_shown(page) > 0)
    context.close()


def pictures_shown(page: Page) -> int:
    """Return how many pictures of the slideshow have come."""
    return int(page.evaluate("[...document.querySelectorAll('.film-still')].filter((one) => one.naturalWidth).length"))
