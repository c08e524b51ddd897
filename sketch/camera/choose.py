"""Choose the camera of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.camera.framing import candidates
from sketch.camera.scoring import obstacles_of, score
from sketch.camera.wish import wish_for
from sketch.world.camera import Camera

if TYPE_CHECKING:
    from sketch.camera.wish import Wish
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene
    from sketch.staging.actors import Staged

_ENOUGH = 3
"""Set-ups that are tried if somebody is left out by those before."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A camera with the name of its set-up. `left_out` are the keys of the people of whom too little is seen."""

    name: str
    camera: Camera
    left_out: tuple[str, ...] = ()


def choose(scene: DepictedScene, staged: Staged, plan: Plan, *, seed: int, width: float = 1000.0) -> Shot:
    """Choose from where a staged scene is seen. The same arguments give the same camera.

    `width` is that of the picture in drawing units. A set-up that leaves somebody out gives way to a wider one.
    """
    wish = wish_for(scene, staged, seed)
    if not staged.actors:
        return Shot("empty", empty_view(plan, wish, width))
    obstacles = obstacles_of(staged, plan)
    best: tuple[float, str, Camera, tuple[int, ...]] | None = None
    for tried, name in enumerate(wish.shots):
        for camera in candidates(staged, plan, obstacles, wish, name, width):
            found = score(camera, staged, obstacles, width)
            worth = found.worth - 1.5 * len(found.left_out) - 0.25 * tried
            if best is None or worth > best[0]:
                best = (worth, name, camera, found.left_out)
        if best is not None and (not best[3] or tried >= _ENOUGH):
            break
    if best is None:
        return Shot("empty", empty_view(plan, wish, width), tuple(actor.key for actor in staged.actors))
    return Shot(best[1], best[2], tuple(staged.actors[number].key for number in best[3]))


def empty_view(plan: Plan, wish: Wish, width: float) -> Camera:
    """Return the view of a place with nobody in it: over its whole floor, from the side of the audience."""
    x, z = plan.floor.middle
    area = plan.camera_area
    ex, ez = area.kept(x + 0.5 * wish.side * min(area.x1 - area.x0, 300.0), max(area.z0 + 6, z - 260))
    height = min(70 + 70 * wish.level, plan.tall - 12)
    return Camera((ex, height, ez), (x, min(62.0, height), max(z, ez + 60)), 860.0, (width / 2, 540.0))
