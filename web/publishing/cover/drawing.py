"""A cover's layout as the preview's template draws it: lines of words with their baselines, boxes as guides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.kinds.cover.colours import as_hex
from publishing.kinds.cover.layout import CoverLayout, area_of
from publishing.kinds.cover.picturing import SCRIM_FOOT, SCRIM_TOP
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.kinds.cover.layout import Words
    from publishing.printers.covers import CoverGeometry

BASELINE = 0.27
"""From the middle of a line down to its baseline, by the size of its letters."""
CENTIMETRES = 2.54


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of words; `turned` are degrees around its own place."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    role: str
    anchor: str
    turned: int = 0
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Guide:
    """A box that is shown over a cover, and what it is."""

    kind: str
    area: Rectangle


@dataclass(frozen=True, slots=True)
class DrawnCover:
    """All that the preview's template draws. Lengths are points."""

    layout: CoverLayout
    lines: tuple[DrawnLine, ...]
    guides: tuple[Guide, ...]
    trim: Rectangle
    ground: str
    accent: str
    spine_inches: str
    sheet_inches: str
    sheet_centimetres: str

    @property
    def shades(self) -> list[Rectangle]:
        """Return where a picture that is the ground grows dark: above and below."""
        picture = self.layout.picture
        if picture is None or not self.layout.is_ground:
            return []
        foot = picture.height * SCRIM_FOOT
        return [
            Rectangle(picture.left, picture.top, picture.width, picture.height * SCRIM_TOP),
            Rectangle(picture.left, picture.bottom - foot, picture.width, foot),
        ]


def drawn_cover(layout: CoverLayout, geometry: CoverGeometry) -> DrawnCover:
    """Return a printed book's cover for the preview."""
    width, height = float(geometry.sheet.width), float(geometry.sheet.height)
    return DrawnCover(
        layout=layout,
        lines=tuple(line for words in layout.words for line in _lines(words)),
        guides=tuple(_guides(geometry)),
        trim=area_of(geometry.trim),
        ground=as_hex(layout.palette.ground),
        accent=as_hex(layout.palette.accent),
        spine_inches=f"{float(geometry.spine.width):.4f}",
        sheet_inches=f"{width:.3f} × {height:.3f}",
        sheet_centimetres=f"{width * CENTIMETRES:.2f} × {height * CENTIMETRES:.2f}",
    )


def _guides(geometry: CoverGeometry) -> Iterator[Guide]:
    yield Guide("safe", area_of(geometry.back_safe))
    yield Guide("safe", area_of(geometry.front_safe))
    yield Guide("spine", area_of(geometry.spine))
    if geometry.spine_text is not None:
        yield Guide("safe", area_of(geometry.spine_text))


def _lines(words: Words) -> Iterator[DrawnLine]:
    area, step = words.area, words.size * words.leading
    down = area.width if words.turned else area.height
    first = 0.0 if words.at_top else (down - step * len(words.lines)) / 2
    colour, direction = as_hex(words.colour), "rtl" if words.right_to_left else "ltr"
    for number, text in enumerate(words.lines):
        along = first + (number + 0.5) * step
        if words.turned:
            x, y = area.right - along - words.size * BASELINE, area.top + area.height / 2
            yield DrawnLine(text, x, y, words.size, colour, words.role, "middle", 90, direction)
            continue
        y = area.top + along + words.size * BASELINE
        if words.align == "center":
            yield DrawnLine(text, area.left + area.width / 2, y, words.size, colour, words.role, "middle", 0, direction)
        else:
            x = area.right if words.right_to_left else area.left
            yield DrawnLine(text, x, y, words.size, colour, words.role, "start", 0, direction)
