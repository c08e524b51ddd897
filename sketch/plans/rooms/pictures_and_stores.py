"""Pictures, hangings, shelves and cupboards at the walls of rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.rooms import hangings
from sketch.plans.rooms.wall_item import DRAPES, WallItem
from sketch.plans.rooms.walls import FLOOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.world.view import View


def _picture(view: View, x: float, rng: Random) -> None:
    hangings.frame(view, x, rng.uniform(270, 310), rng.uniform(90, 150), rng.uniform(80, 130), rng)


def _portraits(view: View, x: float, rng: Random) -> None:
    sheet = view.sheet
    for dx in (-90, 90):
        y = rng.uniform(240, 270)
        sheet.fill([rect(x + dx - 66, y - 90, x + dx + 66, y + 90)], view.lit(m.GOLD))
        ground = view.lit(rng.choice(((92, 84, 76), (70, 84, 92), (104, 74, 64))))
        sheet.fill([rect(x + dx - 54, y - 78, x + dx + 54, y + 78)], ground, Shade(darker(ground, 0.4), "bottom", 0.6))
        sheet.fill(
            [spline([(x + dx - 44, y + 78), (x + dx - 30, y + 22), (x + dx + 30, y + 22), (x + dx + 44, y + 78)])],
            view.lit(rng.choice(DRAPES)),
            line=0.4,
        )
        sheet.fill([ellipse(x + dx, y - 14, 22, 29)], view.lit((222, 180, 150)), line=0.4)


def _mirror(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill([ellipse(x, 290, 74, 104)], view.lit(m.GOLD))
    glass = mix(view.light.sky[2], view.lit((190, 206, 206)), 0.6)
    view.sheet.fill([ellipse(x, 290, 60, 90)], glass, Shade(lighter(glass, 0.4), "left", 0.6), line=0.4)


def _tapestry(view: View, x: float, rng: Random) -> None:
    cloth = view.lit(rng.choice((m.CLOTH_RED, darker(m.PINE, 0.1), (70, 78, 120), (128, 92, 58))))
    view.sheet.fill([rect(x - 130, 130, x + 130, 560)], cloth, Shade(darker(cloth, 0.4), "bottom", 0.6))
    gold = view.lit(m.GOLD)
    rims = [rect(x - 118, 146, x + 118, 156), rect(x - 118, 534, x + 118, 544)]
    device = spline([(x, 230), (x + 62, 300), (x + 40, 400), (x, 450), (x - 40, 400), (x - 62, 300)])
    view.sheet.fill([*rims, device], gold, line=0.5)
    view.sheet.fill([[(x, 262), (x + 26, 340), (x, 418), (x - 26, 340)]], cloth, line=0.4)
    view.sheet.fill([limb([(x - 146, 128), (x + 146, 128)], (10, 10))], view.lit(m.TIMBER))


def _banner(view: View, x: float, rng: Random) -> None:
    cloth = view.lit(rng.choice((m.CLOTH_RED, (62, 84, 140), (206, 168, 80), (84, 120, 84))))
    view.sheet.fill(
        [[(x - 60, 60), (x + 60, 60), (x + 60, 380), (x, 440), (x - 60, 380)]],
        cloth,
        Shade(darker(cloth, 0.4), "bottom", 0.6),
    )
    view.sheet.fill([[(x, 150), (x + 34, 210), (x, 270), (x - 34, 210)]], lighter(cloth, 0.5), line=0.5)


def _bookcase(view: View, x: float, rng: Random) -> None:
    hangings.shelves(view, x - 170, 160, x + 170, FLOOR - 4, rng)


def _bookwall(view: View, x: float, rng: Random) -> None:
    hangings.shelves(view, x - 290, 60, x + 290, FLOOR - 4, rng)


def _dresser(view: View, x: float, rng: Random) -> None:
    hangings.plates(view, x, rng)


def _pots(view: View, x: float, rng: Random) -> None:
    view.sheet.fill([rect(x - 150, 180, x + 150, 192)], view.lit(m.TIMBER), line=0.5)
    pans = [(x - 120 + 60 * k, rng.uniform(20, 32)) for k in range(5)]
    view.sheet.strokes([[(px, 192), (px, 226)] for px, _ in pans], (4, 4), view.lit(m.IRON))
    copper = view.lit((178, 112, 70))
    view.sheet.fill(
        [ellipse(px, 226 + r, r, r, count=18) for px, r in pans], copper, Shade(darker(copper, 0.5), "right", 0.7)
    )


def _bottles(view: View, x: float, rng: Random) -> None:
    for y in (300, 400, 500):
        view.sheet.fill([rect(x - 180, y, x + 180, y + 12)], view.lit(m.TIMBER), line=0.6)
        for k in range(7):
            hangings.bottle(view, x - 156 + k * 52, y, rng.uniform(48, 82), rng)


def _goods(view: View, x: float, rng: Random) -> None:
    back = rect(x - 220, 140, x + 220, FLOOR)
    view.sheet.fill([back], view.lit(darker(m.TIMBER, 0.25)))
    hues = ((196, 92, 70), (216, 178, 96), (98, 128, 118), (150, 150, 168), (206, 190, 160), (120, 84, 110))
    groups: dict[RGB, list[Outline]] = {}
    for y in (260, 380, 500, 640):
        px = x - 206
        while px < x + 190:
            wide, tall = rng.uniform(24, 52), rng.uniform(36, 92)
            shape = (
                rect(px, y - tall, px + wide, y)
                if rng.random() < 0.6
                else ellipse(px + wide / 2, y - wide / 2, wide / 2, wide / 2, count=14)
            )
            groups.setdefault(rng.choice(hues), []).append(shape)
            px += wide + rng.uniform(4, 16)
    for hue, shapes in groups.items():
        view.sheet.fill(shapes, view.lit(hue), line=0.5)
    view.sheet.fill([rect(x - 224, y, x + 224, y + 11) for y in (260, 380, 500, 640)], view.lit(m.PLANK), line=0.5)


def _wardrobe(view: View, x: float, rng: Random) -> None:
    wood = view.lit(rng.choice((m.TIMBER, m.PLANK, darker(m.PINE, 0.1))))
    view.sheet.fill([rect(x - 130, 220, x + 130, FLOOR + 6)], wood, Shade(darker(wood, 0.45), "right", 0.6))
    view.sheet.fill(
        [rect(x - 112, 250, x - 6, FLOOR - 50), rect(x + 6, 250, x + 112, FLOOR - 50)], lighter(wood, 0.1), line=0.7
    )
    view.sheet.fill([rect(x - 142, 204, x + 142, 224)], lighter(wood, 0.14), line=0.6)
    view.sheet.fill([ellipse(x + d, 450, 6, 6, count=10) for d in (-18, 18)], view.lit(m.GOLD), line=0.3)


def _cupboard(view: View, x: float, rng: Random) -> None:
    wood = view.lit(rng.choice((m.TIMBER, m.PLANK)))
    view.sheet.fill([rect(x - 130, 470, x + 130, FLOOR + 6)], wood, Shade(darker(wood, 0.4), "right", 0.6))
    view.sheet.fill(
        [rect(x - 116, 488, x - 4, FLOOR - 12), rect(x + 4, 488, x + 116, FLOOR - 12)], lighter(wood, 0.1), line=0.7
    )
    view.sheet.fill([ellipse(x + d, 590, 5, 5, count=10) for d in (-16, 16)], view.lit(m.GOLD), line=0.3)
    vase = spline([(x - 16, 470), (x - 24, 430), (x - 8, 404), (x + 8, 404), (x + 24, 430), (x + 16, 470)])
    view.sheet.fill([vase], view.lit(rng.choice(DRAPES)), line=0.7)


def _clock(view: View, x: float, _rng: Random) -> None:
    wood = view.lit(darker(m.TIMBER, 0.1))
    view.sheet.fill(
        [rect(x - 44, 300, x + 44, FLOOR), rect(x - 56, 200, x + 56, 310), rect(x - 56, FLOOR - 60, x + 56, FLOOR)],
        wood,
        Shade(darker(wood, 0.4), "right", 0.6),
    )
    view.sheet.fill([ellipse(x, 256, 38, 38)], view.lit(m.CREAM), line=0.6)
    view.sheet.strokes([[(x, 256), (x, 230)], [(x, 256), (x + 18, 264)]], (5, 4), view.lit(m.IRON))
    view.sheet.fill([ellipse(x, 470, 15, 15, count=14)], view.lit(m.GOLD), line=0.4)


def _map(view: View, x: float, rng: Random) -> None:
    view.sheet.fill([rect(x - 130, 220, x + 130, 410)], view.lit(m.CREAM))
    land = [
        spline(
            [
                (x + rng.uniform(-90, 90) + dx, 310 + rng.uniform(-60, 60) + dy)
                for dx, dy in ((-50, 0), (0, -36), (46, -6), (20, 34))
            ]
        )
        for _ in range(2)
    ]
    view.sheet.fill(land, view.lit(m.MEADOW), line=0.4)
    view.sheet.fill([limb([(x - 142, y), (x + 142, y)], (9, 9)) for y in (218, 412)], view.lit(m.TIMBER), line=0.5)


def _luggage(view: View, x: float, rng: Random) -> None:
    view.sheet.strokes([[(x - 260, 214), (x + 260, 214)], [(x - 260, 190), (x + 260, 190)]], (7, 7), view.lit(m.GOLD))
    px = x - 220.0
    while px < x + 150:
        wide, tall = rng.uniform(70, 120), rng.uniform(40, 66)
        case = view.lit(rng.choice(((124, 84, 58), (86, 66, 60), (150, 112, 70), (80, 92, 96))))
        view.sheet.fill([rect(px, 212 - tall, px + wide, 212)], case, Shade(darker(case, 0.4), "bottom", 0.6), line=0.7)
        px += wide + rng.uniform(10, 60)


def _rack(view: View, x: float, rng: Random) -> None:
    view.sheet.fill([rect(x - 190, 250, x + 190, 266)], view.lit(m.TIMBER), line=0.5)
    iron, wood = view.lit(m.STEEL), view.lit(m.PLANK)
    for k in range(6):
        px, tall = x - 165 + 66 * k, rng.uniform(90, 160)
        view.sheet.fill([limb([(px, 262), (px, 262 + tall)], (9, 9))], wood, line=0.6)
        head = rng.choice(
            (
                rect(px - 26, 250 + tall, px + 26, 276 + tall),
                [(px - 6, 250 + tall), (px + 6, 250 + tall), (px + 30, 300 + tall), (px - 4, 290 + tall)],
            )
        )
        view.sheet.fill([head], iron, line=0.6)


def _harness(view: View, x: float, _rng: Random) -> None:
    strap = view.lit((112, 74, 50))
    for dx in (-70, 0, 70):
        ring = ellipse(x + dx, 360, 34, 62)
        view.sheet.strokes([[*ring, ring[0]]], (11, 11), strap)
        view.sheet.fill([ellipse(x + dx, 290, 8, 8, count=10)], view.lit(m.GOLD), line=0.4)


def _bunk(view: View, x: float, rng: Random) -> None:
    wood, cloth = view.lit(m.TIMBER), view.lit(rng.choice(DRAPES))
    for y in (360, 590):
        view.sheet.fill([rect(x - 230, y - 30, x + 230, y + 16)], wood, Shade(darker(wood, 0.4), "bottom", 0.6))
        view.sheet.fill(
            [spline([(x - 216, y - 40), (x + 216, y - 44), (x + 222, y - 14), (x - 222, y - 14)], steps=4)],
            cloth,
            Shade(darker(cloth, 0.4), "bottom", 0.6),
        )
        view.sheet.fill(
            [spline([(x - 214, y - 70), (x - 130, y - 66), (x - 126, y - 36), (x - 218, y - 36)], steps=4)],
            view.lit(m.CREAM),
        )
    view.sheet.fill([rect(x + s * 236 - 9, 220, x + s * 236 + 9, FLOOR) for s in (-1, 1)], wood, line=0.6)


HANGINGS: Mapping[str, WallItem] = {
    "picture": WallItem(200, _picture),
    "portraits": WallItem(350, _portraits),
    "mirror": WallItem(180, _mirror, "lean", ahead=34),
    "tapestry": WallItem(320, _tapestry),
    "banner": WallItem(170, _banner),
    "bookcase": WallItem(370, _bookcase, "lean", ahead=34),
    "bookwall": WallItem(600, _bookwall, "lean", ahead=34),
    "dresser": WallItem(350, _dresser),
    "pots": WallItem(330, _pots),
    "bottles": WallItem(390, _bottles),
    "goods": WallItem(470, _goods),
    "wardrobe": WallItem(310, _wardrobe, "lean", ahead=36),
    "cupboard": WallItem(290, _cupboard, "lean", ahead=40),
    "clock": WallItem(140, _clock),
    "map": WallItem(300, _map),
    "luggage": WallItem(540, _luggage),
    "rack": WallItem(410, _rack),
    "harness": WallItem(250, _harness),
    "bunk": WallItem(500, _bunk, "bed", ahead=14),
}
