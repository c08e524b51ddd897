"""How pages of running text look: their size, margins and type. Lengths are in points, 72 to the inch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FONTS = ("Libertinus Serif",)
ORNAMENT = "* * *"
HEAD_ROOM = 0.62
"""Of a page's text: as high as a picture beside its passage may be."""
CAPTION_LINES = 3.0

PicturePlace = Literal["beside", "plates", "none"]


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page with its margins. Where pages are not mirrored, `inside` is left."""

    width: float
    height: float
    inside: float
    outside: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        """Of the lines."""
        return self.width - self.inside - self.outside

    @property
    def text_height(self) -> float:
        """From the first line to the last."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about the pages that is not the text.

    `pitch` is from one line to the next. With `rectos` parts of the book begin on right pages, and with
    `chapters_recto` chapters, too. With `plates_bleed` plates fill the whole sheet, whose bleed is part of the margins.
    """

    page: PageSize
    size: float
    pitch: float
    pictures: PicturePlace = "beside"
    captions: bool = True
    drop_caps: bool = True
    justify: bool = True
    running_heads: bool = True
    links: bool = True
    rectos: bool = False
    chapters_recto: bool = False
    half_title: bool = True
    contents: bool = True
    illustrations: bool = True
    cast: bool = False
    cover: bool = False
    plates_bleed: bool = False

    @property
    def picture_height(self) -> float:
        """As high as a picture may be where text stands on its page."""
        return self.page.text_height * HEAD_ROOM

    @property
    def plate_height(self) -> float:
        """As high as a picture may be that has a page to itself, with room for its caption."""
        return self.page.text_height - (CAPTION_LINES * self.pitch if self.captions else 0.0)
