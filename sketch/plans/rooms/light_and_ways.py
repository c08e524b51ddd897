"""Windows, doors, fire and lamps at the walls of rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.rooms import hearths, openings
from sketch.plans.rooms.wall_item import DRAPES, WallItem
from sketch.plans.rooms.walls import FLOOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.world.view import View


def _window(view: View, x: float, _rng: Random) -> None:
    openings.window(view, x, 330, 210, 300)


def _draped(view: View, x: float, rng: Random) -> None:
    wide = rng.uniform(190, 240)
    openings.window(view, x, 330, wide, 300)
    openings.curtains(view, x, 330, wide, 300, rng.choice(DRAPES))


def _leaded(view: View, x: float, rng: Random) -> None:
    openings.window(view, x, 320, 170, 190, leaded=True, arched=rng.random() < 0.4)


def _arched(view: View, x: float, _rng: Random) -> None:
    openings.window(view, x, 270, 190, 460, arched=True)


def _small_window(view: View, x: float, _rng: Random) -> None:
    openings.window(view, x, 330, 120, 140)


def _high_window(view: View, x: float, _rng: Random) -> None:
    openings.window(view, x, 150, 110, 90)
    bars = [[(x + dx, 105), (x + dx, 195)] for dx in (-33, -11, 11, 33)]
    view.sheet.strokes(bars, (7, 7), view.lit(m.IRON))


def _wide_window(view: View, x: float, _rng: Random) -> None:
    openings.window(view, x, 330, 420, 270)


def _shop_window(view: View, x: float, _rng: Random) -> None:
    openings.window(view, x, 380, 460, 380, leaded=True)


def _landscape_window(view: View, x: float, rng: Random) -> None:
    openings.window(view, x, 400, 340, 250)
    view.sheet.fill([rect(x - 170, 275, x + 170, 300)], view.lit(m.PINE), line=0.5)
    view.sheet.strokes([[(x - 190, 206), (x + 190, 206)], [(x - 190, 186), (x + 190, 186)]], (7, 7), view.lit(m.GOLD))
    px = x - 160.0
    while px < x + 90:
        wide, tall = rng.uniform(70, 110), rng.uniform(40, 62)
        case = view.lit(rng.choice(((124, 84, 58), (86, 66, 60), (150, 112, 70), (80, 92, 96))))
        view.sheet.fill([rect(px, 204 - tall, px + wide, 204)], case, Shade(darker(case, 0.4), "bottom", 0.6), line=0.7)
        px += wide + rng.uniform(10, 40)


def _stained(view: View, x: float, rng: Random) -> None:
    openings.stained(view, x, 90, 150, 560, rng)


def _porthole(view: View, x: float, _rng: Random) -> None:
    openings.porthole(view, x, 330, 68)


def _deep_porthole(view: View, x: float, _rng: Random) -> None:
    openings.porthole(view, x, 330, 92, deep=True)


def _star_window(view: View, x: float, rng: Random) -> None:
    frame = spline(
        [(x - 300, 260), (x - 240, 140), (x + 240, 140), (x + 300, 260), (x + 240, 470), (x - 240, 470)], steps=4
    )
    view.sheet.fill([frame], view.lit(mix(m.STEEL, m.SLATE, 0.3)))
    glass = [(x + (px - x) * 0.92, 305 + (py - 305) * 0.9) for px, py in frame]
    view.sheet.fill([glass], (22, 24, 52), Shade((62, 50, 110), "bottom", 0.7), shine=True)
    stars = [ellipse(x + rng.uniform(-235, 235), rng.uniform(175, 440), r, r, count=8) for r in (2, 2, 3, 3, 4) * 9]
    view.sheet.fill(stars, (250, 246, 226), line=0, shine=True)
    world = ellipse(x + rng.choice((-130, 120)), 380, 92, 92, count=36)
    world = [(px, min(py, 444)) for px, py in world]
    view.sheet.fill(
        [world],
        rng.choice(((196, 120, 82), (104, 150, 176), (170, 150, 200))),
        Shade((40, 36, 70), "right", 0.8),
        shine=True,
    )


def _door(view: View, x: float, rng: Random) -> None:
    openings.door(view, x, rng)


def _arched_door(view: View, x: float, rng: Random) -> None:
    openings.door(view, x, rng, arched=True)


def _cell_door(view: View, x: float, rng: Random) -> None:
    openings.door(view, x, rng, barred=True)


def _hatch(view: View, x: float, _rng: Random) -> None:
    sheet, steel = view.sheet, view.lit(mix(m.STEEL, m.SLATE, 0.3))
    sheet.fill([spline(rect(x - 120, 250, x + 120, FLOOR), steps=4)], darker(steel, 0.3))
    sheet.fill([spline(rect(x - 96, 276, x + 96, FLOOR - 20), steps=4)], steel, Shade(darker(steel, 0.4), "right", 0.6))
    sheet.strokes([[*ellipse(x, 460, 34, 34), (x + 34, 460)]], (9, 9), view.lit(m.IRON))


def _cave_mouth(view: View, x: float, rng: Random) -> None:
    for grow, tone in ((70.0, 0.3), (30.0, 0.15), (0.0, 0.0)):
        mouth: Outline = [
            (x - 250 - grow, FLOOR),
            (x - 236 - grow, 380),
            (x - 120 - grow * 0.6, 150 - grow),
            (x + 60, 90 - grow),
            (x + 190 + grow * 0.6, 190 - grow),
            (x + 252 + grow, 420),
            (x + 270 + grow, FLOOR),
        ]
        if grow:
            view.sheet.fill([mouth], view.lit(lighter(m.ROCK, tone)), line=0.5)
        else:
            openings.daylight(view, mouth, rng)
    view.sheet.glow(x, 380, 520, view.light.sky[2], 0.3)


def _flap(view: View, x: float, rng: Random) -> None:
    openings.daylight(view, [(x - 120, FLOOR), (x - 30, 330), (x + 30, 330), (x + 120, FLOOR)], rng)
    cloth = view.lit(m.CREAM)
    folds = [
        [(x + s * 122, FLOOR), (x + s * 30, 326), (x + s * 60, 322), (x + s * 190, 560), (x + s * 170, FLOOR)]
        for s in (-1, 1)
    ]
    view.sheet.fill(folds, cloth, Shade(darker(cloth, 0.4), "bottom", 0.6))


def _tunnel(view: View, x: float, _rng: Random) -> None:
    for grow, tone in ((60, 0.35), (20, 0.6), (-40, 0.85)):
        hole = spline(
            [
                (x - 190 - grow, FLOOR),
                (x - 180 - grow, 300 - grow),
                (x, 200 - grow),
                (x + 180 + grow, 300 - grow),
                (x + 190 + grow, FLOOR),
            ],
            closed=False,
        )
        view.sheet.fill([hole], view.lit(darker(m.ROCK, tone)), line=0.4)


def _fireplace(view: View, x: float, rng: Random) -> None:
    hearths.fireplace(view, x, rng.uniform(290, 330))


def _great_hearth(view: View, x: float, rng: Random) -> None:
    hearths.fireplace(view, x, rng.uniform(390, 440), pot=rng.random() < 0.4)


def _kitchen_hearth(view: View, x: float, rng: Random) -> None:
    hearths.fireplace(view, x, rng.uniform(340, 380), pot=True)


def _stove(view: View, x: float, _rng: Random) -> None:
    iron = view.lit(m.IRON)
    view.sheet.fill([rect(x - 14, -10, x + 14, 430)], darker(iron, 0.1), line=0.6)
    view.sheet.fill(
        [spline([(x - 80, FLOOR - 20), (x - 84, 450), (x, 424), (x + 84, 450), (x + 80, FLOOR - 20)], steps=4)],
        iron,
        Shade(darker(iron, 0.5), "right", 0.7),
    )
    view.sheet.fill([rect(x - 44, 520, x + 44, 590)], (238, 128, 58), line=0.8, shine=True)
    view.sheet.strokes([[(x + d, 520), (x + d, 590)] for d in (-22, 0, 22)], (6, 6), iron)
    view.sheet.glow(x, 556, 280, m.FLAME, 0.5)


def _sconce(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill(
        [limb([(x, 330), (x - 2, 280)], (10, 12)), rect(x - 16, 272, x + 16, 284)], view.lit(m.GOLD), line=0.5
    )
    if view.dim:
        hearths.flame(view, x, 272, 44)
        view.sheet.glow(x, 256, 300, m.FLAME, 0.55)
    else:
        hearths.candle(view, x, 272)


def _torch(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill([limb([(x - 14, 360), (x, 270)], (12, 20))], view.lit(m.TIMBER))
    hearths.flame(view, x, 274, 90)
    view.sheet.glow(x, 240, 420, m.FLAME, 0.7)


def _electric(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill([rect(x - 16, 250, x + 16, 300)], view.lit(m.STEEL), line=0.5)
    view.sheet.fill([ellipse(x, 240, 30, 24)], m.LAMP if view.dim else view.lit(m.CREAM), line=0.4, shine=view.dim)
    if view.dim:
        view.sheet.glow(x, 240, 330, m.LAMP, 0.5)


def _strip(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill([rect(x - 120, 236, x + 120, 258)], (190, 236, 240), line=0.4, shine=True)
    view.sheet.glow(x, 246, 300, (150, 220, 236), 0.45)


WAYS: Mapping[str, WallItem] = {
    "window": WallItem(300, _window, "window"),
    "draped-window": WallItem(430, _draped, "window"),
    "leaded-window": WallItem(260, _leaded, "window"),
    "arched-window": WallItem(290, _arched, "window"),
    "small-window": WallItem(200, _small_window, "window"),
    "high-window": WallItem(190, _high_window, "window"),
    "wide-window": WallItem(500, _wide_window, "window"),
    "shop-window": WallItem(540, _shop_window, "window"),
    "train-window": WallItem(360, _landscape_window, "window", ahead=18),
    "stained-window": WallItem(260, _stained),
    "porthole": WallItem(240, _porthole, "window"),
    "deep-porthole": WallItem(280, _deep_porthole, "window"),
    "star-window": WallItem(680, _star_window, "window"),
    "door": WallItem(230, _door, "door", ahead=34),
    "arched-door": WallItem(240, _arched_door, "door", ahead=34),
    "cell-door": WallItem(230, _cell_door, "door", ahead=34),
    "hatch": WallItem(280, _hatch, "door", ahead=34),
    "flap": WallItem(420, _flap, "door", ahead=30),
    "cave-mouth": WallItem(760, _cave_mouth, "door", ahead=40),
    "tunnel": WallItem(460, _tunnel, "door", ahead=30),
    "fireplace": WallItem(400, _fireplace, "fire", ahead=46, lamp=28),
    "great-hearth": WallItem(520, _great_hearth, "fire", ahead=52, lamp=30),
    "kitchen-hearth": WallItem(460, _kitchen_hearth, "fire", ahead=46, lamp=28),
    "stove": WallItem(220, _stove, "fire", ahead=44, lamp=34),
    "sconce": WallItem(110, _sconce, lamp=100),
    "torch": WallItem(130, _torch, lamp=102),
    "electric": WallItem(110, _electric, lamp=105),
    "strip": WallItem(260, _strip, lamp=104),
}
