"""What stands at harbours, stations and in the wild: ships, trains, cannons, rocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.furniture.item import Item, Place
from sketch.plans.growing.plants import Plant, paint_plant
from sketch.props import vehicles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Solid


def crane(solid: Solid, _rng: Random) -> None:
    """Draw the crane of a quay."""
    solid.bars(
        [
            ((0, 0, 0), (0, 190, 0)),
            ((0, 190, 0), (96, 250, 0)),
            ((0, 120, 0), (60, 226, 0)),
            ((92, 248, 0), (92, 130, 0)),
        ],
        6,
        m.TIMBER,
    )


def bollard(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    solid.shadow(10)
    pen.fills([rect(-7, -30, 7, 0), ellipse(0, -31, 10, 5, count=16)], m.IRON)


def sailing_ship(solid: Solid, rng: Random) -> None:
    """Draw a ship at anchor, or far out."""
    pen = solid.view.pen(solid.at)
    view = solid.view
    depth = max(0.0, view.depth(solid.at))
    hull = [(-170, -40), (180, -52), (150, 6), (-140, 6)]
    put = pen.place
    view.sheet.fill([[put(p) for p in hull]], view.lit(darker(m.TIMBER, 0.2), depth), line=0.7)
    masts = [limb([(x, -40), (x, -top)], (8, 4)) for x, top in ((-80, 360), (20, 420), (110, 320))]
    view.sheet.fill([[put(p) for p in mast] for mast in masts], view.lit(m.TIMBER, depth), line=0.4)
    sails = [
        spline([(x - w, -y), (x + w, -y), (x + w * 1.12, -y + h), (x, -y + h * 0.86), (x - w * 1.05, -y + h)], steps=3)
        for x, w, y, h in (
            (-80, 52, 330, 110),
            (-80, 62, 205, 120),
            (20, 60, 390, 130),
            (20, 70, 245, 140),
            (110, 48, 290, 100),
            (110, 54, 180, 104),
        )
    ]
    furled = rng.random() < 0.2
    if not furled:
        view.sheet.fill([[put(p) for p in sail] for sail in sails], view.lit(m.CREAM, depth), line=0.6)


def moored_ship(solid: Solid, _rng: Random) -> None:
    """Draw a ship at her berth: sails furled on the yards, shrouds, lit windows and lanterns by night."""
    pen, view = solid.view.pen(solid.at), solid.view
    depth, put = max(0.0, view.depth(solid.at)), pen.place
    wood, rope, cloth = (view.lit(c, depth) for c in (darker(m.TIMBER, 0.2), darker(m.PLANK, 0.35), m.CREAM))
    lines, yards, bundles = [], [], []
    for x, top in ((-96, 360), (14, 430), (112, 330)):
        yards.append(limb([(x, -50), (x, -top)], (9, 4)))
        lines += [[(x, -top * 0.86), (x + dx, -56)] for dx in (-46, -30, 30, 46)]
        for high, wide in ((0.86, 46), (0.6, 62)):
            yards.append(limb([(x - wide, -top * high), (x + wide, -top * high)], (4, 4)))
            bundles.append(
                limb(
                    [(x - wide + 6, -top * high + 6), (x, -top * high + 11), (x + wide - 6, -top * high + 6)],
                    (7, 12, 7),
                )
            )
    yards.append(limb([(168, -62), (262, -104)], (7, 3)))
    lines += [[(14, -420), (112, -322), (258, -102)], [(-96, -350), (14, -424)]]
    k = pen.scale
    view.sheet.strokes([[put(p) for p in line] for line in lines], (1.2 * k, 1.2 * k), rope)
    view.sheet.fill([[put(p) for p in yard] for yard in yards], view.lit(m.TIMBER, depth), line=0.4)
    view.sheet.fill([[put(p) for p in bundle] for bundle in bundles], cloth, line=0.4)
    hull = [(-196, -92), (-150, -92), (-140, -58), (120, -54), (186, -70), (150, 8), (-160, 8)]
    view.sheet.fill([[put(p) for p in hull]], wood, line=0.7)
    stripe = [(-190, -66), (150, -44), (174, -54), (172, -46), (150, -36), (-188, -58)]
    view.sheet.fill([[put(p) for p in stripe]], view.lit(lighter(m.GOLD, 0.1), depth), line=0.3)
    ports = [rect(x - 5, -40, x + 5, -29) for x in range(-170, 140, 34)]
    if not view.dim:
        view.sheet.fill([[put(p) for p in port] for port in ports], view.lit(darker(m.TIMBER, 0.5), depth), line=0.3)
        return
    pen.fills(ports, m.LAMP, line=0.3, lit=False)
    for x, y in ((-172, -112), (112, -120), (14, -150)):
        pen.fill(ellipse(x, y, 5, 7, count=12), m.LAMP, line=0.3, lit=False)
        pen.glow(x, y, 54, m.FLAME, 0.55)


def rowing_boat(solid: Solid, _rng: Random) -> None:
    vehicles.boat(solid.view.pen(solid.at).at(0, 0, scale=1.2))


def nets(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    solid.shadow(30)
    pen.fills([limb([(x, 0), (x, -62)], (3, 3)) for x in (-34, 34)], m.TIMBER)
    lines = [[(-34 + 8.5 * k, -58), (-32 + 8 * k, -20 - 4 * (k % 3))] for k in range(9)]
    pen.strokes_of(
        [*lines, [(-34, -58), (0, -52), (34, -58)], [(-33, -40), (0, -34), (33, -40)]], (1, 1), (176, 158, 120)
    )


def cannon(solid: Solid, _rng: Random) -> None:
    solid.shadow(36)
    pen = solid.view.pen(solid.at)
    pen.fill(limb([(-34, -14), (40, -34)], (16, 11)), m.IRON, shade=darker(m.IRON, 0.4))
    vehicles.wheel(pen.at(-6, 0, scale=1.1))


def palisade(solid: Solid, rng: Random) -> None:
    stakes = [
        [
            (x - 6.0, 0.0),
            (x - 6.0, 60.0 + rng.uniform(-6, 6)),
            (x, 76.0 + rng.uniform(-6, 6)),
            (x + 6.0, 60.0),
            (x + 6.0, 0.0),
        ]
        for x in range(-84, 85, 13)
    ]
    for stake in stakes:
        solid.panel(stake, 0, m.TIMBER, shade=0.0, line=0.5)


def smoke(solid: Solid, rng: Random) -> None:
    """Draw a column of smoke far off."""
    (x, y), k = solid.view.camera.point(solid.at), solid.view.camera.scale(solid.at)
    for n in range(6):
        r = (60 + 34 * n) * k
        solid.view.sheet.mist(
            x + rng.uniform(-20, 60) * k * n * 0.4,
            y - (60 + 110 * n) * k,
            r,
            r,
            darker(solid.view.light.haze, 0.45),
            0.5 - 0.05 * n,
        )
    solid.view.sheet.glow(x, y - 20 * k, 200 * k, m.FLAME, 0.5)


def platform(solid: Solid, _rng: Random) -> None:
    """Draw the roof of a railway platform on its pillars, and a bench of it."""
    iron = darker(m.PINE, 0.15)
    solid.bars([((x, 0, 0), (x, 150, 0)) for x in (-240, -80, 80, 240)], 7, iron)
    p = solid.place
    solid.view.fill(
        [[p(-300, 150, 70), p(300, 150, 70), p(300, 174, -90), p(-300, 174, -90)]], solid.view.lit_at(m.SLATE, solid.at)
    )
    teeth = [[p(x, 150, 70), p(x + 14, 138, 70), p(x + 28, 150, 70)] for x in range(-300, 292, 28)]
    solid.view.fill(teeth, solid.view.lit_at(m.CREAM, solid.at), line=0.5)
    solid.boxes(((120, 200), (24, 28), (-30, -12), m.PLANK), ((-30, 20), (0, 26), (-34, -10), (128, 88, 60)))


def train(solid: Solid, _rng: Random) -> None:
    """Draw the carriages of a train that stands at a platform, and its engine."""
    for k, x in enumerate((-330, -20, 290)):
        coach = darker(m.CLOTH_RED, 0.15) if k % 2 else darker(m.PINE, 0.05)
        solid.box((x - 146, x + 146), (20, 128), (-45, 45), coach, shade=0.5)
        solid.box((x - 150, x + 150), (128, 140), (-48, 48), lighter(m.SLATE, 0.1))
        if solid.shows((0, 0, 1), (x, 70, 45)):
            plane = solid.front(x - 146, 128, 45.3, 292, 108)
            panes = [rect(14 + 46 * n, 20, 48 + 46 * n, 54) for n in range(6)]
            glass = m.LAMP if solid.view.dim else solid.view.lit_at((150, 176, 186), solid.at)
            plane.fill(panes, glass, line=0.5, shine=solid.view.dim)
            plane.fill([rect(0, 66, 292, 70)], solid.view.lit_at(m.GOLD, solid.at), line=0)
            wheels = [ellipse(40 + 52 * n, 106, 15, 15, count=18) for n in range(5)]
            plane.fill(wheels, solid.view.lit_at(m.IRON, solid.at), line=0.6)


def tracks(solid: Solid, _rng: Random) -> None:
    view = solid.view
    p = solid.place
    sleepers = [
        [p(x, 0.4, -26), p(x + 12, 0.4, -26), p(x + 12, 0.4, 26), p(x, 0.4, 26)] for x in range(-1200, 1200, 48)
    ]
    view.fill(sleepers, view.lit(darker(m.TIMBER, 0.2)), line=0.3)
    view.fill(
        [[p(-1600, 2, z - 1.6), p(1600, 2, z - 1.6), p(1600, 2, z + 1.6), p(-1600, 2, z + 1.6)] for z in (-17, 17)],
        view.lit(m.STEEL),
        line=0.3,
    )


def planet(solid: Solid, rng: Random) -> None:
    """Draw a world that hangs in the sky."""
    (x, y), k = solid.view.camera.point(solid.at), solid.view.camera.scale(solid.at)
    hue: RGB = rng.choice(((196, 120, 82), (104, 150, 186), (170, 150, 200), (206, 186, 140)))
    sheet, r = solid.view.sheet, 900 * k
    sheet.fill([ellipse(x, y, r, r, count=60)], hue, Shade((24, 22, 52), "right", 0.85), line=0.5, shine=True)
    if rng.random() < 0.6:
        ring = ellipse(x, y, r * 1.7, r * 0.3, tilt=-0.3, count=60)
        sheet.strokes([[*ring[2:30]]], (r * 0.05, r * 0.08, r * 0.05), lighter(hue, 0.4), alpha=0.8)
    sheet.glow(x, y, r * 1.5, hue, 0.25)


def fishes(solid: Solid, rng: Random) -> None:
    pen = solid.view.pen(solid.place(0, rng.uniform(60, 190), 0))
    hue = rng.choice(((232, 150, 70), (220, 190, 90), (120, 160, 196), (210, 100, 110)))
    for _ in range(6):
        x, y, s = rng.uniform(-80, 80), rng.uniform(-50, 50), rng.uniform(7, 13)
        pen.fill(
            [*ellipse(x, y, s, s * 0.45, count=14), (x + s, y), (x + s * 1.7, y - s * 0.5), (x + s * 1.7, y + s * 0.5)],
            hue,
            shade=darker(hue, 0.4),
            line=0.5,
        )


def boulders(solid: Solid, rng: Random) -> None:
    """Draw rocks that lie together."""
    for x, z, tall in ((-30.0, -12.0, 84.0), (26.0, -4.0, 62.0), (0.0, 22.0, 40.0)):
        paint_plant(solid.view, Plant("boulder", solid.place(x, 0, z), tall * rng.uniform(0.8, 1.2), rng.randrange(6)))


def spikes(solid: Solid, rng: Random) -> None:
    """Draw stones that have grown from the floor of a cave."""
    for x, z, tall in ((-22.0, -10.0, 130.0), (20.0, -2.0, 90.0), (2.0, 20.0, 54.0)):
        paint_plant(
            solid.view, Plant("stalagmite", solid.place(x, 0, z), tall * rng.uniform(0.8, 1.2), rng.randrange(6))
        )


_BEFORE = (Place(0, 50, 180, "stand"),)
WAYSIDE: Mapping[str, Item] = {
    "crane": Item(14, crane),
    "bollard": Item(10, bollard, (Place(0, 0, 0, "seat", 32),)),
    "ship-far": Item(150, sailing_ship),
    "ship-moored": Item(150, moored_ship),
    "boat-moored": Item(62, rowing_boat),
    "nets": Item(34, nets),
    "cannon": Item(36, cannon, _BEFORE),
    "palisade": Item(60, palisade, depth=20),
    "smoke": Item(20, smoke, blocks=False),
    "platform": Item(20, platform, (Place(160, -10, 0, "bench", 28), Place(-40, 20, 0, "stand")), blocks=False),
    "train": Item(120, train, (Place(-60, 62, 0, "door"), Place(40, 70, 180, "stand")), blocks=False),
    "tracks": Item(20, tracks, blocks=False),
    "planet": Item(10, planet, blocks=False),
    "fishes": Item(10, fishes, blocks=False),
    "boulders": Item(52, boulders, (Place(20, 34, 0, "seat", 34), Place(60, 10, 0, "lean"))),
    "spikes": Item(40, spikes),
}
