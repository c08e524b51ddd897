"""What walls of places for work, worship and play have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.rooms import hearths, openings
from sketch.plans.rooms.wall_item import WallItem
from sketch.plans.rooms.walls import FLOOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.paint.geometry import Outline
    from sketch.world.view import View


def _blackboard(view: View, x: float, rng: Random) -> None:
    view.sheet.fill([rect(x - 250, 220, x + 250, 480)], view.lit(m.PLANK))
    slate = view.lit((58, 74, 70))
    view.sheet.fill([rect(x - 234, 236, x + 234, 464)], slate, Shade(lighter(slate, 0.2), "bottom", 0.4), line=0.4)
    lines = []
    for k in range(5):
        y, px = 270 + 38 * k, x - 200.0
        while px < x + rng.uniform(40, 190):
            step = rng.uniform(20, 46)
            lines.append([(px, y), (px + step * 0.5, y - 10), (px + step, y + 3)])
            px += step + 14
    view.sheet.strokes(lines, (3, 4, 2), (222, 226, 216), alpha=0.8)


def _crucifix(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill([rect(x - 9, 180, x + 9, 380), rect(x - 58, 236, x + 58, 254)], view.lit(darker(m.TIMBER, 0.2)))


def _panel(view: View, x: float, rng: Random) -> None:
    steel = view.lit(mix(m.SLATE, m.STEEL, 0.35))
    view.sheet.fill([rect(x - 210, 250, x + 210, FLOOR)], steel, Shade(darker(steel, 0.4), "bottom", 0.6))
    view.sheet.fill([rect(x - 170, 280, x - 10, 400)], (36, 66, 78), line=0.5, shine=True)
    trace = [(x - 164 + 16 * k, 340 + rng.uniform(-40, 40)) for k in range(10)]
    view.sheet.strokes([trace], (4, 4), (120, 236, 200))
    for hue in ((236, 96, 80), (246, 206, 96), (120, 220, 150)):
        dots = [ellipse(x + 30 + 36 * rng.randrange(5), 296 + 34 * rng.randrange(6), 9, 9, count=10) for _ in range(5)]
        view.sheet.fill(dots, hue, line=0.3, shine=True)
    view.sheet.fill([rect(x - 210, 470, x + 210, 490)], lighter(steel, 0.2), line=0.4)
    view.sheet.glow(x - 90, 340, 260, (120, 220, 210), 0.4)


def _organ(view: View, x: float, _rng: Random) -> None:
    pipes = [
        limb([(x - 150 + 30 * k, 460), (x - 150 + 30 * k, 120 - 90 * (1 - abs(k - 5) / 5))], (20, 22))
        for k in range(11)
    ]
    view.sheet.fill(pipes, view.lit(m.GOLD), Shade(view.lit(darker(m.GOLD, 0.5)), "right", 0.5), line=0.7)
    view.sheet.fill([rect(x - 180, 450, x + 180, FLOOR)], view.lit(darker(m.TIMBER, 0.1)))


def _altar(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill(
        [rect(x - 190, 500, x + 190, FLOOR)], view.lit(m.CREAM), Shade(view.lit((190, 170, 140)), "bottom", 0.6)
    )
    view.sheet.fill([rect(x - 30, 500, x + 30, FLOOR)], view.lit(m.CLOTH_RED), line=0.5)
    view.sheet.fill([rect(x - 7, 350, x + 7, 500), rect(x - 44, 392, x + 44, 406)], view.lit(m.GOLD))
    for dx in (-130, 130):
        hearths.candle(view, x + dx, 500)


def _niche(view: View, x: float, _rng: Random) -> None:
    view.sheet.fill([openings.opening(x - 70, 240, x + 70, 600, 0, arched=True)], view.lit(darker(m.STONE, 0.5)))
    stone = view.lit(lighter(m.STONE, 0.2))
    figure = spline([(x - 34, 590), (x - 40, 420), (x - 18, 350), (x + 18, 350), (x + 40, 420), (x + 34, 590)])
    view.sheet.fill([figure, ellipse(x, 322, 22, 27)], stone, Shade(darker(stone, 0.5), "right", 0.7), line=0.6)


def _box(view: View, x: float, _rng: Random) -> None:
    """Draw a box of a theatre with its curtain."""
    red = view.lit(m.CLOTH_RED)
    for y in (160, 420):
        view.sheet.fill([openings.opening(x - 100, y - 130, x + 100, y + 40, 8, arched=True)], view.lit(m.GOLD))
        view.sheet.fill([openings.opening(x - 100, y - 130, x + 100, y + 40, 0, arched=True)], view.lit((62, 30, 40)))
        view.sheet.fill(
            [
                [(x - 100, y - 60), (x - 56, y - 110), (x - 76, y + 30), (x - 100, y + 40)],
                [(x + 100, y - 60), (x + 56, y - 110), (x + 76, y + 30), (x + 100, y + 40)],
            ],
            red,
            line=0.5,
        )
        view.sheet.fill(
            [rect(x - 118, y + 30, x + 118, y + 74)],
            view.lit(m.GOLD),
            Shade(view.lit(darker(m.GOLD, 0.5)), "bottom", 0.6),
        )


def _stage(view: View, x: float, _rng: Random) -> None:
    """Draw a stage with its curtain drawn up at both sides."""
    sheet, red = view.sheet, view.lit(m.CLOTH_RED)
    sheet.fill(
        [rect(x - 420, 60, x + 420, 540)],
        view.lit((126, 150, 150)),
        Shade(view.lit((70, 84, 110)), "top", 0.7),
        line=0.4,
    )
    sheet.fill([rect(x - 420, 470, x + 420, 540)], view.lit(m.MEADOW), line=0.3)
    sheet.fill(
        [
            spline([(x - 200, 470), (x - 120, 300), (x - 40, 470)]),
            spline([(x + 60, 470), (x + 180, 260), (x + 290, 470)]),
        ],
        view.lit(m.PINE, 0.2),
        line=0.5,
    )
    drapes: list[Outline] = [
        [(x + s * 440, 40), (x + s * 220, 50), (x + s * 300, 260), (x + s * 350, 540), (x + s * 440, 540)]
        for s in (-1, 1)
    ]
    sheet.fill(
        [
            *drapes,
            spline(
                [(x - 440, 30), (x + 440, 30), (x + 440, 110), (x + 220, 140), (x, 110), (x - 220, 140), (x - 440, 110)]
            ),
        ],
        red,
        Shade(darker(red, 0.5), "bottom", 0.6),
    )
    sheet.fill(
        [rect(x - 460, 20, x - 424, 560), rect(x + 424, 20, x + 460, 560), rect(x - 460, 0, x + 460, 36)],
        view.lit(m.GOLD),
    )
    sheet.fill(
        [rect(x - 460, 540, x + 460, FLOOR)],
        view.lit(darker(m.TIMBER, 0.1)),
        Shade(view.lit(darker(m.TIMBER, 0.5)), "bottom", 0.5),
    )
    for k in range(9):
        hearths.candle(view, x - 360 + 90 * k, 540)


FITTINGS: Mapping[str, WallItem] = {
    "blackboard": WallItem(540, _blackboard, "stand", ahead=36),
    "crucifix": WallItem(140, _crucifix),
    "panel": WallItem(450, _panel, "lean", ahead=36),
    "organ": WallItem(400, _organ),
    "altar": WallItem(420, _altar, "stand", ahead=50),
    "niche": WallItem(190, _niche),
    "box": WallItem(270, _box),
    "stage": WallItem(960, _stage),
}
