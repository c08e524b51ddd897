"""The plan of a landscape, made of its row for one place of a book."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.paint.colours import mix
from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.growing.catalogue import GROWTHS, TREES
from sketch.plans.growing.plants import VARIANTS, Plant, paint_mass, paint_plant
from sketch.plans.identity import built
from sketch.plans.landscapes.frames import paint_frames
from sketch.plans.landscapes.glitter import paint_glitter
from sketch.plans.landscapes.grounds import WATERY, paint_ground, paint_strewn
from sketch.plans.landscapes.scattering import PATTERNS
from sketch.plans.landscapes.skies import paint_cloud_banks, paint_heavens
from sketch.plans.landscapes.skylines import SKYLINES, paint_skyline
from sketch.plans.landscapes.vessels.catalogue import VESSELS
from sketch.plans.landscapes.vessels.vessel import Vessel
from sketch.plans.landscapes.ways import WAYS
from sketch.plans.landscapes.weather import far_weather, near_weather
from sketch.plans.plan import Area, Landmark, Piece, Plan, Spot
from sketch.plans.solids import far_enough
from sketch.plans.telling import measured, most_telling, of_plant, of_skyline, of_thing, of_way
from sketch.plans.things import Thing
from sketch.record.shapes import FRAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from sketch.plans.grammar import Term
    from sketch.plans.landscapes.rows import LandscapeRow
    from sketch.plans.wording.fashion import Fashion
    from sketch.plans.wording.places import Wording
    from sketch.scene import DepictedScene
    from sketch.world.vectors import Vector
    from sketch.world.view import View

FLOOR = Area(-190.0, 190.0, 0.0, 380.0)
CLOSE_BY = Area(-330.0, 330.0, -160.0, 560.0)
"""What grows in it is painted among the people, one by one."""
_STANDING = (
    (0.0, 150.0),
    (-80.0, 130.0),
    (84.0, 140.0),
    (-130.0, 230.0),
    (136.0, 240.0),
    (20.0, 260.0),
    (-40.0, 60.0),
    (60.0, 50.0),
)
_WATER: Mapping[str, tuple[float, float]] = {
    "river": (320.0, 770.0),
    "lake": (325.0, 1460.0),
    "shore": (330.0, 50_000.0),
    "drop": (415.0, 50_000.0),
    "stream": (500.0, 620.0),
}
"""Where ways are water, by how far off it begins and ends."""
_EVERYWHERE = Area(-60_000, 60_000, -60_000, 60_000)
_AFLOAT = frozenset({"bank", "water", "offshore", "far-left"})
_LOW = 50.0
"""How high things outdoors are at least: what hides somebody is left out."""
_HIGHEST = 190.0
"""Growths that are higher than this in the picture are painted one by one: a mass of them would cost more."""


@dataclass(frozen=True, slots=True)
class Scenery:
    """A landscape without what stands among the people."""

    ground: str
    skyline: tuple[str, ...]
    ways: tuple[str, ...]
    sky: str
    level: float
    plants: tuple[Plant, ...]
    things: tuple[Piece, ...]
    vessel: Vessel | None

    def paint(self, view: View) -> None:
        """Paint it from the sky down to our feet."""
        paint_heavens(view.of("sky"), self.sky)
        for name in self.skyline:
            paint_skyline(view.of("ground", depth=SKYLINES[name].away), name, self.level)
        if self.sky == "open":
            far_weather(view.of("weather"), view.camera.horizon)
        paint_ground(view, self.ground, self.level)
        if self.sky == "clouds":
            paint_cloud_banks(view.of("sky"))
        for name in self.ways:
            WAYS[name](view)
        limit = min((_WATER[name][0] for name in self.ways if name in _WATER), default=50_000.0)
        paint_strewn(view, self.ground, self.level, limit=limit)
        if self.ground in WATERY:
            paint_glitter(view, _EVERYWHERE, self.level)
        if self.sky == "deep":
            _dissolve(view)
        self._paint_far(view)
        if self.vessel is not None and self.vessel.under is not None:
            self.vessel.under(view)

    def _paint_far(self, view: View) -> None:
        """Paint what grows and stands beyond the people, the farthest first, growths of a distance together."""
        away = view.camera.seen
        parts: list[tuple[float, Piece | Plant]] = [(away(piece.at)[2], piece) for piece in self.things]
        parts += [(away(plant.at)[2], plant) for plant in self.plants]
        waiting: dict[str, list[Plant]] = {}
        band = 0
        close = 0.8 * view.camera.focus
        for far, part in sorted((p for p in parts if p[0] > close), key=lambda p: -p[0]):
            now = int(math.log(far) / 0.22)
            if now != band or isinstance(part, Piece):
                _flush(view, waiting)
                band = now
            if isinstance(part, Piece):
                if view.sees(part.at, part.radius * 2.5 + 200):
                    part.paint(view.of("thing", depth=far))
            elif part.tall * view.camera.lens / far > _HIGHEST:
                if view.sees(part.at, part.tall):
                    _flush(view, waiting)
                    paint_plant(view.of("thing", depth=far), part)
            else:
                waiting.setdefault(part.kind, []).append(part)
        _flush(view, waiting)


def _dissolve(view: View) -> None:
    """Let the ground of the sea go over into the water."""
    y, colour = view.camera.horizon, mix((40, 120, 136), view.light.shade, 0.2)
    for k in range(4):
        view.sheet.mist(view.width * (0.1 + 0.27 * k), y + 10, view.width * 0.4, 120, colour, 0.85)


def _flush(view: View, waiting: dict[str, list[Plant]]) -> None:
    for plants in waiting.values():
        paint_mass(view.of("thing", depth=max(16.0, view.camera.seen(plants[0].at)[2])), plants)
    waiting.clear()


def plan_landscape(kind: str, row: LandscapeRow, scene: DepictedScene, fashion: Fashion, words: Wording) -> Plan:
    """Make the plan of a landscape in the fashion of its time and genre; `words` add to it."""
    instead = fashion.usual
    rng = built(scene, f"{kind} layout")
    mirror = rng.choice((-1, 1)) if kind != "harbour" else 1
    vessel = VESSELS[row.vessel](scene) if row.vessel else None
    plants: list[Plant] = []
    things: list[Thing] = []
    ways = tuple(name for term in row.ways if (name := term.chosen(rng, {})))
    water = [_WATER[name] for name in ways if name in _WATER]
    for term in (*row.things, *((*words.outdoors, *fashion.adds) if not vessel else ())):
        named = fashion.told if term in words.outdoors else instead
        _put(term, named.things, row.level, mirror, rng, plants, things, water)
    floor = vessel.floor if vessel else FLOOR
    close = [plant for plant in plants if _among(plant.at) and not vessel]
    close_things = [thing for thing in things if _among(thing.at) and thing.item.blocks and not vessel]
    ground = rng.choice(row.ground)
    scenery = Scenery(
        ground=instead.grounds.get(ground, ground),
        skyline=tuple(dict.fromkeys(name for term in row.skyline if (name := term.chosen(rng, instead.skylines)))),
        ways=ways,
        sky=row.sky,
        level=row.level,
        plants=tuple(plant for plant in plants if plant not in close),
        things=tuple(thing.piece(scene) for thing in things if thing not in close_things),
        vessel=vessel,
    )
    pieces = (
        *(replace(thing.piece(scene), tall=max(_LOW, of_thing(thing).high)) for thing in close_things),
        *map(_piece, close),
        *(vessel.pieces if vessel else ()),
    )
    spots = [spot for thing in things for spot in thing.spots()] if vessel is None else []
    lamps = [(thing.at[0], thing.at[1] + thing.item.lamp, thing.at[2]) for thing in things if thing.item.lamp]

    landmarks = [*map(of_thing, things), *map(of_plant, plants), *(mark for name in ways for mark in of_way(name))]
    landmarks += [mark for name in scenery.skyline for mark in of_skyline(name)]
    if vessel is not None:
        # whoever sees what carries people knows where they are
        landmarks = list(vessel.landmarks) or [_carrying(vessel)]

    def foreground(view: View) -> None:
        if row.sky == "open":
            near_weather(view.of("weather"))
        paint_frames(view.of("thing", part=FRAME), row.frame)

    return Plan(
        kind=kind,
        floor=floor,
        camera_area=(vessel and vessel.eyes) or Area(floor.x0 - 150, floor.x1 + 150, floor.z0 - 440, floor.z0 + 150),
        spots=(*(vessel.spots if vessel else _standing(pieces)), *spots),
        pieces=pieces,
        backdrop=scenery.paint,
        foreground=foreground,
        lamps=tuple(lamps),
        landmarks=most_telling(landmarks, floor.middle),
        below=vessel.below if vessel else 0.0,
    )


def _put(  # noqa: PLR0917
    term: Term,
    instead: Mapping[str, str],
    level: float,
    mirror: int,
    rng: Random,
    plants: list[Plant],
    things: list[Thing],
    water: Sequence[tuple[float, float]],
) -> None:
    """Put what a term says where it says; each thing of several is chosen anew."""
    if not term.chosen(rng, instead):
        return
    radius = max((ITEMS[name].radius for name in term.names if name in ITEMS), default=40.0)
    for k, (x, z, heading) in enumerate(PATTERNS[term.where](rng, max(1, term.count), radius)):
        name = rng.choice(term.names)
        if term.where not in _AFLOAT and any(z0 < z < z1 for z0, z1 in water):
            continue
        name = instead.get(name, name)
        at: Vector = (mirror * x, level, z)
        if name in GROWTHS:
            growth = GROWTHS[name]
            plants.append(Plant(name, at, rng.uniform(growth.low, growth.high), rng.randrange(VARIANTS)))
        else:
            turned = heading if mirror > 0 else (180 - heading) % 360
            things.append(Thing(name, at, turned, f"{term.where} {k} {name}"))


def _carrying(vessel: Vessel) -> Landmark:
    """Return what carries the people as a landmark."""

    def paint(view: View) -> None:
        for piece in vessel.pieces:
            piece.paint(view)

    return Landmark((0.0, 0.0, 0.0), *measured(paint), 1.0)


def _among(at: Vector) -> bool:
    return CLOSE_BY.holds(at[0], at[2]) and at[1] == 0


def _piece(plant: Plant) -> Piece:
    def paint(view: View) -> None:
        paint_plant(view, plant)

    reach = plant.tall * GROWTHS[plant.kind].reach
    radius = 34.0 if plant.kind in TREES else reach
    return Piece(plant.at, radius, paint, blocks=plant.tall > 24, tall=plant.tall)


def _standing(pieces: tuple[Piece, ...]) -> list[Spot]:
    spots = [
        Spot((x, 0.0, z), 0.0 if x <= 0 else 180.0, "stand")
        for x, z in _STANDING
        if all(far_enough((x, 0.0, z), [piece.at], piece.radius + 12) for piece in pieces if piece.blocks)
    ]
    far = [Spot((x, 0.0, z), 90.0, "far") for x, z in ((40.0, 900.0), (-160.0, 760.0))]
    edge = [Spot((0.0, 0.0, 330.0), 90.0, "edge"), Spot((-150.0, 0.0, 340.0), 60.0, "edge")]
    gate = [Spot((-185.0, 0.0, 180.0), 0.0, "door"), Spot((185.0, 0.0, 200.0), 180.0, "door")]
    return [*(spots or [Spot((0.0, 0.0, 150.0), 0.0, "stand")]), *edge, *far, *gate]
