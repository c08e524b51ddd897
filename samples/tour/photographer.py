"""Photographs pages of a real web server, on a desk and on a phone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Self

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from samples.tour.album import SCREENS

if TYPE_CHECKING:
    from pathlib import Path

    from samples.tour.album import Album

VIEWPORTS = {"desktop": ((1280, 860), 1), "phone": ((390, 844), 2)}
"""Width and height in CSS pixels, and how many pixels of the screen make one of them."""
TALL = (1180, 1180)
"""The viewport of the README's picture."""
SCROLL = """([selector, above]) => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  window.scrollTo(0, found.getBoundingClientRect().top + scrollY - above);
}"""
SETTLED = """async () => {
  await document.fonts.ready;
  const isSeen = (image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight;
  const seen = [...document.images].filter(isSeen);
  for (const image of seen) image.loading = "eager";
  await Promise.all(seen.map((image) => image.decode().catch(() => 0)));
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted, 100))));
}"""


class Photographer:
    """A web server, and a browser with a page for each screen; ends both."""

    def __init__(self, album: Album, *, chromium: str, log: Path) -> None:
        self.album = album
        self._chromium = chromium
        self._log = log
        self.pages: dict[str, Page] = {}

    def __enter__(self) -> Self:
        """Start them."""
        from django.conf import settings

        from vividpages.tests.machine import Machine

        self._machine = Machine(media=settings.MEDIA_ROOT, log=self._log)
        self._address = self._machine.start_web()
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=self._chromium, args=["--no-sandbox", "--disable-background-networking", "--disable-quic"]
        )
        for screen, ((width, height), scale) in VIEWPORTS.items():
            self.pages[screen] = self._browser.new_page(
                viewport={"width": width, "height": height},
                device_scale_factor=scale,
                color_scheme="light",
                reduced_motion="reduce",
                has_touch=screen == "phone",
            )
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        self._browser.close()
        self._playwright.stop()
        self._machine.stop()

    def sign_in(self, email: str, password: str) -> None:
        """Sign somebody in, in place of whoever was."""
        for page in self.pages.values():
            page.context.clear_cookies()
            page.goto(f"{self._address}/accounts/login/")
            page.fill("input[name=login]", email)
            page.fill("input[name=password]", password)
            with page.expect_navigation(wait_until="load"):
                page.locator("form:has(input[name=password]) button").first.click()

    def keep(self, name: str, path: str, *, at: str = "", above: int = 130) -> None:
        """Photograph a page on each screen; what the selector `at` finds first comes `above` pixels from the top."""
        for screen, page in self.pages.items():
            self._keep(f"{name}-{screen}", page, path, at=at, above=above, size=SCREENS[screen])

    def keep_tall(self, name: str, path: str, *, at: str) -> None:
        """Photograph a page on a square screen."""
        page = self.pages["desktop"]
        usual = page.viewport_size
        page.set_viewport_size({"width": TALL[0], "height": TALL[1]})
        self._keep(name, page, path, at=at, above=130, size=TALL)
        assert usual is not None
        page.set_viewport_size(usual)

    def _keep(self, name: str, page: Page, path: str, *, at: str, above: int, size: tuple[int, int]) -> None:
        answer = page.goto(f"{self._address}{path}", wait_until="load")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        page.evaluate(SETTLED)
        if at:
            page.evaluate(SCROLL, [at, above])
            page.evaluate(SETTLED)
        self.album.keep(name, Image.open(io.BytesIO(page.screenshot())), size)
