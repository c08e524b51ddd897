"""The four walls of a room as planes to draw on, and the finishes that they may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, rect
from sketch.paint.medium import Shade
from sketch.world.vectors import Vector, dot, scaled, subtract

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sketch.world.plane import Plane
    from sketch.world.view import View

FLOOR = 690.0
"""Where the wall meets the floor, in units of the wall."""
UNIT = 0.235
"""Length of a unit of a wall in the world: a grown person is 425 of them high."""
Side = Literal["back", "left", "right", "front"]


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall of a room: its left end on the floor as seen from within, the way along it and the way into the room."""

    side: Side
    origin: Vector
    along: Vector
    inward: Vector
    length: float
    tall: float
    unit: float = UNIT

    @property
    def top(self) -> float:
        """Where it meets the ceiling, in its own units."""
        return FLOOR - self.tall / self.unit

    def seen(self, view: View) -> bool:
        """Say whether its inner face is turned to the eye."""
        return dot(self.inward, subtract(view.camera.eye, self.origin)) > 0

    def plane(self, view: View) -> Plane:
        """Return it as a plane to draw on."""
        height, unit = FLOOR * self.unit, self.unit
        origin = (self.origin[0], height, self.origin[2])
        return view.plane(origin, scaled(self.along, unit), (0.0, -unit, 0.0), self.length / unit, FLOOR)

    def at(self, along: float, ahead: float = 0.0) -> Vector:
        """Return the point of the floor so far along the wall and so far before it."""
        return (
            self.origin[0] + self.along[0] * along + self.inward[0] * ahead,
            0.0,
            self.origin[2] + self.along[2] * along + self.inward[2] * ahead,
        )


def grandeur(tall: float) -> float:
    """Return how much larger doors and windows are than in a parlour, in a room so high."""
    return float(min(max((tall / 165.0) ** 0.75, 1.0), 1.9))


def walls_of(wide: float, deep: float, tall: float) -> tuple[Wall, ...]:
    """Return the walls of a room whose front wall lies at z = 0 and whose middle at x = 0."""
    half, unit = wide / 2, UNIT * grandeur(tall)
    return (
        Wall("back", (-half, 0.0, deep), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), wide, tall, unit),
        Wall("left", (-half, 0.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), deep, tall, unit),
        Wall("right", (half, 0.0, deep), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0), deep, tall, unit),
        Wall("front", (half, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0), wide, tall, unit),
    )


DIM: dict[Side, float] = {"back": 0.0, "left": 0.14, "right": 0.08, "front": 0.2}
"""How much darker than the back wall each is, which tells one from the next."""


def paint_wall(view: View, wall: Wall, finish: str, colour: RGB, rng: Random) -> None:
    """Paint the bare wall."""
    plane = wall.plane(view)
    on = view.on(plane)
    lamplit = mix(colour, m.LAMP, 0.16) if view.dim else colour
    base = view.lit(darker(lamplit, DIM[wall.side]))
    shade = darker(base, 0.34)
    plane.fill([_face_of(view, wall, plane.width)], base, Shade(shade, "top", 0.5), line=0.3)
    FINISHES[finish](on, wall.top, base, rng)


def _face_of(view: View, wall: Wall, wide: float) -> Outline:
    """Return the face of a wall; those at the sides go on as far as an eye that stands before the room."""
    more = max(0.0, 60.0 - view.camera.eye[2]) / wall.unit
    left = -more if wall.side == "left" else 0.0
    right = wide + more if wall.side == "right" else wide
    return rect(left, wall.top, right, FLOOR)


def _dado(view: View, base: RGB) -> None:
    panel = mix(view.lit(lighter(m.TIMBER, 0.12)), base, 0.15)
    w = view.width
    view.sheet.fill([rect(0, FLOOR - 124, w, FLOOR)], panel, Shade(darker(panel, 0.3), "bottom", 0.5), line=0.4)
    rails = [rect(0, FLOOR - 128, w, FLOOR - 116), rect(0, FLOOR - 16, w, FLOOR)]
    view.sheet.fill(rails, darker(panel, 0.22), line=0.3)


