"""A medium: how colours become paint, how shadows are broken up, what the line is like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from sketch.paint.colours import RGB

Side = Literal["top", "bottom", "left", "right"]


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour as this medium can show it: a flat `base`, and `ink` over a part `amount` of it (0 to 1)."""

    base: RGB
    ink: RGB = (0, 0, 0)
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Shade:
    """A second colour that grows over a shape towards one of its sides, to `amount` (0 to 1)."""

    colour: RGB
    side: Side = "bottom"
    amount: float = 0.7


@dataclass(frozen=True, slots=True)
class Medium:
    """How a picture is painted. One is made for each picture, because inks follow its light.

    `screen` is the texture that half tones are broken up with, as hard as `hardness` (0: smooth); `screen_grows` says
    that it is of the paper, and grows with it, while lines and dots are made for each size. `hard` media know no
    half-transparent paint at all; `grey` ones have no colours, not even for light. By
    `recede` (0 to 1) paler is what is not of a figure. `line` is the width of outlines in
    units (0: none) and `line_colour` chooses theirs.
    `wash` is how unevenly paint covers, `pool` how much of it gathers at the edges. `glow` says how light is shown.
    `halo` is how strongly a figure is set off from its ground, by bare paper in the dark where `paper_halo` is set.
    `sway` is how far, in units, the hand strays from the ruler. `settings` are those of the style, for a canvas that
    needs more of them; `grade` is the last thing done to a picture whose focus lies at that point of it.
    """

    tone: Callable[[RGB], Tone]
    screen: Image.Image
    paper: RGB
    screen_grows: bool = True
    hardness: float = 3.0
    hard: bool = False
    grey: bool = False
    recede: float = 0.0
    line: float = 0.0
    line_colour: Callable[[RGB], RGB] = lambda colour: colour
    halo: float = 0.5
    paper_halo: bool = False
    wash: float = 0.0
    pool: float = 0.0
    glow: Literal["soft", "rays"] = "soft"
    glow_strength: float = 1.0
    grain: float = 0.12
    sway: float = 1.6
    settings: object = None
    grade: Callable[[Image.Image, tuple[float, float]], Image.Image] | None = None
