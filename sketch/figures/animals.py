"""Animals, in the measure of people (a grown person is 100 high), looking to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Point, ellipse, limb, spline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sketch.paint.pen import Pen


def draw_animal(pen: Pen, kind: str, fur: RGB) -> None:
    """Draw an animal of that kind with its feet at the pen's origin."""
    _ANIMALS.get(kind, _shape)(pen, fur)


def _shape(pen: Pen, fur: RGB) -> None:
    """Draw a being of which nothing is sure but that it is there: a hunched dark mass, without limbs or face."""
    dark = mix(darker(fur, 0.55), (58, 54, 66), 0.6)
    hunch = [(-24.0, 0.0), (-25.0, -18.0), (-14.0, -36.0), (2.0, -43.0), (16.0, -37.0), (25.0, -20.0), (25.0, 0.0)]
    pen.curve(hunch, dark, shade=darker(dark, 0.3))


def _legs(pen: Pen, legs: Sequence[Sequence[Point]], widths: Sequence[float], colour: RGB) -> None:
    pen.fills([limb(leg, widths) for leg in legs], colour, shade=darker(colour, 0.35))


def _eye(pen: Pen, x: float, y: float, size: float) -> None:
    pen.fill(ellipse(x, y, size, size * 1.1, count=12), (34, 28, 30), line=0)
    pen.fill(
        ellipse(x + size * 0.3, y - size * 0.4, size * 0.32, size * 0.32, count=8), (250, 246, 236), line=0, lit=False
    )


def _dog(pen: Pen, fur: RGB, *, bushy: bool = False, pricked: bool = False) -> None:
    dark, pale = darker(fur, 0.25), lighter(fur, 0.35)
    tail: list[Point] = [(-17, -22), (-23, -27), (-26, -34)] if not bushy else [(-17, -22), (-27, -19), (-35, -10)]
    pen.fill(limb(tail, (3.2, 2.8, 1.2) if not bushy else (3, 7, 1.6)), fur, shade=dark)
    _legs(pen, [[(-12, -17), (-15, -9), (-12, -1)], [(9, -15), (9, -8), (10, -1)]], (5, 3.4, 3), dark)
    pen.curve(
        [(-18, -22), (-12, -27), (0, -26), (8, -30), (13, -27), (14, -18), (8, -12), (-4, -14), (-12, -11), (-18, -15)],
        fur,
        shade=dark,
    )
    _legs(pen, [[(-14, -16), (-18, -9), (-15, -1)], [(11, -18), (12, -9), (13, -1)]], (6.4, 3.8, 3.2), fur)
    pen.fills([ellipse(-13.6, -1, 3.2, 1.7), ellipse(14.6, -1, 3.2, 1.7)], fur, line=0.6)
    pen.curve(
        [
            (6, -28),
            (7, -36),
            (12, -41),
            (18, -40),
            (21, -36),
            (28, -34),
            (28.6, -31),
            (24, -29),
            (18, -28),
            (14, -22),
            (9, -22),
        ],
        fur,
        shade=dark,
    )
    pen.curve([(17, -33), (23, -33.5), (28, -33), (28.4, -31), (24, -29.4), (18, -29)], pale, line=0)
    if pricked:
        pen.fills([[(8, -38), (8, -48), (14, -41)], [(13, -41), (15.5, -49), (19, -40)]], dark)
    else:
        pen.curve([(9, -40), (5, -38), (4.4, -31), (8, -29), (11, -34), (12, -39)], dark)
    pen.fill(ellipse(28.2, -33.4, 1.7, 1.4, count=12), (40, 34, 36), line=0)
    _eye(pen, 18.4, -36, 1.1)
    pen.stroke([(28, -31.6), (24, -30.6), (21, -31)], (0.5, 0.7, 0.4), darker(fur, 0.6))


def _wolf(pen: Pen, fur: RGB) -> None:
    _dog(pen.at(0, 0, scale=1.35), mix(fur, (112, 116, 126), 0.75), bushy=True, pricked=True)


def _fox(pen: Pen, _fur: RGB) -> None:
    _dog(pen.at(0, 0, scale=0.85), (206, 108, 54), bushy=True, pricked=True)


