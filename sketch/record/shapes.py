"""The items of a display list. Lengths are drawing units: a picture is 1000 high, whatever its size in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from sketch.paint.colours import RGB
from sketch.paint.geometry import Outline
from sketch.paint.medium import Shade

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = Literal["sky", "ground", "wall", "thing", "figure", "face", "detail", "texture", "weather", "light"]
"""What a shape is for: a medium decides by it. A `detail` belongs to the contour (a fold, a brow), a `texture` does not
(blades of grass, stripes of paper). `light` is a ray or what it falls on, laid over what is there."""


FRAME = "frame"
"""The part of a picture that is so close that it is only dark: leaves and grass in its corners."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a shape belongs to.

    `owner` is the key of a person, or empty; `part` what of them it is ("dress", "hair", "face"), or of a thing.
    `depth` is how far off it stands in units of the world (a grown person is 100), 0 where nobody has said it.
    """

    role: Role = "thing"
    part: str = ""
    owner: str = ""
    depth: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """Outlines filled in one go. `line` scales the medium's contour; what `shine`s keeps its colour in any light.

    `stroke` says that they are strokes of a brush, not areas.
    """

    outlines: tuple[Outline, ...]
    colour: RGB
    shade: Shade | None = None
    alpha: float = 1.0
    line: float = 1.0
    shine: bool = False
    stroke: bool = False
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True, slots=True)
class Wash:
    """The full width from `top` to `bottom`, in a blend of colours."""

    colours: tuple[RGB, ...]
    top: float
    bottom: float
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True, slots=True)
class Mist:
    """A soft patch of colour around (x, y): light behind people, fog, shadows on the ground."""

    x: float
    y: float
    rx: float
    ry: float
    colour: RGB
    amount: float
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True, slots=True)
class Glow:
    """Light that a source at (x, y) throws over what is behind it, and over all if nobody stands before it."""

    x: float
    y: float
    radius: float
    colour: RGB
    strength: float
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True, slots=True)
class Relief:
    """How a figure is set off from its ground: lit from the left (-1) or right (1); a hundredth of a grown person
    there is `scale` units. A figure of less than full `opacity` lets through what is behind it."""

    light_from: int
    scale: float
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Layer:
    """Items on a clear sheet of their own, over a box (x0, y0, x1, y1) of the picture."""

    items: tuple[Item, ...]
    box: tuple[float, float, float, float]
    relief: Relief | None = None
    tags: Tags = field(default_factory=Tags)


Item: TypeAlias = Shape | Wash | Mist | Glow | Layer


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A drawn picture of `size` pixels, `unit` of them to a drawing unit, in painter's order."""

    items: tuple[Item, ...]
    size: tuple[int, int]
    unit: float

    def flat(self) -> Iterator[Shape | Wash | Mist | Glow]:
        """Go through everything, layers opened, in painter's order."""
        yield from _flat(self.items)


def _flat(items: tuple[Item, ...]) -> Iterator[Shape | Wash | Mist | Glow]:
    for item in items:
        if isinstance(item, Layer):
            yield from _flat(item.items)
        else:
            yield item
