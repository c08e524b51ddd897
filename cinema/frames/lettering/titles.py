"""Title cards: the book, its chapters and the credits, on plain paper or on a picture seen as through mist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageFilter

from cinema.contract import FRAME_RATE, Frame, Size
from cinema.frames.decoding import opened
from cinema.frames.easing import eased
from cinema.frames.fingerprints import fingerprint_of
from cinema.frames.lettering.built_in import broken, set_plainly
from cinema.frames.lettering.setting import cleaned, hexed, lacks_east_asian, set_text
from cinema.frames.overlays import laid, overlay_of
from cinema.frames.planes import RGB, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DARK, LIGHT = (26, 24, 31), (245, 239, 226)
"""The paper of cards, and what is written on it."""
QUIET = 0.72
"""Of the ink's strength have smaller lines."""
APPEARS = FRAME_RATE * 0.8
"""Frames until the lettering is there."""
LONGEST_TITLE, LONGEST_LINE, MOST_LINES = 300, 160, 120
MIST_SIDE, MIST_BLUR, MIST_PART = 240, 7.0, 0.68
"""A picture below lettering is so small, blurred by so many pixels, and so far on its way to the paper."""
ROW = 1.9
"""Of their size are rows of the built-in font high."""
STILL = 0.16
"""Of their time credits rest at each end before and after they move."""


@dataclass(frozen=True, slots=True)
class TitlePainter:
    """Paints a title with lines `above` and `below` it. `picture` (the bytes of its file, or none) shows behind it."""

    title: str
    above: str = ""
    below: tuple[str, ...] = ()
    picture: bytes = b""
    language: str = "en"
    paper: RGB = DARK
    ink: RGB = LIGHT

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the frames depend on."""
        return fingerprint_of(self)

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield the frames: the lettering appears, and stays. Raises PictureUnusable."""
        ground = frame_of(_ground(self.picture, self.paper, size))
        lettering = self.lettering(size)
        whole = laid(ground, overlay_of(lettering, (0, 0)))
        for index in range(count):
            shown = 1.0 if index == count - 1 else eased(min(1.0, (index + 1) / APPEARS))
            yield whole if shown >= 1 else laid(ground, overlay_of(lettering, (0, 0), opacity=shown))

    def lettering(self, size: Size) -> Image.Image:
        """Return what is written, as large as the frame."""
        above = cleaned(self.above, longest=LONGEST_LINE)
        title = cleaned(self.title, longest=LONGEST_TITLE)
        below = [cleaned(line, longest=LONGEST_LINE) for line in self.below if line.strip()]
        if lacks_east_asian(" ".join((above, title, *below))):
            return _plain_card(above, title, below, size=size, ink=self.ink, quiet=_quiet(self.ink, self.paper))
        data = {
            "above": above,
            "title": title,
            "below": below,
            "width": size.width,
            "height": size.height,
            "ink": hexed(self.ink),
            "quiet": hexed(_quiet(self.ink, self.paper)),
            "language": self.language,
        }
        return set_text("card.typ", data)


@dataclass(frozen=True, slots=True)
class CreditsPainter:
    """Paints credits: pairs of what somebody did (or nothing) and who. What is higher than the frame goes up it."""

    lines: tuple[tuple[str, str], ...]
    title: str = ""
    picture: bytes = b""
    language: str = "en"
    paper: RGB = DARK
    ink: RGB = LIGHT

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the frames depend on."""
        return fingerprint_of(self)

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield the frames. Raises PictureUnusable."""
        ground = frame_of(_ground(self.picture, self.paper, size))
        sheet = self.lettering(size)
        if sheet.height <= size.height:
            whole = laid(ground, overlay_of(sheet, (0, (size.height - sheet.height) // 2)))
            for _ in range(count):
                yield whole
            return
        letters = np.asarray(sheet)
        for index in range(count):
            t = 1.0 if count == 1 else index / (count - 1)
            gone = eased(min(1.0, max(0.0, (t - STILL) / (1 - 2 * STILL)))) * (sheet.height - size.height)
            shift = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, gone]])
            flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            seen = cv2.warpAffine(letters, shift, (size.width, size.height), flags=flags)
            yield laid(ground, overlay_of(Image.fromarray(seen, "RGBA"), (0, 0)))

    def lettering(self, size: Size) -> Image.Image:
        """Return the column of credits, as wide as the frame."""
        lines = [
            (cleaned(role, longest=LONGEST_LINE), cleaned(name, longest=LONGEST_TITLE)) for role, name in self.lines
        ][:MOST_LINES]
        title = cleaned(self.title, longest=LONGEST_TITLE)
        flat = [title, *(text for pair in lines for text in pair)]
        if lacks_east_asian(" ".join(flat)):
            return _plain_column([text for text in flat if text], size=size, ink=self.ink)
        data = {
            "title": title,
            "lines": lines,
            "width": size.width,
            "height": size.height,
            "ink": hexed(self.ink),
            "quiet": hexed(_quiet(self.ink, self.paper)),
            "language": self.language,
        }
        return set_text("credits.typ", data)