def _cat(pen: Pen, fur: RGB) -> None:
    dark, pale = darker(fur, 0.3), lighter(fur, 0.4)
    pen.fill(limb([(-8, -3), (-16, -3), (-19, -9), (-15, -14)], (3.2, 3, 2.6, 1.8)), fur, shade=dark)
    pen.curve([(-9, -1), (-11, -8), (-6, -17), (0, -23), (6, -22), (8, -12), (8, -1), (0, 0.5)], fur, shade=dark)
    pen.curve([(1, -3), (2, -15), (6, -18), (7.6, -9), (7, -2)], pale, line=0)
    _legs(pen, [[(3, -12), (3.4, -5), (4, -1)], [(6.4, -12), (7, -5), (7.6, -1)]], (3.4, 2.6, 2.8), fur)
    pen.curve([(-8, -6), (-3, -9), (0, -5), (-1, 0), (-8, 0.6)], fur, shade=dark)
    pen.fills([[(-1.4, -28), (-1.8, -35), (3.4, -31)], [(5.4, -31), (10, -34.6), (10, -27.4)]], fur, shade=dark)
    pen.curve(
        [(-2.4, -26), (0, -30.6), (5, -31.6), (9.6, -29.4), (11, -25), (8, -21.4), (3, -21), (-1, -22.6)],
        fur,
        shade=dark,
    )
    pen.fill(ellipse(6.6, -23.4, 3.2, 1.9, count=14), pale, line=0)
    for x in (3.4, 8.4):
        pen.fill(ellipse(x, -26.4, 1.25, 1.35, count=12), (196, 190, 84), line=0.3)
        pen.fill(ellipse(x + 0.1, -26.4, 0.45, 1.2, count=8), (30, 26, 28), line=0)
    pen.fill([(5.8, -24.4), (7.2, -24.4), (6.5, -23.4)], (200, 116, 110), line=0)
    for dy in (-0.6, 0.5):
        pen.strokes_of(
            [[(8, -23.4), (14, -24 + dy * 2)], [(4.6, -23.2), (-1.4, -23.4 + dy * 2)]], (0.3, 0.2), lighter(fur, 0.7)
        )
    for y in (-19, -15, -11):
        pen.stroke([(-5 - (y + 19) * 0.4, y + 1), (-2, y - 1)], (0.4, 1.2), dark, alpha=0.7)


def draw_horse(pen: Pen, coat: RGB, *, saddled: bool = False) -> None:
    """Draw a horse, walking."""
    dark, mane = darker(coat, 0.3), darker(coat, 0.62)
    pen.curve(
        [(-44, -72), (-52, -66), (-55, -48), (-52, -30), (-49, -34), (-48, -52), (-43, -62)],
        mane,
        shade=darker(mane, 0.4),
    )
    far = [[(-31, -52), (-26, -34), (-32, -18), (-30, -3)], [(25, -50), (35, -36), (31, -18), (34, -4)]]
    _legs(pen, far, (15, 8, 5.6, 4.6), dark)
    pen.fills(
        [[(-33, -5), (-27, -5), (-25.4, 0), (-34, 0)], [(31, -6), (36.6, -6), (39, -1), (31, -1)]],
        (52, 44, 46),
        line=0.8,
    )
    barrel: list[Point] = [
        (-46, -66),
        (-40, -77),
        (-26, -80),
        (-8, -75),
        (10, -77),
        (22, -84),
        (34, -76),
        (36, -60),
        (28, -47),
        (10, -42),
        (-12, -41),
        (-28, -45),
        (-42, -48),
    ]
    pen.curve(barrel, coat, shade=dark)
    near = [[(-36, -56), (-42, -36), (-39, -20), (-44, -4)], [(22, -54), (20, -36), (22, -18), (20, -3)]]
    _legs(pen, near, (18, 9, 6.2, 5), coat)
    pen.fills(
        [[(-47, -5), (-41, -5), (-39, 0), (-49, 0)], [(16.8, -5), (22.8, -5), (25, 0), (15, 0)]], (60, 50, 50), line=0.8
    )
    neck: list[Point] = [
        (12, -74),
        (24, -92),
        (34, -106),
        (42, -112),
        (50, -110),
        (62, -94),
        (67, -86),
        (65, -80),
        (58, -79),
        (51, -86),
        (46, -88),
        (42, -76),
        (36, -60),
        (22, -58),
    ]
    pen.curve(neck, coat, shade=dark)
    pen.curve(
        [
            (42, -112),
            (34, -110),
            (22, -96),
            (10, -78),
            (8, -70),
            (16, -72),
            (24, -82),
            (32, -94),
            (40, -104),
            (47, -104),
            (49, -111),
        ],
        mane,
    )
    pen.fills([[(41, -110), (41.6, -120), (46, -111)], [(46, -110), (49, -119), (51, -108)]], dark)
    _eye(pen, 51.4, -100, 1.5)
    pen.curve([(60, -91), (66, -86), (65, -80.6), (59, -80)], mix(coat, (60, 48, 50), 0.45), line=0)
    pen.fill(ellipse(63.8, -86, 0.9, 1.2, count=8), (40, 32, 34), line=0)
    bridle = (86, 52, 40)
    pen.stroke([(46, -111), (49, -100), (47, -90)], (1.3, 1.3, 1.3), bridle)
    pen.stroke([(50, -88), (56, -93), (61, -96)], (1.3, 1.3, 1.3), bridle)
    if saddled:
        pen.curve(
            [(-22, -80), (-6, -74), (8, -78), (9, -60), (2, -54), (-14, -55), (-23, -62)],
            (150, 62, 56),
            shade=(92, 36, 42),
        )
        pen.curve([(-16, -80), (-6, -78), (6, -83), (8, -76), (-4, -70), (-16, -73)], (104, 68, 48), shade=(66, 42, 36))
        pen.stroke([(52, -87), (36, -78), (18, -78)], (1.1, 1.1, 1.1), bridle)


