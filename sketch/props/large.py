"""Things that stand by themselves: drawn with their foot at the pen's origin, in the measure of people."""

from __future__ import annotations

from collections.abc import Callable

from sketch.figures.animals import draw_animal
from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.paint.pen import Pen


def boat(pen: Pen) -> None:
    pen.fill(
        spline([(-62, -22), (62, -24), (48, 0), (30, 6), (-34, 6), (-50, 0)], steps=4),
        m.PLANK,
        shade=darker(m.PLANK, 0.5),
    )
    pen.stroke([(-60, -18), (0, -12), (60, -20)], (2.4, 2.4, 2.4), darker(m.PLANK, 0.4))
    pen.fill(limb([(-20, -16), (30, -40)], (2.4, 2)), m.TIMBER)


def table(pen: Pen) -> None:
    pen.fills([limb([(x, -36), (x, 0)], (4, 3.4)) for x in (-36, 36)], m.TIMBER)
    pen.fill([(-46, -40), (46, -40), (50, -34), (-50, -34)], m.PLANK, shade=darker(m.PLANK, 0.4))


def chair(pen: Pen) -> None:
    pen.fills([limb([(x, y), (x, 0)], (2.6, 2.2)) for x, y in ((-11, -58), (11, -26))], m.TIMBER)
    pen.fills([rect(-13, -28, 13, -24), rect(-12.4, -52, -9, -44)], m.PLANK)


def bed(pen: Pen) -> None:
    pen.fills([rect(-62, -48, -56, 0), rect(56, -36, 62, 0)], m.TIMBER)
    pen.fill(spline([(-56, -26), (56, -24), (58, -6), (-58, -6)], steps=4), m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.4))
    pen.fill(spline([(-54, -36), (-30, -36), (-28, -24), (-55, -24)]), (238, 230, 214), shade=(190, 182, 170))


def chest(pen: Pen) -> None:
    pen.fill(rect(-20, -16, 20, 0), m.PLANK, shade=darker(m.PLANK, 0.5))
    pen.curve(
        [(-20, -16), (-18, -23), (0, -25), (18, -23), (20, -16)], lighter(m.PLANK, 0.1), shade=darker(m.PLANK, 0.3)
    )
    pen.fills([rect(-14, -24, -11, 0), rect(11, -24, 14, 0), rect(-2.4, -18, 2.4, -12)], m.IRON, line=0.5)


def fire(pen: Pen) -> None:
    pen.fills([limb([(-13, -1), (12, -5)], (4, 3.4)), limb([(13, -1), (-11, -5)], (4, 3.4))], m.BARK)
    for colour, h in (((226, 104, 48), 28.0), ((250, 168, 66), 20.0), ((255, 232, 150), 12.0)):
        w = h * 0.38
        pen.fill(
            spline(
                [
                    (-w, -3),
                    (-w, -3 - h * 0.4),
                    (-w * 0.4, -3 - h * 0.75),
                    (0, -3 - h),
                    (w * 0.4, -3 - h * 0.6),
                    (w * 0.8, -3 - h * 0.7),
                    (w, -3 - h * 0.3),
                    (w, -3),
                ]
            ),
            colour,
            lit=False,
            line=0.3,
        )
    pen.glow(0, -14, 105, m.FLAME, 0.9)


def cart(pen: Pen) -> None:
    pen.fill([(-44, -38), (40, -36), (36, -16), (-40, -16)], m.PLANK, shade=darker(m.PLANK, 0.45))
    pen.stroke([(38, -24), (72, -20)], (3, 2.4), m.TIMBER)
    wheel(pen.at(-12, 0))


def wheel(pen: Pen) -> None:
    rim = ellipse(0, -15, 15, 15, count=30)
    pen.stroke([*rim, rim[0]], (2.8, 2.8), m.TIMBER)
    pen.strokes_of([[(0, -15), rim[i]] for i in range(0, 30, 5)], (1.4, 1.4), m.TIMBER)


