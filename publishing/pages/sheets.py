"""The sheets of a picture book: where page, bleed, pictures and text lie on each, in inches and points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.pages.tree import POINTS, PicturePage
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from publishing.pages.tree import PagedBook

EDGE = 0.002
"""A box that ends so near to an edge, as a part of the page, touches it."""
PANEL, PANEL_RADIUS = 0.02, 0.025
"""By how much a panel is larger than its text on each side, and how round it is, as parts of the page's width."""


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far pictures go over the edges of a page, in inches."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


NO_BLEED = Bleed()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on its sheet. Boxes are in inches from the sheet's upper left corner."""

    page: PicturePage
    width: float
    height: float
    bleed: Bleed

    @property
    def media(self) -> tuple[float, float]:
        """The width and height of the sheet."""
        bleed = self.bleed
        return self.width + bleed.left + bleed.right, self.height + bleed.top + bleed.bottom

    @property
    def trim(self) -> tuple[float, float, float, float]:
        """The trimmed page in points, as PDF has it: left, bottom, right, top."""
        left, bottom = self.bleed.left, self.bleed.bottom
        return tuple(  # type: ignore[return-value]  # four of them
            round(side * POINTS, 4) for side in (left, bottom, left + self.width, bottom + self.height)
        )

    def placed(self, box: Rectangle) -> Rectangle:
        """Return where a box of the page lies on the sheet."""
        return Rectangle(
            self.bleed.left + box.left * self.width,
            self.bleed.top + box.top * self.height,
            box.width * self.width,
            box.height * self.height,
        )

    @property
    def picture(self) -> Rectangle | None:
        """Where its picture lies, over the edges that it touches."""
        if self.page.picture is None:
            return None
        box, (width, height) = self.page.picture.box, self.media
        inner = self.placed(box)
        left = 0.0 if box.left <= EDGE else inner.left
        top = 0.0 if box.top <= EDGE else inner.top
        right = width if box.right >= 1 - EDGE else inner.right
        bottom = height if box.bottom >= 1 - EDGE else inner.bottom
        return Rectangle(left, top, right - left, bottom - top)


def panel_of(text: Rectangle, book: PagedBook) -> Rectangle:
    """Return the panel behind text, as parts of the page."""
    across, down = PANEL, PANEL * book.width / book.height
    return Rectangle(text.left - across, text.top - down, text.width + 2 * across, text.height + 2 * down)
