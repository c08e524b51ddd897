"""Pages as drawings: where paper, picture, panel and text lie, in points of the trimmed page, ready for a template."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import default_storage

from publishing.pages.checking import too_long
from publishing.pages.fitting import PITCH
from publishing.pages.framing import seen_part
from publishing.pages.sheets import PANEL_RADIUS, panel_of
from publishing.pages.tree import POINTS

if TYPE_CHECKING:
    from publishing.models import Page
    from publishing.pages.fitting import Fit
    from publishing.pages.tree import PagedBook, PicturePage, PlacedPicture, PlacedText
    from publishing.rectangle import Rectangle

STAGE_WIDTH = 720
"""Pixels that a picture on the stage has at the least, if there are so many."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in a drawing, written as SVG wants it in every language."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class StagePicture:
    """A picture: its address, where it lies, and which of its pixels are seen there."""

    address: str
    thumbnail: str
    rect: Rect
    view: str
    width: int
    height: int
    is_oval: bool
    middle: tuple[str, str]
    radii: tuple[str, str]


@dataclass(frozen=True, slots=True)
class StagePage:
    """A page as it is drawn."""

    id: UUID
    number: int
    side: str
    width: str
    height: str
    label: str
    picture: StagePicture | None = None
    panel: Rect | None = None
    radius: str = "0"
    text: Rect | None = None
    room: Rect | None = None
    lines: tuple[Rect, ...] = field(default=())
    ink: str = "dark"
    digest: str = ""
    told: str = ""


def stage_page(row: Page, page: PicturePage, book: PagedBook, fit: Fit | None) -> StagePage:
    """Describe the drawing of a page. `fit` is that of its text."""
    text = page.text
    return StagePage(
        id=row.pk,
        number=page.number,
        side=page.side,
        width=_said(book.width * POINTS),
        height=_said(book.height * POINTS),
        label=_label(page),
        picture=_picture(page.picture, book) if page.picture else None,
        panel=_rect(panel_of(text.box, book), book) if text and text.has_panel and page.picture else None,
        radius=_said(PANEL_RADIUS * book.width * POINTS),
        text=_text_rect(text, book, fit) if text and fit else None,
        room=_rect(text.box, book) if text else None,
        lines=tuple(_lines(text, book, fit)) if text and fit else (),
        ink=text.ink if text else "dark",
        digest=digest_of(text, book) if text else "",
        told="" if fit is None or fit.fits else too_long(fit),
    )


def digest_of(text: PlacedText, book: PagedBook) -> str:
    """Return what changes with the drawing of a text."""
    return hashlib.sha256(repr((text, book.width, book.height, book.language)).encode()).hexdigest()[:16]


def _label(page: PicturePage) -> str:
    words = page.text.source.split() if page.text else []
    shown = " ".join(words[:8]) + ("…" if len(words) > 8 else "")
    picture = page.picture.alt or "a picture" if page.picture else ""
    return ": ".join(filter(None, [f"Page {page.number}", "; ".join(filter(None, [picture, shown])) or "empty"]))


def _picture(picture: PlacedPicture, book: PagedBook) -> StagePicture:
    image, box = picture.image, picture.box
    width, height = image.width or 1, image.height or 1
    aspect = box.width * book.width / (box.height * book.height)
    part = seen_part(picture, aspect=aspect)
    sides = (part.left * width, part.top * height, part.width * width, part.height * height)
    files = image.by_width
    name = next((name for name, wide in files if wide >= STAGE_WIDTH), files[-1][0])
    middle = ((box.left + box.width / 2) * book.width * POINTS, (box.top + box.height / 2) * book.height * POINTS)
    return StagePicture(
        address=default_storage.url(name),
        thumbnail=default_storage.url(files[0][0]),
        rect=_rect(box, book),
        view=" ".join(map(_said, sides)),
        width=width,
        height=height,
        is_oval=picture.shape == "oval",
        middle=(_said(middle[0]), _said(middle[1])),
        radii=(_said(box.width * book.width * POINTS / 2), _said(box.height * book.height * POINTS / 2)),
    )


def _text_rect(text: PlacedText, book: PagedBook, fit: Fit) -> Rect:
    width, room = book.points(text.box)
    return Rect(
        _said(text.box.left * book.width * POINTS),
        _said(text.box.top * book.height * POINTS),
        _said(width),
        _said(max(room, fit.height)),
    )


def _lines(text: PlacedText, book: PagedBook, fit: Fit) -> list[Rect]:
    """Return strokes that stand for lines where a page is shown so small that nobody reads it."""
    width, room = book.points(text.box)
    pitch = text.size * PITCH
    count = max(1, round(min(fit.height, room) / pitch))
    spare = max(0.0, room - count * pitch)
    start = text.box.top * book.height * POINTS + {"top": 0.0, "horizon": spare / 2, "bottom": spare}[text.vertical]
    left = text.box.left * book.width * POINTS
    few = min(1.0, len(text.source) * text.size * 0.43 / width)
    reach = width * few if count == 1 else width * 0.96
    inset = {"left": 0.0, "center": (width - reach) / 2, "right": width - reach}[text.align]
    return [
        Rect(_said(left + inset), _said(start + line * pitch + pitch * 0.2), _said(reach), _said(pitch * 0.42))
        for line in range(count)
    ]


def _rect(box: Rectangle, book: PagedBook) -> Rect:
    width, height = book.width * POINTS, book.height * POINTS
    return Rect(*map(_said, (box.left * width, box.top * height, box.width * width, box.height * height)))


def _said(number: float) -> str:
    return f"{number:.2f}"
