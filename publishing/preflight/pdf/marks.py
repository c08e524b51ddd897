"""What is on a page, and what a file says of itself: plain facts, without a judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from publishing.preflight.pdf.colours import BLACK, Colour, Space
from publishing.preflight.pdf.fonts import Font
from publishing.preflight.pdf.geometry import Box

Transparency = Literal["opacity", "mask", "blend", "group"]
Lack = Literal["font", "picture", "content", "loop", "cut", "postscript"]
"""What could not be read of a page: something that it names is not there or damaged, draws itself, or is too much."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is placed. `across` and `down` are its dots to an inch there."""

    width: int
    height: int
    across: float
    down: float
    bits: int
    space: Space
    is_mask: bool
    is_masked: bool
    filters: tuple[str, ...]
    is_inline: bool = False

    @property
    def dpi(self) -> float:
        """Return the dots to an inch in the direction in which they are fewer."""
        return min(self.across, self.down)

    @property
    def is_flat(self) -> bool:
        """Return whether it is but a colour or a ramp of colours, stretched."""
        return min(self.width, self.height) <= 2 or max(self.width, self.height) <= 8


@dataclass(slots=True)
class Mark:
    """Something that a page paints; the box is that of what is not clipped away."""

    kind: Literal["text", "picture", "fill", "stroke", "shading"]
    box: Box
    colour: Colour = BLACK
    size: float = 0.0
    """Of text: points from line to line if it is set solid."""
    width: float = 0.0
    """Of a stroke, and of a fill that is a rectangle the shorter side, in points before anything is clipped away."""
    font: Font | None = None
    picture: Picture | None = None
    mode: int = 0
    """Of text: its rendering mode (ISO 32000-1, table 106)."""
    opacity: float = 1.0
    is_box: bool = False
    """Of a fill: it is all of its box."""
    letters: int = 0

    @property
    def is_seen(self) -> bool:
        """Return whether it is to be seen on white paper."""
        if self.opacity <= 0.005:
            return False
        if self.kind == "text" and (self.mode in {3, 7} or not self.letters):
            return False
        return (self.kind in {"picture", "shading"} and not self.is_white_mask) or not self.colour.is_white

    @property
    def is_white_mask(self) -> bool:
        """Return whether it is a stencil through which white is painted."""
        return self.picture is not None and self.picture.is_mask and self.colour.is_white


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of a page as it is seen, in points; those that the file does not give are None."""

    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None
    rotation: int
    unit: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that lies on a page without being printed, of a kind such as "Link"."""

    kind: str
    box: Box | None


@dataclass(slots=True)
class PageFacts:
    """A page. `number` counts from 1."""

    number: int
    boxes: PageBoxes
    marks: list[Mark] = field(default_factory=list)
    transparencies: dict[Transparency, Box] = field(default_factory=dict)
    """Where each is used first."""
    overprint: Box | None = None
    fonts: dict[str, Font] = field(default_factory=dict)
    lacks: dict[Lack, str] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)
    has_actions: bool = False
    digest: bytes = b""
    """Equal to that of another page if both draw the same; empty if the page draws nothing."""

    @property
    def is_blank(self) -> bool:
        """Return whether nothing is to be seen on it."""
        return not any(mark.is_seen for mark in self.marks)


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """For which printing condition a file says that it was made."""

    kind: str
    identifier: str
    has_profile: bool
    components: int


@dataclass(slots=True)
class FileFacts:
    """What a file says of itself, before its pages are read."""

    size: int
    version: str = ""
    encrypted: bool = False
    damages: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    bookmarks: int = 0
    scripts: int = 0
    attachments: int = 0
    fields: int = 0
    layers: int = 0
    actions: int = 0
    intents: tuple[OutputIntent, ...] = ()
    is_read_from_right: bool = False
    pages: list[PageBoxes] = field(default_factory=list)
