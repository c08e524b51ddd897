"""Tails and wings, wherever they grow: on a beast's rump, or behind a coat."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Point, between, ellipse, limb, spline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.creatures.anatomy import Coat, TailKind, Wings
    from sketch.paint.pen import Pen

# Each tail as a path from its root (1 is its length; x to the front, y down) and widths along it (1 is a shin's).
_TAILS: dict[str, tuple[tuple[Point, ...], tuple[float, ...]]] = {
    "thin": (((0.04, 0.0), (-0.3, 0.14), (-0.46, 0.52), (-0.62, 0.62)), (1.1, 0.9, 0.7, 0.4)),
    "brush": (((0.06, 0.0), (-0.32, 0.02), (-0.72, 0.24), (-1.0, 0.6)), (1.1, 2.6, 3.2, 0.4)),
    "tuft": (((0.04, 0.0), (-0.22, 0.14), (-0.3, 0.5), (-0.26, 0.84)), (0.9, 0.6, 0.5, 0.5)),
    "long": (((0.04, 0.0), (-0.22, 0.04), (-0.36, 0.46), (-0.3, 1.0)), (1.0, 2.2, 2.6, 0.7)),
    "curl": (((0.04, 0.0), (-0.42, 0.1), (-0.78, -0.24), (-0.72, -0.72), (-0.5, -0.86)), (1.2, 1.0, 0.95, 0.9, 0.7)),
    "stub": (((0.1, 0.0), (-0.1, 0.0), (-0.2, 0.12)), (1.6, 1.7, 0.8)),
    "up": (((0.04, 0.0), (-0.24, -0.2), (-0.4, -0.66)), (1.3, 1.1, 0.6)),
    "flat": (((0.08, 0.0), (-0.4, 0.34), (-0.84, 0.46)), (1.8, 3.4, 3.0)),
    "lizard": (((0.24, 0.0), (-0.2, 0.2), (-0.6, 0.38), (-1.0, 0.4)), (3.6, 2.6, 1.4, 0.3)),
    "bushy": (((0.0, 0.2), (-0.5, 0.1), (-0.72, -0.5), (-0.5, -1.1), (-0.86, -1.3)), (1.6, 4.0, 5.0, 4.4, 1.6)),
    "arrow": (((0.1, 0.0), (-0.3, 0.26), (-0.66, 0.3), (-1.0, 0.0)), (2.6, 1.5, 0.9, 0.5)),
}


def draw_tail(  # noqa: PLR0917
    pen: Pen, kind: TailKind, coat: Coat, root: Point, long: float, wide: float, parts: Sequence[str] = ()
) -> None:
    """Draw a tail from its root, `long` to its tip, `wide` as a shin is thick."""
    if kind == "none":
        return
    path, widths = _TAILS[kind]
    floor = -wide * 0.4 if root[1] < 0 else root[1] + long
    points = [(root[0] + x * long, min(root[1] + y * long, floor)) for x, y in path]
    colour = coat.dark if kind == "long" else coat.fur
    if "pink tail" in parts:
        colour = coat.paw
    if kind == "flat":
        colour = coat.dark
    pen.fill(limb(points, [width * wide for width in widths]), colour, shade=darker(colour, 0.35))
    (ax, ay), (ex, ey) = points[-2], points[-1]
    if kind == "tuft":
        tuft = min(wide * 0.9, long * 0.07)
        pen.fill(ellipse(ex, ey + tuft * 0.6, tuft, tuft * 1.7, count=18), coat.dark, line=0.6)
    elif kind == "arrow":
        dx, dy = (ex - ax), (ey - ay)
        far = max(0.01, (dx * dx + dy * dy) ** 0.5)
        dx, dy = dx / far * wide, dy / far * wide
        tip = [(ex - dy * 1.4, ey + dx * 1.4), (ex + dx * 3.4, ey + dy * 3.4), (ex + dy * 1.4, ey - dx * 1.4)]
        pen.fill(tip, coat.dark, shade=darker(coat.dark, 0.3))
    elif kind == "brush" and ("pale tip" in parts):
        pen.fill(
            limb([(ax + (ex - ax) * 0.35, ay + (ey - ay) * 0.35), (ex, ey)], (wide * 2.1, wide * 0.5)),
            coat.pale,
            line=0.5,
        )
    elif kind == "bushy":
        pen.stroke(points[1:], (wide * 0.5, wide * 1.4, wide * 1.0, wide * 0.3), lighter(coat.fur, 0.3), alpha=0.7)
    if "stripes" in parts:
        pen.strokes_of(
            [[(x - wide * 0.34, y - wide * 0.3), (x + wide * 0.34, y + wide * 0.3)] for x, y in points[1:-1]],
            (wide * 0.3, wide * 0.3),
            coat.dark,
        )


def draw_wing(pen: Pen, kind: Wings, coat: Coat, root: Point, span: float, *, far: bool, spread: bool = True) -> None:
    """Draw one wing that rises from its root to the back; the far one a little before it."""
    if not kind:
        return
    x, y = root
    lean = 0.45 if far else 0.0
    if kind == "bat":
        _bat_wing(pen, coat, x, y, span, lean)
    elif kind == "feather":
        _feathered(pen, coat, x, y, span, lean, spread=spread)
    elif kind == "painted":
        _painted_wing(pen, coat, x, y, span)
    else:
        _clear_wing(pen, x, y, span, lean, fairy=kind == "fairy")


def _bat_wing(pen: Pen, coat: Coat, x: float, y: float, s: float, lean: float) -> None:
    skin = mix(coat.dark, coat.fur, 0.2)
    if lean:
        skin = darker(skin, 0.2)
    wrist = (x + (-0.2 + lean) * s, y - 0.72 * s)
    tips = [
        (x + (-0.62 + lean) * s, y - 1.08 * s),
        (x + (-1.12 + lean) * s, y - 0.74 * s),
        (x + (-1.28 + lean) * s, y - 0.22 * s),
        (x + (-0.86 + lean * 0.6) * s, y + 0.12 * s),
    ]
    web = [(x, y), wrist]
    for k, tip in enumerate(tips):
        web.append(tip)
        if k < len(tips) - 1:
            nxt = tips[k + 1]
            web.append(((tip[0] + nxt[0]) / 2 + 0.14 * s, (tip[1] + nxt[1]) / 2 + 0.06 * s))
    pen.fill(web, skin, shade=darker(skin, 0.4))
    for tip in tips:
        pen.stroke([wrist, tip], (s * 0.05, s * 0.015), coat.fur)
    pen.fill(limb([(x, y), wrist], (s * 0.12, s * 0.07)), coat.fur, shade=darker(coat.fur, 0.35))


def _feathered(pen: Pen, coat: Coat, x: float, y: float, s: float, lean: float, *, spread: bool) -> None:
    """Draw a wing as a fan of feathers under two rows of shorter ones."""
    fur = darker(coat.fur, 0.18) if lean else coat.fur
    rows = ((mix(fur, coat.dark, 0.45), 1.0, 8), (fur, 0.7, 6), (lighter(fur, 0.22), 0.42, 5))
    for colour, size, count in rows:
        feathers = []
        for k in range(count):
            t = k / (count - 1)
            angle = math.radians((118 if spread else 150) + 88 * t)
            long = s * size * (1.22 - 0.5 * t)
            c, d = math.cos(angle), -math.sin(angle)
            root = (x + lean * s * 0.4 + c * s * 0.1, y + d * s * 0.1)
            tip = (x + lean * s * 0.4 + c * long, y + d * long)
            feathers.append(limb([root, between(root, tip, 0.6), tip], (s * 0.1, s * 0.17, s * 0.07)))
        pen.fills(feathers[::-1], colour, shade=darker(colour, 0.3), line=0.8)


def _painted_wing(pen: Pen, coat: Coat, x: float, y: float, s: float) -> None:
    upper: list[Point] = [(0.0, 0.0), (-0.3, -0.66), (-0.92, -0.86), (-1.06, -0.4), (-0.5, 0.04)]
    lower: list[Point] = [(-0.02, 0.04), (-0.5, 0.0), (-0.82, 0.3), (-0.56, 0.66), (-0.12, 0.36)]
    for wing in (upper, lower):
        mx, my = sum(p[0] for p in wing) / len(wing), sum(p[1] for p in wing) / len(wing)
        pen.fill(spline([(x + px * s, y + py * s) for px, py in wing]), coat.dark)
        inner = [(x + (mx + (px - mx) * 0.78) * s, y + (my + (py - my) * 0.78) * s) for px, py in wing]
        pen.fill(spline(inner), coat.fur, shade=darker(coat.fur, 0.3), line=0)
        pen.fill(ellipse(x + mx * s, y + my * s, 0.12 * s, 0.12 * s, count=16), coat.pale, line=0)


def _clear_wing(pen: Pen, x: float, y: float, s: float, lean: float, *, fairy: bool) -> None:
    tint = (214, 232, 240) if not fairy else (226, 214, 244)
    upper = ellipse(x + (-0.5 + lean) * s, y - 0.5 * s, 0.62 * s, 0.3 * s, tilt=0.8, count=24)
    lower = ellipse(x + (-0.44 + lean) * s, y + 0.14 * s, 0.42 * s, 0.2 * s, tilt=-0.4, count=20)
    pen.fills([upper, lower], tint, alpha=0.72, line=0.7)
    pen.strokes_of(
        [
            [(x, y), (x + (-0.8 + lean) * s, y - 0.8 * s)],
            [(x, y), (x + (-0.6 + lean) * s, y - 0.4 * s)],
            [(x, y), (x + (-0.7 + lean) * s, y + 0.24 * s)],
        ],
        (s * 0.02, s * 0.01),
        darker(tint, 0.35),
        alpha=0.8,
    )
