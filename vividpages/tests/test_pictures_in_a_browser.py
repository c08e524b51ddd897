"""Pictures as browsers get them: their room is there before they are, the size suffices, and what is hidden is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from characters.models import Setting
from storyboards.models import FILES, PictureVersion
from storyboards.pictures.redrawing import redraw_scene
from storyboards.tests.making import hide
from vividpages.drive import drive
from vividpages.tests.signed_in import PATIENCE, drawn_book, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]

MOST_SHIFT = 0.01
"""Of the layout, as Chromium scores it; it calls 0.1 good."""
WATCH_SHIFTS = """
  window.shifts = [];
  window.shiftWatcher = new PerformanceObserver((list) => note(list.getEntries()));
  window.shiftWatcher.observe({type: "layout-shift", buffered: true});
  function note(entries) {
    for (const entry of entries) {
      const moved = entry.sources.map(({node}) => `${node?.parentElement?.className} > ${node?.nodeName}`);
      window.shifts.push({score: entry.value, moved: moved.join("; ")});
    }
  }
  window.shiftsSoFar = () => { note(window.shiftWatcher.takeRecords()); return window.shifts; };
"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
SEE_EACH = """async () => {
  for (const image of document.querySelectorAll("main img")) {
    image.scrollIntoView({block: "nearest"});
    await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
  }
}"""
"""Scrolls to each picture, one that a live page has exchanged meanwhile among them: that does nothing."""
ALL_PICTURES_ARE_THERE = "() => [...document.images].every((image) => image.complete)"


@pytest.fixture
def vividpage(machine: Machine, reader: User, settings: Settings) -> VividPage:
    """A book of one chapter, drawn in the usual size, with a version that waits; its reader sees all of it."""
    let_sign_in(reader, settings)
    vividpage = drawn_book(reader)
    redraw_scene(scene=vividpage.scenes.get(number=1), by=reader, wish="more snow")
    drive(vividpage)
    return vividpage


def pages_of(vividpage: VividPage) -> list[str]:
    """Return the addresses of pages that show pictures."""
    scene = vividpage.scenes.get(number=1)
    by_book = ("book", "book_pictures", "people", "references", "waiting_pictures")
    return [
        *(reverse(name, args=[vividpage.pk]) for name in by_book),
        reverse("read", args=[vividpage.pk, scene.chapter.number]),
        reverse("versions", args=[vividpage.pk, 1]),
        reverse("mend", args=[vividpage.pk, 1]),
        reverse("person", args=[vividpage.pk, vividpage.characters.get(name="Mara Holt").pk]),
        reverse("place", args=[vividpage.pk, Setting.objects.filter(vividpage=vividpage).order_by("name")[0].pk]),
        f"{reverse('search')}?q=kitchen",
    ]


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH_SHIFTS)
    yield page
    page.close()


def shifts_as_pictures_come(page: Page, url: str) -> list[dict[str, Any]]:
    """Open a page whose pictures come only when the rest of it stands. Returns what has moved in all of the time."""
    held: list[Route] = []
    stands = False

    def answer(route: Route) -> None:
        if stands:
            route.continue_()
        else:
            held.append(route)

    page.route("**/media/**", answer)
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    page.evaluate(SETTLED)
    stands = True
    for route in held:
        route.continue_()
    page.evaluate(SEE_EACH)
    page.evaluate("() => { for (const image of document.images) image.loading = 'eager'; }")
    page.wait_for_function(ALL_PICTURES_ARE_THERE)
    page.evaluate(SETTLED)
    page.unroute("**/media/**")
    shifts: list[dict[str, Any]] = page.evaluate("() => window.shiftsSoFar()")
    return shifts


def test_nothing_moves_as_pictures_come(machine: Machine, page: Page, vividpage: VividPage, reader: User) -> None:
    address = machine.start_web()
    open_signed_in(page, address, reverse("bookcase"), reader)

    for path in pages_of(vividpage):
        shifts = shifts_as_pictures_come(page, f"{address}{path}")

        assert sum(shift["score"] for shift in shifts) < MOST_SHIFT, (path, shifts)


def test_a_browser_is_given_the_rendition_that_suffices_and_shows_a_blur_until_then(
    machine: Machine, page: Page, vividpage: VividPage, reader: User
) -> None:
    address = machine.start_web()
    open_signed_in(page, address, reverse("book_pictures", args=[vividpage.pk]), reader)
    picture = page.locator(".gallery img").first
    version = PictureVersion.objects.get(active_for__scene__number=1)

    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.currentSrc") == f"{address}{version.thumbnail.url}"
    blur = page.locator(".gallery .shot-blur image").first
    assert (
        blur.evaluate("image => { const {width, height} = image.getBoundingClientRect(); return width * height; }") > 0
    )


def test_the_address_of_a_picture_that_is_hidden_is_dead_also_in_a_browser_that_has_it(
    machine: Machine, page: Page, vividpage: VividPage, reader: User
) -> None:
    address = machine.start_web()
    open_signed_in(page, address, reverse("read", args=[vividpage.pk, 1]), reader)
    version = PictureVersion.objects.get(active_for__scene__number=1)
    urls = [getattr(version, column).url for column in FILES]
    fetch = "url => fetch(url).then((answer) => answer.status)"
    assert [page.evaluate(fetch, url) for url in urls] == [200] * len(urls)

    hide(version)

    assert [page.evaluate(fetch, url) for url in urls] == [404] * len(urls)
    page.reload()
    expect(page.locator("main figure.plate")).to_have_count(0)
