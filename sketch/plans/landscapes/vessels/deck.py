"""The deck of a ship."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.furniture.stores import barrel
from sketch.plans.identity import built
from sketch.plans.plan import Area, Landmark, Piece, Spot
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from sketch.scene import DepictedScene
    from sketch.world.vectors import Vector
    from sketch.world.view import View
from sketch.plans.landscapes.vessels.vessel import Vessel


def deck(scene: DepictedScene) -> Vessel:
    """Return the deck of a ship that sails away from the audience: rails, masts with their sails, a hatch."""
    rng = built(scene, "deck")
    half = 165.0

    def boards(view: View) -> None:
        plane = view.plane((-half, 0.0, 900.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 2 * half, 1200)
        wood = m.SNOW if view.snowy else lighter(m.PLANK, 0.06)
        edge: Outline = [(half - half * w, z) for w, z in ((0.04, 0), (0.5, 130), (0.86, 330), (1.0, 560), (1.0, 1200))]
        shape = [*edge, *((2 * half - x, z) for x, z in reversed(edge))]
        tone = view.lit(wood, 0.04)
        plane.of(role="ground").fill([shape], tone, Shade(darker(tone, 0.36), "bottom", 0.7), line=0.5)
        seams = [[(x, 150 + 420 * (abs(x - half) / half) ** 2.2), (x, 1200.0)] for x in range(11, int(2 * half), 20)]
        plane.of(role="texture").strokes(seams, (1.1, 1.1), view.lit(darker(m.PLANK, 0.5)), alpha=0.7)

    def rail(z0: float, z1: float, x0: float, x1: float) -> Piece:
        def paint(view: View) -> None:
            solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
            posts = [
                ((x0 + (x1 - x0) * t, 0.0, -(z0 + (z1 - z0) * t)), (x0 + (x1 - x0) * t, 42.0, -(z0 + (z1 - z0) * t)))
                for t in (k / 7 for k in range(8))
            ]
            solid.bars(posts, 5, lighter(m.TIMBER, 0.12))
            solid.bars([((x0, 44.0, -z0), (x1, 44.0, -z1))], 9, m.TIMBER)
            solid.bars([((x0, 8.0, -z0), (x1, 8.0, -z1))], 12, m.TIMBER)

        return Piece((x0 * 1.0, 0.0, (z0 + z1) / 2), 12, paint, blocks=False)

    def mast(x: float, z: float, tall: float) -> Piece:
        def paint(view: View) -> None:
            _mast(view, (x, 0.0, z), tall)

        return Piece((x, 0.0, z), 14, paint)

    def hatch(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 150.0), 270)
        solid.shadow(50)
        solid.boxes(((-46, 46), (0, 14), (-34, 34), m.TIMBER), shade=0.4)
        top = solid.top(-40, 14.3, -28, 80, 56)
        top.fill(
            [rect(4 + 13 * k, 4 + 13 * n, 13 + 13 * k, 13 + 13 * n) for k in range(6) for n in range(4)],
            (44, 38, 40),
            line=0,
        )

    def barrels(view: View) -> None:
        for x, z in ((118.0, 330.0), (132.0, 290.0)):
            barrel(Solid.of(view, (x * side, 0.0, z), 270), rng)

    side = rng.choice((-1, 1))
    lead = rng.choice((-1, 1)) * 8.0
    pieces = (
        [rail(-260, 20, s * half, s * half) for s in (-1, 1)]
        + [rail(20, 340, s * half, s * half) for s in (-1, 1)]
        + [rail(340, 770, s * half, s * 76) for s in (-1, 1)]
    )
    pieces += [
        mast(lead, 330, 560),
        mast(lead, 640, 500),
        Piece((0.0, 0.0, 150.0), 48, hatch),
        Piece((side * 126.0, 0.0, 310.0), 34, barrels),
    ]
    if rng.random() < 0.5:
        pieces.append(Piece((0.0, 0.0, -60.0), 26, _wheel))
    spots = (
        *(
            Spot((x, 0.0, z), 0 if x <= 0 else 180, "deck")
            for x, z in ((-40.0, 60.0), (44.0, 70.0), (-92.0, 190.0), (96.0, 200.0), (-30.0, 250.0), (70.0, 20.0))
        ),
        Spot((-half + 22, 0.0, 140.0), 180, "edge"),
        Spot((half - 22, 0.0, 110.0), 0, "edge"),
        Spot((0.0, 0.0, 150.0), 270, "seat", 14),
        Spot((0.0, 0.0, 700.0), 90, "far"),
        Spot((0.0, 0.0, -100.0), 90, "lean"),
    )
    marks = (
        *(Landmark((lead, 0.0, z), 110.0, 60.0, 380.0, 1.0, "mast") for z in (330.0, 640.0)),
        *(Landmark((s * half, 0.0, z), 50.0, 0.0, 46.0, 0.7, "rail") for s in (-1, 1) for z in (80.0, 220.0, 400.0)),
        Landmark((0.0, 0.0, 150.0), 46.0, 0.0, 16.0, 0.6, "hatch"),
        Landmark((side * 126.0, 0.0, 310.0), 34.0, 0.0, 50.0, 0.4, "barrels"),
    )
    eyes = Area(12 - half, half - 12, -460, 300)
    return Vessel(Area(-half + 20, half - 20, -40, 420), spots, tuple(pieces), boards, eyes=eyes, landmarks=marks)


def _wheel(view: View) -> None:
    """Paint the wheel by which she is steered."""
    solid = Solid.of(view, (0.0, 0.0, -60.0), 90)
    solid.box((-5, 5), (0, 52), (-4, 4), m.TIMBER)
    pen = view.pen((0.0, 58.0, -60.0))
    rim = ellipse(0, 0, 25, 25, count=30)
    pen.stroke([*rim, rim[0]], (3.6, 3.6), m.PLANK)
    pen.strokes_of(
        [[(0, 0), (34 * math.cos(a), 34 * math.sin(a))] for a in (k * math.tau / 8 for k in range(8))],
        (2.2, 2.4),
        m.PLANK,
    )


def _mast(view: View, at: Vector, tall: float) -> None:
    """Paint a mast with its yards, sails and shrouds."""
    pen = view.pen(at)
    depth = max(0.0, view.depth(at))
    wood, rope, cloth = (
        view.lit(m.TIMBER, depth),
        view.lit(darker(m.PLANK, 0.35), depth),
        view.lit(lighter(m.SAND, 0.35), depth),
    )
    lean = 18 + 30 * view.wind
    shrouds = [[pen.place((s * 6, -tall * 0.6)), pen.place((s * x, -6))] for s in (-1, 1) for x in (112, 132, 152)]
    k = pen.scale
    view.sheet.strokes(shrouds, (1.2 * k, 1.6 * k), rope)
    rungs = [
        [
            pen.place((s * (6 + 106 * t), -tall * 0.6 * (1 - t) - 6)),
            pen.place((s * (6 + 146 * t), -tall * 0.6 * (1 - t) - 6)),
        ]
        for s in (-1, 1)
        for t in (n / 12 for n in range(2, 12))
    ]
    view.sheet.strokes(rungs, (0.9 * k, 0.9 * k), rope)
    view.sheet.fill(
        [[pen.place(p) for p in limb([(0, 0), (0, -tall)], (17, 10))]], wood, Shade(darker(wood, 0.45), "right", 0.7)
    )
    for high, low, wide in ((0.97, 0.72, 100), (0.68, 0.36, 132)):
        top, foot = -tall * high, -tall * low
        sail = spline(
            [
                (-wide, top),
                (wide, top),
                (wide * 0.94 + lean, (top + foot) / 2),
                (wide + lean * 0.6, foot),
                (0, foot + 12 + lean * 0.3),
                (-wide + lean * 0.6, foot),
                (-wide * 0.96 + lean, (top + foot) / 2),
            ],
            steps=4,
        )
        view.sheet.fill([[pen.place(p) for p in sail]], cloth, Shade(darker(cloth, 0.3), "left", 0.6), line=0.8)
        view.sheet.fill([[pen.place(p) for p in limb([(-wide - 10, top), (wide + 10, top)], (6, 6))]], wood, line=0.6)
