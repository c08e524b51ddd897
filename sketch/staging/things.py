"""What stands and lies about a moment: what people sit on and at, and what the scene names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.props.vocabulary import props_named
from sketch.staging.actors import Actor, Floor, Thing, heading_to, middle_of, moved
from sketch.staging.apart import ROOM, apart, kept_in
from sketch.staging.casting import put_down

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene
    from sketch.staging.casting import Staging
    from sketch.staging.formations import Place
    from sketch.staging.ground import Ground

MOST_THINGS = 3


def furniture_of(
    staging: Staging, ground: Ground, actors: Sequence[Actor], placed: Sequence[tuple[int, Place]]
) -> Iterator[Thing]:
    """Yield what people of the formation sit, lie and ride on, and what stands between them."""
    for actor in actors:
        if actor.on == "sofa":
            yield Thing(actor.on, actor.at, actor.heading - 90)  # one lies along it
        elif actor.on in ("chair", "log", "bed", "horse"):
            yield Thing(actor.on, actor.at, actor.heading)
    thing = staging.formation.thing
    if thing == "horse":
        yield from (Thing(thing, (s.at[0], s.at[2]), s.heading) for s in staging.plan.spots_of("saddle")[:1])
        return
    if not thing or ground.seats:
        return
    middle = middle_of([actors[number].at for number, _ in placed])
    lead = actors[staging.cast.first]
    ahead = (lead.at[0] + 26 * lead.ahead[0], lead.at[1] + 26 * lead.ahead[1])
    if thing == "table":
        yield Thing("table", middle if len(placed) > 1 else ahead, ground.turn)
    else:
        yield Thing(thing, ahead, lead.heading)


def put_down_of(staging: Staging, actors: Sequence[Actor]) -> Iterator[Thing]:
    """Yield what nobody has a hand for: it lies about the first."""
    lead = actors[staging.cast.first]
    for order, name in enumerate(put_down(staging.scene, staging.held)[:MOST_THINGS]):
        side = moved((20 + 12 * order, -18 - 4 * order), lead.at, lead.heading)
        yield Thing(name, kept_in(side, staging.plan.floor, 4.0))


def standing_of(
    scene: DepictedScene, plan: Plan, middle: Floor, taken: Sequence[Floor], rng: Random
) -> tuple[Thing, ...]:
    """Return the things of the scene that stand about, each with room of its own."""
    standing = [prop for prop in props_named(scene.props) if not prop.carried and _fits(prop.where, plan)]
    standing = [prop for prop in standing if plan.kind not in prop.shown_in][:MOST_THINGS]
    if not taken:
        middle = plan.floor.middle
    wanted: list[Floor] = []
    for order, _ in enumerate(standing):
        angle = math.radians(rng.uniform(0, 360) + 137 * order)
        wanted.append((middle[0] + 84 * math.cos(angle), middle[1] + 70 * math.sin(angle)))
    room = [ROOM] * len(taken) + [26.0] * len(wanted)
    places = apart(list(taken), wanted, room, plan.floor, plan.pieces)
    return tuple(Thing(prop.name, at, heading_to(at, middle)) for prop, at in zip(standing, places, strict=True))


def _fits(where: str, plan: Plan) -> bool:
    if where == "indoors":
        return plan.roofed
    if where == "outdoors":
        return not plan.roofed
    return True
