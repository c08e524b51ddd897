"""Somebody in bed: the head on the pillow, the body under the blanket, as they lie in the world from any side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.figures.figure import draw_head_of
from sketch.figures.heads.hair import draw_hair_behind
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, bounds, hull, spline
from sketch.paint.medium import Shade
from sketch.paint.pen import Pen
from sketch.record.shapes import Relief
from sketch.world.vectors import Vector

if TYPE_CHECKING:
    from sketch.figures.figure import Stand
    from sketch.figures.plan import PersonPlan
    from sketch.paint.geometry import Point
    from sketch.world.camera import Camera
    from sketch.world.view import View

PILLOW = 42.0
"""How far behind the middle of a bed the head lies, in world units."""
_RAISED = 8.0
_BODY = (
    (-26.0, 13.0, 8.0),
    (-14.0, 15.5, 12.0),
    (8.0, 14.0, 11.5),
    (28.0, 12.0, 9.5),
    (48.0, 10.5, 11.0),
    (54.0, 8.0, 6.0),
)
"""What a blanket shows of a grown body: how far along the bed, half how wide, how high."""
_LINEN: RGB = (240, 234, 220)
_CLOTHS: tuple[RGB, ...] = ((150, 72, 66), (88, 104, 140), (116, 134, 100), (146, 116, 84), (126, 90, 116))


@dataclass(frozen=True, slots=True)
class Bed:
    """Where somebody lies: the middle of the bed at the height of its cover, and the way from head to feet."""

    at: Vector
    ahead: tuple[float, float]
    tall: float

    @property
    def head(self) -> Vector:
        """The middle of the head."""
        return (self.at[0] - PILLOW * self.ahead[0], self.at[1] + _RAISED, self.at[2] - PILLOW * self.ahead[1])

    def along(self, far: float, aside: float, high: float) -> Vector:
        """Return a point of the bed by how far from its middle towards the feet it is, and how far to the side."""
        x, z = self.ahead
        far = -PILLOW + (far + PILLOW) * self.tall
        return (self.at[0] + far * x - aside * z, self.at[1] + high, self.at[2] + far * z + aside * x)

    def mound(self) -> list[Vector]:
        """Return points all over the blanket."""
        tall = self.tall
        return [
            self.along(far, aside * wide * tall, high * up * tall)
            for far, wide, high in _BODY
            for aside, up in ((-1.0, 0.0), (-0.7, 0.75), (0.0, 1.0), (0.7, 0.75), (1.0, 0.0))
        ]

    def up(self, camera: Camera) -> Point:
        """Return the way from the feet to the head in the picture, as a vector of length 1."""
        (hx, hy), (fx, fy) = camera.point(self.head), camera.point(self.along(50.0, 0.0, 6.0))
        far = math.hypot(hx - fx, hy - fy) or 1.0
        return ((hx - fx) / far, (hy - fy) / far)


def draw_sleeper(view: View, plan: PersonPlan, stand: Stand, bed: Bed) -> None:
    """Draw somebody who lies in a bed, on a layer of their own."""
    camera = view.camera
    sheet = view.sheet.of(role="figure", owner=stand.owner)
    crown = 100.0 / plan.heads * plan.tall
    s = camera.scale(bed.head)
    radius = crown * s
    blanket = hull([camera.point(point) for point in bed.mound() if camera.sees(point)])
    (hx, hy), up = camera.point(bed.head), bed.up(camera)
    box = bounds([blanket, [(hx - 2 * radius, hy - 2 * radius), (hx + 2 * radius, hy + 2 * radius)]])
    layer = sheet.layer(*box)
    facing = 1 if up[0] < 0 else -1
    turn = math.atan2(up[0], -up[1]) * facing
    head = Pen(layer, view.light, hx, hy, radius / 2, facing, turn)
    draw_hair_behind(head.of(part="hair"), plan)
    _shoulders(head.of(part="top"), plan)
    draw_head_of(head, plan, stand)
    _blanket(view.on(layer), bed, blanket)
    sheet.stamp(layer, Relief(stand.light_from, s, 1.0))


def _shoulders(pen: Pen, plan: PersonPlan) -> None:
    """Draw the neck and the shirt that one sleeps in."""
    skin = plan.creature.coat.fur if plan.creature is not None and plan.creature.row.head is not None else plan.skin
    pen.of(part="neck").fill(spline([(-0.42, 0.6), (0.4, 0.6), (0.5, 1.5), (-0.5, 1.5)]), darker(skin, 0.14))
    shirt = [(-1.5, 3.2), (-1.36, 1.8), (-0.5, 1.22), (0.5, 1.22), (1.36, 1.8), (1.5, 3.2)]
    pen.fill(spline(shirt), _LINEN, shade=darker(_LINEN, 0.25))


def _blanket(view: View, bed: Bed, outline: Outline) -> None:
    cloth = _CLOTHS[sum(map(ord, view.scene.place_key)) % len(_CLOTHS)]
    tone = view.lit_at(cloth, bed.at)
    own = view.sheet.of(part="blanket")
    own.fill([outline], tone, Shade(darker(tone, 0.4), "bottom", 0.6))
    ridge = [[view.camera.point(bed.along(far, aside, 10.0)) for far in (-8.0, 16.0, 46.0)] for aside in (-5.0, 5.0)]
    k = view.camera.scale(bed.at)
    own.strokes(ridge, (0.4 * k, 1.4 * k, 0.4 * k), darker(tone, 0.25), alpha=0.7)
    rim = [bed.along(far, side * 15.0 * bed.tall, 9.0) for side in (-1, 1) for far in (-27.0, -19.0)]
    rim += [bed.along(far, 0.0, 12.5 * bed.tall) for far in (-27.0, -19.0)]
    linen = view.lit_at(lighter(_LINEN, 0.1), bed.at)
    own.fill([hull([view.camera.point(point) for point in rim])], linen, line=0.7)
