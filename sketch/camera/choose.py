"""Choose the camera of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.camera.framing import candidates
from sketch.camera.scoring import obstacles_of, score
from sketch.camera.telling import ENOUGH
from sketch.camera.wish import wish_for
from sketch.world.camera import Camera

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.camera.wish import Wish
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene
    from sketch.staging.actors import Staged

_ENOUGH = 3
"""Set-ups that are tried if somebody is left out by those before."""
_SHORTLIST, _ELSEWHERE = 6, 30.0


@dataclass(frozen=True, slots=True)
class Shot:
    """A camera with the name of its set-up. `left_out` are the keys of the people of whom too little is seen."""

    name: str
    camera: Camera
    left_out: tuple[str, ...] = ()


def choose(scene: DepictedScene, staged: Staged, plan: Plan, *, seed: int, width: float = 1000.0) -> list[Shot]:
    """Choose from where a staged scene is seen: the best first, then others that look different, for all to be seen.

    `width` is that of the picture in drawing units. A set-up that leaves somebody out, or from
    which one does not know the place, gives way to another. The
    same arguments give the same cameras.
    """
    wish = wish_for(scene, staged, seed)
    everybody = tuple(actor.key for actor in staged.actors)
    if not staged.actors:
        return [Shot("empty", empty_view(plan, wish, width))]
    obstacles = obstacles_of(staged, plan)
    found: list[tuple[float, float, Shot]] = []
    for tried, name in enumerate(wish.shots):
        for camera in candidates(staged, plan, obstacles, wish, name, width):
            own = score(camera, staged, obstacles, width, plan.landmarks)
            left_out = tuple(staged.actors[number].key for number in own.left_out)
            found.append((own.worth - 1.5 * len(left_out) - 0.25 * tried, own.told, Shot(name, camera, left_out)))
        best = max(found, key=lambda one: one[0], default=None)
        if best is not None and (tried >= _ENOUGH or (not best[2].left_out and best[1] >= ENOUGH)):
            break
    if not found:
        return [Shot("empty", empty_view(plan, wish, width), everybody)]
    return _apart([shot for _, _, shot in sorted(found, key=lambda one: -one[0])])


def _apart(shots: Sequence[Shot]) -> list[Shot]:
    """Return the first of some shots and the best of those that are seen from elsewhere."""
    chosen: list[Shot] = []
    for shot in shots:
        if all(math.dist(shot.camera.eye, other.camera.eye) > _ELSEWHERE for other in chosen):
            chosen.append(shot)
        if len(chosen) == _SHORTLIST:
            break
    return chosen


def empty_view(plan: Plan, wish: Wish, width: float) -> Camera:
    """Return the view of a place with nobody in it: over its whole floor, from the side of the audience."""
    x, z = plan.floor.middle
    area = plan.camera_area
    ex, ez = area.kept(x + 0.5 * wish.side * min(area.x1 - area.x0, 300.0), max(area.z0 + 6, z - 260))
    height = min(58 + 44 * wish.level, plan.tall - 12)
    return Camera((ex, height, ez), (x, min(62.0, height), max(z, ez + 60)), 860.0, (width / 2, 540.0))
