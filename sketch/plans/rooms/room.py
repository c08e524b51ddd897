"""The plan of a room, made of its row for one place of a book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB
from sketch.paint.geometry import hull
from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.identity import built
from sketch.plans.plan import Area, Landmark, Piece, Plan, Spot
from sketch.plans.rooms.floors import paint_ceiling, paint_floor
from sketch.plans.rooms.layout import Fixture, Layout, along_wall
from sketch.plans.rooms.rows import HUES, SIDES, RoomRow
from sketch.plans.rooms.wall_items import WALL_ITEMS
from sketch.plans.rooms.walls import FLOOR, UNIT, Side, Wall, paint_wall, walls_of
from sketch.plans.solids import far_enough
from sketch.plans.telling import most_telling, of_thing, rarity
from sketch.scene import DepictedScene
from sketch.world.sunbeam import Sunbeam
from sketch.world.vectors import Vector, add

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.wording.fashion import Fashion
    from sketch.plans.wording.places import Wording
    from sketch.plans.wording.stand_ins import StandIns
    from sketch.world.view import View

_SHARE: Mapping[Side, tuple[int, int]] = {"back": (0, 2), "left": (1, 4), "right": (3, 4)}
"""Of what a book names at the walls, which ones each has: the first of so many, and every which."""
_MIRRORED: Mapping[Side, Side] = {"left": "right", "right": "left", "back": "back", "front": "front"}
_STANDING = ((0.0, 0.46), (-0.2, 0.4), (0.2, 0.42), (-0.3, 0.62), (0.3, 0.64), (0.05, 0.7), (-0.12, 0.24), (0.14, 0.22))
"""Where people stand about, as parts of a room's width from its middle and of its depth."""

_WINDOWS = frozenset({"stained-window", *(name for name, item in WALL_ITEMS.items() if item.spot == "window")})
_BEAMS = 2
"""So many windows at most let the sun fall far into a room."""
_PANE, _PANES = 200.0, (470.0, 190.0)
"""Width of a window, and where its panes end below and above, in units of the wall."""
_SLANT, _REACH = 0.34, 1.05
"""How far the sun falls along a wall and away from it, by the height from which it does."""
_HANGING = (30.0, 125.0)
"""From which height to which things at walls are, about, in units of the world."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A room without its furniture."""

    wide: float
    deep: float
    tall: float
    walls: tuple[Wall, ...]
    finish: str
    colour: RGB
    floor: str
    ceiling: str
    fixtures: tuple[Fixture, ...]
    scene: DepictedScene

    def paint(self, view: View) -> None:
        """Paint what of ceiling, walls and floor is seen from within."""
        wall_view = view.of("wall")
        if view.camera.eye[1] < self.tall:
            paint_ceiling(wall_view, self.ceiling, self.wide, self.deep, self.tall, self.colour)
        for wall in self.walls:
            if wall.seen(view):
                paint_wall(wall_view, wall, self.finish, self.colour, built(self.scene, f"{wall.side} wall"))
                self._furnish_wall(view, wall)
        paint_floor(view, self.floor, self.wide, self.deep, built(self.scene, "floor"))
        if view.sunny:
            panes = [pane for beam in self.sunbeams() for pane in beam.panes()]
            view.of("light").fill(panes, view.light.glow, line=0, alpha=0.3)

    def _furnish_wall(self, view: View, wall: Wall) -> None:
        on = view.on(wall.plane(view))
        for fixture in self.fixtures:
            if fixture.wall.side == wall.side:
                WALL_ITEMS[fixture.name].paint(on, fixture.along / wall.unit, built(self.scene, fixture.part))

    def sunbeams(self) -> tuple[Sunbeam, ...]:
        """Return how the sun falls through its windows when it shines."""
        windows = [f for f in self.fixtures if f.name in _WINDOWS and f.wall.side != "front"]
        return tuple(_sunbeam(fixture) for fixture in windows[:_BEAMS])

    def lamps(self) -> list[Vector]:
        """Return whence its walls shed light."""
        return [
            add(f.wall.at(f.along, 8), (0.0, WALL_ITEMS[f.name].lamp * f.wall.unit / UNIT, 0.0))
            for f in self.fixtures
            if WALL_ITEMS[f.name].lamp
        ]

    def landmarks(self) -> list[Landmark]:
        """Return what its walls have as landmarks."""
        return [
            Landmark(
                f.wall.at(f.along, 2), f.wall.unit * WALL_ITEMS[f.name].wide / 2, *_HANGING, rarity(f.name), f.name
            )
            for f in self.fixtures
        ]

    def spots(self) -> list[Spot]:
        """Return where people stand at what its walls have."""
        spots = []
        for fixture in self.fixtures:
            kind = WALL_ITEMS[fixture.name].spot
            if kind is not None:
                out = fixture.wall.inward
                away = {(0.0, -1.0): 90.0, (1.0, 0.0): 180.0, (-1.0, 0.0): 0.0, (0.0, 1.0): 270.0}[(out[0], out[2])]
                facing = (away + 180) % 360 if kind in ("door", "lean") else away
                spots.append(Spot(fixture.spot_at(), facing, kind, 28.0 if kind == "bed" else 0.0))
        return spots


