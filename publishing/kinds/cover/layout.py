"""Where everything on a cover goes, as plain data in points: the file and the preview are both made from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from publishing.kinds.cover.colours import Colour, Palette
from publishing.kinds.cover.fitting import Fitted, filled, fitted, is_right_to_left, shortened
from publishing.kinds.kind import Check
from publishing.printers.covers import CoverGeometry
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from publishing.kinds.cover.wording import Wording
    from publishing.printers.boxes import Box

POINTS = 72.0
LEADING = 1.16
BACK_LEADING = 1.42
BACK_SIZE, LEAST_BACK_SIZE = 13.5, 8.5
LARGEST_SPINE, GOOD_SPINE, LEAST_SPINE = 20.0, 10.0, 7.0
"""Points. Words on a spine stand in one line, unless that makes them smaller than what is good."""
ONE_LINE = 20.0 * LEADING
FULL_TITLE_SHARE = 0.3
"""Of the height of a front, over a picture that fills it."""
GAP = 14.0

Role = Literal["title", "subtitle", "author", "back", "spine"]
Design = Literal["framed", "full"]


@dataclass(frozen=True, slots=True)
class Words:
    """Lines in an area, centred down it unless they stand at its top; `turned` reads from top to bottom.

    `area` of turned words is as it lies on the sheet.
    """

    role: Role
    area: Rectangle
    lines: tuple[str, ...]
    size: float
    colour: Colour
    leading: float = LEADING
    align: Literal["center", "start"] = "center"
    at_top: bool = False
    turned: bool = False
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class CoverLayout:
    """A cover. `geometry` is None for the cover of an e-book.

    The picture fills its area, cropped evenly; where it `is_ground` it is darkened from above and below for the words.
    """

    width: float
    height: float
    geometry: CoverGeometry | None
    palette: Palette
    picture: Rectangle | None
    is_ground: bool
    words: tuple[Words, ...]
    rules: tuple[Rectangle, ...] = ()
    barcode: Rectangle | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class _Front:
    words: tuple[Words, ...]
    picture: Rectangle | None
    rules: tuple[Rectangle, ...] = ()


def area_of(box: Box) -> Rectangle:
    """Return a box of the printer's arithmetic in points."""
    left, top, width, height = (float(side) * POINTS for side in (box.left, box.top, box.width, box.height))
    return Rectangle(left, top, width, height)


def ebook_layout(
    wording: Wording, palette: Palette, *, design: Design, has_picture: bool, size: tuple[float, float]
) -> CoverLayout:
    """Lay out the cover of an e-book, in points."""
    sheet = Rectangle(0, 0, *size)
    safe = _inset(sheet, size[0] * 0.07)
    front = _front(wording, palette, safe, sheet, design if has_picture else "framed")
    picture = front.picture if has_picture else None
    return CoverLayout(*size, None, palette, picture, has_picture and design == "full", front.words, front.rules)


def print_layout(
    geometry: CoverGeometry, wording: Wording, palette: Palette, *, design: Design, has_picture: bool
) -> CoverLayout:
    """Lay out the cover of a printed book as one piece."""
    sheet, edge = area_of(geometry.sheet), float(geometry.turn_in) * POINTS
    panel, safe = area_of(geometry.front), area_of(geometry.front_safe)
    is_left = geometry.front.left < geometry.back.left
    bleeding = Rectangle(panel.left - (edge if is_left else 0), 0, panel.width + edge, sheet.height)
    is_full = design == "full" and has_picture
    front = _front(wording, palette, safe, bleeding, "full" if is_full else "framed")
    back, back_checks = _back(geometry, wording, palette)
    spine, spine_checks = _spine(geometry, wording, palette)
    return CoverLayout(
        width=sheet.width,
        height=sheet.height,
        geometry=geometry,
        palette=palette,
        picture=front.picture if has_picture else None,
        is_ground=is_full,
        words=(*front.words, *back, *spine),
        rules=front.rules,
        barcode=area_of(geometry.barcode),
        checks=(*back_checks, *spine_checks),
    )


def _front(wording: Wording, palette: Palette, safe: Rectangle, panel: Rectangle, design: Design) -> _Front:
    if design == "full":
        colours = replace(palette, words=(255, 252, 244), ground=(16, 16, 18))
        words, _ = _heading(wording, colours, safe, safe.height * FULL_TITLE_SHARE)
        return _Front((*words, *_author(wording, colours, safe)), panel)
    words, foot = _heading(wording, palette, safe, safe.height * 0.3)
    author = _author(wording, palette, safe)
    top = foot + GAP
    bottom = (author[0].area.top if author else safe.bottom) - GAP
    picture = _framed(Rectangle(safe.left, top, safe.width, bottom - top), fills=not words)
    ruled = replace(
        picture, left=picture.left - 3, top=picture.top - 3, width=picture.width + 6, height=picture.height + 6
    )
    return _Front((*words, *author), picture, (ruled,))


