"""Houses, churches, towers and walls, in the round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, rect
from sketch.paint.medium import Shade
from sketch.plans.furniture.item import Item, Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Range, Solid
    from sketch.world.plane import Plane


@dataclass(frozen=True, slots=True)
class House:
    """What a house is like: its measures, its storeys, and its looks."""

    wide: float
    deep: float
    storey: float
    storeys: int
    wall: RGB
    roof: RGB
    rise: float
    timbered: bool = False
    shop: bool = False
    flat: bool = False

    @property
    def tall(self) -> float:
        """Height of its eaves."""
        return self.storey * self.storeys


WALLS: tuple[RGB, ...] = (
    m.PLASTER,
    m.STONE,
    m.BRICK,
    lighter(m.WALL_ROSE, 0.15),
    m.PLASTER,
    (214, 190, 140),
    (188, 196, 190),
)


ROOFS: tuple[RGB, ...] = (m.TILE, m.SLATE, m.TILE, darker(m.TILE, 0.12))


def paint_house(solid: Solid, house: House, rng: Random) -> None:
    """Paint a house: its walls with windows, then its roof."""
    x, z, tall = house.wide / 2, house.deep / 2, house.tall
    solid.box((-x, x), (0, tall), (-z, z), house.wall, shade=0.5)
    door = darker(rng.choice((m.CLOTH_RED, m.WALL_GREEN, m.WALL_BLUE, m.TIMBER)), 0.15)
    _front(solid, house, door)
    if house.flat:
        solid.box((-x - 4, x + 4), (tall, tall + 12), (-z - 4, z + 4), lighter(house.wall, 0.1))
        return
    _gables(solid, house)
    _roof(solid, house, rng)


def _front(solid: Solid, house: House, door: RGB) -> None:
    x, z, tall = house.wide / 2, house.deep / 2, house.tall
    view = solid.view
    for ahead, side, wide in (
        ((0, 0, 1), "front", house.wide),
        ((-1, 0, 0), "left", house.deep),
        ((1, 0, 0), "right", house.deep),
    ):
        middle = (ahead[0] * x, tall / 2, ahead[2] * z)
        if not solid.shows(ahead, middle):
            continue
        panes, frames, beams = _openings(house, wide, with_door=side == "front")
        plane = _side(solid, house, side)
        depth = view.depth(solid.at)
        plane.fill(frames, view.lit(darker(house.wall, 0.3), depth), line=0.4)
        if house.timbered:
            plane.fill(beams, view.lit(m.TIMBER, depth), line=0.3)
        if view.dim:
            lit = [pane for k, pane in enumerate(panes) if (k * 7 + int(solid.at[0])) % 5]
            plane.fill(lit, mix(m.LAMP, view.light.haze, max(0.0, depth) * 0.6), line=0.4, shine=True)
            plane.fill([pane for pane in panes if pane not in lit], view.lit((60, 72, 96), depth), line=0.4)
            if depth < 0.3 and lit:
                px, py = lit[0][0]
                plane.glow(px, py, 46, m.FLAME, 0.4)
        else:
            plane.fill(panes, view.lit((96, 120, 138), depth), line=0.4)
        if side == "front":
            at = 0.5 if not house.shop else 0.8
            plane.fill([rect(wide * at - 15, tall - 82, wide * at + 15, tall)], view.lit(door, depth), line=0.6)


def _openings(house: House, wide: float, *, with_door: bool) -> tuple[list[Outline], list[Outline], list[Outline]]:
    panes: list[Outline] = []
    count = max(1, int(wide / 62))
    for storey in range(house.storeys):
        foot = house.tall - storey * house.storey
        for k in range(count):
            at = wide * (k + 0.5) / count
            if with_door and storey == 0 and abs(at - wide / 2) < 28 and not house.shop:
                continue
            if house.shop and storey == 0 and with_door:
                continue
            panes.append(rect(at - 11, foot - house.storey * 0.78, at + 11, foot - house.storey * 0.34))
    if house.shop and with_door:
        panes.append(rect(wide * 0.08, house.tall - 74, wide * 0.64, house.tall - 20))
    frames = [rect(p[0][0] - 3, p[0][1] - 3, p[2][0] + 3, p[2][1] + 4) for p in panes]
    beams = [rect(at - 2.5, 0, at + 2.5, house.tall) for at in (3, wide * 0.33, wide * 0.66, wide - 3)]
    beams += [
        rect(0, house.tall - house.storey * k - 3, wide, house.tall - house.storey * k + 3)
        for k in range(1, house.storeys + 1)
    ]
    return panes, frames, beams


def _side(solid: Solid, house: House, side: str) -> Plane:
    x, z, tall = house.wide / 2, house.deep / 2, house.tall
    if side == "front":
        return solid.front(-x, tall, z, house.wide, tall)
    if side == "left":
        return solid.view.plane(solid.place(-x, tall, -z), solid.ahead, (0.0, -1.0, 0.0), house.deep, tall)
    back = (-solid.ahead[0], -solid.ahead[1], -solid.ahead[2])
    return solid.view.plane(solid.place(x, tall, z), back, (0.0, -1.0, 0.0), house.deep, tall)


def _gables(solid: Solid, house: House) -> None:
    x, z, tall = house.wide / 2, house.deep / 2, house.tall
    for side in (-1, 1):
        if solid.shows((side, 0, 0), (side * x, tall, 0)):
            face = [
                solid.place(side * x, tall, -z),
                solid.place(side * x, tall + house.rise, 0),
                solid.place(side * x, tall, z),
            ]
            solid.view.fill(
                [face], solid.tone(house.wall, (side * solid.across[0], 0.0, side * solid.across[2])), line=0.6
            )


def _roof(solid: Solid, house: House, rng: Random) -> None:
    x, z, tall, over = house.wide / 2 + 7, house.deep / 2 + 8, house.tall - 5, 0.0
    ridge = tall + house.rise + 8 + over
    colour = mix(m.SNOW, house.roof, 0.1) if solid.view.snowy else house.roof
    slopes = [
        (
            side,
            [
                solid.place(-x, tall, side * z),
                solid.place(-x, ridge, 0),
                solid.place(x, ridge, 0),
                solid.place(x, tall, side * z),
            ],
        )
        for side in (-1, 1)
    ]
    chimney: tuple[Range, Range, Range] = ((x * 0.4, x * 0.4 + 16), (ridge - 26, ridge + 26), (-8, 8))
    for side, face in slopes:
        if solid.shows((0, 0.8, side * 0.6), (0, (tall + ridge) / 2, side * z / 2)):
            outline = solid.view.outline(face)
            if len(outline) > 2:
                tone = solid.tone(colour, (side * solid.ahead[0] * 0.6, 0.8, side * solid.ahead[2] * 0.6))
                solid.view.sheet.fill([outline], tone, Shade(darker(tone, 0.36), "bottom", 0.5), line=0.7)
    if rng.random() < 0.8:
        solid.box(*chimney, m.BRICK, line=0.5)


def cottage(solid: Solid, rng: Random) -> None:
    roof = rng.choice((m.THATCH, m.THATCH, m.TILE, m.SLATE))
    paint_house(
        solid, House(rng.uniform(170, 220), 130, 92, 1, rng.choice(WALLS), roof, 84, timbered=rng.random() < 0.35), rng
    )


def townhouse(solid: Solid, rng: Random) -> None:
    storeys = rng.choice((2, 3, 3))
    paint_house(
        solid,
        House(
            rng.uniform(150, 190),
            150,
            96,
            storeys,
            rng.choice(WALLS),
            rng.choice(ROOFS),
            80,
            timbered=rng.random() < 0.3,
            shop=rng.random() < 0.4,
        ),
        rng,
    )


def timber_house(solid: Solid, rng: Random) -> None:
    paint_house(
        solid,
        House(
            rng.uniform(140, 170),
            140,
            88,
            rng.choice((2, 3)),
            rng.choice((m.PLASTER, lighter(m.PLASTER, 0.2))),
            rng.choice((m.THATCH, m.TILE)),
            100,
            timbered=True,
        ),
        rng,
    )


def block(solid: Solid, rng: Random) -> None:
    """Draw a tall modern house with a flat roof."""
    wall = rng.choice(((196, 200, 200), (172, 156, 144), (150, 164, 172), m.BRICK))
    paint_house(solid, House(rng.uniform(180, 240), 180, 92, rng.choice((4, 5, 7)), wall, m.SLATE, 0, flat=True), rng)


def dome(solid: Solid, rng: Random) -> None:
    """Draw a round house of a day to come."""
    pen = solid.view.pen(solid.at)
    shell = rng.choice(((206, 214, 218), (186, 196, 210), (214, 200, 190)))
    solid.shadow(110)
    shape = [(x, min(0.0, y)) for x, y in ellipse(0, 0, 105, 120, count=40)]
    tone = solid.view.lit_at(shell, solid.at)
    solid.view.sheet.fill([[pen.place(p) for p in shape]], tone, Shade(darker(tone, 0.45), "right", 0.7))
    panes = [rect(x - 10, -70, x + 10, -40) for x in (-56, -20, 20, 56)]
    pane = (236, 226, 170) if solid.view.dim else solid.view.lit_at((110, 150, 170), solid.at)
    solid.view.sheet.fill([[pen.place(p) for p in shape] for shape in panes], pane, line=0.5, shine=solid.view.dim)


def barn_house(solid: Solid, rng: Random) -> None:
    wall = rng.choice((darker(m.CLOTH_RED, 0.1), m.PLANK, m.STONE))
    house = House(260, 190, 140, 1, wall, rng.choice((m.SLATE, m.THATCH)), 110)
    x, z = house.wide / 2, house.deep / 2
    solid.box((-x, x), (0, house.tall), (-z, z), wall, shade=0.5)
    if solid.shows((0, 0, 1), (0, 60, z)):
        plane = solid.front(-x, house.tall, z, house.wide, house.tall)
        plane.fill([rect(80, 30, 180, 140)], solid.view.lit_at(darker(m.TIMBER, 0.25), solid.at))
        plane.strokes(
            [[(80, 30), (180, 140)], [(180, 30), (80, 140)]], (5, 5), solid.view.lit_at(lighter(wall, 0.4), solid.at)
        )
    _gables(solid, house)
    _roof(solid, house, rng)


def chapel(solid: Solid, rng: Random) -> None:
    stone = rng.choice((m.STONE, lighter(m.STONE, 0.2), mix(m.STONE, m.SAND, 0.3)))
    house = House(170, 300, 150, 1, stone, m.SLATE, 120)
    solid.box((-85, 85), (0, 150), (-150, 150), stone, shade=0.5)
    _gables(solid, House(170, 300, 150, 1, stone, m.SLATE, 120))
    _roof(solid, house, rng)
    solid.boxes(((-46, 46), (0, 300), (120, 212), stone), shade=0.5)
    spire = [(-52.0, 300.0), (0.0, 520.0), (52.0, 300.0)]
    solid.panel(spire, 166, m.SLATE, shade=0.5)
    if solid.shows((0, 0, 1), (0, 60, 212)):
        plane = solid.front(-46, 300, 212.2, 92, 300)
        plane.fill(
            [[(24, 300), (24, 226), (46, 198), (68, 226), (68, 300)]],
            solid.view.lit_at(darker(m.TIMBER, 0.2), solid.at),
        )
        plane.fill([rect(34, 60, 58, 130)], solid.view.lit_at((70, 84, 104), solid.at), line=0.5)


def manor(solid: Solid, rng: Random) -> None:
    wall = rng.choice((m.STONE, m.BRICK, m.PLASTER))
    wing = House(130, 170, 100, 3, wall, m.SLATE, 90)
    for x in (-190, 190):
        paint_house(type(solid).of(solid.view, solid.place(x, 0, 12), solid.heading), wing, rng)
    paint_house(solid, House(290, 150, 100, 2, wall, m.SLATE, 90), rng)
    solid.boxes(*(((x - 6, x + 6), (0, 110), (88, 100), lighter(m.STONE, 0.3)) for x in (-44, -16, 16, 44)))
    solid.box((-56, 56), (110, 126), (72, 104), lighter(m.STONE, 0.25))


def hut(solid: Solid, rng: Random) -> None:
    paint_house(solid, House(150, 120, 84, 1, rng.choice((m.PLANK, m.TIMBER, m.STONE)), m.THATCH, 78), rng)


DOOR = (Place(0, 100, 0, "door"), Place(50, 110, 0, "stand"))


BUILDINGS: Mapping[str, Item] = {
    "cottage": Item(110, cottage, DOOR),
    "townhouse": Item(110, townhouse, DOOR),
    "timber-house": Item(100, timber_house, DOOR),
    "block": Item(130, block, (Place(0, 120, 0, "door"),)),
    "dome": Item(110, dome, (Place(0, 124, 0, "door"),)),
    "barn-house": Item(150, barn_house, (Place(0, 120, 0, "door"),)),
    "chapel": Item(160, chapel, (Place(0, 236, 0, "door"),)),
    "manor": Item(280, manor, (Place(0, 130, 0, "door"),)),
    "hut": Item(90, hut, DOOR),
}