def _horse(pen: Pen, fur: RGB) -> None:
    draw_horse(pen.at(0, 0, scale=0.95), fur)


def _donkey(pen: Pen, fur: RGB) -> None:
    small = pen.at(0, 0, scale=0.66)
    draw_horse(small, mix(fur, (136, 130, 130), 0.75))
    small.fills(
        [
            spline([(40, -108), (34, -130), (42, -134), (46, -110)]),
            spline([(46, -108), (50, -132), (57, -128), (51, -106)]),
        ],
        (120, 112, 112),
        shade=(84, 76, 80),
    )


def _bird(pen: Pen, fur: RGB) -> None:
    dark = darker(fur, 0.35)
    pen.strokes_of([[(-1, -3), (-1, 0)], [(2, -3), (2, 0)]], (0.7, 0.7), (170, 116, 62))
    pen.curve([(-8, -7), (-17, -5), (-18, -3), (-7, -3.4)], dark)
    pen.curve(
        [(-8, -6), (-5, -11), (1, -15), (5, -18.6), (9, -18), (10.4, -14.6), (8, -8), (3, -3), (-4, -2.6)],
        fur,
        shade=lighter(fur, 0.5),
    )
    pen.curve([(-9, -7), (-3, -11.4), (3, -10), (1, -5.6), (-6, -4)], dark)
    pen.fill([(10, -16.8), (14.4, -15.2), (10.2, -14.4)], (216, 156, 66), line=0.5)
    _eye(pen, 7.8, -16, 0.8)


