"""What flies: the basket of a balloon, an aeroplane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import ellipse, spline
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

    def bottom(view: View) -> None:
        corners = [(-52.0, 0.0, -36.0), (52.0, 0.0, -36.0), (52.0, 0.0, 36.0), (-52.0, 0.0, 36.0)]
        view.fill([corners], view.lit(darker(mix(m.THATCH, m.PLANK, 0.4), 0.3)), line=0.5)

    def end(x: float) -> Callable[[View], None]:
        def paint(view: View) -> None:
            solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
            wicker = mix(m.THATCH, m.PLANK, 0.4)
            solid.box((x - 3, x + 3), (-6, 50), (-36, 36), darker(wicker, 0.1), shade=0.5)
            solid.bars([((x, 50, -37), (x, 50, 37))], 7, lighter(wicker, 0.15))

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
    ends = tuple(Piece((x, 0.0, 0.0), 20, end(x), blocks=False) for x in (-52.0, 52.0))
    return Vessel(Area(-40, 40, -24, 24), spots, (*pieces, *ends), bottom)


def aeroplane(scene: DepictedScene) -> Vessel:
    """Return an open aeroplane of two wings in flight."""
    paintwork = built(scene, "aeroplane").choice(((170, 52, 46), (212, 168, 74), (60, 92, 140), (96, 112, 84)))

    wing = lighter(mix(paintwork, m.CREAM, 0.6), 0.1)

    def far(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.boxes(((-44, 24), (4, 8), (-210, -24), darker(wing, 0.1)), ((-44, 24), (112, 116), (-210, 0), wing))
        solid.bars([((x, 6, -150), (x, 114, -150)) for x in (-30, 12)], 3, m.TIMBER)

    def near(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        rim = [
            (-252, 40),
            (-200, 52),
            (-110, 54),
            (-30, 48),
            (60, 54),
            (96, 40),
            (100, 16),
            (60, -8),
            (-100, 0),
            (-240, 30),
        ]
        stripe = [(-240, 40), (-120, 34), (60, 30), (60, 24), (-120, 26)]
        solid.panel([(-262.0, 36.0), (-270.0, 92.0), (-246.0, 96.0), (-206.0, 50.0)], 10, paintwork, shade=0.5)
        solid.panel(spline(rim, steps=4), 24, paintwork, shade=0.6)
        solid.panel(spline(stripe, steps=3), 24.3, m.CREAM, line=0.3)
        solid.bars([((104, 20, 0), (104, 92, 10)), ((104, 20, 0), (104, -52, -10))], 7, m.TIMBER)
        solid.boxes(((-44, 24), (112, 116), (0, 120), lighter(wing, 0.1)), line=0.7)
        solid.bars([((x, 48, 24), (x, 114, 40)) for x in (-34, 16)], 3, m.TIMBER)
        solid.bars([((20, -4, 20), (34, -40, 34)), ((48, -4, 20), (34, -40, 34))], 4, m.TIMBER)
        view.pen(solid.place(34, -42, 36)).fill(ellipse(0, 0, 17, 17, count=22), (44, 42, 48))

    spots = (Spot((-8.0, 14.0, 0.0), 0, "seat", 14), Spot((-84.0, 14.0, 0.0), 0, "seat", 14))
    return Vessel(
        Area(-120, 40, -10, 10),
        spots,
        (Piece((0.0, 0.0, 20.0), 60, far, blocks=False), Piece((0.0, 0.0, -24.0), 60, near, blocks=False)),
        eyes=Area(-190, 110, -520, -190),
    )
