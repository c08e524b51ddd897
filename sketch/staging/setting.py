"""What stands in a formation so that its deed is seen: where each piece is, and what hands go for."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sketch.deeds.things import HANDLED
from sketch.figures.plan import plan_for
from sketch.paint.geometry import bounds
from sketch.paint.light import light_for
from sketch.paint.pen import Pen
from sketch.props.vocabulary import props_named
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.staging.actors import Actor, Floor, Thing, moved
from sketch.staging.acts import piece_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.scene import DepictedScene
    from sketch.staging.casting import Staging
    from sketch.staging.formations import SetPiece
    from sketch.staging.ground import Ground

_REACH = 26.0
"""How far before one the edge of a thing is that one pushes or pulls, in world units."""
_WIDEST = 60.0
_OVERHEAD = 90.0
_FINE = 20.0
"""At how many times its size a thing is drawn to be measured, so that the least width of a stroke counts little."""
_PANE = 34.0
"""How far a window is before who stands at it."""


def pieces_of(staging: Staging, ground: Ground, shift: Floor) -> tuple[Thing, ...]:
    """Return the pieces of the formation where they stand, once everything has been moved onto the floor."""
    things = []
    for piece in staging.formation.pieces:
        kind = piece_kind(piece.kind, staging.scene)
        if not piece.stands(roofed=staging.plan.roofed):
            continue
        if kind == "doorway" and ground.spot is None:
            kind = "doorway in a wall"
        at = piece.at
        if piece.kind.startswith("thing") and kind in HANDLED and not piece.high:
            at = (_REACH + half_of(kind), at[1])
        x, z = ground.turned(at)
        things.append(
            Thing(
                kind,
                (x + shift[0], z + shift[1]),
                ground.heading(piece.to),
                high=_high(staging, piece),
                by=staging.cast.first,
            )
        )
    return tuple(things)


def _high(staging: Staging, piece: SetPiece) -> float:
    """Return how high the foot of a piece is: over a head, as high as this is."""
    if piece.high <= _OVERHEAD:
        return piece.high
    plan = plan_for(staging.scene.people[staging.cast.first])
    creature = plan.creature
    if creature is not None and not creature.upright and creature.row.body is not None:
        return min(piece.high, (creature.row.body.extent[1] * plan.tall) * 0.8 + 12)
    return piece.high * min(1.0, plan.tall)


def aimed(staging: Staging, ground: Ground, actor: Actor, pieces: tuple[Thing, ...]) -> Actor:
    """Return who does the deed with the point that their hands go for, and their eyes."""
    shown = [piece for piece in staging.formation.pieces if piece.stands(roofed=staging.plan.roofed)]
    for piece, thing in zip(shown, pieces, strict=True):
        if isinstance(piece.aim, tuple):
            x, z = ground.turned((piece.at[0] + piece.aim[0], piece.at[1] + piece.aim[2]))
            base = ground.turned(piece.at)
            return replace(actor, aim=(thing.at[0] + x - base[0], piece.aim[1], thing.at[1] + z - base[1]))
        if piece.aim is not None:
            far = (
                half_of(thing.kind)
                if piece.kind.startswith("thing") and thing.kind in HANDLED and not piece.high
                else 0.0
            )
            dx, dz = actor.at[0] - thing.at[0], actor.at[1] - thing.at[1]
            long = (dx * dx + dz * dz) ** 0.5 or 1.0
            return replace(actor, aim=(thing.at[0] + dx / long * far, piece.aim, thing.at[1] + dz / long * far))
    if pieces:
        return replace(actor, aim=(pieces[0].at[0], 40.0, pieces[0].at[1]))
    if staging.formation.acts and ground.spot is not None and ground.spot.kind == "window":
        x, z = moved((_PANE, 0.0), (ground.spot.at[0], ground.spot.at[2]), ground.spot.heading)
        return replace(actor, aim=(x, 78.0, z))
    return actor


@lru_cache(maxsize=128)
def half_of(kind: str) -> float:
    """Return half the width of a thing, in world units: found by drawing it."""
    left, _, right, _ = drawn_bounds(kind)
    return min(_WIDEST, max(0.0, (right - left) / 2 * 0.8))


@lru_cache(maxsize=256)
def drawn_bounds(kind: str) -> tuple[float, float, float, float]:
    """Return what the drawing of a thing takes up, in its own measure: left, top, right, bottom."""
    recorder = Recorder((1000, 1000), 1.0)
    HANDLED[kind](Pen(recorder, light_for("day", "clear", "calm"), 0.0, 0.0, _FINE))
    outlines = [o for item in recorder.drawn().flat() if isinstance(item, Shape) for o in item.outlines]
    left, top, right, bottom = bounds(outlines) if outlines else (0.0, 0.0, 0.0, 0.0)
    return (left / _FINE, top / _FINE, right / _FINE, bottom / _FINE)


def not_shown(
    standing: Sequence[Thing], scene: DepictedScene, pieces: Sequence[Thing], used: Sequence[Thing]
) -> tuple[Thing, ...]:
    """Return what stands about beside an act: not a second time what the deed is done with, or what people `used`."""
    kinds = {thing.kind for thing in used}
    standing = [thing for thing in standing if thing.kind not in kinds]
    if not pieces:
        return tuple(standing)
    shown = {prop.name for prop in props_named((*scene.words.split(), scene.thing))}
    return tuple(thing for thing in standing if thing.kind not in shown)