def _stripes(view: View, top: float, base: RGB, rng: Random) -> None:
    step = rng.choice((38, 46, 58))
    bands = [rect(x, top, x + step * 0.28, FLOOR - 124) for x in range(10, int(view.width), step)]
    view.sheet.of(role="texture").fill(bands, darker(base, 0.08), alpha=0.7, line=0)
    _dado(view, base)


def _sprigs(view: View, top: float, base: RGB, rng: Random) -> None:
    step = rng.choice((58, 70))
    motif: list[Outline] = []
    for row, y in enumerate(range(int(FLOOR) - 165, int(max(top, FLOOR - 900)), -step)):
        for x in range(20 + step // 2 * (row % 2), int(view.width), step):
            motif += [[(x, y - 12), (x + 8, y), (x, y + 12), (x - 8, y)]]
    tint = lighter(base, 0.2) if rng.random() < 0.5 else darker(base, 0.14)
    view.sheet.of(role="texture").fill(motif, tint, alpha=0.75, line=0)
    _dado(view, base)


def _plaster(view: View, top: float, base: RGB, rng: Random) -> None:
    stains = [
        ellipse(rng.uniform(0, view.width), rng.uniform(top, FLOOR), rng.uniform(30, 90), rng.uniform(10, 30), count=14)
        for _ in range(max(3, int(view.width / 300)))
    ]
    view.sheet.of(role="texture").fill(stains, darker(base, 0.08), alpha=0.5, line=0)
    view.sheet.fill([rect(0, FLOOR - 18, view.width, FLOOR)], darker(base, 0.3), line=0.3)


def _timbered(view: View, top: float, _base: RGB, rng: Random) -> None:
    step = rng.uniform(250, 330)
    posts = [rect(x - 14, top, x + 14, FLOOR) for x in _steps(view.width, step)]
    posts += [rect(0, y, view.width, y + 24) for y in (top, FLOOR - 24)]
    view.sheet.fill(posts, view.lit(darker(m.TIMBER, 0.05)), line=0.6)


def _panels(view: View, top: float, base: RGB, rng: Random) -> None:
    step = rng.uniform(120, 160)
    panels = []
    for x in _steps(view.width, step):
        panels += [
            rect(x + 12, top + 40, x + step - 12, FLOOR - 250),
            rect(x + 12, FLOOR - 226, x + step - 12, FLOOR - 30),
        ]
    view.sheet.fill(panels, lighter(base, 0.07), line=0.5)
    edges = [[(x + 12, top + 40), (x + 12, FLOOR - 30)] for x in _steps(view.width, step)]
    view.sheet.strokes(edges, (4, 4), darker(base, 0.3), alpha=0.7)
    view.sheet.fill([rect(0, y, view.width, y + 12) for y in (FLOOR - 244, FLOOR - 14)], darker(base, 0.2), line=0.3)


def _blocks(view: View, top: float, base: RGB, rng: Random) -> None:
    tall = rng.choice((64, 82))
    joints: list[list[tuple[float, float]]] = []
    for row, y in enumerate(range(int(FLOOR) - tall, int(top), -tall)):
        joints.append([(0, y), (view.width, y)])
        joints += [[(x, y), (x, y + tall)] for x in range(60 + 70 * (row % 2), int(view.width), 140)]
    view.sheet.of(role="texture").strokes(joints, (4, 4), darker(base, 0.26), alpha=0.65)
    worn = [
        rect(x, y, x + 136, y + tall - 4)
        for x, y in (
            (60 + 140 * rng.randrange(int(view.width / 140) + 1), FLOOR - tall * rng.randint(1, 8)) for _ in range(7)
        )
    ]
    view.sheet.of(role="texture").fill(worn, lighter(base, 0.1), alpha=0.6, line=0)


def _boards(view: View, top: float, base: RGB, rng: Random) -> None:
    step = rng.choice((44, 56))
    seams = [[(x, top), (x, FLOOR)] for x in range(step // 2, int(view.width), step)]
    view.sheet.of(role="texture").strokes(seams, (3.5, 3.5), darker(base, 0.32), alpha=0.7)


def _logs(view: View, top: float, base: RGB, _rng: Random) -> None:
    seams = [[(0, y), (view.width, y)] for y in range(int(FLOOR) - 48, int(top), -48)]
    view.sheet.of(role="texture").strokes(seams, (8, 8), darker(base, 0.4), alpha=0.8)


def _brick(view: View, top: float, base: RGB, _rng: Random) -> None:
    rows = [[(0, y), (view.width, y)] for y in range(int(FLOOR) - 30, int(max(top, FLOOR - 800)), -30)]
    view.sheet.of(role="texture").strokes(rows, (3, 3), lighter(base, 0.18), alpha=0.55)


def _metal(view: View, top: float, base: RGB, rng: Random) -> None:
    step = rng.uniform(170, 220)
    seams = [[(x, top), (x, FLOOR)] for x in _steps(view.width, step)]
    view.sheet.strokes([*seams, [(0, FLOOR - 260), (view.width, FLOOR - 260)]], (5, 5), darker(base, 0.4))
    rivets = [
        ellipse(x + 14, y, 4, 4, count=8)
        for x in _steps(view.width, step)
        for y in range(int(FLOOR) - 40, int(top), -90)
    ]
    view.sheet.of(role="texture").fill(rivets, lighter(base, 0.3), line=0)


def _canvas(view: View, top: float, base: RGB, rng: Random) -> None:
    folds = [[(x, top), (x + rng.uniform(-14, 14), FLOOR)] for x in _steps(view.width, 110)]
    view.sheet.of(role="texture").strokes(folds, (5, 16), darker(base, 0.16), alpha=0.6)


def _tiles(view: View, _top: float, base: RGB, _rng: Random) -> None:
    rows = [[(0, y), (view.width, y)] for y in range(int(FLOOR), int(FLOOR - 300), -50)]
    view.sheet.of(role="texture").strokes(rows, (2.6, 2.6), darker(base, 0.2), alpha=0.6)
    view.sheet.fill([rect(0, FLOOR - 316, view.width, FLOOR - 300)], view.lit(darker(m.PINE, 0.1)), line=0.3)


def _rock(view: View, top: float, base: RGB, rng: Random) -> None:
    """Let rock bulge: dark hollows above and in the corners, light shoulders, heaps at the foot."""
    w, high = view.width, FLOOR - top
    hollows: list[Outline] = []
    for x in _steps(w, 150):
        deep = top + rng.uniform(0.14, 0.42) * high
        half = (top + deep) / 2
        hollows.append([(x - 110, top), (x - 60, half), (x + 10, deep), (x + 90, half), (x + 150, top)])
    for side, way in ((0.0, 1), (w, -1)):
        waist, foot = side + way * rng.uniform(50, 110), side + way * rng.uniform(90, 170)
        hollows.append(
            [(side, top), (side + way * 140, top), (waist, FLOOR - high * 0.5), (foot, FLOOR), (side, FLOOR)]
        )
    texture = view.sheet.of(role="texture")
    texture.fill(hollows, darker(base, 0.3), alpha=0.75, line=0)
    lumps = [
        ellipse(
            rng.uniform(0, w), rng.uniform(top + high * 0.3, FLOOR), rng.uniform(50, 120), rng.uniform(30, 70), count=9
        )
        for _ in range(max(5, int(w / 170)))
    ]
    texture.fill(lumps, lighter(base, 0.1), alpha=0.5, line=0)
    heaps = [ellipse(x, FLOOR, rng.uniform(60, 130), rng.uniform(20, 70), count=10) for x in _steps(w, 190)]
    view.sheet.fill([[(x, min(y, FLOOR)) for x, y in heap] for heap in heaps], darker(base, 0.18), line=0.5)


def _bare(_view: View, _top: float, _base: RGB, _rng: Random) -> None:
    """Leave it as it is."""


def _steps(width: float, step: float) -> list[float]:
    return [step * k for k in range(int(width / step) + 1)]


FINISHES: dict[str, Callable[[View, float, RGB, Random], None]] = {
    "stripes": _stripes,
    "sprigs": _sprigs,
    "plaster": _plaster,
    "timbered": _timbered,
    "panels": _panels,
    "blocks": _blocks,
    "boards": _boards,
    "logs": _logs,
    "brick": _brick,
    "metal": _metal,
    "canvas": _canvas,
    "tiles": _tiles,
    "rock": _rock,
    "bare": _bare,
}
