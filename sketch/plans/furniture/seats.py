"""What one sits and lies on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, spline
from sketch.plans.furniture.item import Item, Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Solid
    from sketch.world.vectors import Vector

CLOTHS: tuple[RGB, ...] = (
    m.CLOTH_RED,
    darker(m.PINE, 0.05),
    (92, 108, 142),
    (150, 112, 72),
    (128, 84, 110),
    (108, 128, 96),
)
LINEN: RGB = (238, 230, 214)


def _legs(solid: Solid, x: float, z: float, tall: float, colour: RGB, wide: float = 3.0) -> None:
    solid.bars([((sx * x, 0, sz * z), (sx * x, tall, sz * z)) for sx in (-1, 1) for sz in (-1, 1)], wide, colour)


def chair(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.TIMBER, m.PLANK, darker(m.TIMBER, 0.2)))
    solid.shadow(14)
    back = spline([(-11, 26), (-12, 52), (-8, 58), (8, 58), (12, 52), (11, 26)], steps=3)
    solid.from_afar(
        ((0, 40, -11), lambda: solid.panel(back, -11, wood)),
        ((0, 20, 1), lambda: _legs(solid, 10, 10, 26, wood)),
        ((0, 27, 2), lambda: solid.box((-12, 12), (25, 28.5), (-11, 12), lighter(wood, 0.1))),
    )


def stool(solid: Solid, _rng: Random) -> None:
    solid.shadow(11)
    _legs(solid, 8, 8, 24, m.TIMBER)
    solid.box((-11, 11), (23, 27), (-10, 10), m.PLANK)


def armchair(solid: Solid, rng: Random) -> None:
    cloth = rng.choice(CLOTHS)
    solid.shadow(26)
    back = spline([(-21, 20), (-22, 54), (-14, 64), (14, 64), (22, 54), (21, 20)], steps=4)
    solid.from_afar(
        ((0, 44, -17), lambda: solid.panel(back, -16, darker(cloth, 0.06), shade=0.6)),
        ((0, 18, 0), lambda: solid.box((-19, 19), (5, 26), (-16, 20), lighter(cloth, 0.1), shade=0.5)),
        ((-21, 20, 2), lambda: solid.box((-25, -17), (4, 38), (-17, 19), cloth, shade=0.5)),
        ((21, 20, 2), lambda: solid.box((17, 25), (4, 38), (-17, 19), cloth, shade=0.5)),
    )


def sofa(solid: Solid, rng: Random) -> None:
    cloth = rng.choice(CLOTHS)
    solid.shadow(52)
    back = spline([(-52, 20), (-52, 48), (-36, 58), (0, 54), (36, 58), (52, 48), (52, 20)], steps=4)
    solid.from_afar(
        ((0, 40, -17), lambda: solid.panel(back, -16, darker(cloth, 0.06), shade=0.6)),
        ((0, 18, 0), lambda: solid.box((-48, 48), (5, 26), (-16, 20), lighter(cloth, 0.1), shade=0.5)),
        ((-52, 20, 2), lambda: solid.box((-57, -48), (4, 38), (-17, 19), cloth, shade=0.5)),
        ((52, 20, 2), lambda: solid.box((48, 57), (4, 38), (-17, 19), cloth, shade=0.5)),
    )


def bench(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.TIMBER, m.PLANK))
    solid.shadow(34)
    solid.bars([((x, 0, z), (x, 25, z)) for x in (-40, 40) for z in (-8, 8)], 4, darker(wood, 0.2))
    solid.box((-48, 48), (24, 28), (-10, 10), wood)


def settle(solid: Solid, rng: Random) -> None:
    """Draw a bench with a high back, as in inns and carriages."""
    wood = rng.choice((m.TIMBER, darker(m.PLANK, 0.1)))
    solid.shadow(40)
    solid.from_afar(
        ((0, 40, -12), lambda: solid.box((-48, 48), (0, 70), (-14, -10), wood, shade=0.4)),
        ((0, 14, 2), lambda: solid.box((-46, 46), (6, 27), (-10, 12), lighter(wood, 0.08), shade=0.4)),
    )


def pew(solid: Solid, _rng: Random) -> None:
    wood = darker(m.PLANK, 0.2)
    solid.from_afar(
        ((0, 30, -10), lambda: solid.box((-52, 52), (0, 50), (-12, -9), wood, line=0.6)),
        ((0, 24, 0), lambda: solid.box((-52, 52), (22, 26), (-9, 9), lighter(wood, 0.1), line=0.5)),
        ((-52, 20, 0), lambda: solid.box((-55, -52), (0, 44), (-12, 10), wood, line=0.6)),
        ((52, 20, 0), lambda: solid.box((52, 55), (0, 44), (-12, 10), wood, line=0.6)),
    )


def stalls(solid: Solid, _rng: Random) -> None:
    """Draw a row of a theatre's seats."""
    cloth = darker(m.CLOTH_RED, 0.1)
    backs = [(x, 46.0 + 8 * (k % 2)) for k, x in enumerate(range(-52, 53, 13))]
    rim = spline([(-52, 8), *backs, (52, 8)], steps=3)
    solid.from_afar(
        ((0, 30, -10), lambda: solid.panel(rim, -9, cloth, shade=0.5)),
        ((0, 24, 0), lambda: solid.box((-52, 52), (14, 26), (-9, 9), lighter(cloth, 0.1), line=0.5)),
    )


