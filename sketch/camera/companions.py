"""A small companion brought near the eye, on a stump or a stool: so that its face can be read beside a large one.

A mouse beside a lighthouse is a speck from wherever both are seen. Whoever draws picture books puts it in the
foreground. The camera stays; scenes whose small ones are seen well enough stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.camera.framing import largest
from sketch.camera.seen import is_beast, outlined, tall_of
from sketch.staging.actors import Staged, Thing, heading_to
from sketch.staging.apart import room_of
from sketch.world.camera import NEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sketch.camera.seen import Seen
    from sketch.plans.plan import Plan
    from sketch.world.camera import Camera
    from sketch.world.vectors import Vector

SMALL = 0.36
"""How high at most somebody is who is a small one, by the largest of those whom the moment is about."""
SEEN = 30.0
"""Radius of a head, in drawing units, in which a face can be read on a page."""
_WANTED = 52.0
"""Radius of a head that is brought near, in drawing units; a whole figure is no larger than `_TALLEST` of them."""
_TALLEST = 420.0
_DEPTHS = (2.2 * NEAR, 0.8)
"""How near one may come: from the eye in world units, and by how far off the focus is."""
_ACROSS, _DOWN = (0.2, 0.8), (640.0, 740.0, 840.0)
"""Where the head comes in the picture: by its width, and from above in drawing units."""
_LOWEST, _FOOT = 4.0, 900.0
"""How high what they stand on is at least, in world units: on less it is the ground; and how low a head may come in the
picture then, in drawing units."""
_NARROW = 110.0
"""How deep the floor of a boat or a cart is at most: there is no room for more than is aboard."""
_AFLOAT = frozenset({"sea", "underwater", "sky", "space", "river", "lake"})
_TOGETHER = 3
"""In company of more people than these nobody is brought near: it is a crowd."""


def too_small(staged: Staged, people: Sequence[Seen], plan: Plan, hidden: Collection[str]) -> tuple[int, ...]:
    """Return the number of the small one whose face cannot be read, and who can be brought near; nothing if all can."""
    if not 2 <= len(staged.actors) <= _TOGETHER or plan.kind in _AFLOAT:
        return ()
    if plan.floor.z1 - plan.floor.z0 <= _NARROW:
        return ()
    tall = largest(staged)
    found = [
        number
        for number, actor in enumerate(staged.actors)
        if (people[number].radius < SEEN or actor.key in hidden)
        and tall_of(actor) < SMALL * tall
        and not (actor.abed or actor.sunk or actor.lift or actor.acts)
        and actor.on in ("", "log", "chair")
    ]
    return tuple(found[:1])


def brought_near(
    staged: Staged, people: Sequence[Seen], camera: Camera, plan: Plan, number: int, width: float
) -> list[Staged]:
    """Return the moment with that one before the others, on something to stand on: where the picture has room first."""
    own = staged.actors[number]
    shape = outlined(own.plan, own.pose, own.arms)
    focus = next(seen for at, seen in enumerate(people) if at != number)
    high = -shape.reach[1]
    radius = min(_WANTED, _TALLEST * shape.radius / max(high, 1.0))
    depth = min(max(camera.lens * shape.radius / radius, _DEPTHS[0]), _DEPTHS[1] * focus.depth)
    sides = sorted(_ACROSS, key=lambda part: -abs(part * width - focus.head[0]))
    found = []
    for part in sides:
        for down in _DOWN:
            x, y, z = _world(camera, (part * width, down), depth)
            head = -shape.reach[1] * 0.7 if is_beast(own.plan) else -shape.head[1]
            foot = y - head if y - head >= _LOWEST else 0.0
            is_seen = camera.point((x, foot + head, z))[1] < _FOOT
            if not is_seen or not (plan.camera_area.holds(x, z) or plan.floor.holds(x, z)):
                continue
            to = heading_to((x, z), focus.actor.at)
            stand = Thing("stool" if plan.roofed else "stump", (x, z), to, size=room_of(own.plan), high=foot)
            near = replace(own, at=(x, z), seat=foot, on="", heading=to, pose="standing", weight=max(own.weight, 1.25))
            actors = tuple(near if at == number else actor for at, actor in enumerate(staged.actors))
            things = tuple(thing for thing in staged.things if thing.at != own.at)
            found.append(replace(staged, actors=actors, things=(*things, stand) if foot else things))
    return found


def _world(camera: Camera, at: tuple[float, float], depth: float) -> Vector:
    """Return the point of the world that lies there in the picture, so far from the eye."""
    k = depth / camera.lens
    across, up = (at[0] - camera.centre[0]) * k, -(at[1] - camera.centre[1]) * k
    parts = zip(camera.eye, camera.right, camera.up, camera.forward, strict=True)
    x, y, z = (eye + right * across + high * up + ahead * depth for eye, right, high, ahead in parts)
    return (x, y, z)
