"""Parts of landscapes: hills, trees, rocks, houses, grass. Sizes are in drawing units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, blob, crags, ellipse, grounded, limb, rect, ridge, scallops
from sketch.paint.medium import Shade

if TYPE_CHECKING:
    from random import Random

    from sketch.drawing import Drawing

BOTTOM = 1010.0


def hills(drawing: Drawing, part: str, y: float, height: float, material: RGB, depth: float, *, waves: int = 3) -> None:
    """Draw a rolling band of land whose skyline lies around `y`."""
    line = ridge(-20, drawing.width + 20, y, height, drawing.built(part), waves=waves)
    colour = m.SNOW if drawing.snowy else material
    lit, canvas = drawing.lit(colour, depth), drawing.canvas.of(role="ground")
    canvas.fill([grounded(line, BOTTOM)], lit, Shade(drawing.lit(darker(colour, 0.22), depth), "bottom", 0.5))


def mountains(drawing: Drawing, part: str, y: float, height: float, depth: float, *, peaks: int = 4) -> None:
    """Draw a jagged range with snow on its heights."""
    rng = drawing.built(part)
    line = crags(-40, drawing.width + 40, y, height, rng, peaks=peaks)
    rock = drawing.lit(m.ROCK, depth)
    drawing.canvas.fill([grounded(line, BOTTOM)], rock, Shade(drawing.lit(darker(m.ROCK, 0.4), depth), "right", 0.6))
    caps: list[Outline] = []
    for (ax, ay), (bx, by), (cx, cy) in zip(line, line[1:], line[2:], strict=False):
        if by < ay and by < cy and by < y - height * 0.5:
            low = (y - by) * 0.22
            caps.append(
                [
                    (bx, by),
                    (bx + (cx - bx) * 0.4, by + (cy - by) * 0.4),
                    (bx + (cx - bx) * 0.12, by + low * 0.7),
                    (bx, by + low * 0.45),
                    (bx + (ax - bx) * 0.12, by + low),
                    (bx + (ax - bx) * 0.42, by + (ay - by) * 0.42),
                ]
            )
    drawing.canvas.fill(caps, drawing.lit(m.SNOW, depth * 0.7), line=0.4)


def ground(drawing: Drawing, y: float, material: RGB, *, snow: bool = True) -> None:
    """Draw flat ground from `y` down to the lower edge, darker towards us."""
    colour = m.SNOW if drawing.snowy and snow else material
    near, far = drawing.lit(darker(colour, 0.16)), drawing.lit(colour, 0.25)
    drawing.canvas.of(role="ground").wash((far, drawing.lit(colour), near), y, BOTTOM)


def grass(drawing: Drawing, part: str, top: float, count: int, *, flowers: float = 0.0) -> None:
    """Draw tufts, and flowers among them, larger towards us."""
    if drawing.snowy:
        return
    rng = drawing.built(part)
    lean = 0.8 * drawing.wind
    blades, dots = [], []
    for _ in range(count):
        y = top + (985 - top) * rng.random() ** 0.7
        size = 7 + 26 * (y - top) / (1000 - top)
        x = rng.uniform(0, drawing.width)
        blades += [[(x, y), (x + (side + lean) * size * 0.8, y - size)] for side in (-0.5, 0.0, 0.5)]
        if rng.random() < flowers:
            dots.append(
                (x, y - size, size * 0.2, rng.choice(((224, 92, 78), (240, 206, 92), (236, 232, 222), (168, 112, 176))))
            )
    drawing.canvas.of(role="texture").strokes(blades, (2.6, 0.6), drawing.lit(darker(m.GRASS, 0.3)), alpha=0.8)
    for x, y, r, colour in dots:
        drawing.canvas.fill([ellipse(x, y, r, r, count=10)], drawing.lit(colour), line=0)


def tree(
    drawing: Drawing, x: float, foot: float, height: float, rng: Random, *, depth: float = 0.0, leaf: RGB | None = None
) -> None:
    """Draw a broad tree with a round crown."""
    bark = drawing.lit(m.BARK, depth)
    lean = height * (rng.uniform(-0.05, 0.05) + 0.10 * drawing.wind)
    top = (x + lean, foot - height * 0.52)
    canvas = drawing.canvas
    canvas.fill(
        [
            limb(
                [(x, foot), (x + lean * 0.3, foot - height * 0.25), top], (height * 0.10, height * 0.065, height * 0.05)
            ),
            limb(
                [(x + lean * 0.3, foot - height * 0.34), (x + height * 0.16, foot - height * 0.55)],
                (height * 0.04, height * 0.02),
            ),
            limb(
                [(x + lean * 0.3, foot - height * 0.38), (x - height * 0.15, foot - height * 0.58)],
                (height * 0.04, height * 0.02),
            ),
        ],
        bark,
        Shade(darker(bark, 0.4), "right", 0.7),
    )
    green = leaf or mix(m.LEAF, m.LEAF_WARM, rng.uniform(0, 0.35))
    if drawing.snowy:
        green = mix(green, m.SNOW, 0.55)
    for dx, dy, r, light in (
        (-0.20, 0.58, 0.24, -0.12),
        (0.22, 0.60, 0.23, -0.16),
        (0.0, 0.78, 0.27, 0.10),
        (-0.06, 0.62, 0.22, 0.0),
    ):
        colour = darker(green, -light) if light < 0 else lighter(green, light)
        cx, cy = top[0] + dx * height, foot - dy * height
        crown = scallops(cx, cy, r * height, r * height * 0.82, rng, lumps=10, depth=0.18)
        canvas.fill(
            [crown],
            drawing.lit(colour, depth),
            Shade(drawing.lit(darker(green, 0.42), depth), "bottom", 0.62),
            line=0.8,
        )


def pine(drawing: Drawing, x: float, foot: float, height: float, rng: Random, *, depth: float = 0.0) -> None:
    """Draw a fir, tier on tier."""
    canvas, lean = drawing.canvas, height * 0.06 * drawing.wind
    canvas.fill(
        [limb([(x, foot), (x + lean, foot - height * 0.4)], (height * 0.05, height * 0.035))],
        drawing.lit(m.BARK, depth),
    )
    green = mix(m.PINE, m.LEAF, rng.uniform(0, 0.25))
    tiers: list[Outline] = []
    for k in range(5):
        low, wide = foot - height * (0.12 + 0.155 * k), height * (0.24 - 0.038 * k)
        tip = foot - height * (0.42 + 0.15 * k) if k < 4 else foot - height
        sag = height * 0.03
        tiers.append(
            [
                (x + lean * k / 4, tip),
                (x + wide * 0.55, low - sag),
                (x + wide, low),
                (x + wide * 0.4, low - sag * 0.5),
                (x, low + sag * 0.4),
                (x - wide * 0.4, low - sag * 0.5),
                (x - wide, low),
                (x - wide * 0.55, low - sag),
            ]
        )
    canvas.fill(
        tiers, drawing.lit(green, depth), Shade(drawing.lit(darker(green, 0.45), depth), "bottom", 0.6), line=0.8
    )
    if drawing.snowy:
        caps = [[(t[0][0], t[0][1]), (t[1][0], t[1][1]), (x + 4, t[1][1] + 4), (t[7][0], t[7][1])] for t in tiers]
        canvas.fill(caps, drawing.lit(m.SNOW, depth), line=0)


def bare_tree(drawing: Drawing, x: float, foot: float, height: float, rng: Random, *, depth: float = 0.0) -> None:
    """Draw a tree without leaves."""
    paths: list[Outline] = []

    def grow(px: float, py: float, dx: float, dy: float, width: float, left: int) -> None:
        qx, qy = px + dx, py + dy
        paths.append(
            limb(
                [(px, py), ((px + qx) / 2 + rng.uniform(-3, 3), (py + qy) / 2), (qx, qy)],
                (width, width * 0.8, width * 0.6),
            )
        )
        if left:
            for turn in (rng.uniform(-0.75, -0.3), rng.uniform(0.25, 0.7)):
                length = rng.uniform(0.62, 0.8)
                grow(
                    qx,
                    qy,
                    (dx - turn * dy + abs(dy) * 0.25 * drawing.wind) * length,
                    (dy + turn * dx) * length,
                    width * 0.58,
                    left - 1,
                )

    grow(x, foot, rng.uniform(-0.04, 0.04) * height, -height * 0.38, height * 0.075, 4)
    bark = drawing.lit(darker(m.BARK, 0.2), depth)
    drawing.canvas.fill(paths, bark, line=0.4)


def bush(
    drawing: Drawing, x: float, foot: float, size: float, rng: Random, *, depth: float = 0.0, leaf: RGB = m.LEAF
) -> None:
    """Draw a low round shrub."""
    green = mix(leaf, m.SNOW, 0.5) if drawing.snowy else leaf
    shape = scallops(x, foot - size * 0.42, size * 0.8, size * 0.5, rng, lumps=9, depth=0.2)
    drawing.canvas.fill(
        [shape], drawing.lit(green, depth), Shade(drawing.lit(darker(green, 0.42), depth), "bottom", 0.7)
    )


def rock(
    drawing: Drawing, x: float, foot: float, size: float, rng: Random, *, depth: float = 0.0, material: RGB = m.ROCK
) -> None:
    """Draw a boulder."""
    shape = [
        (px, min(py, foot)) for px, py in blob(x, foot - size * 0.35, size * 0.7, size * 0.5, rng, lumps=7, rough=0.2)
    ]
    drawing.canvas.fill(
        [shape], drawing.lit(material, depth), Shade(drawing.lit(darker(material, 0.5), depth), "right", 0.75)
    )


def house(
    drawing: Drawing,
    x: float,
    foot: float,
    wide: float,
    rng: Random,
    *,
    depth: float = 0.0,
    storeys: int = 1,
    timbered: bool = False,
) -> None:
    """Draw a cottage or a town house seen from the front; its windows are lit when it is dark."""
    canvas, tall = drawing.canvas, wide * (0.55 + 0.42 * (storeys - 1))
    wall = rng.choice((m.PLASTER, m.STONE, m.BRICK, lighter(m.WALL_ROSE, 0.15), m.PLASTER))
    roof = m.SNOW if drawing.snowy else rng.choice((m.TILE, m.SLATE, m.THATCH, m.TILE))
    left, right, eaves = x - wide / 2, x + wide / 2, foot - tall
    canvas.fill(
        [rect(left, eaves, right, foot)],
        drawing.lit(wall, depth),
        Shade(drawing.lit(darker(wall, 0.35), depth), "right", 0.55),
    )
    if timbered:
        beams = [rect(left + wide * t - 2.5, eaves, left + wide * t + 2.5, foot) for t in (0.02, 0.34, 0.66, 0.98)]
        beams += [rect(left, eaves + tall * t, right, eaves + tall * t + 5) for t in (0.0, 0.48)]
        canvas.fill(beams, drawing.lit(m.TIMBER, depth), line=0)
    rise = wide * rng.uniform(0.36, 0.5)
    canvas.fill(
        [rect(x + wide * 0.22, eaves - rise * 0.95, x + wide * 0.33, eaves - rise * 0.2)], drawing.lit(m.BRICK, depth)
    )
    canvas.fill(
        [[(left - wide * 0.07, eaves + 4), (x, eaves - rise), (right + wide * 0.07, eaves + 4)]],
        drawing.lit(roof, depth),
        Shade(drawing.lit(darker(roof, 0.4), depth), "right", 0.6),
    )
    step = tall / storeys
    for floor in range(storeys):
        for t in (0.24, 0.76) if floor == 0 else (0.24, 0.5, 0.76):
            window(
                drawing, left + wide * t, eaves + step * (storeys - 1 - floor) + step * 0.42, wide * 0.15, depth=depth
            )
    door = darker(rng.choice((m.CLOTH_RED, m.WALL_GREEN, m.WALL_BLUE, m.TIMBER)), 0.15)
    canvas.fill(
        [rect(x - wide * 0.08, foot - min(step, wide * 0.5) * 0.68, x + wide * 0.08, foot)], drawing.lit(door, depth)
    )


def window(drawing: Drawing, x: float, y: float, size: float, *, depth: float = 0.0, tall: float = 1.25) -> None:
    """Draw a small window from outside."""
    canvas, pane = drawing.canvas, rect(x - size / 2, y - size * tall / 2, x + size / 2, y + size * tall / 2)
    if drawing.dim:
        canvas.fill([pane], mix(m.LAMP, drawing.light.haze, depth * 0.5), shine=True)
        canvas.glow(x, y, size * 2.6, m.FLAME, 0.5 * (1 - depth))
    else:
        canvas.fill([pane], drawing.lit((92, 116, 134), depth))
    bar = drawing.lit(darker(m.TIMBER, 0.1), depth)
    w = max(1.2, size * 0.07)
    canvas.fill(
        [
            rect(x - w / 2, y - size * tall / 2, x + w / 2, y + size * tall / 2),
            rect(x - size / 2, y - w / 2, x + size / 2, y + w / 2),
        ],
        bar,
        line=0,
    )


def path(
    drawing: Drawing, top: float, *, at: float = 0.5, narrow: float = 26, broad: float = 420, material: RGB = m.PATH
) -> None:
    """Draw a way that winds from the distance to our feet."""
    w = drawing.width
    x, colour = w * at, mix(m.SNOW, material, 0.35) if drawing.snowy else material
    rng = drawing.built("path")
    bend = rng.uniform(-0.16, 0.16) * w
    left = [
        (x - narrow / 2, top),
        (x + bend - narrow, top + 90),
        (w * 0.5 - broad * 0.36 + bend * 0.3, 860),
        (w * 0.5 - broad * 0.62, BOTTOM),
    ]
    right = [
        (w * 0.5 + broad * 0.62, BOTTOM),
        (w * 0.5 + broad * 0.36 + bend * 0.3, 860),
        (x + bend + narrow, top + 90),
        (x + narrow / 2, top),
    ]
    drawing.canvas.of(role="ground").fill(
        [[*left, *right]], drawing.lit(colour), Shade(drawing.lit(darker(colour, 0.2)), "bottom", 0.5)
    )


def water(drawing: Drawing, top: float, bottom: float, material: RGB = m.SEA, *, rough: float = 1.0) -> None:
    """Draw water that mirrors the sky, with waves that grow towards us."""
    canvas, light = drawing.canvas.of(role="ground"), drawing.light
    far, near = mix(drawing.lit(material, 0.35), light.sky[2], 0.35), drawing.lit(darker(material, 0.3))
    canvas.wash((far, drawing.lit(material), near), top, bottom)
    rng = drawing.built("waves")
    crests, troughs = [], []
    for _ in range(int(drawing.width * 0.075)):
        t = rng.random() ** 1.4
        y = top + 8 + (bottom - top - 8) * t
        size = (14 + 90 * t) * (0.7 + 0.5 * rough)
        x = rng.uniform(-30, drawing.width + 30)
        swell = 2 + 9 * t * rough
        crests.append([(x - size, y), (x - size * 0.3, y - swell), (x + size * 0.3, y - swell * 0.6), (x + size, y)])
        troughs.append([(x - size * 0.8, y + swell + 3), (x, y + swell * 0.3 + 3), (x + size * 0.9, y + swell + 3)])
    canvas.strokes(troughs, (0.6, 3.2, 0.6), drawing.lit(darker(material, 0.35)), alpha=0.5)
    canvas.strokes(crests, (0.5, 2.8 + rough, 0.5), mix(drawing.lit(m.FOAM), light.sky[2], 0.3), alpha=0.65)