def _framed(room: Rectangle, *, fills: bool) -> Rectangle:
    """Return where a picture goes in its room: no wider than half as much again as it is high."""
    width = room.width if fills else min(room.width, room.height * 1.5)
    height = room.height if fills else min(room.height, room.width * 1.25)
    return Rectangle(room.left + (room.width - width) / 2, room.top + (room.height - height) / 2, width, height)


def _heading(wording: Wording, palette: Palette, safe: Rectangle, most: float) -> tuple[list[Words], float]:
    """Set title and subtitle from the top of the front; return the foot of what was set, too."""
    if not wording.title:
        return [], safe.top
    room = most * (0.74 if wording.subtitle else 1)
    scale = safe.width / 396
    title = _fit(wording.title, safe.width, room, 58 * scale, 9)
    height = len(title.lines) * title.size * LEADING
    words = [_words("title", Rectangle(safe.left, safe.top, safe.width, height), title, palette.words)]
    foot = safe.top + height
    if wording.subtitle:
        second = _fit(wording.subtitle, safe.width * 0.9, most - height - 6, min(20 * scale, title.size * 0.5), 8)
        height = len(second.lines) * second.size * LEADING
        area = Rectangle(safe.left + safe.width * 0.05, foot + 6, safe.width * 0.9, height)
        words.append(_words("subtitle", area, second, palette.accent))
        foot = area.bottom
    return words, foot


def _author(wording: Wording, palette: Palette, safe: Rectangle) -> list[Words]:
    if not wording.author:
        return []
    scale = safe.width / 396
    author = _fit(wording.author, safe.width * 0.92, safe.height * 0.1, 21 * scale, 8)
    height = len(author.lines) * author.size * LEADING
    area = Rectangle(safe.left + safe.width * 0.04, safe.bottom - height, safe.width * 0.92, height)
    return [_words("author", area, author, palette.words)]


def _back(geometry: CoverGeometry, wording: Wording, palette: Palette) -> tuple[list[Words], list[Check]]:
    """Set the words of the back above the barcode, as large as they go; what is over is left out and said."""
    if not wording.back:
        return [], []
    safe, barcode = area_of(geometry.back_safe), area_of(geometry.barcode)
    inner = _inset(safe, min(24.0, safe.width * 0.06))
    room = Rectangle(inner.left, inner.top, inner.width, min(inner.bottom, barcode.top - GAP) - inner.top)
    scale = max(1.0, safe.width / 396)
    bounds = {"width": room.width, "height": room.height, "leading": BACK_LEADING}
    found = filled(wording.back, largest=BACK_SIZE * scale, smallest=LEAST_BACK_SIZE, **bounds)
    checks: list[Check] = []
    if found is None:
        found = shortened(wording.back, size=LEAST_BACK_SIZE, **bounds)
        words = "The words for the back do not fit: their end is left out."
        checks.append(Check("back-text", "warning", words, "Write fewer words for the back, or choose a larger trim."))
    made = _words("back", room, found, palette.words)
    return [replace(made, leading=BACK_LEADING, align="start", at_top=True)], checks


def _spine(geometry: CoverGeometry, wording: Wording, palette: Palette) -> tuple[list[Words], list[Check]]:
    """Set title and author down the spine, where there may be words on it."""
    if not wording.has_spine:
        return [], []
    if geometry.spine_text is None:
        return [], [Check("spine-text", "note", geometry.why_no_spine_text, "The spine stays blank.")]
    room = area_of(geometry.spine_text)
    checks: list[Check] = []
    words: list[Words] = []
    title = Rectangle(room.left, room.top, room.width, room.height * 0.64)
    author = Rectangle(room.left, room.top + room.height * 0.68, room.width, room.height * 0.32)
    for text, area in ((wording.spine_title, title), (wording.spine_author, author)):
        if not text:
            continue
        bounds = {"width": area.height, "largest": LARGEST_SPINE, "leading": LEADING}
        line = fitted(text, height=min(area.width, ONE_LINE), smallest=GOOD_SPINE, **bounds)
        found = line or fitted(text, height=area.width, smallest=LEAST_SPINE, **bounds)
        if found is None:
            said = f"“{text}” does not fit on the spine and is left out."
            checks.append(Check("spine-text", "warning", said, "Give the cover a shorter title or author."))
        else:
            words.append(replace(_words("spine", area, found, palette.words), turned=True))
    return words, checks


def _fit(text: str, width: float, height: float, largest: float, smallest: float) -> Fitted:
    found = fitted(text, width=width, height=height, largest=largest, smallest=smallest, leading=LEADING)
    return found or shortened(text, width=width, height=height, size=smallest, leading=LEADING)


def _words(role: Role, area: Rectangle, text: Fitted, colour: Colour) -> Words:
    return Words(role, area, text.lines, text.size, colour, right_to_left=is_right_to_left(" ".join(text.lines)))


def _inset(area: Rectangle, by: float) -> Rectangle:
    return Rectangle(area.left + by, area.top + by, area.width - 2 * by, area.height - 2 * by)
