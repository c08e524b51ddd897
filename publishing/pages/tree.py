"""A laid-out picture book as plain data: what prints it, what shows it and what makes an e-book of it walk this tree.

Lengths on a page are parts of its trimmed width and height, from the upper left corner; type is in points.
Knows no ORM.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from publishing.rectangle import Rectangle
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = 72
"""To the inch."""

Align = Literal["left", "center", "right"]
Ink = Literal["dark", "light"]
Part = Literal["whole", "left", "right"]
Vertical = Literal["top", "horizon", "bottom"]
Role = Literal["story", "title", "copyright", "belongs", "blank"]
Shape = Literal["plain", "oval"]


WHOLE = Rectangle(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in its box, which bleeds over each edge of the page that it touches.

    `part` is the half of it that this page of a spread shows, as wide as two pages.
    `focus` is the point of the picture that comes to the middle of the box as far as its edges allow; `zoom` 1 fills
    the box.
    """

    image: StoredImage
    alt: str
    box: Rectangle
    part: Part = "whole"
    shape: Shape = "plain"
    focus: tuple[float, float] = (0.5, 0.5)
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Text in its box, with a light panel behind it or without. `source` is as `pages.markup` reads it."""

    source: str
    box: Rectangle
    size: float
    align: Align = "left"
    vertical: Vertical = "top"
    ink: Ink = "dark"
    has_panel: bool = False


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page. `number` counts from 1; odd ones are right-hand pages. `scenes` are those that its text is from."""

    number: int
    role: Role
    layout: str
    picture: PlacedPicture | None = None
    text: PlacedText | None = None
    scenes: tuple[UUID, ...] = ()

    @property
    def side(self) -> Literal["left", "right"]:
        """Of a spread."""
        return "right" if self.number % 2 else "left"


@dataclass(frozen=True, slots=True)
class PageSpread:
    """Two pages that are seen together; the first page has nothing to its left, nor an even last one to its right."""

    left: PicturePage | None
    right: PicturePage | None

    @property
    def pages(self) -> tuple[PicturePage, ...]:
        """Those that are there."""
        return tuple(page for page in (self.left, self.right) if page is not None)


@dataclass(frozen=True, slots=True)
class PagedBook:
    """All pages; their size in inches. `is_edited`: somebody has laid them out, they were not made up just now."""

    width: float
    height: float
    language: str
    audience: str
    pages: tuple[PicturePage, ...]
    is_edited: bool = False

    @property
    def spreads(self) -> Iterator[PageSpread]:
        """All pages by twos, as the reader sees them."""
        yield from spreads_of(self.pages)

    def points(self, box: Rectangle) -> tuple[float, float]:
        """Return the width and height of a box in points."""
        return box.width * self.width * POINTS, box.height * self.height * POINTS


def spreads_of(pages: tuple[PicturePage, ...]) -> Iterator[PageSpread]:
    """Pair pages up."""
    by_number = {page.number: page for page in pages}
    for left in range(0, len(pages) + 1, 2):
        spread = PageSpread(by_number.get(left), by_number.get(left + 1))
        if spread.pages:
            yield spread
