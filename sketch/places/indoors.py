"""Places with a roof: room, kitchen, library, tavern, church. A window tells the time and the weather outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import ellipse, limb, rect
from sketch.paint.medium import Shade
from sketch.places.built import barrel
from sketch.places.furniture import (
    FLOOR,
    armchair,
    bottle,
    cupboard,
    curtains,
    fireplace,
    frame,
    hanging_lamp,
    plates,
    rug,
    shelves,
    stained,
    window,
)

if TYPE_CHECKING:
    from random import Random

    from sketch.drawing import Drawing


def room(drawing: Drawing) -> None:
    """Draw a parlour: papered wall, window, fireplace, a picture, a carpet."""
    rng = drawing.built("room")
    _shell(drawing, rng.choice((m.WALL_GREEN, m.WALL_BLUE, m.WALL_ROSE, m.PLASTER)), rng, stripes=True)
    side = rng.choice((0.24, 0.76))
    window(drawing, drawing.width * side, 330, 210, 290)
    curtains(drawing, drawing.width * side, 330, 210, 290, rng.choice((m.CLOTH_RED, m.WALL_BLUE, m.LEAF_WARM)))
    fireplace(drawing, drawing.width * (1 - side), 300)
    frame(drawing, drawing.width * 0.5, 270, 120, 90, rng)
    rug(drawing, rng.choice((m.CLOTH_RED, m.WALL_BLUE, m.PINE)))
    if rng.random() < 0.4:
        cupboard(drawing, drawing.width * 0.5, rng)
    else:
        armchair(drawing, drawing.width * 0.5, rng)


def kitchen(drawing: Drawing) -> None:
    """Draw a kitchen: hearth, shelves with plates, pots, a flagged floor."""
    rng = drawing.built("kitchen")
    _shell(drawing, m.PLASTER, rng, beams=True, tiles=True)
    side = rng.choice((0.24, 0.76))
    fireplace(drawing, drawing.width * side, 340, pot=True)
    window(drawing, drawing.width * 0.52, 320, 170, 180)
    plates(drawing, drawing.width * (1 - side), rng)
    w = drawing.width
    hooks = [(w * t, rng.uniform(30, 46)) for t in (0.38, 0.44, 0.62, 0.68)]
    for x, size in hooks:
        drawing.canvas.strokes([[(x, 118), (x, 150)]], (2, 2), drawing.lit(m.IRON))
        drawing.canvas.fill(
            [ellipse(x, 150 + size * 0.6, size * 0.6, size * 0.6)],
            drawing.lit((178, 112, 70)),
            Shade(drawing.lit((96, 58, 40)), "right", 0.7),
        )


def library(drawing: Drawing) -> None:
    """Draw books from floor to ceiling, a tall window, a ladder."""
    rng = drawing.built("library")
    _shell(drawing, darker(m.TIMBER, 0.05), rng)
    w = drawing.width
    for x0, x1 in ((-10.0, w * 0.36), (w * 0.64, w + 10)):
        shelves(drawing, x0, 60, x1, FLOOR - 4, rng)
    window(drawing, w * 0.5, 320, 200, 400, arched=True)
    curtains(drawing, w * 0.5, 320, 200, 400, m.CLOTH_RED)
    lx = w * rng.choice((0.3, 0.7))
    rails = [limb([(lx - 24, 96), (lx - 60, FLOOR + 30)], (8, 9)), limb([(lx + 24, 96), (lx - 4, FLOOR + 30)], (8, 9))]
    rungs = [
        limb([(lx - 24 - 36 * t, 96 + (FLOOR - 66) * t), (lx + 24 - 28 * t, 96 + (FLOOR - 66) * t)], (6, 6))
        for t in [i / 8 for i in range(1, 8)]
    ]
    drawing.canvas.fill(rails + rungs, drawing.lit(lighter(m.PLANK, 0.1)), line=0.7)
    rug(drawing, m.CLOTH_RED)


def tavern(drawing: Drawing) -> None:
    """Draw an inn: beams, a fire, barrels and a lamp."""
    rng = drawing.built("tavern")
    _shell(drawing, mix(m.PLASTER, m.THATCH, 0.35), rng, beams=True)
    w = drawing.width
    side = rng.choice((0.2, 0.8))
    fireplace(drawing, w * side, 350)
    window(drawing, w * 0.48, 300, 150, 150, leaded=True)
    bx = w * (1 - side)
    drawing.canvas.fill([rect(bx - 190, 380, bx + 190, 396), rect(bx - 190, 250, bx + 190, 264)], drawing.lit(m.TIMBER))
    for i in range(9):
        x, tall = bx - 168 + i * 42, rng.uniform(44, 78)
        bottle(drawing, x, 380 if i % 2 else 250, tall, rng)
    barrel(drawing, bx - 90, 740, 170)
    barrel(drawing, bx + 70, 752, 190)
    hanging_lamp(drawing, w * 0.5, 120)


def church(drawing: Drawing) -> None:
    """Draw a nave: pillars, arches, stained glass, an aisle."""
    rng = drawing.built("church")
    _shell(drawing, m.STONE, rng, tiles=True)
    w = drawing.width
    for t in (0.18, 0.5, 0.82):
        stained(drawing, w * t, 300 if t != 0.5 else 270, 92 if t != 0.5 else 130, 330 if t != 0.5 else 400, rng)
    for t in (0.02, 0.335, 0.665, 0.98):
        x = w * t
        drawing.canvas.fill(
            [
                limb([(x, FLOOR + 46), (x, 120)], (56, 48)),
                rect(x - 44, FLOOR + 24, x + 44, FLOOR + 52),
                rect(x - 40, 104, x + 40, 130),
            ],
            drawing.lit(lighter(m.STONE, 0.14)),
            Shade(drawing.lit(darker(m.STONE, 0.4)), "right", 0.6),
        )
    ribs = [
        [(w * a, 112), (w * (a + b) / 2, -30), (w * b, 112)] for a, b in ((0.02, 0.335), (0.335, 0.665), (0.665, 0.98))
    ]
    drawing.canvas.strokes(ribs, (20, 17, 20), drawing.lit(lighter(m.STONE, 0.06)))
    drawing.canvas.fill(
        [[(w * 0.42, FLOOR), (w * 0.58, FLOOR), (w * 0.78, 1010), (w * 0.22, 1010)]],
        drawing.lit(m.CLOTH_RED),
        Shade(drawing.lit(darker(m.CLOTH_RED, 0.4)), "bottom", 0.5),
    )


def _shell(
    drawing: Drawing, wall: RGB, rng: Random, *, stripes: bool = False, beams: bool = False, tiles: bool = False
) -> None:
    canvas, w = drawing.canvas, drawing.width
    lamplit = mix(wall, m.LAMP, 0.22) if drawing.dim else wall
    shade = drawing.lit(darker(lamplit, 0.26))
    canvas.of(role="wall").wash((shade, drawing.lit(lamplit), drawing.lit(lighter(lamplit, 0.06))), 0, FLOOR)
    if stripes:
        canvas.of(role="texture").strokes(
            [[(x, 0), (x, FLOOR - 120)] for x in range(20, int(w), 46)],
            (9, 9),
            drawing.lit(darker(lamplit, 0.08)),
            alpha=0.5,
        )
        panel = drawing.lit(lighter(m.TIMBER, 0.12))
        canvas.fill([rect(-10, FLOOR - 124, w + 10, FLOOR)], panel, Shade(darker(panel, 0.3), "bottom", 0.5))
        canvas.strokes(
            [[(x, FLOOR - 112), (x, FLOOR - 12)] for x in range(30, int(w), 92)], (3, 3), darker(panel, 0.3), alpha=0.7
        )
    boards = rng.choice((m.PLANK, lighter(m.PLANK, 0.1), darker(m.PLANK, 0.14)))
    floor = m.COBBLE if tiles else boards
    canvas.of(role="ground").wash((drawing.lit(floor), drawing.lit(darker(floor, 0.26))), FLOOR, 1010)
    seams = [
        [(w * 0.5 + (x - w * 0.5) * 0.8, FLOOR), (w * 0.5 + (x - w * 0.5) * 1.7, 1010)]
        for x in range(-int(w * 0.3), int(w * 1.3), 74 if not tiles else 96)
    ]
    canvas.strokes(seams, (1.3, 3), drawing.lit(darker(floor, 0.42)), alpha=0.6)
    if tiles:
        canvas.strokes(
            [[(0, y), (w, y)] for y in (722, 768, 832, 916)], (2.2, 2.2), drawing.lit(darker(floor, 0.4)), alpha=0.6
        )
    if beams:
        timber = drawing.lit(m.TIMBER)
        canvas.fill(
            [rect(-10, 84, w + 10, 122), *(rect(w * t - 19, -10, w * t + 19, 86) for t in (0.12, 0.37, 0.63, 0.88))],
            timber,
            Shade(darker(timber, 0.4), "bottom", 0.6),
        )
    canvas.of(role="wall").mist(w * 0.5, 60, w * 0.75, 190, darker(shade, 0.3), 0.4)