def carriage_seat(solid: Solid, rng: Random) -> None:
    """Draw a bench of a coach or a railway carriage, padded up to the head."""
    cloth = rng.choice((darker(m.CLOTH_RED, 0.15), darker(m.PINE, 0.15), (76, 84, 122), (122, 86, 62)))
    back = [(-50.0, 26.0), (-50.0, 84.0), (-38.0, 90.0), (38.0, 90.0), (50.0, 84.0), (50.0, 26.0)]
    solid.from_afar(
        ((0, 56, -14), lambda: _padded(solid, back, cloth)),
        ((0, 14, 2), lambda: solid.box((-50, 50), (2, 28), (-13, 17), cloth, shade=0.5)),
    )


def _padded(solid: Solid, back: list[tuple[float, float]], cloth: RGB) -> None:
    solid.panel(back, -13, lighter(cloth, 0.05), shade=0.6)
    if solid.shows((0, 0, 1), (0, 50, -13)):
        seams = [((x, 28.0, -12.8), (x, 88.0, -12.8)) for x in (-33, -17, 0, 17, 33)]
        solid.bars(seams, 0.9, darker(cloth, 0.35), line=0)


def _throne_back(solid: Solid, back: Outline, inner: Outline, cloth: RGB) -> None:
    solid.panel(back, -16, m.GOLD, shade=0.6)
    solid.panel(inner, -15.6, cloth)


def throne(solid: Solid, rng: Random) -> None:
    cloth = rng.choice((m.CLOTH_RED, (74, 66, 130)))
    back = [(-20.0, 24.0), (-22.0, 96.0), (-10.0, 108.0), (0.0, 124.0), (10.0, 108.0), (22.0, 96.0), (20.0, 24.0)]
    inner = [(-14.0, 40.0), (-15.0, 92.0), (0.0, 106.0), (15.0, 92.0), (14.0, 40.0)]
    solid.boxes(((-70, 70), (0, 8), (-50, 60), lighter(m.STONE, 0.1)), ((-50, 50), (8, 16), (-44, 40), m.STONE))
    solid.from_afar(
        ((0, 70, -16), lambda: _throne_back(solid, back, inner, cloth)),
        ((0, 30, 0), lambda: solid.box((-18, 18), (16, 44), (-15, 18), cloth, shade=0.5)),
        ((-22, 34, 2), lambda: solid.box((-25, -18), (16, 58), (-14, 17), m.GOLD, shade=0.5)),
        ((22, 34, 2), lambda: solid.box((18, 25), (16, 58), (-14, 17), m.GOLD, shade=0.5)),
    )


def _bed(solid: Solid, wide: float, cloth: RGB, wood: RGB, head: float, foot: float) -> None:
    """Paint a bed whose head lies behind and whose foot looks ahead."""
    solid.shadow(wide * 1.3)
    top = spline([(-wide, 6), (-wide, head - 8), (0, head), (wide, head - 8), (wide, 6)], steps=3)
    low = spline([(-wide, 4), (-wide, foot - 5), (0, foot), (wide, foot - 5), (wide, 4)], steps=3)
    solid.from_afar(
        ((0, 30, -70), lambda: solid.panel(top, -62, wood)),
        (
            (0, 20, 0),
            lambda: solid.boxes(
                ((-wide + 2, wide - 2), (6, 26), (-60, 60), LINEN),
                ((-wide, wide), (5, 29), (-28, 61), cloth),
                ((-wide * 0.8, wide * 0.8), (26, 35), (-58, -36), lighter(LINEN, 0.3)),
                shade=0.5,
            ),
        ),
        ((0, 20, 70), lambda: solid.panel(low, 63, wood)),
    )


