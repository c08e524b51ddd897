"""What is at the walls of courts and cells: the royal arms, bars, chains, and days that somebody has counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.rooms.wall_item import WallItem
from sketch.plans.rooms.walls import FLOOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.world.view import View


def _grille(view: View, x: float, _rng: Random) -> None:
    """Draw the open side of a cell: iron bars from ceiling to floor, its gate, and the dark passage behind."""
    top, half = FLOOR - 560, 290
    passage = view.lit((46, 42, 52))
    view.sheet.fill([rect(x - half, top, x + half, FLOOR)], passage, Shade(darker(passage, 0.5), "top", 0.7), line=0.8)
    view.sheet.fill([rect(x - half, FLOOR - 60, x + half, FLOOR)], view.lit(darker(m.STONE, 0.4)), line=0.4)
    view.sheet.fill([ellipse(x - 170, FLOOR - 330, 12, 18, count=14)], m.LAMP, line=0.3, shine=True)
    view.sheet.glow(x - 170, FLOOR - 330, 200, m.FLAME, 0.45)
    iron = view.lit(darker(m.IRON, 0.1))
    upright = [[(x + dx, top), (x + dx, FLOOR)] for dx in range(-half + 18, half, 40)]
    view.sheet.strokes(upright, (11, 11), iron)
    rails = [rect(x - half, y, x + half, y + 16) for y in (top, FLOOR - 300, FLOOR - 20)]
    gate = [rect(x + dx - 9, FLOOR - 420, x + dx + 9, FLOOR) for dx in (20, 200)]
    view.sheet.fill([*rails, *gate, rect(x + 11, FLOOR - 428, x + 209, FLOOR - 410)], iron, line=0.5)
    view.sheet.fill([rect(x + 30, FLOOR - 250, x + 76, FLOOR - 190)], view.lit(lighter(m.IRON, 0.2)), line=0.6)
    view.sheet.fill([ellipse(x + 53, FLOOR - 222, 6, 9, count=10)], (20, 18, 22), line=0)


def _chains(view: View, x: float, _rng: Random) -> None:
    """Draw two chains that hang from rings, with their shackles."""
    iron = view.lit(m.IRON)
    for side in (-1, 1):
        at = x + side * 46
        view.sheet.fill([ellipse(at, 330, 15, 15, count=18)], iron, line=0.5)
        links = [ellipse(at + side * (k % 2) * 2, 356 + 20 * k, 6, 12, count=12) for k in range(7)]
        view.sheet.fill(links, lighter(iron, 0.12), line=0.6)
        shackle = limb([(at - 22, 530), (at - 24, 506), (at, 492), (at + 24, 506), (at + 22, 530)], (9, 9, 9, 9, 9))
        view.sheet.fill([shackle], iron, line=0.6)


def _tally(view: View, x: float, rng: Random) -> None:
    """Draw the strokes by which somebody has counted the days."""
    strokes = []
    for row in range(3):
        for group in range(3):
            left, y = x - 96 + 70 * group, 320 + 62 * row
            strokes += [[(left + 10 * k, y + rng.uniform(-3, 3)), (left + 10 * k + 2, y + 40)] for k in range(4)]
            strokes.append([(left - 8, y + 34), (left + 40, y + 6)])
    view.sheet.strokes(strokes[: rng.randint(28, 45)], (3.6, 2.4), view.lit(lighter(m.STONE, 0.5)), alpha=0.9)


def _royal_arms(view: View, x: float, _rng: Random) -> None:
    """Draw the scales of justice on a shield, under a crown."""
    gold, red = view.lit(m.GOLD), view.lit(m.CLOTH_RED)
    shield = spline([(x - 88, 130), (x, 116), (x + 88, 130), (x + 84, 230), (x, 312), (x - 84, 230)])
    view.sheet.fill([shield], red, Shade(darker(red, 0.4), "bottom", 0.5), line=1.0)
    crown: Outline = [(x - 56, 104), (x - 66, 56), (x - 30, 84), (x, 44), (x + 30, 84), (x + 66, 56), (x + 56, 104)]
    view.sheet.fill([crown, rect(x - 58, 102, x + 58, 114)], gold, line=0.7)
    beam = limb([(x - 54, 176), (x, 164), (x + 54, 176)], (5, 7, 5))
    post = [rect(x - 4, 156, x + 4, 268), rect(x - 24, 264, x + 24, 272)]
    pans: list[Outline] = [
        [(x + s * 54 - 24, 226), (x + s * 54 + 24, 226), (x + s * 54 + 12, 240), (x + s * 54 - 12, 240)]
        for s in (-1, 1)
    ]
    view.sheet.fill([beam, *post, *pans], lighter(gold, 0.1), line=0.5)
    cords = [[(x + s * 54, 176), (x + s * 54 + d, 226)] for s in (-1, 1) for d in (-22, 22)]
    view.sheet.strokes(cords, (2, 2), mix(gold, (255, 250, 220), 0.3))


OF_COURTS_AND_CELLS: Mapping[str, WallItem] = {
    "grille": WallItem(640, _grille, "door", ahead=34),
    "chains": WallItem(190, _chains),
    "tally": WallItem(260, _tally),
    "royal-arms": WallItem(230, _royal_arms),
}