def carriage(pen: Pen) -> None:
    for x in (-30, 30):
        wheel(pen.at(x, 0))
    pen.curve(
        [(-44, -64), (-10, -74), (34, -72), (44, -60), (40, -24), (16, -14), (-34, -16), (-46, -34)],
        (92, 46, 52),
        shade=(46, 24, 34),
    )
    pen.fill(spline([(-22, -62), (16, -64), (18, -42), (-22, -42)], steps=3), (196, 206, 204))


def bridge(pen: Pen) -> None:
    pen.fill(
        [(-120, 0), (-96, -26), (0, -42), (96, -26), (120, 0), (80, 0), (50, -16), (0, -22), (-50, -16), (-80, 0)],
        m.STONE,
        shade=darker(m.STONE, 0.4),
    )


def tent(pen: Pen) -> None:
    pen.fill([(-56, 0), (0, -74), (56, 0)], (226, 204, 164), shade=(150, 120, 84), side="right")
    pen.fill([(-12, 0), (0, -52), (14, 0)], (92, 70, 58))


def barrel(pen: Pen) -> None:
    pen.fill(
        spline([(-11, -30), (11, -30), (14, -15), (11, 0), (-11, 0), (-14, -15)]),
        m.PLANK,
        shade=darker(m.PLANK, 0.55),
        side="right",
    )
    pen.strokes_of([[(-13, y), (0, y + 1.6), (13, y)] for y in (-24, -7)], (1.8, 1.8, 1.8), m.IRON)


def door(pen: Pen) -> None:
    pen.fill(rect(-24, -104, 24, 0), m.TIMBER)
    pen.fill(rect(-20, -100, 20, 0), m.PLANK, shade=darker(m.PLANK, 0.4), side="right")
    pen.fill(ellipse(14, -48, 2, 2, count=10), (214, 168, 72))


def stone(pen: Pen) -> None:
    pen.curve([(-20, 0), (-18, -14), (-4, -22), (12, -18), (22, -6), (20, 0)], m.ROCK, shade=darker(m.ROCK, 0.5))


def anchor(pen: Pen) -> None:
    pen.stroke([(0, -34), (0, -4)], (3, 3), m.IRON)
    pen.stroke([(-16, -12), (-8, -2), (0, 0), (8, -2), (16, -12)], (2, 3, 3.4, 3, 2), m.IRON)
    pen.stroke([(-8, -28), (8, -28)], (2.2, 2.2), m.IRON)


def _animal(kind: str, fur: tuple[int, int, int]) -> Callable[[Pen], None]:
    return lambda pen: draw_animal(pen, kind, fur)


STANDING: dict[str, Callable[[Pen], None]] = {
    "boat": boat,
    "table": table,
    "chair": chair,
    "bed": bed,
    "chest": chest,
    "trunk": chest,
    "box": chest,
    "fire": fire,
    "campfire": fire,
    "cart": cart,
    "wagon": cart,
    "wheel": wheel,
    "carriage": carriage,
    "coach": carriage,
    "bridge": bridge,
    "tent": tent,
    "barrel": barrel,
    "door": door,
    "gate": door,
    "stone": stone,
    "rock": stone,
    "anchor": anchor,
    "dog": _animal("dog", (138, 98, 66)),
    "cat": _animal("cat", (120, 108, 104)),
    "horse": _animal("horse", (126, 84, 56)),
    "bird": _animal("bird", (96, 112, 140)),
    "rabbit": _animal("rabbit", (170, 146, 120)),
    "lion": _animal("lion", (206, 160, 90)),
    "wolf": _animal("wolf", (120, 122, 130)),
    "bear": _animal("bear", (104, 76, 58)),
    "fox": _animal("fox", (200, 110, 60)),
    "donkey": _animal("donkey", (136, 130, 130)),
    "mouse": _animal("mouse", (146, 138, 136)),
    "pig": _animal("pig", (230, 172, 158)),
}
"""What stands on the ground, by the words for it."""
BY_WATER = frozenset({"boat", "anchor"})
OUTDOORS_ONLY = frozenset({"bridge", "tent", "cart", "wagon", "carriage", "coach", "fire", "campfire"}) | BY_WATER
INDOORS_ONLY = frozenset({"table", "chair", "bed", "door"})
