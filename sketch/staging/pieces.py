"""What stands in an act so that its deed is seen: block, blackboard, open door, ladder … drawn where they stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import ellipse
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.staging.actors import Thing
    from sketch.world.vectors import Vector
    from sketch.world.view import View

HIGH = 38.0
"""How high a table is, in world units."""
_SLATE = (52, 66, 62)
_RUNGS = 8


def _solid(view: View, thing: Thing, turn: float = 0.0) -> Solid:
    return Solid.of(view.of("thing", part=thing.kind), (thing.at[0], thing.high, thing.at[1]), thing.heading + turn)


def _disc(solid: Solid, at: Vector, wide: float, colour: tuple[int, int, int], *, line: float = 0.8) -> None:
    """Paint a level disc, seen from a little above."""
    camera = solid.view.camera
    place = solid.place(*at)
    if camera.sees(place):
        (x, y), k = camera.point(place), camera.scale(place)
        solid.view.sheet.fill([ellipse(x, y, wide * k, wide * 0.34 * k)], solid.view.lit_at(colour, place), line=line)


def _board(view: View, thing: Thing) -> None:
    """Paint a plain table."""
    solid = _solid(view, thing)
    solid.shadow(40)
    solid.bars([((x, 0, z), (x, HIGH, z)) for x in (-20, 20) for z in (-15, 15)], 4.0, m.TIMBER)
    solid.box((-27, 27), (HIGH - 3, HIGH), (-19, 19), m.PLANK, shade=0.3)


def _paper(view: View, thing: Thing) -> None:
    solid = _solid(view, thing)
    solid.box((-5, 5), (0, 0.4), (-7, 7), m.CREAM, line=0.6)


def _wide_map(view: View, thing: Thing) -> None:
    solid = _solid(view, thing)
    solid.box((-15, 15), (0, 0.5), (-20, 20), (232, 208, 156), line=0.7)
    top = solid.top(-15, 0.6, -20, 30, 40)
    top.stroke(
        [(3, 8), (11, 14), (8, 22), (17, 27), (25, 35)], (1.0, 1.2, 1.2, 1.0), view.lit_at(m.CLOTH_RED, solid.at)
    )
    top.stroke([(21, 4), (15, 10), (23, 17), (18, 23)], (0.8, 1.0, 0.8), view.lit_at(m.SEA, solid.at))


def _chessboard(view: View, thing: Thing) -> None:
    solid = _solid(view, thing)
    solid.box((-10, 10), (0, 1.2), (-10, 10), m.CREAM, line=0.7)
    for i in range(4):
        for k in range(4):
            if (i + k) % 2:
                x, z = -10 + 5 * i, -10 + 5 * k
                solid.box((x, x + 5), (1.2, 1.3), (z, z + 5), m.TIMBER, line=0.2)
    for x, z, colour in ((-7, -4, m.CREAM), (-6, 4, m.CREAM), (6, -5, m.TIMBER), (7, 3, m.TIMBER), (1, 0, m.TIMBER)):
        solid.bars([((x, 1, z), (x, 7, z))], 2.2, colour)


def _block(view: View, thing: Thing) -> None:
    """Paint a log that stands on a chopping block, with split wood about."""
    solid = _solid(view, thing)
    solid.shadow(26)
    for x, z in ((-13, -15), (15, -12), (12, 14)):
        solid.box((x - 9, x + 9), (0, 5), (z - 2.5, z + 2.5), m.PLANK, shade=0.3)
    _cylinder(solid, 11, 0, 20, m.BARK)
    _cylinder(solid, 6, 20, 37, darker(m.BARK, 0.1))


def _cylinder(solid: Solid, wide: float, low: float, high: float, colour: tuple[int, int, int]) -> None:
    camera = solid.view.camera
    foot, top = solid.place(0, low, 0), solid.place(0, high, 0)
    if not (camera.sees(foot) and camera.sees(top)):
        return
    (x0, y0), (x1, y1) = camera.point(foot), camera.point(top)
    k0, k1 = wide * camera.scale(foot), wide * camera.scale(top)
    arc = [(x0 + k0 * math.cos(t), y0 + 0.3 * k0 * math.sin(t)) for t in (math.pi * n / 8 for n in range(9))]
    tone = solid.view.lit_at(colour, foot)
    solid.view.sheet.fill([[(x1 + k1, y1), *arc, (x1 - k1, y1)]], tone)
    solid.view.sheet.fill([ellipse(x1, y1, k1, 0.3 * k1)], solid.view.lit_at(lighter(m.PLANK, 0.15), top), line=0.7)


def _heap(view: View, thing: Thing) -> None:
    """Paint a hole and the earth that was dug out of it."""
    solid = _solid(view, thing)
    _disc(solid, (-16, 0.2, 0), 17, (74, 54, 44))
    camera = view.camera
    foot = solid.place(12, 0, 4)
    if camera.sees(foot):
        (x, y), k = camera.point(foot), camera.scale(foot)
        heap = [(x + dx * k, y + dy * k) for dx, dy in ((-20, 2), (-12, -8), (-2, -15), (9, -11), (20, 2), (0, 5))]
        view.of("thing", part="heap").sheet.fill([heap], view.lit_at((128, 94, 70), foot))


def _blackboard(view: View, thing: Thing) -> None:
    """Paint a blackboard on its legs, with a line of writing."""
    solid = _solid(view, thing, 0.0)
    side = _towards_eye(solid)
    solid = Solid.of(solid.view, solid.at, side)
    solid.shadow(30)
    solid.bars([((-30, 0, -3), (-26, 108, 0)), ((30, 0, -3), (26, 108, 0)), ((0, 0, -22), (0, 100, -1))], 3.0, m.TIMBER)
    solid.panel([(-36, 52), (36, 52), (36, 106), (-36, 106)], 0.6, m.TIMBER, shade=0.2)
    solid.panel([(-33, 55), (33, 55), (33, 103), (-33, 103)], 1.2, _SLATE, shade=0.2)
    plane = solid.front(-33, 103, 1.4, 66, 48)
    white = view.lit_at((236, 238, 230), solid.at)
    for row, (y, end) in enumerate(((9.0, 58.0), (20.0, 50.0), (31.0, 26.0))):
        wave = [(6 + n * 2.0, y + 2.2 * math.sin(2.1 * n + row)) for n in range(int((end - 6) / 2.0))]
        plane.stroke(wave, (0.9, 1.1, 0.9), white)


def _towards_eye(solid: Solid) -> float:
    """Return the heading from a thing to the eye, so that its face is seen."""
    eye = solid.view.camera.eye
    return math.degrees(math.atan2(eye[2] - solid.at[2], eye[0] - solid.at[0]))


def _half_turned(solid: Solid, part: float) -> Solid:
    """Return a thing turned by a part of the way towards the eye."""
    away = (_towards_eye(solid) - solid.heading + 180) % 360 - 180
    return Solid.of(solid.view, solid.at, solid.heading + part * away)


def _pot(view: View, thing: Thing) -> None:
    """Paint a pot on a small stove."""
    solid = _solid(view, thing)
    solid.shadow(24)
    solid.box((-14, 14), (0, 28), (-14, 14), m.IRON, shade=0.3)
    solid.box((-8, 8), (6, 18), (-14.6, -14), m.FLAME, line=0.4)
    _cylinder(solid, 12, 28, 43, darker(m.IRON, 0.2))
    _disc(solid, (0, 43, 0), 10, (196, 132, 72), line=0.4)
    camera, at = view.camera, solid.place(0, 46, 0)
    if camera.sees(at):
        (x, y), k = camera.point(at), camera.scale(at)
        for dx in (-5, 4):
            path = [(x + (dx + 2.5 * math.sin(n * 1.4)) * k, y - 6 * n * k) for n in range(6)]
            solid.view.sheet.stroke(
                path, (0.3 * k, 2.2 * k, 1.6 * k, 0.2 * k), mix(view.light.haze, (255, 255, 255), 0.6), alpha=0.5
            )


def _tub(view: View, thing: Thing) -> None:
    """Paint a tub of water on a stand."""
    solid = _solid(view, thing)
    solid.shadow(22)
    solid.bars([((x, 0, z), (x * 0.8, 26, z * 0.8)) for x in (-12, 12) for z in (-9, 9)], 3.0, m.TIMBER)
    _cylinder(solid, 15, 25, 40, m.PLANK)
    _disc(solid, (0, 40.2, 0), 13, (190, 220, 226), line=0.4)
    for x in (-5.0, 2.0, 7.0):
        _disc(solid, (x, 41.6, 0), 3.0, (246, 250, 252), line=0.3)


def _cupboard(view: View, thing: Thing) -> None:
    """Paint an open cupboard with shelves."""
    solid = _half_turned(_solid(view, thing, 180), 0.55)
    solid.shadow(34)
    solid.box((-22, 22), (0, 112), (-10, 8), m.TIMBER, shade=0.3)
    solid.panel([(-19, 6), (19, 6), (19, 107), (-19, 107)], 8.4, (72, 52, 44), shade=0.2)
    for y in (34, 60, 86):
        solid.box((-19, 19), (y, y + 2), (7, 10), m.PLANK, line=0.5)
        for n, x in enumerate((-13, -3, 8)):
            colour = (m.WALL_BLUE, m.CREAM, m.CLOTH_RED, m.GOLD)[(n + int(y)) % 4]
            solid.bars([((x, y + 2, 9), (x, y + 11, 9))], 6.0, colour)
    solid.box((22, 24), (3, 109), (8, 28), m.PLANK, shade=0.2)


_LEAF = 42.0


def _doorway(view: View, thing: Thing) -> None:
    """Paint an open door: the dark way out, and its leaf turned into the room."""
    solid = _solid(view, thing)
    way = mix(view.light.sky[1], (40, 34, 40), 0.55) if view.scene.indoors else (58, 46, 46)
    solid.panel([(-23, 0), (23, 0), (23, 101), (-23, 101)], 0.8, darker(m.TIMBER, 0.15), shade=0.2)
    solid.panel([(-20, 0), (20, 0), (20, 98), (-20, 98)], 1.2, way, shade=0.4)
    turn = math.radians(66)
    ex, ez = 20 - _LEAF * math.cos(turn), 1.2 + _LEAF * math.sin(turn)
    leaf = [solid.place(20, 98, 1.2), solid.place(ex, 98, ez), solid.place(ex, 0, ez), solid.place(20, 0, 1.2)]
    outline = solid.view.outline(leaf)
    if len(outline) > 2:
        solid.view.sheet.fill([outline], solid.view.lit_at(lighter(m.PLANK, 0.05), solid.at), line=1.0)
        for low, high in ((10, 44), (54, 90)):
            inset = [_on(solid, part, y) for part, y in ((0.16, high), (0.82, high), (0.82, low), (0.16, low))]
            solid.view.fill([inset], solid.view.lit_at(darker(m.PLANK, 0.16), solid.at), line=0.5)
        knob = _on(solid, 0.92, 47)
        if view.camera.sees(knob):
            (x, y), k = view.camera.point(knob), view.camera.scale(knob)
            solid.view.sheet.fill([ellipse(x, y, 1.8 * k, 1.8 * k, count=14)], view.lit_at(m.GOLD, knob), line=0.5)


def _on(solid: Solid, part: float, y: float) -> Vector:
    """Return a point of the leaf of a door, by how far it is from the hinge."""
    turn = math.radians(66)
    return solid.place(20 - part * _LEAF * math.cos(turn), y, 1.2 + part * _LEAF * math.sin(turn))


def _walled_doorway(view: View, thing: Thing) -> None:
    """Paint an open door in the wall of a house, where the place has none of its own."""
    solid = _solid(view, thing)
    solid.shadow(70)
    solid.box((-70, 70), (0, 124), (-16, 0), m.PLASTER if view.scene.indoors else m.BRICK, shade=0.3)
    solid.box((-74, 74), (124, 131), (-19, 3), m.STONE, shade=0.2)
    _doorway(view, thing)


def _open_chest(view: View, thing: Thing) -> None:
    solid = _half_turned(_solid(view, thing, 180), 0.5)
    solid.shadow(30)
    solid.box((-24, 24), (0, 21), (-13, 13), m.PLANK, shade=0.4)
    solid.box((-21, 21), (20.6, 21.2), (-10, 10), (58, 44, 42), line=0.5)
    for x, z, colour in ((-10, -2, m.CREAM), (4, 3, m.CLOTH_RED), (13, -3, m.GOLD)):
        solid.box((x - 6, x + 6), (21, 24), (z - 5, z + 5), colour, line=0.5)
    lid = [solid.place(x, y, z) for x, y, z in ((-24, 21, -13), (24, 21, -13), (24, 44, -21), (-24, 44, -21))]
    view.of("thing", part=thing.kind).fill([lid], view.lit_at(lighter(m.PLANK, 0.05), solid.at))
    solid.bars([((x, 21, -13), (x, 44, -21)) for x in (-18, 18)], 3.0, m.IRON)


def _keyboard(view: View, thing: Thing) -> None:
    """Paint an upright piano, its keys towards who plays."""
    solid = _solid(view, thing)
    solid.shadow(44)
    solid.boxes(
        ((-42, 42), (0, 86), (-16, -2), m.TIMBER),
        ((-42, 42), (30, 40), (-2, 14), darker(m.TIMBER, 0.1)),
        ((-42, -37), (0, 31), (8, 13), m.TIMBER),
        ((37, 42), (0, 31), (8, 13), m.TIMBER),
        shade=0.3,
    )
    solid.box((-38, 38), (40, 41), (1, 13), m.CREAM, line=0.6)
    solid.bars([((x, 41.4, 2), (x, 41.4, 9)) for x in range(-34, 38, 6)], 2.2, (40, 36, 40), line=0.2)
    solid.box((-12, 12), (58, 74), (-2, -1), m.CREAM, line=0.6)


def _leaning_ladder(view: View, thing: Thing) -> None:
    solid = _solid(view, thing, 90)
    solid.shadow(20)
    low, high = -14.0, 30.0

    def at(x: float, part: float) -> Vector:
        return (x, 172.0 * part, -(low + (high - low) * part))

    solid.bars([(at(x, 0.0), at(x, 1.0)) for x in (-15, 15)], 4.2, m.PLANK)
    solid.bars([(at(-15, n / _RUNGS), at(15, n / _RUNGS)) for n in range(1, _RUNGS)], 3.4, m.PLANK)
    solid.box((-60, 60), (150, 160), (-44, -30), m.TIMBER, shade=0.3)


def _trunk(view: View, thing: Thing) -> None:
    """Paint a large tree with a bough within reach."""
    solid = _solid(view, thing)
    solid.shadow(40)
    camera = view.camera
    foot = solid.at
    if not camera.sees(foot):
        return
    (x, y), k = camera.point(foot), camera.scale(foot)
    sheet = view.of("thing", part="trunk").sheet
    bark = view.lit_at(m.BARK, foot)
    side = 1 if _leans_right(solid) else -1

    def out(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(x + side * px * k, y - py * k) for px, py in points]

    sheet.fill([out(((-19, 0), (-11, 16), (-10, 80), (-13, 190), (14, 190), (11, 80), (12, 16), (20, 0)))], bark)
    sheet.stroke(out(((-4, 66), (-26, 88), (-46, 96))), (9 * k, 6 * k, 3 * k), bark)
    sheet.stroke(out(((4, 100), (34, 126), (58, 132))), (9 * k, 6 * k, 3 * k), bark)
    leaf = view.lit_at(m.LEAF, foot)
    for px, py, r in ((-50, 104, 20), (62, 140, 28), (0, 200, 58), (-44, 180, 40), (42, 186, 42)):
        cx, cy = x + side * px * k, y - py * k
        sheet.fill([ellipse(cx, cy, r * k, 0.78 * r * k)], leaf if r > 25 else lighter(leaf, 0.12), line=0.6)


def _leans_right(solid: Solid) -> bool:
    right = solid.view.camera.right
    return solid.ahead[0] * right[0] + solid.ahead[2] * right[2] >= 0


def _palisade(view: View, thing: Thing) -> None:
    """Paint a fence that somebody climbs over."""
    solid = _solid(view, thing, 90)
    solid.shadow(30)
    for x in range(-84, 85, 12):
        solid.box((x - 4.5, x + 4.5), (0, 50 + (x * 7) % 5), (-1.5, 1.5), m.PLANK, shade=0.3)
    solid.box((-90, 90), (14, 18), (-3, -1.5), m.TIMBER)
    solid.box((-90, 90), (36, 40), (-3, -1.5), m.TIMBER)


def _flight(view: View, thing: Thing) -> None:
    """Paint a flight of steps that goes down before who walks on it, and up behind."""
    solid = _solid(view, thing, -90)
    solid.shadow(60)
    # x runs across the steps, z down them
    steps = [((-34.0, 34.0), (0.0, 45.0 - 7.5 * n), (-44.0 + 15 * n, -29.0 + 15 * n), m.PLANK) for n in range(6)]
    solid.boxes(*steps, shade=0.3)


def _notes(view: View, thing: Thing) -> None:
    """Paint notes in the air: somebody sings or whistles."""
    at = (thing.at[0], thing.high, thing.at[1])
    if not view.camera.sees(at):
        return
    pen = view.of("thing", part="notes").pen(at)
    ink = (232, 226, 206) if view.light.dark else _INK
    for x, y, size in ((-9.0, 4.0, 1.0), (4.0, -5.0, 1.25), (18.0, 1.0, 1.0)):
        pen.fill(ellipse(x, y, 2.6 * size, 1.9 * size, count=16), ink, line=0, lit=not view.light.dark)
        pen.stroke([(x + 2.2 * size, y), (x + 2.2 * size, y - 11 * size)], (0.9, 0.9), ink)
        pen.stroke(
            [(x + 2.2 * size, y - 11 * size), (x + 5.6 * size, y - 7 * size), (x + 5 * size, y - 4 * size)],
            (1.4, 1.2, 0.4),
            ink,
        )


_INK = (52, 46, 62)
PIECES: Mapping[str, Callable[[View, Thing], None]] = {
    "board": _board,
    "paper": _paper,
    "wide map": _wide_map,
    "chessboard": _chessboard,
    "block": _block,
    "heap": _heap,
    "blackboard": _blackboard,
    "pot": _pot,
    "tub": _tub,
    "cupboard": _cupboard,
    "doorway": _doorway,
    "doorway in a wall": _walled_doorway,
    "open chest": _open_chest,
    "keyboard": _keyboard,
    "leaning ladder": _leaning_ladder,
    "trunk": _trunk,
    "palisade": _palisade,
    "flight": _flight,
    "notes": _notes,
}
"""By their names in `acts.toml`; what has none of its own is drawn as a thing in a hand is, where it stands."""
