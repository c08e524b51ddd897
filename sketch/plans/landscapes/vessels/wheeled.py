"""What drives over land: carts, sledges, motor cars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse
from sketch.plans.identity import built
from sketch.plans.plan import Area, Piece, Spot
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from sketch.scene import DepictedScene
    from sketch.world.view import View
from sketch.plans.landscapes.vessels.vessel import Vessel


def cart(scene: DepictedScene) -> Vessel:
    """Return a farm cart with a seat in front."""
    wood = built(scene, "cart").choice((m.PLANK, (150, 78, 62), (96, 122, 104)))

    def body(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.shadow(90)
        _wheels(view, ((-62.0, 34.0), (62.0, 34.0)), 30)
        solid.boxes(
            ((-92, 92), (34, 40), (-30, 30), wood), ((-92, 92), (40, 62), (-33, -30), darker(wood, 0.12)), shade=0.4
        )
        solid.box((52, 64), (40, 60), (-28, 28), lighter(wood, 0.1))
        solid.bars([((92, 40, s * 20), (210, 46, s * 22)) for s in (-1, 1)], 4, wood)

    def near(view: View) -> None:
        Solid.of(view, (0.0, 0.0, 0.0), 270).box((-92, 92), (40, 62), (30, 33), wood, shade=0.4)
        _wheels(view, ((-62.0, -36.0), (62.0, -36.0)), 30)

    spots = (
        Spot((58.0, 36.0, 0.0), 0, "bench", 24),
        Spot((52.0, 36.0, 14.0), 0, "bench", 24),
        Spot((-20.0, 36.0, 0.0), 0, "bench", 8),
        Spot((-60.0, 36.0, 4.0), 0, "bed", 4),
        Spot((170.0, 0.0, 0.0), 0, "saddle", 0),
    )
    return Vessel(
        Area(-240, 260, -140, 240), spots, (Piece((0.0, 0.0, 32.0), 70, body), Piece((0.0, 0.0, -36.0), 40, near))
    )


def _wheels(view: View, places: tuple[tuple[float, float], ...], radius: float) -> None:
    for x, z in places:
        rim = [
            view.camera.point((x + radius * math.cos(a), radius + radius * math.sin(a), z))
            for a in (n * math.tau / 28 for n in range(29))
        ]
        hub = view.camera.point((x, radius, z))
        k = view.camera.scale((x, radius, z))
        view.sheet.strokes([rim], (4.6 * k, 4.6 * k), view.lit(m.TIMBER))
        view.sheet.strokes([[hub, rim[n]] for n in range(0, 28, 4)], (2.4 * k, 2.4 * k), view.lit(m.TIMBER))


def sledge(scene: DepictedScene) -> Vessel:
    """Return a sledge on its runners."""
    paintwork = built(scene, "sledge").choice((m.CLOTH_RED, (84, 100, 140), m.PLANK))

    def body(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.shadow(80)
        for z in (-24, 24):
            solid.bars(
                [
                    ((-90, 3, z), (80, 3, z)),
                    ((80, 3, z), (104, 24, z)),
                    ((-60, 3, z), (-60, 22, z)),
                    ((50, 3, z), (50, 22, z)),
                ],
                4,
                m.IRON,
            )
        solid.boxes(
            ((-84, 70), (20, 26), (-28, 28), paintwork),
            ((-88, -80), (26, 74), (-28, 28), paintwork),
            ((-84, 66), (26, 42), (-30, -27), darker(paintwork, 0.1)),
            shade=0.4,
        )

    def near(view: View) -> None:
        Solid.of(view, (0.0, 0.0, 0.0), 270).box((-84, 66), (20, 42), (27, 30), paintwork, shade=0.4)

    spots = (
        Spot((-56.0, 22.0, 0.0), 0, "bench", 12),
        Spot((-14.0, 22.0, 0.0), 0, "bench", 12),
        Spot((30.0, 22.0, 0.0), 0, "bench", 10),
        Spot((190.0, 0.0, 0.0), 0, "saddle", 0),
    )
    return Vessel(
        Area(-220, 240, -140, 240), spots, (Piece((0.0, 0.0, 30.0), 70, body), Piece((0.0, 0.0, -30.0), 40, near))
    )


def motor_car(scene: DepictedScene) -> Vessel:
    """Return an open motor car."""
    paintwork = built(scene, "car").choice(((150, 44, 44), (46, 84, 72), (60, 72, 120), (64, 60, 70)))

    def body(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.shadow(110)
        _tyres(view, ((-86.0, 36.0), (92.0, 36.0)))
        solid.boxes(
            ((-120, 60), (20, 30), (-36, 36), darker(paintwork, 0.3)),
            ((56, 134), (22, 60), (-30, 30), paintwork),
            ((-126, -110), (26, 70), (-36, 36), paintwork),
            ((-112, 60), (30, 56), (-38, -34), darker(paintwork, 0.1)),
            shade=0.5,
        )
        leather = (120, 78, 52)
        solid.boxes(
            ((-108, -70), (30, 42), (-32, 32), leather),
            ((-114, -104), (40, 76), (-32, 32), darker(leather, 0.1)),
            ((-20, 16), (30, 42), (-32, 32), leather),
            ((-26, -16), (40, 72), (-32, 32), darker(leather, 0.1)),
            shade=0.4,
        )
        solid.bars(
            [((50, 58, -28), (42, 92, -28)), ((50, 58, 28), (42, 92, 28)), ((42, 92, -28), (42, 92, 28))], 2.6, m.GOLD
        )

    def near(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.box((-126, 60), (22, 56), (34, 38), paintwork, shade=0.5)
        _tyres(view, ((-86.0, -40.0), (92.0, -40.0)))
        pen = view.pen((134.0, 46.0, -24.0))
        pen.fill(ellipse(0, 0, 9, 9, count=18), m.LAMP if view.dim else m.CREAM, lit=not view.dim)
        if view.dim:
            pen.glow(0, 0, 120, m.LAMP, 0.6)

    spots = (
        Spot((0.0, 14.0, -14.0), 0, "bench", 28),
        Spot((0.0, 14.0, 14.0), 0, "bench", 28),
        Spot((-88.0, 14.0, -14.0), 0, "bench", 28),
        Spot((-88.0, 14.0, 14.0), 0, "bench", 28),
        Spot((30.0, 0.0, -90.0), 90, "stand"),
    )
    return Vessel(
        Area(-240, 260, -160, 240), spots, (Piece((0.0, 0.0, 34.0), 80, body), Piece((0.0, 0.0, -38.0), 40, near))
    )


def _tyres(view: View, places: tuple[tuple[float, float], ...]) -> None:
    for x, z in places:
        for radius, tone in ((28, (44, 42, 48)), (17, m.CREAM), (14, m.IRON)):
            face = [
                (x + radius * math.cos(a), 28 + radius * math.sin(a), z) for a in (n * math.tau / 26 for n in range(26))
            ]
            view.fill([face], view.lit(tone), line=0.5)
