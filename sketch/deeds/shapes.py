"""What is in a hand and is no prop of its own: plain shapes by kind, drawn around the pen's origin.

A tool's head is above its origin, as those of the props are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, limb, rect, spline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen

_LINEN = (238, 232, 218)


def parcel(pen: Pen) -> None:
    pen.fill(rect(-6, -4.4, 6, 4.4), (186, 146, 98), shade=(120, 88, 58))
    pen.strokes_of([[(0, -4.4), (0, 4.4)], [(-6, 0), (6, 0)]], (0.8, 0.8), m.CREAM)


def newspaper(pen: Pen) -> None:
    pen.fill([(-9, -8), (0, -6.6), (0, 7), (-9, 6)], m.CREAM, shade=(206, 190, 158))
    pen.fill([(9, -8), (0, -6.6), (0, 7), (9, 6)], (232, 222, 198), shade=(196, 180, 150))
    pen.strokes_of(
        [[(x, y), (x + 5.6, y + 0.4)] for x in (-7.6, 1.8) for y in (-4, -1.6, 0.8, 3.2)], (0.5, 0.5), m.IRON
    )
    pen.strokes_of([[(-7.6, -6), (-1.4, -5)], [(1.6, -5), (7.6, -6)]], (1.1, 1.1), m.IRON)


def cloth(pen: Pen) -> None:
    pen.curve(
        [(-4, -3), (0, -4.4), (4, -3), (6, 4), (4, 11), (0, 9.4), (-4, 12), (-6, 4)], _LINEN, shade=(176, 168, 156)
    )
    pen.strokes_of([[(-1.6, -2), (-2.4, 8)], [(1.8, -2), (2.6, 7)]], (0.6, 0.4), (180, 170, 158))


def kerchief(pen: Pen) -> None:
    pen.curve([(-2, -2), (1, -3.2), (3.6, -1), (3, 2.4), (0.4, 4.6), (-2.6, 2.4)], _LINEN, shade=(176, 168, 156))


def meat(pen: Pen) -> None:
    pen.stroke([(0, 2), (0, 9)], (2, 2.2), m.CREAM)
    pen.curve([(-2, 3), (-4.4, -2), (-2.4, -7), (2.4, -7), (4.4, -2), (2, 3)], (176, 104, 62), shade=(112, 60, 40))


def coin(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 2.4, 2.4, count=18), m.GOLD, shade=darker(m.GOLD, 0.4), line=0.7)
    pen.fill(ellipse(0, 0, 1.4, 1.4, count=14), (240, 204, 112), line=0.3)


def jewel(pen: Pen) -> None:
    """Draw a ring with a stone, the hole in its middle."""
    rim = ellipse(0, 0.6, 2.6, 2.8, count=20)
    pen.stroke([*rim, rim[0]], (1.0, 1.0), m.GOLD)
    pen.fill([(-1.6, -2.4), (0, -4.4), (1.6, -2.4), (0, -1.2)], (196, 52, 74), shade=(120, 26, 48), line=0.5)


def pillow(pen: Pen) -> None:
    pen.curve(
        [(-10, -5), (0, -6), (10, -5), (11, 0), (10, 6), (0, 7), (-10, 6), (-11, 0)], _LINEN, shade=(178, 170, 160)
    )
    pen.strokes_of([[(-9, -4), (-6, -2)], [(9, -4), (6, -2)], [(9, 5), (6, 3)]], (0.6, 0.4), (180, 170, 158))


def lens(pen: Pen) -> None:
    pen.stroke([(0, 8), (0, -1)], (1.5, 1.3), m.TIMBER)
    pen.fill(ellipse(0, -6, 5, 5, count=24), (196, 222, 226), alpha=0.7, line=0.4)
    rim = ellipse(0, -6, 5, 5, count=24)
    pen.stroke([*rim, rim[0]], (1.1, 1.1), m.GOLD)


def cards(pen: Pen) -> None:
    for x, tilt in ((-3.4, -1.6), (0, 0.0), (3.4, 1.6)):
        pen.fill([(x - 2.6 + tilt, -7), (x + 2.6 + tilt, -7), (x + 2.4, 1.4), (x - 2.4, 1.4)], m.CREAM, line=0.8)
        pen.fill(ellipse(x + tilt * 0.5, -3, 0.9, 1.1, count=10), m.CLOTH_RED, line=0)


def firewood(pen: Pen) -> None:
    for y, x in ((3.4, -1.0), (0.6, 1.0), (-2.2, -0.6), (-4.8, 0.8)):
        pen.fill(limb([(-13 + x, y), (13 + x, y - 0.6)], (3, 2.8)), m.BARK, shade=darker(m.BARK, 0.4))
        pen.fill(ellipse(13 + x, y - 0.6, 1.2, 1.4, count=10), m.PLANK, line=0.3)


def spoon(pen: Pen) -> None:
    pen.stroke([(0, 4), (0, -6)], (0.9, 0.8), m.STEEL)
    pen.fill(ellipse(0, -8, 1.9, 2.8, count=16), m.STEEL, shade=darker(m.STEEL, 0.4), line=0.6)


def ladle(pen: Pen) -> None:
    pen.stroke([(0, 8), (0, -17)], (1.3, 1.2), m.PLANK)
    pen.fill(ellipse(0, -19, 3, 3.6, count=16), m.PLANK, shade=darker(m.PLANK, 0.4), line=0.6)


def brush(pen: Pen) -> None:
    pen.stroke([(0, 7), (0, -3)], (1.5, 1.4), m.PLANK)
    pen.fill(rect(-2.4, -8, 2.4, -2.6), m.TIMBER, line=0.6)


def baby(pen: Pen) -> None:
    pen.curve([(-11, -4), (6, -6), (13, -2), (12, 5), (0, 8), (-11, 6)], _LINEN, shade=(176, 168, 156))
    pen.fill(ellipse(9, -2.4, 4.6, 4.6, count=20), (240, 204, 176), shade=(200, 150, 124))
    pen.strokes_of([[(8, -2.4), (9.4, -2.0)], [(11, -2.4), (12, -2.2)]], (0.6, 0.6), m.TIMBER)


def pebble(pen: Pen) -> None:
    pen.curve(
        [(-3.6, 1), (-2.4, -2.6), (1, -3.2), (3.6, -0.6), (2.6, 2.6), (-1.6, 3)], m.ROCK, shade=darker(m.ROCK, 0.5)
    )


def chalk(pen: Pen) -> None:
    pen.fill(rect(-0.9, -6, 0.9, 1.4), (250, 250, 246), line=0.6)


def tray(pen: Pen) -> None:
    pen.fill([(-19, -2), (19, -2), (16, 2), (-16, 2)], (206, 212, 218), shade=(140, 148, 160))
    pen.fills([[(-14, -9), (-7, -9), (-8, -2), (-13, -2)], [(8, -8), (14, -8), (13, -2), (9, -2)]], m.CREAM, line=0.8)
    pen.curve([(-4, -2), (-4.6, -8), (0, -13), (4.6, -8), (4, -2)], m.WALL_BLUE, shade=darker(m.WALL_BLUE, 0.4))
    pen.fill(ellipse(0, -13.4, 1.2, 1.2, count=12), m.GOLD, line=0.4)


def musket(pen: Pen) -> None:
    pen.fill([(-17, 2), (-17, 7), (-6, 3.4), (16, 1.8), (16, -0.6), (-6, -0.8)], (112, 78, 54), shade=(70, 46, 36))
    pen.stroke([(-5, -1), (38, -1.2)], (1.7, 1.4), m.IRON)
    pen.stroke([(-3, 3), (-1, 5), (1.4, 3)], (0.7, 0.8, 0.7), m.IRON)


def line(pen: Pen) -> None:
    """Draw a rope that is hauled taut, from behind the hands to far before them."""
    pen.stroke([(-20, 22), (-14, 6), (0, 0), (90, -34)], (1.4, 1.6, 1.7, 1.5), (206, 176, 124))


def spyglass(pen: Pen) -> None:
    pen.stroke([(0, 16), (0, 4)], (2.0, 2.2), m.GOLD)
    pen.stroke([(0, 4), (0, -15)], (3.0, 3.8), (92, 60, 44))
    pen.stroke([(0, -13.6), (0, -15.4)], (4.6, 4.6), m.GOLD)


def fiddle(pen: Pen) -> None:
    """Draw a violin that is played: held by its neck, the bow across its strings."""
    pen.stroke([(0, -3), (0, 11)], (1.5, 1.3), m.TIMBER)
    pen.curve(
        [(-3, 10), (3, 10), (4.6, 14), (3, 18), (5.4, 23), (3.4, 27), (-3.4, 27), (-5.4, 23), (-3, 18), (-4.6, 14)],
        (176, 96, 50),
        shade=(104, 52, 34),
    )
    pen.stroke([(-15, 14), (19, 16)], (0.9, 1.0), m.CREAM)
    pen.stroke([(-15, 13), (19, 15)], (0.8, 0.9), m.TIMBER)


def smoked_pipe(pen: Pen) -> None:
    """Draw a pipe at the mouth behind the hand, and its smoke."""
    pen.stroke([(-10, -3), (-3, -1.6), (3, 2)], (1.2, 1.4, 1.6), m.TIMBER)
    pen.fill([(1.6, -4.6), (8, -4.6), (7.2, 4), (2.4, 4)], (112, 66, 46), shade=(66, 40, 36))
    pen.fill(ellipse(4.8, -4.6, 3, 1.1, count=14), (236, 132, 64), line=0.3)
    for x, y, r in ((6.0, -11.0, 2.6), (8.6, -17.0, 3.6), (6.6, -25.0, 4.6)):
        pen.fill(ellipse(x, y, r * 1.25, r, count=18), (226, 226, 230), alpha=0.72, line=0.2)


def bandage(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 3.4, 3, count=16), _LINEN, shade=(176, 168, 156), line=0.7)
    pen.stroke([(3, 1), (9, 3), (13, 1)], (2.2, 2.4, 2), _LINEN)


def whole_sack(pen: Pen) -> None:
    """Draw a full sack over the shoulder of who holds its neck."""
    pen.curve(
        [(0, 0), (-10, -9), (-26, -8), (-40, 6), (-42, 24), (-32, 36), (-18, 30), (-10, 12)],
        (176, 148, 110),
        shade=(106, 84, 62),
    )
    pen.stroke([(-2, 1), (2, 1)], (1.4, 1.4), m.CLOTH_RED)


def burning(pen: Pen) -> None:
    """Draw a match that burns."""
    pen.stroke([(0, 4), (0, -4)], (0.8, 0.7), m.PLANK)
    pen.fill(spline([(-1.3, -4), (0, -9), (1.3, -4), (0, -3)]), (255, 214, 120), lit=False, line=0.3)
    pen.glow(0, -6, 34, m.FLAME, 0.8)


SHAPES: Mapping[str, Callable[[Pen], None]] = {
    "parcel": parcel,
    "newspaper": newspaper,
    "cloth": cloth,
    "kerchief": kerchief,
    "meat": meat,
    "coin": coin,
    "jewel": jewel,
    "pillow": pillow,
    "lens": lens,
    "cards": cards,
    "firewood": firewood,
    "spoon": spoon,
    "ladle": ladle,
    "brush": brush,
    "baby": baby,
    "pebble": pebble,
    "chalk": chalk,
    "tray": tray,
    "musket": musket,
    "line": line,
    "spyglass": spyglass,
    "fiddle": fiddle,
    "smoked pipe": smoked_pipe,
    "bandage": bandage,
    "whole sack": whole_sack,
    "burning match": burning,
}
"""By their names."""