def _quiet(ink: RGB, paper: RGB) -> RGB:
    red, green, blue = (round(p + (i - p) * QUIET) for i, p in zip(ink, paper, strict=True))
    return (red, green, blue)


def _ground(picture: bytes, paper: RGB, size: Size) -> Image.Image:
    """Return what a card is written on: paper, lighter in its middle, or a picture seen through mist of its colour."""
    part = MIST_SIDE / max(size.width, size.height)
    small = (max(2, round(size.width * part)), max(2, round(size.height * part)))
    glow = Image.radial_gradient("L").resize(small, Image.Resampling.BICUBIC)
    lighter = tuple(min(255, round(v * 1.35 + 6)) for v in paper)
    sheet = Image.composite(Image.new("RGB", small, paper), Image.new("RGB", small, lighter), glow)
    if picture:
        image = opened(picture)
        aspect = size.width / size.height
        wide, high = min(image.width, image.height * aspect), min(image.height, image.width / aspect)
        left, top = (image.width - wide) / 2, (image.height - high) / 2
        seen = image.resize(small, Image.Resampling.BOX, box=(left, top, left + wide, top + high))
        sheet = Image.blend(seen.filter(ImageFilter.GaussianBlur(MIST_BLUR)), sheet, MIST_PART)
    return sheet.resize((size.width, size.height), Image.Resampling.BICUBIC)


def _plain_card(above: str, title: str, below: list[str], *, size: Size, ink: RGB, quiet: RGB) -> Image.Image:
    """Return a card in the built-in font: its title as large as it fits into three fifths of the height."""
    unit, width = 1.25 * min(size.width, size.height), size.width * 0.8
    sizes = [unit * 0.088 * 0.93**k for k in range(40)]
    letters = next((s for s in sizes if _fits(title, s, width, size.height * 0.64)), sizes[-1])
    rows = [
        *((line, unit * 0.032, quiet) for line in broken(above, size=unit * 0.032, width=width)),
        *((line, letters, ink) for line in broken(title, size=letters, width=width)),
        *((line, unit * 0.032, quiet) for one in below for line in broken(one, size=unit * 0.032, width=width)),
    ]
    return _stacked(rows, width=size.width, height=size.height)


def _plain_column(texts: list[str], *, size: Size, ink: RGB) -> Image.Image:
    letters = 1.25 * min(size.width, size.height) * 0.034
    lines = [line for text in texts for line in broken(text, size=letters, width=size.width * 0.8)]
    return _stacked([(line, letters, ink) for line in lines], width=size.width, height=None)


def _fits(text: str, letters: float, width: float, height: float) -> bool:
    """Say whether a title fits, and leaves no character alone in its last line."""
    lines = broken(text, size=letters, width=width)
    return len(lines) * letters * ROW <= height and (len(lines) < 2 or len(lines[-1]) > 2)


def _stacked(rows: list[tuple[str, float, RGB]], *, width: int, height: int | None) -> Image.Image:
    sheets = [
        set_plainly([line], size=letters, ink=ink, edge=ink, outline=0.0, width=width, leading=1.1)
        for line, letters, ink in rows
    ]
    tall = sum(sheet.height for sheet in sheets)
    page = Image.new("RGBA", (width, height or tall + width // 5))
    top = (page.height - tall) // 2
    for sheet in sheets:
        page.paste(sheet, (0, top))
        top += sheet.height
    return page
