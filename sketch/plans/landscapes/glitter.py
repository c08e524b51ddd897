"""The path that the moon, or the low sun, lays on water towards us."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.geometry import Outline, ribbon
from sketch.plans.identity import built
from sketch.plans.landscapes.sky import shining_from

if TYPE_CHECKING:
    from sketch.plans.plan import Area
    from sketch.world.view import View

_TIMES = frozenset({"night", "evening", "dawn"})
_CLEAR = frozenset({"clear", "wind", "unknown"})
_NEAREST, _STEP, _COUNT = 60.0, 1.085, 62


def paint_glitter(view: View, water: Area, level: float = 0.0) -> None:
    """Lay streaks of light on water below the moon, or below the sun where it stands low."""
    if view.scene.time_of_day not in _TIMES or view.scene.weather not in _CLEAR:
        return
    camera, rng = view.camera, built(view.scene, "glitter")
    across = (shining_from(view) - camera.centre[0]) / camera.lens
    length = math.hypot(camera.forward[0], camera.forward[2])
    ahead = (camera.forward[0] / length, camera.forward[2] / length)
    streaks: list[Outline] = []
    for k in range(_COUNT):
        off, turn, long = _NEAREST * _STEP**k, rng.uniform(-0.03, 0.03), rng.uniform(0.4, 1.0)
        side = off * (across + turn)
        p = (
            camera.eye[0] + off * ahead[0] + side * camera.right[0],
            level + 0.3,
            camera.eye[2] + off * ahead[1] + side * camera.right[2],
        )
        if water.holds(p[0], p[2]) and camera.sees(p):
            (x, y), thick = camera.point(p), min(7.0, max(1.4, 2.6 * camera.scale(p)))
            half = long * (16 + 0.07 * max(0.0, y - camera.horizon))
            streaks.append(ribbon([(x - half, y), (x, y - thick * 0.3), (x + half, y)], (0.5, thick, 0.5)))
    if streaks:
        view.sheet.of(role="texture").fill(streaks, view.light.glow, alpha=0.62, line=0, shine=True)