def _cat_of_prey(pen: Pen, fur: RGB) -> None:
    gold = mix(fur, (214, 158, 84), 0.8)
    dark, mane = darker(gold, 0.28), (138, 82, 46)
    pen.fill(limb([(-33, -38), (-44, -30), (-48, -14), (-44, -8)], (4, 3, 2.6, 2.4)), gold, shade=dark)
    pen.fill(ellipse(-43.6, -7, 3.6, 4.6, count=14), mane)
    _legs(pen, [[(-24, -30), (-20, -16), (-24, -2)], [(14, -30), (20, -16), (20, -2)]], (12, 7.4, 6.4), dark)
    pen.curve(
        [(-36, -40), (-26, -50), (-6, -48), (14, -54), (24, -46), (24, -32), (10, -24), (-12, -26), (-30, -26)],
        gold,
        shade=dark,
    )
    _legs(pen, [[(-28, -32), (-36, -18), (-32, -2)], [(12, -34), (12, -16), (13, -2)]], (15, 8, 7.4), gold)
    pen.fills([ellipse(-30, -2.4, 6, 3.2), ellipse(15.4, -2.4, 6, 3.2), ellipse(22.4, -2.4, 5, 3)], gold, line=0.8)
    pen.curve(
        [(6, -58), (10, -72), (22, -78), (36, -74), (44, -62), (42, -46), (34, -36), (22, -30), (10, -34), (4, -46)],
        mane,
        shade=darker(mane, 0.45),
    )
    pen.fills([ellipse(16, -70, 4, 4.2), ellipse(36, -70, 3.4, 3.8)], gold, shade=dark)
    pen.curve(
        [(15, -60), (20, -70), (32, -70), (39, -62), (40, -52), (34, -44), (24, -43), (17, -50)], gold, shade=dark
    )
    pen.curve([(26, -54), (33, -56), (39, -53), (36, -45), (28, -44)], lighter(gold, 0.45), line=0)
    pen.fill([(30.4, -55), (36.6, -55), (33.8, -51)], (92, 54, 50), line=0)
    for x in (24.4, 35.4):
        _eye(pen, x, -60, 1.5)
    pen.stroke([(33.8, -51), (33.4, -48), (30, -46.6)], (0.6, 0.8, 0.5), darker(gold, 0.6))
    pen.stroke([(33.4, -48), (37, -47)], (0.7, 0.4), darker(gold, 0.6))
    for path in ([(10, -62), (6, -50)], [(12, -44), (16, -34)], [(40, -50), (34, -38)], [(24, -76), (14, -72)]):
        pen.stroke(path, (0.6, 1.4), darker(mane, 0.3))


def _bear(pen: Pen, fur: RGB) -> None:
    dark = darker(fur, 0.3)
    _legs(pen, [[(-24, -26), (-22, -12), (-24, -2)], [(20, -26), (24, -12), (25, -2)]], (15, 12, 11), dark)
    pen.curve(
        [
            (-40, -30),
            (-38, -50),
            (-20, -60),
            (4, -58),
            (18, -60),
            (32, -48),
            (30, -28),
            (12, -20),
            (-16, -18),
            (-36, -20),
        ],
        fur,
        shade=dark,
    )
    _legs(pen, [[(-30, -28), (-34, -12), (-31, -2)], [(12, -30), (14, -12), (16, -2)]], (18, 13, 12), fur)
    pen.fills([ellipse(24, -63, 4, 4), ellipse(36, -63, 3.6, 3.6)], fur, shade=dark)
    pen.curve(
        [(18, -56), (24, -65), (36, -65), (44, -56), (52, -50), (51, -44), (42, -41), (28, -40), (19, -46)],
        fur,
        shade=dark,
    )
    pen.curve([(42, -54), (51, -51), (51, -44), (43, -43)], lighter(fur, 0.35), line=0)
    pen.fill(ellipse(51, -50, 2, 1.7), (36, 30, 32), line=0)
    _eye(pen, 39, -55, 1.4)


def _rabbit(pen: Pen, fur: RGB) -> None:
    dark, pale = darker(fur, 0.25), lighter(fur, 0.4)
    pen.fill(ellipse(-9, -4, 2.6, 2.6), lighter(fur, 0.7), line=0.5)
    pen.fills(
        [spline([(2, -17), (-2, -27), (0, -29), (4, -18)]), spline([(5, -18), (5, -29), (8, -29), (8, -17)])],
        fur,
        shade=dark,
    )
    pen.curve([(-9, -2), (-9, -9), (-3, -13), (3, -12), (6, -6), (6, 0), (-4, 0.6)], fur, shade=dark)
    pen.curve([(1, -17), (5, -19.6), (10, -17), (11.4, -13.6), (8, -11), (3, -11.4)], fur, shade=dark)
    pen.fill(ellipse(9, -12.6, 2.2, 1.3), pale, line=0)
    _legs(pen, [[(4, -8), (5, -3), (6.4, -0.8)]], (3, 2.4, 2), fur)
    pen.fill(ellipse(-3, -1, 5, 1.7), fur, shade=dark)
    _eye(pen, 7, -15.4, 0.9)


def _mouse(pen: Pen, fur: RGB) -> None:
    pen.stroke([(-6, -2), (-11, -1), (-14, -4)], (0.8, 0.7, 0.4), (206, 150, 140))
    pen.curve(
        [(-6, -1), (-5, -6), (0, -7), (5, -6), (9, -2.6), (6, 0), (-3, 0.4)],
        mix(fur, (146, 138, 136), 0.6),
        shade=darker(fur, 0.3),
    )
    pen.fill(ellipse(3, -6.8, 2.1, 2.2), (206, 160, 150), line=0.6)
    _eye(pen, 6, -3.8, 0.55)


