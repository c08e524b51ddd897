"""The sheet that keeps what is drawn on it as a display list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.geometry import Outline, Point, ribbon
from sketch.record.shapes import DisplayList, Glow, Item, Layer, Mist, Relief, Role, Shape, Tags, Wash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.colours import RGB
    from sketch.paint.medium import Shade
    from sketch.record.sheet import Sheet

Box = tuple[float, float, float, float]
_PICTURE = Tags()


class Recorder:
    """A sheet of `size` pixels, `unit` of them to a drawing unit; `tags` say what is being drawn on it."""

    def __init__(
        self,
        size: tuple[int, int],
        unit: float,
        *,
        tags: Tags = _PICTURE,
        box: Box | None = None,
        record: list[Item] | None = None,
    ) -> None:
        self.size, self.unit, self.tags = size, unit, tags
        self.box: Box = box or (0.0, 0.0, size[0] / unit, size[1] / unit)
        self._record: list[Item] = [] if record is None else record

    @property
    def width(self) -> float:
        """Width in drawing units."""
        return self.size[0] / self.unit

    @property
    def height(self) -> float:
        """Height in drawing units."""
        return self.size[1] / self.unit

    @property
    def items(self) -> tuple[Item, ...]:
        """What has been drawn, in painter's order."""
        return tuple(self._record)

    def of(
        self,
        *,
        role: Role | None = None,
        part: str | None = None,
        owner: str | None = None,
        depth: float | None = None,
    ) -> Recorder:
        """Return this sheet for drawing what belongs so; what is not given stays as it is."""
        now = self.tags
        tags = Tags(
            role or now.role,
            now.part if part is None else part,
            now.owner if owner is None else owner,
            now.depth if depth is None else depth,
        )
        return Recorder(self.size, self.unit, tags=tags, box=self.box, record=self._record)

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
        """Record `shapes` that are painted in one go."""
        outlines = tuple(shape for shape in shapes if len(shape) > 2)
        if outlines:
            self._record.append(Shape(outlines, colour, shade, alpha, line, shine, stroke=False, tags=self.tags))

    def stroke(self, points: Sequence[Point], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0) -> None:
        """Record one brush stroke along `points`."""
        self.strokes([points], widths, colour, alpha=alpha)

    def strokes(
        self, paths: Sequence[Sequence[Point]], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0
    ) -> None:
        """Record many strokes of one kind."""
        outlines = tuple(ribbon(path, widths) for path in paths if len(path) > 1)
        if outlines:
            self._record.append(Shape(outlines, colour, None, alpha, 0.0, shine=False, stroke=True, tags=self.tags))

    def wash(self, colours: tuple[RGB, ...], top: float, bottom: float) -> None:
        """Record a blend of colours over the full width."""
        self._record.append(Wash(colours, top, bottom, self.tags))

    def mist(self, cx: float, cy: float, rx: float, ry: float, colour: RGB, amount: float) -> None:
        """Record a soft patch of colour."""
        self._record.append(Mist(cx, cy, rx, ry, colour, amount, self.tags))

    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.8) -> None:
        """Record the light of a source."""
        self._record.append(Glow(x, y, radius, colour, strength, self.tags))

    def layer(self, x0: float, y0: float, x1: float, y1: float) -> Recorder:
        """Open a clear sheet over a part of this one."""
        return Recorder(self.size, self.unit, tags=self.tags, box=(x0, y0, x1, y1))

    def stamp(self, layer: Sheet, relief: Relief | None = None) -> None:
        """Record a layer as it is now."""
        box = layer.box if isinstance(layer, Recorder) else self.box
        self._record.append(Layer(layer.items, box, relief, self.tags))

    def drawn(self) -> DisplayList:
        """Return the picture as it is recorded by now."""
        return DisplayList(self.items, self.size, self.unit)
