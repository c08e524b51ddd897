"""The things of a staged moment: what people sit, lie and ride on, and what the scene names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.deeds.things import HANDLED
from sketch.figures.beasts import draw_mount
from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse, hull
from sketch.paint.medium import Shade
from sketch.plans.furniture.seats import bed, chair, sofa
from sketch.plans.identity import built
from sketch.plans.solids import Solid
from sketch.props.drawings import DRAWINGS
from sketch.staging.pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.staging.actors import Thing
    from sketch.world.view import View

TABLE_HEIGHT = 38.0
_LIES = 4.0
"""How high the middle of what is put on a table is above it."""


def paint_thing(view: View, thing: Thing) -> None:
    """Paint a thing where it stands; what is not known is left out."""
    paint = PIECES.get(thing.kind) or _SOLID.get(thing.kind)
    if paint is not None:
        paint(view, thing)
    elif thing.kind in HANDLED:
        at = (thing.at[0], thing.high + (_LIES if thing.high else 0.0), thing.at[1])
        if view.camera.sees(at):
            HANDLED[thing.kind](view.of("thing", part=thing.kind).pen(at, _facing(view, thing)))


def _facing(view: View, thing: Thing) -> int:
    turn = math.radians(thing.heading)
    right = math.cos(turn) * view.camera.right[0] + math.sin(turn) * view.camera.right[2]
    return 1 if right >= 0 else -1


def _solid(view: View, thing: Thing) -> Solid:
    return Solid.of(view.of("thing", part=thing.kind), (thing.at[0], 0.0, thing.at[1]), thing.heading)


def _table(view: View, thing: Thing) -> None:
    solid = _solid(view, thing)
    solid.shadow(44)
    legs = [((x, 0, z), (x, TABLE_HEIGHT, z)) for x in (-21, 21) for z in (-30, 30)]
    solid.bars(legs, 4.0, m.TIMBER)
    solid.box((-24, 24), (TABLE_HEIGHT - 3, TABLE_HEIGHT), (-34, 34), m.PLANK, shade=0.3)
    for z in (-22, -4, 16):
        at = solid.place(0 if z == -4 else 9, TABLE_HEIGHT, z)
        x, y = view.camera.point(at)
        k = view.camera.scale(at)
        view.sheet.fill([ellipse(x, y, 6 * k, 2.2 * k)], view.lit_at((232, 226, 214), at), line=0.6)


def _desk(view: View, thing: Thing) -> None:
    solid = _solid(view, thing)
    solid.shadow(28)
    solid.boxes(
        ((-26, -14), (0, 36), (-12, 12), m.TIMBER),
        ((14, 26), (0, 36), (-12, 12), m.TIMBER),
        ((-28, 28), (36, 39), (-14, 14), m.PLANK),
    )


def _chair(view: View, thing: Thing) -> None:
    chair(_solid(view, thing), built(view.scene, "chair"))


def _sofa(view: View, thing: Thing) -> None:
    """Paint a sofa whose seat is turned to the eye: whoever lies along it would else be behind its back."""
    solid = _solid(view, thing)
    if not solid.shows((0.0, 0.0, 1.0), (0.0, 26.0, 0.0)):
        solid = Solid.of(solid.view, solid.at, thing.heading + 180)
    sofa(solid, built(view.scene, "sofa"))


def _log(view: View, thing: Thing) -> None:
    """Paint the trunk of a felled tree, across whoever sits on it."""
    solid, camera = _solid(view, thing), view.camera
    solid.shadow(30)
    ring = [(12.0 + 13 * math.cos(a), -5 + 12 * math.sin(a)) for a in (math.tau * n / 14 for n in range(14))]
    ends = [[solid.place(x, y, z) for y, z in ring] for x in (-38, 38)]
    tone = view.lit_at(m.BARK, solid.at)
    trunk = hull([camera.point(point) for end in ends for point in end])
    view.sheet.fill([trunk], tone, Shade(darker(tone, 0.45), "bottom", 0.6))
    for side, end in zip((-1, 1), ends, strict=True):
        if solid.shows((side, 0.0, 0.0), (side * 38.0, 12.0, -5.0)):
            view.fill([end], view.lit_at(lighter(m.PLANK, 0.1), solid.at), line=0.7)


def _bed(view: View, thing: Thing) -> None:
    turn = math.radians(thing.heading)
    at = (thing.at[0] + 6 * math.cos(turn), 0.0, thing.at[1] + 6 * math.sin(turn))
    bed(Solid.of(view.of("thing", part="bed"), at, thing.heading), built(view.scene, "bed"))


def _horse(view: View, thing: Thing) -> None:
    at = (thing.at[0], 0.0, thing.at[1])
    if view.camera.sees(at):
        draw_mount(view.of("figure", part="horse").pen(at, _facing(view, thing)))


def _rock(view: View, thing: Thing) -> None:
    """Paint the face of a rock that somebody climbs."""
    solid = _solid(view, thing)
    solid.boxes(
        ((-46, 40), (0, 150), (2, 50), m.STONE),
        ((-30, 14), (0, 78), (-10, 4), m.STONE),
        ((-12, 34), (0, 34), (-18, 0), m.STONE),
        shade=0.5,
    )


def _stump(view: View, thing: Thing) -> None:
    """Paint the stump of a tree, `high` units high and `size` wide, on which somebody small stands."""
    solid, camera = _solid(view, thing), view.camera
    top = solid.place(0, thing.high, 0)
    if not (camera.sees(solid.at) and camera.sees(top)):
        return
    solid.shadow(thing.size + 4)
    (x0, y0), (x1, y1) = camera.point(solid.at), camera.point(top)
    foot, head = 1.3 * thing.size * camera.scale(solid.at), thing.size * camera.scale(top)
    arc = [(x0 + foot * math.cos(t), y0 + 0.3 * foot * math.sin(t)) for t in (math.pi * n / 8 for n in range(9))]
    bark = view.lit_at(m.BARK, solid.at)
    waist, low = 0.9 * head, y1 + 0.5 * (y0 - y1)
    sides = [(x1 + head, y1), (x1 + waist, low), *arc, (x1 - waist, low), (x1 - head, y1)]
    view.sheet.fill([sides], bark, Shade(darker(bark, 0.45), "bottom", 0.6))
    for wider, tone in ((1.0, lighter(m.PLANK, 0.15)), (0.55, m.PLANK)):
        view.sheet.fill([ellipse(x1, y1, wider * head, 0.3 * wider * head)], view.lit_at(tone, top), line=0.7)


def _stool(view: View, thing: Thing) -> None:
    """Paint a stool, `high` units high and `size` wide, on which somebody small stands."""
    solid, wide = _solid(view, thing), thing.size
    thick = 0.2 * wide
    solid.shadow(wide + 2)
    legs = [((x, 0, z), (0.8 * x, thing.high, 0.8 * z)) for x in (-wide, wide) for z in (-0.8 * wide, 0.8 * wide)]
    solid.bars(legs, 1.2 * thick, m.TIMBER)
    solid.box((-1.1 * wide, 1.1 * wide), (thing.high - thick, thing.high), (-wide, wide), m.PLANK, shade=0.3)


def _cover(view: View, thing: Thing) -> None:
    at = (thing.at[0], 0.0, thing.at[1])
    name = "barrel" if view.scene.indoors else "tree"
    if view.camera.sees(at) and name in DRAWINGS:
        DRAWINGS[name](view.of("thing").pen(at))


_SOLID: dict[str, Callable[[View, Thing], None]] = {
    "table": _table,
    "desk": _desk,
    "chair": _chair,
    "log": _log,
    "bed": _bed,
    "sofa": _sofa,
    "horse": _horse,
    "cover": _cover,
    "stump": _stump,
    "stool": _stool,
    "rock": _rock,
}