def _pig(pen: Pen, fur: RGB) -> None:
    pink = mix(fur, (232, 172, 158), 0.85)
    dark = darker(pink, 0.22)
    _legs(pen, [[(-14, -12), (-13, -1)], [(12, -12), (13, -1)]], (6, 4.4), dark)
    pen.curve(
        [(-24, -18), (-16, -29), (2, -31), (16, -28), (20, -18), (12, -9), (-10, -8), (-22, -11)], pink, shade=dark
    )
    _legs(pen, [[(-18, -12), (-19, -1)], [(8, -12), (8, -1)]], (7, 4.8), pink)
    pen.curve([(12, -28), (22, -29), (29, -23), (33, -21), (33, -16), (26, -14), (16, -14)], pink, shade=dark)
    pen.fill(ellipse(32.6, -18.6, 1.8, 3), dark)
    pen.curve([(15, -29), (15, -34), (21, -29), (19, -25)], dark)
    _eye(pen, 25, -23.4, 0.9)
    pen.stroke([(-23, -19), (-28, -21), (-27, -25), (-24, -23), (-28, -19)], (1.2, 1.2, 1.1, 1, 0.7), pink)


def _sheep(pen: Pen, fur: RGB) -> None:
    wool, face = mix(fur, (238, 230, 214), 0.7), darker(fur, 0.62)
    _legs(pen, [[(x, -12), (x, -1)] for x in (-12, -6, 8, 13)], (3.2, 2.6), face)
    pen.curve(
        [
            (-20, -20),
            (-21, -28),
            (-14, -34),
            (-5, -36),
            (4, -35),
            (13, -35),
            (18, -28),
            (17, -20),
            (9, -13),
            (-2, -11),
            (-13, -13),
        ],
        wool,
        shade=darker(wool, 0.3),
    )
    pen.curve([(14, -34), (20, -38), (26, -34), (30, -27), (27, -24), (20, -26), (16, -29)], face)
    pen.curve([(15, -35), (10, -36), (11, -32), (16, -31)], face)
    pen.curve([(13, -36), (18, -41), (23, -38), (20, -35)], wool, line=0.6)
    _eye(pen, 23, -32, 0.9)


def _cow(pen: Pen, fur: RGB) -> None:
    dark, pale = darker(fur, 0.3), lighter(fur, 0.55)
    _legs(pen, [[(-20, -24), (-19, -2)], [(17, -24), (18, -2)]], (6, 4.6), dark)
    pen.stroke([(-31, -44), (-36, -34), (-35, -18)], (1.6, 1.4, 1), dark)
    pen.curve(
        [(-32, -44), (-24, -52), (0, -51), (20, -54), (30, -46), (28, -30), (16, -22), (-14, -22), (-28, -26)],
        fur,
        shade=dark,
    )
    pen.curve([(-16, -48), (-4, -50), (2, -40), (-6, -32), (-16, -38)], pale, line=0.4)
    _legs(pen, [[(-25, -26), (-26, -2)], [(22, -26), (23, -2)]], (6.6, 4.8), fur)
    pen.curve([(24, -54), (32, -60), (40, -56), (47, -44), (46, -38), (38, -38), (30, -42)], fur, shade=dark)
    pen.curve([(42, -45), (48, -44), (48, -38), (41, -38)], pale, line=0.5)
    pen.strokes_of([[(30, -59), (28, -66), (33, -70)], [(36, -60), (38, -67), (43, -69)]], (1.8, 1.5, 0.7), pale)
    pen.curve([(29, -57), (22, -58), (24, -53), (29, -52)], dark)
    _eye(pen, 36, -52, 1.1)


_ANIMALS: dict[str, Callable[[Pen, RGB], None]] = {
    "dog": _dog,
    "cat": _cat,
    "horse": _horse,
    "bird": _bird,
    "lion": _cat_of_prey,
    "wolf": _wolf,
    "bear": _bear,
    "fox": _fox,
    "rabbit": _rabbit,
    "donkey": _donkey,
    "mouse": _mouse,
    "pig": _pig,
    "sheep": _sheep,
    "cow": _cow,
}
