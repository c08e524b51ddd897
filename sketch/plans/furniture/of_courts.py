"""What stands in a court of law: the bench, the jury's box, the prisoner's dock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import rect, spline
from sketch.plans.furniture.item import Item, Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Solid


def judges_bench(solid: Solid, _rng: Random) -> None:
    """Draw the judge's raised bench, panelled in front, and the high red chair behind."""
    solid.box((-130, 130), (0, 22), (-44, 52), darker(m.PLANK, 0.1), shade=0.3)
    back = spline([(-30, 22), (-32, 110), (-24, 140), (0, 152), (24, 140), (32, 110), (30, 22)])
    solid.panel(back, -34, m.TIMBER)
    solid.panel([(-22, 40), (-24, 112), (0, 134), (24, 112), (22, 40)], -33, m.CLOTH_RED)
    solid.box((-104, 104), (22, 80), (14, 30), m.TIMBER, shade=0.5)
    solid.box((-112, 112), (80, 86), (4, 36), lighter(m.TIMBER, 0.16))
    if solid.shows((0, 0, 1), (0, 50, 30)):
        face = solid.front(-104, 80, 30.3, 208, 58)
        panels = [rect(10 + 40 * k, 10, 40 + 40 * k, 50) for k in range(5)]
        face.fill(panels, solid.view.lit_at(lighter(m.TIMBER, 0.1), solid.at), line=0.5)
    pen = solid.view.pen(solid.place(40, 86, 16))
    pen.fills([rect(-12, -8, 2, -2), rect(2, -6, 16, -4)], darker(m.TIMBER, 0.3), line=0.5)
    papers = solid.top(-60, 86.4, 8, 40, 22)
    papers.fill([rect(0, 2, 16, 20), rect(20, 0, 36, 18)], solid.view.lit_at(m.CREAM, solid.at), line=0.4)


def jury_box(solid: Solid, _rng: Random) -> None:
    """Draw two rows of seats, the hinder one raised, behind a panelled front."""
    wood = mix(m.TIMBER, m.PLANK, 0.4)
    solid.box((-84, 84), (0, 22), (-46, -8), darker(wood, 0.1))
    solid.box((-84, 84), (22, 60), (-48, -42), wood, shade=0.4)
    solid.box((-80, 80), (22, 44), (-42, -26), darker(wood, 0.06))
    solid.box((-80, 80), (0, 24), (-4, 12), darker(wood, 0.06))
    solid.box((-88, 88), (0, 44), (30, 36), wood, shade=0.5)
    solid.box((-92, 92), (44, 49), (26, 40), lighter(wood, 0.16))
    if solid.shows((0, 0, 1), (0, 20, 36)):
        face = solid.front(-88, 44, 36.3, 176, 44)
        panels = [rect(8 + 42 * k, 8, 42 + 42 * k, 38) for k in range(4)]
        face.fill(panels, solid.view.lit_at(lighter(wood, 0.12), solid.at), line=0.5)


def prisoners_dock(solid: Solid, _rng: Random) -> None:
    """Draw the box in which the accused stands, with its rail of spikes."""
    wood = darker(m.TIMBER, 0.08)
    solid.box((-34, 34), (0, 14), (-30, 30), darker(wood, 0.1))
    solid.boxes(
        ((-36, -32), (14, 50), (-30, 30), wood),
        ((32, 36), (14, 50), (-30, 30), wood),
        ((-36, 36), (14, 50), (28, 33), wood),
        shade=0.4,
    )
    spikes = [((float(x), 50.0, 31.0), (float(x), 63.0, 31.0)) for x in range(-34, 35, 9)]
    spikes += [((s * 34.0, 50.0, float(z)), (s * 34.0, 63.0, float(z))) for s in (-1, 1) for z in range(-28, 28, 9)]
    solid.bars(spikes, 2.2, m.IRON)


OF_COURTS: Mapping[str, Item] = {
    "judges-bench": Item(110, judges_bench, (Place(0, -16, 0, "seat", 48), Place(0, 96, 180, "stand"))),
    "jury-box": Item(70, jury_box, tuple(Place(x, 4, 0, "bench", 26) for x in (-50, 0, 50))),
    "prisoners-dock": Item(38, prisoners_dock, (Place(0, 0, 0, "stand"),)),
}
