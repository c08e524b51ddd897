"""What hangs and stands at walls: pictures, shelves of books and plates, bottles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, ellipse, rect
from sketch.paint.medium import Shade

if TYPE_CHECKING:
    from random import Random

    from sketch.world.view import View

from sketch.plans.rooms.walls import FLOOR


def frame(view: View, x: float, y: float, wide: float, tall: float, rng: Random) -> None:
    """Draw a framed picture on the wall."""
    view.sheet.fill(
        [rect(x - wide / 2 - 11, y - tall / 2 - 11, x + wide / 2 + 11, y + tall / 2 + 11)], view.lit((196, 152, 74))
    )
    view.sheet.fill([rect(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)], view.lit((150, 178, 178)))
    line = [
        (x - wide / 2, y + tall * 0.1),
        (x - wide * 0.1, y - tall * rng.uniform(0.05, 0.25)),
        (x + wide * 0.2, y + tall * 0.12),
        (x + wide / 2, y - tall * 0.02),
    ]
    view.sheet.fill([[*line, (x + wide / 2, y + tall / 2), (x - wide / 2, y + tall / 2)]], view.lit(m.LEAF), line=0.3)


def plates(view: View, x: float, rng: Random) -> None:
    """Draw shelves of plates."""
    wood = view.lit(m.PLANK)
    view.sheet.fill([rect(x - 150, 470, x + 150, FLOOR + 10)], wood, Shade(darker(wood, 0.4), "right", 0.5))
    for y in (250, 350, 450):
        view.sheet.fill([rect(x - 160, y, x + 160, y + 13)], view.lit(m.TIMBER))
        for i in range(5):
            px = x - 124 + i * 62
            glaze = view.lit(rng.choice(((232, 226, 212), (132, 164, 182), (206, 144, 108), (222, 206, 170))))
            view.sheet.fill([ellipse(px, y - 28, 27, 27)], glaze)
            view.sheet.fill([ellipse(px, y - 28, 16, 16)], lighter(glaze, 0.3), line=0)


def shelves(view: View, x0: float, top: float, x1: float, foot: float, rng: Random) -> None:
    """Draw shelves full of books."""
    wood = view.lit(m.TIMBER)
    view.sheet.fill([rect(x0, top, x1, foot)], darker(wood, 0.35))
    rows = 6
    step = (foot - top) / rows
    hues = ((150, 62, 54), (66, 92, 88), (176, 132, 74), (78, 76, 110), (120, 84, 60), (170, 158, 128), (96, 104, 70))
    groups: dict[RGB, list[Outline]] = {}
    for row in range(rows):
        y, x = top + step * (row + 1) - 8, x0 + 10
        while x < x1 - 16:
            wide, tall = rng.uniform(12, 26), step * rng.uniform(0.6, 0.84)
            if rng.random() < 0.93:
                groups.setdefault(rng.choice(hues), []).append(rect(x, y - tall, x + wide - 2, y))
            x += wide
    for hue, books in groups.items():
        view.sheet.fill(books, view.lit(hue), line=0.5)
    view.sheet.fill(
        [rect(x0, top + step * (row + 1) - 8, x1, top + step * (row + 1) + 3) for row in range(rows)], wood, line=0.4
    )
    view.sheet.fill(
        [rect(x0 - 6, top - 16, x1 + 6, top), rect(x0 - 6, top, x0 + 8, foot), rect(x1 - 8, top, x1 + 6, foot)],
        lighter(wood, 0.12),
    )


def bottle(view: View, x: float, foot: float, tall: float, rng: Random) -> None:
    """Draw a bottle on a shelf."""
    glass = view.lit(rng.choice(((86, 122, 92), (146, 98, 60), (112, 136, 150), (160, 70, 60))))
    view.sheet.fill(
        [
            [
                (x - 11, foot),
                (x - 11, foot - tall * 0.55),
                (x - 4, foot - tall * 0.72),
                (x - 4, foot - tall),
                (x + 4, foot - tall),
                (x + 4, foot - tall * 0.72),
                (x + 11, foot - tall * 0.55),
                (x + 11, foot),
            ]
        ],
        glass,
        line=0.5,
    )