def plan_room(kind: str, row: RoomRow, scene: DepictedScene, fashion: Fashion, words: Wording) -> Plan:
    """Make the plan of a room in the fashion of its time and genre; `words` add to it."""
    rng = built(scene, f"{kind} layout")
    shell = _shell(row, scene, fashion.usual, words, rng)
    layout = Layout(shell.wide, shell.deep, shell.tall, list(shell.fixtures), rng.random() < 0.5, rng)
    named = {name for term in words.things for name in term.names}
    usual = [term for term in row.things if not named & set(term.names)]
    for term in (*words.things, *usual, *fashion.adds):
        name = term.chosen(rng, (fashion.told if term in words.things else fashion.usual).things)
        if name in ITEMS:
            layout.furnish(term, name)
    pieces = tuple(thing.piece(scene) for thing in layout.things if thing.item.blocks)
    flat = [thing.piece(scene) for thing in layout.things if not thing.item.blocks and thing.at[1] == 0]
    hung = tuple(thing.piece(scene) for thing in layout.things if not thing.item.blocks and thing.at[1] > 0)
    floor = Area(-shell.wide / 2 + 24, shell.wide / 2 - 24, 16.0, shell.deep - 24)
    spots = [spot for thing in layout.things for spot in thing.spots()] + shell.spots()
    lamps = [add(thing.at, (0.0, thing.item.lamp - thing.at[1], 0.0)) for thing in layout.things if thing.item.lamp]

    def backdrop(view: View) -> None:
        shell.paint(view)
        for piece in flat:
            piece.paint(view)

    return Plan(
        kind=kind,
        floor=floor,
        camera_area=Area(-shell.wide / 2 + 12, shell.wide / 2 - 12, -260.0, shell.deep - 20),
        spots=(*_standing(shell, pieces), *spots),
        pieces=pieces + hung,
        backdrop=backdrop,
        foreground=_rays,
        lamps=(*shell.lamps(), *lamps),
        roofed=True,
        tall=shell.tall,
        landmarks=most_telling((*map(of_thing, layout.things), *shell.landmarks()), floor.middle),
        sunbeams=shell.sunbeams(),
    )


def _shell(row: RoomRow, scene: DepictedScene, instead: StandIns, words: Wording, rng: Random) -> Shell:
    wide, deep, tall = (length * rng.uniform(0.92, 1.1) for length in row.size)
    mirrored = rng.random() < 0.5
    walls = walls_of(wide, deep, tall)
    finish, hue = rng.choice(row.walls), rng.choice(HUES[rng.choice(row.hues)])
    floor, ceiling = rng.choice(row.floor), rng.choice(row.ceiling)
    fixtures: list[Fixture] = []
    for side in SIDES:
        told = words.walls[_SHARE[side][0] :: _SHARE[side][1]] if side in _SHARE else ()
        usual = [term.chosen(rng, instead.fixtures) for term in row.sides[_MIRRORED[side] if mirrored else side]]
        names = [name for name in (*told, *(name for name in usual if name not in words.walls)) if name in WALL_ITEMS]
        if side != "back" or len(names) < 5:
            rng.shuffle(names)
        wall = next(wall for wall in walls if wall.side == side)
        fixtures += along_wall(wall, names, rng)
    return Shell(
        wide,
        deep,
        tall,
        walls,
        words.finish or instead.finishes.get(finish, finish),
        words.hue or hue,
        instead.floors.get(floor, floor),
        instead.ceilings.get(ceiling, ceiling),
        tuple(fixtures),
        scene,
    )


def _standing(shell: Shell, pieces: tuple[Piece, ...]) -> list[Spot]:
    """Return free places of the floor, each looking to the middle of the room."""
    spots = []
    for fx, fz in _STANDING:
        at = (fx * shell.wide, 0.0, fz * shell.deep)
        if all(far_enough(at, [piece.at], piece.radius * 0.8 + 14) for piece in pieces if piece.blocks):
            spots.append(Spot(at, 0.0 if fx <= 0 else 180.0, "stand"))
    return spots or [Spot((0.0, 0.0, shell.deep * 0.3), 90.0, "stand")]


def _sunbeam(fixture: Fixture) -> Sunbeam:
    wall, unit = fixture.wall, fixture.wall.unit
    half = min(_PANE / 2, 0.36 * WALL_ITEMS[fixture.name].wide) * unit
    low, high = ((FLOOR - y) * unit for y in _PANES)
    corners = [(-half, low), (half, low), (half, high), (-half, high)]
    window = tuple(add(wall.at(fixture.along + along, 2), (0.0, up, 0.0)) for along, up in corners)
    floor = tuple(wall.at(fixture.along + along + _SLANT * up, 2 + _REACH * up) for along, up in corners)
    return Sunbeam(window, floor)


def _rays(view: View) -> None:
    """Let the sun be seen in the air between window and floor."""
    if not view.sunny:
        return
    for beam in view.sunbeams:
        points = [view.camera.point(p) for p in (*beam.window, *beam.floor) if view.camera.sees(p)]
        shaft = hull(points)
        if len(shaft) > 2 and len(points) == len(beam.window) + len(beam.floor):
            view.of("light").sheet.fill([shaft], view.light.glow, line=0, alpha=0.1, shine=True)
