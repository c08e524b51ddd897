"""What stands about under the open sky: lamps, stalls, wells, graves, fences, fires, tents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.plans.furniture.item import Item, Paint, Place
from sketch.props import outdoors, tools, vehicles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from sketch.paint.pen import Pen
    from sketch.plans.solids import Solid


def street_lamp(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    solid.shadow(10)
    pen.fills([limb([(0, 0), (0, -150)], (5, 3)), rect(-8, -6, 8, 0)], m.IRON)
    lit = solid.view.dim
    pen.fill([(-7, -150), (7, -150), (10, -172), (-10, -172)], m.LAMP if lit else (206, 214, 210), lit=not lit)
    pen.fill([(-12, -172), (0, -186), (12, -172)], m.IRON)
    if lit:
        pen.glow(0, -160, 110, m.FLAME, 0.7)


def torch_post(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    pen.stroke([(0, 0), (0, -120)], (4.4, 3.6), m.TIMBER)
    outdoors.fire(pen.at(0, -118, scale=0.5))
    pen.glow(0, -132, 110, m.FLAME, 0.6)


def electric_lamp(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    pen.strokes_of([[(0, 0), (0, -190)], [(0, -190), (18, -198), (34, -196)]], (4, 3), m.STEEL)
    lit = solid.view.dim
    pen.fill(rect(24, -200, 44, -194), m.LAMP if lit else m.CREAM, lit=not lit)
    if lit:
        pen.glow(34, -190, 130, m.LAMP, 0.6)


def stall(solid: Solid, rng: Random) -> None:
    """Draw a stall of a market under its awning."""
    solid.shadow(60)
    cloth = rng.choice((m.CLOTH_RED, (70, 104, 150), (92, 130, 92), (206, 160, 80)))
    solid.bars([((x, 0, z), (x, 112 if z < 0 else 98, z)) for x in (-54, 54) for z in (-26, 26)], 4, m.TIMBER)
    solid.box((-52, 52), (0, 42), (-20, 20), m.PLANK, shade=0.5)
    top = solid.top(-52, 42.4, -20, 104, 40)
    for hue in ((206, 92, 70), (222, 178, 84), (112, 150, 84), (170, 110, 150)):
        heap = [ellipse(rng.uniform(8, 96), rng.uniform(6, 34), 6, 5, count=10) for _ in range(5)]
        top.fill(heap, solid.view.lit_at(hue, solid.at), line=0.5)
    view = solid.view
    for k in range(6):
        x0, x1 = -62 + k * 20.7, -62 + (k + 1) * 20.7
        face = [solid.place(x0, 120, -34), solid.place(x1, 120, -34), solid.place(x1, 94, 40), solid.place(x0, 94, 40)]
        view.fill([face], view.lit_at(cloth if k % 2 else m.CREAM, solid.at), line=0.5)


def fountain(solid: Solid, _rng: Random) -> None:
    solid.shadow(70)
    view, stone = solid.view, lighter(m.STONE, 0.1)
    for y, r, tone in ((0.0, 66, darker(stone, 0.3)), (24.0, 66, stone), (22.0, 56, m.RIVER)):
        view.fill(
            [[solid.place(x, y, z) for x, z in ellipse(0, 0, r, r, count=32)]], view.lit_at(tone, solid.at), line=0.6
        )
    pen = view.pen(solid.at)
    pen.fills(
        [[(-8, -22), (8, -22), (5, -78), (-5, -78)], ellipse(0, -80, 26, 6, count=24)],
        stone,
        shade=darker(stone, 0.4),
        side="right",
    )
    pen.strokes_of(
        [[(0, -82), (s * 14, -104), (s * 30, -70), (s * 34, -28)] for s in (-1, 1)],
        (1.4, 2.2, 1.8, 1.2),
        m.FOAM,
        alpha=0.8,
    )


def well(solid: Solid, _rng: Random) -> None:
    solid.shadow(34)
    outdoors.well(solid.view.pen(solid.at).at(0, 0, scale=1.3))


def statue(solid: Solid, rng: Random) -> None:
    solid.shadow(40)
    stone = rng.choice((lighter(m.STONE, 0.1), (108, 136, 126)))
    solid.boxes(
        ((-30, 30), (0, 20), (-26, 26), m.STONE), ((-22, 22), (20, 90), (-18, 18), lighter(m.STONE, 0.1)), shade=0.4
    )
    pen = solid.view.pen(solid.place(0, 90, 0))
    pen.fills(
        [
            spline([(-16, 0), (-18, -50), (-10, -74), (10, -74), (18, -50), (16, 0)]),
            ellipse(0, -86, 9, 11),
            limb([(12, -66), (34, -92)], (7, 5)),
        ],
        stone,
        shade=darker(stone, 0.5),
        side="right",
    )


def graves(solid: Solid, rng: Random) -> None:
    stone = mix(m.STONE, m.ROCK, rng.uniform(0.1, 0.6))
    tilt = rng.uniform(-3, 3)
    solid.shadow(18)
    if rng.random() < 0.25:
        solid.boxes(((-4, 4), (0, 66), (-3, 3), stone), ((-18, 18), (40, 48), (-3, 3), stone))
        return
    shape = spline([(-16, 0), (-17 + tilt, 34), (-9 + tilt, 48), (9 + tilt, 48), (17 + tilt, 34), (16, 0)], steps=3)
    solid.panel(shape, -4, darker(stone, 0.3))
    solid.panel(shape, 4, stone, shade=0.6)


def fence(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.TIMBER, m.PLANK, (214, 208, 196)))
    posts = [((x, 0.0, 0.0), (x, 44.0, 0.0)) for x in range(-75, 76, 25)]
    rails = [((-78.0, y, 0.0), (78.0, y, 0.0)) for y in (16.0, 34.0)]
    solid.bars([*posts, *rails], 4, wood)


def railing(solid: Solid, _rng: Random) -> None:
    posts = [((x, 0.0, 0.0), (x, 42.0, 0.0)) for x in range(-78, 79, 13)]
    solid.bars([*posts, ((-80.0, 42.0, 0.0), (80.0, 42.0, 0.0))], 2.6, m.IRON)


def signpost(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    pen.stroke([(0, 0), (0, -112)], (4.4, 4), m.TIMBER)
    pen.fills(
        [
            [(0, -108), (38, -108), (46, -101), (38, -94), (0, -94)],
            [(0, -90), (-34, -90), (-42, -83), (-34, -76), (0, -76)],
        ],
        m.PLANK,
    )


def tent(solid: Solid, rng: Random) -> None:
    cloth = rng.choice((m.CREAM, (196, 176, 130), (172, 150, 120)))
    solid.shadow(70)
    p, view = solid.place, solid.view
    ridge = (p(0, 104, -70), p(0, 104, 70))
    for side in (-1, 1):
        if solid.shows((side * 0.8, 0.6, 0), (side * 34, 50, 0)):
            face = [p(side * 66, 0, -74), ridge[0], ridge[1], p(side * 66, 0, 74)]
            view.fill([face], solid.tone(cloth, (side * solid.across[0], 0.4, side * solid.across[2])), line=0.8)
    solid.panel([(-66.0, 0.0), (0.0, 104.0), (66.0, 0.0)], 70, cloth, shade=0.4)
    solid.panel([(-18.0, 0.0), (0.0, 74.0), (18.0, 0.0)], 70.4, darker(cloth, 0.6))


def camp_fire(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    pen.fills([limb([(-20, 0), (18, -7)], (6, 5)), limb([(20, 1), (-16, -8)], (6, 5))], m.BARK)
    outdoors.fire(pen.at(0, -3, scale=1.25))
    pen.glow(0, -20, 210, m.FLAME, 0.75 if solid.view.dim else 0.4)


def haystack(solid: Solid, rng: Random) -> None:
    solid.shadow(50)
    pen = solid.view.pen(solid.at)
    straw = mix(m.THATCH, m.CREAM, rng.uniform(0, 0.2))
    pen.fill(
        spline([(-46, 0), (-50, -40), (-30, -80), (0, -98), (30, -80), (50, -40), (46, 0)]),
        straw,
        shade=darker(straw, 0.45),
        side="right",
    )


def trough(solid: Solid, _rng: Random) -> None:
    solid.box((-40, 40), (0, 22), (-11, 11), m.PLANK, shade=0.4)
    solid.box((-36, 36), (19, 22.4), (-8, 8), m.RIVER, line=0.3)


def chimneys(solid: Solid, rng: Random) -> None:
    brick = rng.choice((m.BRICK, darker(m.BRICK, 0.15)))
    solid.box((-40, 40), (0, 90), (-18, 18), brick, shade=0.5)
    solid.boxes(*(((x - 8, x + 8), (90, 120), (-8, 8), m.TILE) for x in (-26, 0, 26)))


def _standing(draw: Callable[[Pen], None], radius: float, scale: float = 1.0) -> Paint:
    """Return how something of the props stands in a place."""

    def paint(solid: Solid, _rng: Random) -> None:
        solid.shadow(radius)
        draw(solid.view.pen(solid.at).at(0, 0, scale=scale))

    return paint


_BEFORE = (Place(0, 50, 180, "stand"),)


OUTDOORS: Mapping[str, Item] = {
    "street-lamp": Item(10, street_lamp, (Place(20, 6, 0, "lean"),), lamp=160),
    "torch-post": Item(10, torch_post, lamp=130),
    "electric-lamp": Item(10, electric_lamp, lamp=190),
    "market-stall": Item(
        62, stall, (Place(0, -40, 0, "stand"), Place(-20, 50, 180, "stand"), Place(30, 52, 180, "stand"))
    ),
    "fountain": Item(70, fountain, (Place(0, 66, 0, "seat", 25), Place(80, 30, 200, "stand"))),
    "well": Item(34, well, (Place(44, 10, 180, "lean"),)),
    "statue": Item(40, statue, _BEFORE),
    "gravestone": Item(18, graves, (Place(0, 40, 180, "stand"),)),
    "fence": Item(14, fence, (Place(10, 16, 0, "lean"), Place(-30, -16, 180, "lean")), depth=8),
    "railing": Item(14, railing, (Place(0, 16, 180, "edge"),), depth=8),
    "signpost": Item(12, signpost),
    "tent-outside": Item(72, tent, (Place(0, 90, 0, "door"), Place(60, 96, 0, "stand"))),
    "camp-fire": Item(
        24,
        camp_fire,
        tuple(Place(x, z, turn, "fire") for x, z, turn in ((54, 0, 90), (-54, 6, 270), (20, -56, 0))),
        lamp=20,
    ),
    "haystack": Item(48, haystack, (Place(40, 30, 20, "lean"),)),
    "trough": Item(38, trough, _BEFORE),
    "chimneys": Item(42, chimneys, (Place(50, 10, 0, "lean"),)),
    "cart-outside": Item(46, _standing(vehicles.cart, 44, 1.3)),
    "carriage-outside": Item(52, _standing(vehicles.carriage, 50, 1.7)),
    "wheelbarrow": Item(24, _standing(tools.DRAWINGS["wheelbarrow"], 20)),
    "skeleton": Item(22, _standing(outdoors.DRAWINGS["skeleton"], 20)),
}
