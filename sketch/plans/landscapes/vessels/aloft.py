"""What flies: the basket of a balloon, an aeroplane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import spline
from sketch.plans.identity import built
from sketch.plans.plan import Area, Piece, Spot
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.scene import DepictedScene
    from sketch.world.view import View
from sketch.plans.landscapes.vessels.vessel import Vessel


def basket(scene: DepictedScene) -> Vessel:
    """Return the basket of a balloon under its great envelope."""
    rng = built(scene, "balloon")
    hues = rng.sample(((186, 60, 52), (226, 184, 84), (68, 104, 158), (84, 128, 92), (236, 226, 206)), 2)

    def above(view: View) -> None:
        pen = view.pen((0.0, 0.0, 20.0))
        for k, (x0, x1) in enumerate(((-230, -150), (-150, -54), (-54, 54), (54, 150), (150, 230))):
            gore = spline(
                [(x0 * 0.16, -250), (x0, -480), (x0 * 0.7, -700), (x1 * 0.7, -700), (x1, -480), (x1 * 0.16, -250)],
                steps=4,
            )
            pen.fill(gore, hues[k % 2], shade=darker(hues[k % 2], 0.4))
        pen.strokes_of(
            [[(s * x, -52), (s * y, -262)] for s in (-1, 1) for x, y in ((44, 36), (20, 12))], (1.4, 1.2), (120, 92, 62)
        )

    def side(half: float, far: bool) -> Callable[[View], None]:
        def paint(view: View) -> None:
            solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
            wicker = mix(m.THATCH, m.PLANK, 0.4)
            z = -half if far else half
            solid.box((-52, 52), (-6, 50), (z - 3, z + 3), darker(wicker, 0.2 if far else 0.0), shade=0.5)
            if not far:
                plane = solid.front(-52, 50, z + 3.2, 104, 56)
                plane.of(role="texture").strokes(
                    [[(0, y), (104, y)] for y in range(8, 54, 8)], (1.4, 1.4), view.lit(darker(wicker, 0.4)), alpha=0.7
                )
            solid.bars([((-54, 50, z), (54, 50, z))], 7, lighter(wicker, 0.15))

        return paint

    spots = (
        Spot((-20.0, 0.0, 0.0), 0, "stand"),
        Spot((22.0, 0.0, 0.0), 180, "stand"),
        Spot((0.0, 0.0, 12.0), 270, "stand"),
        Spot((38.0, 0.0, -8.0), 0, "edge"),
    )
    pieces = (
        Piece((0.0, 0.0, 46.0), 20, side(36, far=True), blocks=False),
        Piece((0.0, 0.0, 48.0), 20, above, blocks=False),
        Piece((0.0, 0.0, -40.0), 20, side(36, far=False), blocks=False),
    )
    return Vessel(Area(-40, 40, -24, 24), spots, pieces)


def aeroplane(scene: DepictedScene) -> Vessel:
    """Return an open aeroplane of two wings in flight."""
    paintwork = built(scene, "aeroplane").choice(((170, 52, 46), (206, 190, 140), (72, 100, 122), (96, 112, 84)))

    def far(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.boxes(
            ((-40, 20), (96, 100), (-230, 10), lighter(paintwork, 0.1)),
            ((-40, 20), (6, 10), (-230, -20), darker(paintwork, 0.1)),
            line=0.7,
        )
        solid.bars([((-30, 8, -150), (-30, 97, -150)), ((10, 8, -150), (10, 97, -150))], 3, m.TIMBER)

    def near(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.panel(
            [
                (-250.0, 22.0),
                (-258.0, 74.0),
                (-226.0, 74.0),
                (-190.0, 42.0),
                (60.0, 52.0),
                (92.0, 42.0),
                (96.0, 10.0),
                (60.0, -6.0),
                (-120.0, 2.0),
            ],
            22,
            paintwork,
            shade=0.5,
        )
        solid.bars([((98, 24, 0), (98, 84, 14)), ((98, 24, 0), (98, -36, -14))], 7, m.TIMBER)
        solid.boxes(
            ((-40, 20), (6, 10), (20, 210), darker(paintwork, 0.05)),
            ((-40, 20), (96, 100), (-10, 210), lighter(paintwork, 0.15)),
            line=0.7,
        )
        solid.bars(
            [((x, 8, 140), (x, 97, 140)) for x in (-30, 10)] + [((x, 46, 20), (x, 97, 20)) for x in (-30, 10)],
            3,
            m.TIMBER,
        )

    spots = (Spot((-8.0, 6.0, 0.0), 0, "seat", 14), Spot((-84.0, 6.0, 0.0), 0, "seat", 14))
    return Vessel(
        Area(-120, 40, -10, 10),
        spots,
        (Piece((0.0, 0.0, 20.0), 60, far, blocks=False), Piece((0.0, 0.0, -24.0), 60, near, blocks=False)),
    )