def bed(solid: Solid, rng: Random) -> None:
    _bed(solid, 42, rng.choice(CLOTHS), rng.choice((m.TIMBER, m.PLANK)), 72, 42)


def cot(solid: Solid, rng: Random) -> None:
    _bed(solid, 28, rng.choice(((150, 140, 124), (128, 116, 100), (104, 112, 122))), m.TIMBER, 40, 30)


def ward_bed(solid: Solid, _rng: Random) -> None:
    solid.shadow(40)
    iron = lighter(m.STEEL, 0.2)
    rails: list[tuple[Vector, Vector]] = [
        ((x, 0.0, z), (x, 56.0 if z < 0 else 44.0, z)) for x in (-27.0, -9.0, 9.0, 27.0) for z in (-62.0, 62.0)
    ]
    rails += [((-27.0, 56.0, -62.0), (27.0, 56.0, -62.0)), ((-27.0, 44.0, 62.0), (27.0, 44.0, 62.0))]
    solid.bars(rails, 2.4, iron)
    solid.boxes(
        ((-27, 27), (20, 32), (-60, 60), LINEN),
        ((-28, 28), (19, 34), (-20, 61), (196, 208, 214)),
        ((-20, 20), (32, 39), (-58, -38), lighter(LINEN, 0.4)),
        shade=0.5,
    )


def four_poster(solid: Solid, rng: Random) -> None:
    cloth = rng.choice(CLOTHS)
    posts = [((x, 0.0, z), (x, 128.0, z)) for x in (-46, 46) for z in (-64, 64)]
    behind = [post for post in posts if post[0][2] < 0]
    solid.bars(behind, 5, m.TIMBER)
    _bed(solid, 44, cloth, m.TIMBER, 80, 40)
    for x in (-46.0, 46.0):
        drape = [(x - 4, 126.0), (x + 4, 126.0), (x + 9, 20.0), (x - 9, 20.0)]
        solid.panel(drape, -60, darker(cloth, 0.1))
    solid.bars([post for post in posts if post[0][2] > 0], 5, m.TIMBER)
    solid.box((-50, 50), (120, 132), (-68, 68), darker(cloth, 0.1), shade=0.4)


def cradle(solid: Solid, _rng: Random) -> None:
    solid.shadow(24)
    solid.boxes(((-14, 14), (8, 24), (-24, 24), m.PLANK), ((-12, 12), (22, 28), (-20, 22), LINEN), shade=0.4)
    solid.panel(spline([(-15, 8), (-16, 40), (0, 48), (16, 40), (15, 8)], steps=3), -24, m.TIMBER)


_SOFA = tuple(Place(x, 0, 0, "seat", 26) for x in (-26, 26, 0))
_BED = (
    Place(0, -6, 0, "bed", 30),
    Place(54, 10, 90, "stand"),
    Place(-54, 10, 270, "stand"),
    Place(38, 30, 90, "seat", 28),
)
SEATS: Mapping[str, Item] = {
    "chair": Item(16, chair, (Place(0, 2, 0, "seat", 28),)),
    "stool": Item(13, stool, (Place(0, 0, 0, "seat", 27),)),
    "armchair": Item(30, armchair, (Place(0, 2, 0, "seat", 26),)),
    "sofa": Item(54, sofa, _SOFA),
    "bench": Item(44, bench, (Place(-22, 0, 0, "bench", 28), Place(22, 0, 0, "bench", 28))),
    "settle": Item(44, settle, (Place(-22, 2, 0, "bench", 27), Place(22, 2, 0, "bench", 27))),
    "pew": Item(50, pew, (Place(-26, 0, 0, "bench", 26), Place(24, 0, 0, "bench", 26))),
    "stalls": Item(50, stalls, (Place(-26, 0, 0, "bench", 26), Place(24, 0, 0, "bench", 26))),
    "carriage-seat": Item(
        46, carriage_seat, (Place(-24, 2, 0, "bench", 28), Place(24, 2, 0, "bench", 28), Place(0, 2, 0, "bench", 28))
    ),
    "throne": Item(60, throne, (Place(0, 2, 0, "seat", 44), Place(0, 86, 180, "stand"))),
    "bed": Item(62, bed, _BED, depth=68),
    "cot": Item(56, cot, (Place(0, -6, 0, "bed", 28), Place(42, 10, 90, "stand")), depth=66),
    "ward-bed": Item(54, ward_bed, (Place(0, -6, 0, "bed", 33), Place(44, 10, 90, "stand")), depth=68),
    "four-poster": Item(66, four_poster, _BED, depth=72),
    "cradle": Item(26, cradle, (Place(30, 0, 90, "stand"),)),
}
