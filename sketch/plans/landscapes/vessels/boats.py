"""Boats and rafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import ellipse
from sketch.paint.medium import Shade
from sketch.plans.identity import built
from sketch.plans.plan import Area, Piece, Spot
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from sketch.scene import DepictedScene
    from sketch.world.vectors import Vector
    from sketch.world.view import View
from sketch.plans.landscapes.vessels.vessel import Vessel


@dataclass(frozen=True, slots=True)
class Hull:
    """The body of a boat that lies along x: half its length and width, the height of its side, its colour."""

    long: float
    wide: float
    tall: float
    colour: RGB
    water: float = -16.0

    def rim(self, side: int) -> list[Vector]:
        """Return the upper edge of one side, from stern to bow."""
        return [
            self._point(t / 9, side, self.tall + 9 * (t / 9) ** 2 * (1.6 if t > 0 else 1.0), 1.0) for t in range(-9, 10)
        ]

    def foot(self, side: int, y: float, narrow: float) -> list[Vector]:
        """Return the line where one side meets the water or the boards."""
        return [self._point(t / 9 * 0.94, side, y, narrow) for t in range(-9, 10)]

    def _point(self, t: float, side: int, y: float, narrow: float) -> Vector:
        return (self.long * t, y, side * self.wide * narrow * (1 - abs(t) ** 2.4))

    def paint_side(self, view: View, side: int) -> None:
        """Paint one side: from without if it is turned to us, else from within."""
        outside = (view.camera.eye[2] - side * self.wide) * side > 0
        low = self.foot(side, self.water, 0.72) if outside else self.foot(side, 2.0, 0.86)
        outline = view.outline([*self.rim(side), *reversed(low)])
        at = (0.0, 0.0, side * self.wide)
        if len(outline) > 2:
            tone = view.lit_at(self.colour if outside else darker(self.colour, 0.28), at)
            view.sheet.fill([outline], tone, Shade(darker(tone, 0.45), "bottom", 0.6))
        edge = [view.camera.point(p) for p in self.rim(side)]
        k = view.camera.scale(at)
        view.sheet.strokes([edge], (3.4 * k, 4.4 * k, 3.4 * k), view.lit_at(lighter(self.colour, 0.2), at))
        if outside:
            strake = [view.camera.point((x, y - 9, z * 1.01)) for x, y, z in self.rim(side)]
            view.sheet.strokes(
                [strake], (1.2 * k, 1.6 * k, 1.2 * k), view.lit_at(darker(self.colour, 0.4), at), alpha=0.7
            )

    def paint_bottom(self, view: View) -> None:
        """Paint the boards within, and the water that the hull darkens."""
        shade = view.outline(
            [(x * 1.04, self.water, z * 1.3) for x, _, z in (*self.foot(-1, 0, 1.0), *reversed(self.foot(1, 0, 1.0)))]
        )
        if len(shade) > 2:
            view.sheet.fill([shade], view.lit(darker(m.SEA, 0.55)), alpha=0.6, line=0)
        boards = view.outline([*self.foot(-1, 2.0, 0.86), *reversed(self.foot(1, 2.0, 0.86))])
        if len(boards) > 2:
            view.sheet.fill([boards], view.lit(darker(self.colour, 0.35)), line=0.5)


def _bench(x: float, half: float, wood: RGB) -> Piece:
    def paint(view: View) -> None:
        Solid.of(view, (x, 0.0, 0.0), 270).box((-9, 9), (19, 23), (-half, half), wood)

    return Piece((x, 0.0, half * 0.4), 20, paint, blocks=False)


def _sides(hull: Hull) -> list[Piece]:
    def far(view: View) -> None:
        hull.paint_side(view, 1)

    def near(view: View) -> None:
        hull.paint_side(view, -1)

    return [
        Piece((0.0, 0.0, hull.wide * 1.02), 40, far, blocks=False),
        Piece((0.0, 0.0, -hull.wide * 1.02), 40, near, blocks=False),
    ]


def rowing_boat(scene: DepictedScene) -> Vessel:
    """Return a boat for four, with a pair of oars."""
    wood = built(scene, "hull").choice((m.PLANK, (196, 188, 170), (96, 128, 140), darker(m.PLANK, 0.2)))
    hull = Hull(150, 42, 30, wood)

    def oars(view: View) -> None:
        camera = view.camera
        for side in (-1, 1):
            a, b = (-26.0, 34.0, side * 6.0), (36.0, -14.0, side * 150.0)
            if camera.sees(a) and camera.sees(b):
                blade = [camera.point(a), camera.point(b)]
                k = camera.scale(b)
                view.sheet.strokes([blade], (3 * k, 3.4 * k), view.lit(lighter(m.PLANK, 0.15)))
                x, y = camera.point(b)
                view.sheet.fill([ellipse(x, y, 16 * k, 5 * k, count=14)], view.lit(lighter(m.PLANK, 0.15)), line=0.5)

    spots = (
        Spot((-20.0, 0.0, 0.0), 180, "oar", 23),
        Spot((64.0, 0.0, 0.0), 180, "bench", 23),
        Spot((-84.0, 0.0, 0.0), 0, "bench", 23),
        Spot((24.0, 0.0, 4.0), 180, "bench", 23),
        Spot((100.0, 0.0, 0.0), 0, "edge", 0),
    )
    pieces = [
        *_sides(hull),
        *(_bench(x, 34, lighter(wood, 0.1)) for x in (-84, -20, 44)),
        Piece((0.0, 0.0, -44.0), 10, oars, blocks=False),
    ]
    return Vessel(Area(-110, 110, -16, 16), spots, tuple(pieces), hull.paint_bottom)


def sailing_boat(scene: DepictedScene) -> Vessel:
    """Return a boat with a mast and its sail."""
    rng = built(scene, "hull")
    wood = rng.choice((m.PLANK, (222, 214, 198), (84, 110, 130)))
    canvas = rng.choice((m.CREAM, (206, 120, 88), (226, 214, 186)))
    hull = Hull(190, 54, 34, wood)

    def rig(view: View) -> None:
        pen = view.pen((30.0, 0.0, 20.0))
        bend = 10 + 16 * view.wind
        pen.stroke([(0, 0), (0, -300)], (5, 3.4), m.TIMBER)
        pen.curve(
            [(-3, -290), (-60 - bend, -200), (-112 - bend, -96), (-110, -56), (-3, -64)],
            canvas,
            shade=darker(canvas, 0.3),
        )
        pen.curve(
            [(4, -270), (50 + bend * 0.5, -150), (92, -50), (4, -70)], lighter(canvas, 0.1), shade=darker(canvas, 0.3)
        )
        pen.stroke([(-4, -56), (-120, -52)], (4, 3), m.TIMBER)

    spots = (
        Spot((-120.0, 0.0, 0.0), 0, "bench", 23),
        Spot((-60.0, 0.0, -12.0), 0, "bench", 23),
        Spot((80.0, 0.0, 0.0), 0, "stand"),
        Spot((-10.0, 0.0, 0.0), 180, "stand"),
        Spot((130.0, 0.0, 0.0), 0, "edge"),
    )
    pieces = [
        *_sides(hull),
        _bench(-112, 44, lighter(wood, 0.1)),
        _bench(-50, 48, lighter(wood, 0.1)),
        Piece((30.0, 0.0, 20.0), 8, rig, blocks=False),
    ]
    return Vessel(Area(-140, 150, -22, 22), spots, tuple(pieces), hull.paint_bottom)


def raft(scene: DepictedScene) -> Vessel:
    """Return a raft of trunks with a rag for a sail."""
    rng = built(scene, "raft")
    hues = [rng.choice((m.BARK, lighter(m.BARK, 0.12), m.TIMBER)) for _ in range(9)]

    def logs(view: View) -> None:
        solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
        solid.boxes(*(((-130, 130), (-14, 0), (-64 + 14.4 * k, -51 + 14.4 * k), hue) for k, hue in enumerate(hues)))
        solid.bars([((x, 1, -66), (x, 1, 66)) for x in (-90, 90)], 5, m.THATCH)

    def mast(view: View) -> None:
        pen = view.pen((50.0, 0.0, 30.0))
        pen.stroke([(0, 0), (0, -170)], (5, 4), m.TIMBER)
        pen.curve(
            [(-50, -160), (50, -158), (56 + 14 * view.wind, -100), (46, -62), (-48, -66)],
            m.CREAM,
            shade=darker(m.CREAM, 0.35),
        )

    spots = (
        Spot((-40.0, 0.0, 0.0), 0, "stand"),
        Spot((10.0, 0.0, -20.0), 180, "stand"),
        Spot((-80.0, 0.0, 20.0), 0, "bench", 12),
        Spot((-10.0, 0.0, 26.0), 0, "bed", 4),
        Spot((110.0, 0.0, 0.0), 0, "edge"),
    )
    return Vessel(Area(-112, 112, -50, 50), spots, (Piece((50.0, 0.0, 30.0), 8, mast),), logs)
