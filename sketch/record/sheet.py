"""The face of everything that can be drawn on: a recorder, a plane of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.colours import RGB
    from sketch.paint.geometry import Outline, Point
    from sketch.paint.medium import Shade
    from sketch.record.shapes import Item, Relief, Role


class Sheet(Protocol):
    """Takes outlines in drawing units (a picture is 1000 high); what becomes of them is the medium's affair."""

    @property
    def width(self) -> float:
        """Width in drawing units."""

    @property
    def height(self) -> float:
        """Height in drawing units."""

    @property
    def unit(self) -> float:
        """Pixels in a drawing unit: how much detail can be seen."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What has been drawn on it."""

    def of(
        self,
        *,
        role: Role | None = None,
        part: str | None = None,
        owner: str | None = None,
        depth: float | None = None,
    ) -> Sheet:
        """Return this sheet for drawing what belongs so; what is not given stays as it is."""

    def fill(
        self,
        shapes: Sequence[Outline],
        colour: RGB,
        shade: Shade | None = None,
        *,
        alpha: float = 1.0,
        line: float = 1.0,
        shine: bool = False,
    ) -> None:
        """Paint `shapes` in one go. `line` scales the medium's contour; what `shine`s keeps its colour anywhere."""

    def stroke(self, points: Sequence[Point], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0) -> None:
        """Draw one brush stroke along `points`."""

    def strokes(
        self, paths: Sequence[Sequence[Point]], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0
    ) -> None:
        """Draw many strokes of one kind."""

    def wash(self, colours: tuple[RGB, ...], top: float, bottom: float) -> None:
        """Cover the full width from `top` to `bottom` with a blend of colours."""

    def mist(self, cx: float, cy: float, rx: float, ry: float, colour: RGB, amount: float) -> None:
        """Paint a soft patch of colour: light behind people, fog, shadows on the ground."""

    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.8) -> None:
        """Throw the light of a source at (x, y)."""

    def layer(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Open a clear sheet over a part of this one."""

    def stamp(self, layer: Sheet, relief: Relief | None = None) -> None:
        """Put a layer onto this sheet; with `relief` it is set off from its ground."""
