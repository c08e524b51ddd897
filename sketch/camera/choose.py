"""Choose the camera of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.camera.framing import SET_UPS, candidates, covered
from sketch.camera.scoring import obstacles_of, score
from sketch.camera.telling import ENOUGH, told
from sketch.camera.wish import wish_for
from sketch.world.camera import Camera

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.camera.wish import Wish
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene
    from sketch.staging.actors import Staged, Thing

_ENOUGH = 3
"""Set-ups that are tried if somebody is left out by those before."""
_NEAR_ENOUGH, _LATER = 0.25, 0.6
"""How much of the place near views tell at least, and what each set-up loses for every one that was wished before."""
_EDGE = 60.0
"""How far from the edges things stand that a place with nobody in it shows, in drawing units."""
_EMPTY = (860.0, 1100.0, 1400.0)
"""Lenses for a place with nobody in it."""
_SHORTLIST, _ELSEWHERE = 8, 30.0


@dataclass(frozen=True, slots=True)
class Shot:
    """A camera with the name of its set-up. `left_out` are the keys of the people of whom too little is seen."""

    name: str
    camera: Camera
    left_out: tuple[str, ...] = ()


def choose(scene: DepictedScene, staged: Staged, plan: Plan, *, seed: int, width: float = 1000.0) -> list[Shot]:
    """Choose from where a staged scene is seen: the best first, then others that look different, for all to be seen.

    `width` is that of the picture in drawing units. A set-up that leaves somebody out, or from which one does not know
    the place, gives way to another; where no eye has room near small beings, they are seen from farther away. The same
    arguments give the same cameras.
    """
    wish = wish_for(scene, staged, seed)
    everybody = tuple(actor.key for actor in staged.actors)
    if not staged.actors:
        return [Shot("empty", empty_view(plan, wish, width, staged.things))]
    found = _found(staged, plan, wish, width) or _found(staged, plan, wish, width, farther=True)
    if not found:
        return [Shot("empty", empty_view(plan, wish, width, staged.things), everybody)]
    return _apart([shot for _, _, shot in sorted(found, key=lambda one: -one[0])])


def _found(
    staged: Staged, plan: Plan, wish: Wish, width: float, *, farther: bool = False
) -> list[tuple[float, float, Shot]]:
    """Return the cameras of the set-ups that are tried: their worth, how much of the place they tell, and the shot."""
    obstacles = obstacles_of(staged, plan)
    found: list[tuple[float, float, Shot]] = []
    for tried, name in enumerate(wish.shots):
        for camera in candidates(staged, plan, obstacles, wish, name, width, farther=farther):
            own = score(camera, staged, obstacles, width, plan.landmarks)
            left_out = tuple(staged.actors[number].key for number in own.left_out)
            shows = own.told * own.things
            found.append((own.worth - 1.5 * len(left_out) - _LATER * tried, shows, Shot(name, camera, left_out)))
        best = max(found, key=lambda one: one[0], default=None)
        enough = ENOUGH if SET_UPS[name].whole else _NEAR_ENOUGH
        if best is not None and (tried >= _ENOUGH or (not best[2].left_out and best[1] >= enough)):
            break
    return found


def _apart(shots: Sequence[Shot]) -> list[Shot]:
    """Return the first of some shots and the best of those that are seen from elsewhere, ever farther off."""
    chosen: list[Shot] = []
    for shot in shots:
        away = _ELSEWHERE * (1 + 0.5 * len(chosen))
        if all(math.dist(shot.camera.eye, other.camera.eye) > away for other in chosen):
            chosen.append(shot)
        if len(chosen) == _SHORTLIST:
            break
    return chosen


def empty_view(plan: Plan, wish: Wish, width: float, things: Sequence[Thing] = ()) -> Camera:
    """Return the view of a place with nobody in it: from the side of the audience, on what tells it and on `things`.

    Of some lenses and sides that one is taken by which one knows the place best.
    """
    x, z = plan.floor.middle
    area = plan.camera_area
    height = min(52 + 40 * wish.level, plan.tall - 12)
    views: list[tuple[float, Camera]] = []
    for aside in (wish.side, wish.side - 0.7, wish.side + 0.7):
        ex, ez = area.kept(x + 0.5 * aside * min(area.x1 - area.x0, 300.0), max(area.z0 + 6, z - 330))
        for to in (0.0, -70.0, 70.0):
            target = (x + to, min(56.0, height), max(z, ez + 60))
            for lens in _EMPTY:
                camera = Camera((ex, height, ez), target, lens, (width / 2, 560.0))
                worth = told(camera, plan.landmarks, (), width) - abs(aside - wish.side) * 0.1 + lens / 6000
                if covered(camera, plan, width) and all(_shows(camera, thing, width) for thing in things):
                    views.append((worth, camera))
    if views:
        return max(views, key=lambda one: one[0])[1]
    ex, ez = area.kept(x + 0.5 * wish.side * min(area.x1 - area.x0, 300.0), max(area.z0 + 6, z - 260))
    return Camera((ex, height, ez), (x, min(56.0, height), max(z, ez + 60)), _EMPTY[0], (width / 2, 540.0))


def _shows(camera: Camera, thing: Thing, width: float) -> bool:
    at = (thing.at[0], thing.high, thing.at[1])
    x, y = camera.point(at)
    return camera.sees(at) and _EDGE < x < width - _EDGE and 0 < y < 1000
