"""Noses, mouths and beaks of beasts, in the measure of the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter, luminance, mix
from sketch.paint.geometry import Point, ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.creatures.heads.drawing import Look
    from sketch.paint.pen import Pen

_RED: RGB = (126, 46, 50)
_TOOTH: RGB = (248, 242, 226)


def _dark(colour: RGB) -> RGB:
    return darker(mix(colour, (60, 40, 40), 0.4), 0.5) if luminance(colour) > 0.25 else lighter(colour, 0.45)


def draw_mouth(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    """Draw the mouth or the beak, open and bent as the expression has it."""
    {"muzzle": _muzzle, "round": _pad, "wide": _wide, "beak": _beak, "bare": _bare, "mask": _pad}[head.face](
        pen, head, coat, look
    )


def _muzzle(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    (cx, _cy, rx, _ry), (tx, ty, root, deep) = head.skull, head.muzzle
    bend, gape = look.expression.corner * 0.11, look.expression.gape
    low = ty + deep * 0.72
    back = (cx + rx * 0.36, ty + root * 0.36 - bend)
    mid = ((back[0] + tx) / 2 + 0.06, low + root * 0.16 + bend * 0.3)
    if gape > 0.15:
        _jaw(pen, head, coat, look, (tx, low), mid, back)
    pen.stroke(
        [(tx, low), mid, back], (0.035, 0.055, 0.03), _dark(coat.pale if "pale muzzle" in head.marks else coat.fur)
    )


def _jaw(pen: Pen, head: Head, coat: Coat, look: Look, tip: Point, mid: Point, back: Point) -> None:  # noqa: PLR0917
    """Drop the lower jaw, with what can then be seen of the mouth."""
    root, deep = head.muzzle[2:]
    drop = look.expression.gape * (0.16 + root * 0.34)
    end = (tip[0] - 0.2, tip[1] + drop * 0.8)
    hinge = (back[0] - 0.04, back[1] + 0.02)
    low = (mid[0] - 0.1, mid[1] + drop)
    chin = coat.pale if {"pale muzzle", "bib", "cheeks"} & {*head.marks} else coat.fur
    pen.fill(limb([hinge, low, end], (deep * 0.5, deep * 0.9, deep * 0.62)), chin, shade=darker(chin, 0.3), line=0.8)
    inside = [(tip[0] - 0.1, tip[1]), mid, back, (low[0], low[1] - deep * 0.26), (end[0], end[1] - deep * 0.2)]
    pen.fill(spline(inside, steps=5), _RED, line=0)
    if look.expression.gape > 0.4:
        tongue = [
            (mid[0] - 0.16, low[1] - deep * 0.2),
            (mid[0] + 0.1, low[1] - deep * 0.36),
            (end[0] - 0.06, end[1] - deep * 0.2),
        ]
        pen.fill(spline([*tongue, (mid[0], low[1] - deep * 0.1)]), (212, 110, 108), line=0)
    if look.expression.teeth:
        pen.fill([(tip[0] - 0.2, tip[1]), (tip[0] - 0.1, tip[1] - 0.01), (tip[0] - 0.14, tip[1] + 0.1)], _TOOTH, line=0)


def _pad(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    tx, ty, _, deep = head.muzzle
    line = _dark(coat.pale)
    bend, gape = look.expression.corner * 0.09, look.expression.gape
    y = ty + deep * 0.35
    wide = 0.3 * look.expression.width
    if gape > 0.15:
        low = y + 0.1 + gape * 0.3
        pen.fill(
            spline([(tx - wide * 0.75, y + 0.05), (tx, y + 0.1), (tx + wide * 0.6, y + 0.05), (tx, low)]),
            _RED,
            line=0.6,
        )
        if look.expression.teeth:
            for x in (tx - wide * 0.4, tx + wide * 0.26):
                pen.fill([(x - 0.05, y + 0.07), (x + 0.05, y + 0.07), (x, y + 0.19)], _TOOTH, line=0)
    pen.stroke([(tx, ty - 0.02), (tx, y + 0.03)], (0.04, 0.04), line)
    pen.stroke([(tx - wide, y + 0.06 - bend), (tx - wide * 0.5, y + 0.11), (tx, y + 0.03)], (0.025, 0.05, 0.04), line)
    pen.stroke(
        [(tx, y + 0.03), (tx + wide * 0.4, y + 0.11), (tx + wide * 0.78, y + 0.05 - bend)], (0.04, 0.05, 0.025), line
    )


def _wide(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    cx, cy, rx, ry = head.skull
    bend, gape = look.expression.corner * 0.14, look.expression.gape
    chin = spline(
        [
            (cx - rx * 0.84, cy + 0.2),
            (cx, cy + 0.34),
            (cx + rx * 0.92, cy + 0.16),
            (cx + rx * 0.84, cy + ry * 0.6),
            (cx + 0.1, cy + ry * 0.97),
            (cx - rx * 0.72, cy + ry * 0.77),
        ]
    )
    pen.fill(chin, coat.pale, shade=darker(coat.pale, 0.22), line=0)
    corners = (cx - rx * 0.88, cy + 0.16 - bend), (cx + rx * 0.97, cy + 0.08 - bend)
    low = (cx + 0.14, cy + 0.3 + bend)
    if gape > 0.15:
        pen.fill(
            spline(
                [
                    corners[0],
                    low,
                    corners[1],
                    (cx + rx * 0.5, cy + 0.36 + gape * 0.3),
                    (cx - rx * 0.4, cy + 0.4 + gape * 0.3),
                ]
            ),
            _RED,
            line=0.6,
        )
    pen.stroke(
        [corners[0], (cx - rx * 0.4, cy + 0.25 + bend * 0.5), low, (cx + rx * 0.6, cy + 0.22 + bend * 0.5), corners[1]],
        (0.03, 0.065, 0.07, 0.065, 0.03),
        darker(coat.fur, 0.6),
    )
    for x in (cx + rx * 0.55, cx + rx * 0.72):
        pen.fill(ellipse(x, cy - 0.1, 0.035, 0.028, count=8), darker(coat.fur, 0.5), line=0)


def _beak(pen: Pen, head: Head, coat: Coat, look: Look) -> None:  # noqa: ARG001
    (cx, _cy, rx, _ry), (tx, ty, root, deep) = head.skull, head.muzzle
    colour, gape = head.beak, look.expression.gape * 0.16
    base = cx + rx * 0.7
    dark = darker(colour, 0.35)
    low = ty + deep * 0.4
    if "flat bill" in head.parts:
        pen.fill(
            spline(
                [
                    (base - 0.1, ty + 0.04),
                    (tx - 0.1, low + 0.02 + gape),
                    (tx + 0.02, low + 0.14 + gape),
                    (base, ty + root),
                ]
            ),
            dark,
        )
        pen.fill(
            spline(
                [
                    (base - 0.14, ty - root),
                    ((base + tx) / 2, ty - root * 0.2),
                    (tx, ty - 0.02),
                    (tx + 0.14, ty + 0.06),
                    (tx - 0.1, ty + 0.16),
                    (base - 0.1, ty + root * 0.55),
                ]
            ),
            colour,
            shade=dark,
        )
        pen.fill(ellipse(base + 0.16, ty - root * 0.12, 0.04, 0.025, count=8), dark, line=0)
        return
    if "hooked bill" in head.parts:
        pen.fill(
            spline(
                [
                    (base - 0.08, ty + 0.06),
                    (base + 0.26, ty + 0.16 + gape),
                    (base + 0.12, ty + root + gape),
                    (base - 0.1, ty + root),
                ]
            ),
            dark,
        )
        pen.fill(
            spline(
                [
                    (base - 0.16, ty - root),
                    ((base + tx) / 2 + 0.04, ty - root * 0.85),
                    (tx, ty - 0.02),
                    (tx - 0.04, ty + root * 1.15),
                    (tx - 0.16, ty + root * 0.45),
                    (base - 0.06, ty + root * 0.4),
                ],
                steps=5,
            ),
            colour,
            shade=dark,
        )
        return
    pen.fill([(base - 0.06, ty), (tx - 0.12, ty + 0.06 + gape), (base - 0.04, ty + root)], dark)
    pen.fill(
        spline(
            [
                (base - 0.12, ty - root),
                ((base + tx) / 2, ty - root * 0.55),
                (tx, ty + 0.04),
                (base - 0.1, ty + root * 0.5),
            ],
            steps=5,
        ),
        colour,
        shade=dark,
    )


def _bare(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    _cx, _cy, rx, _ry = head.skull
    bend, gape = look.expression.corner * 0.07, look.expression.gape
    x, y = head.muzzle[0], head.muzzle[1]
    wide = rx * 0.5 * look.expression.width
    dark = darker(coat.fur, 0.68)
    if "teeth" in head.parts:
        pen.stroke([(x - wide, y - bend), (x, y + 0.03), (x + wide * 0.9, y - bend)], (0.03, 0.05, 0.03), dark)
        pen.strokes_of(
            [[(x + wide * t, y - 0.09), (x + wide * t, y + 0.1)] for t in (-0.75, -0.45, -0.15, 0.15, 0.45, 0.75)],
            (0.03, 0.03),
            dark,
        )
        return
    if gape > 0.15:
        pen.fill(ellipse(x, y + 0.04, wide * 0.7, 0.05 + gape * 0.16, count=18), _RED, line=0.5)
        return
    pen.stroke([(x - wide, y - bend), (x, y + bend), (x + wide * 0.9, y - bend)], (0.03, 0.06, 0.03), dark)


def draw_nose(pen: Pen, head: Head) -> None:
    """Draw the nose at the tip of the muzzle."""
    tx, ty, _, deep = head.muzzle
    colour, r = head.nose_colour, head.nose_size
    if head.nose == "ball":
        x, y = tx + deep * 0.32, ty - deep * 0.45
        pen.fill(ellipse(x, y, r, r * 0.82, count=16), colour, line=0.5)
        pen.fill(ellipse(x + r * 0.2, y - r * 0.35, r * 0.26, r * 0.18, count=8), lighter(colour, 0.6), line=0)
    elif head.nose == "triangle":
        y = ty - deep * 0.1
        pen.fill(
            spline([(tx - r, y - r * 0.7), (tx + r * 0.9, y - r * 0.7), (tx, y + r * 0.6)], steps=4), colour, line=0.4
        )
    elif head.nose == "snout":
        pen.fill(ellipse(tx + deep * 0.2, ty, r * 0.72, r, count=20), lighter(colour, 0.08), shade=darker(colour, 0.3))
        for dy in (-0.3, 0.32):
            pen.fill(ellipse(tx + deep * 0.24, ty + r * dy, r * 0.16, r * 0.2, count=10), darker(colour, 0.5), line=0)
    elif head.nose == "nostrils":
        pen.fill(
            ellipse(tx - deep * 0.02, ty - deep * 0.35, r * 0.4, r * 0.55, tilt=0.4, count=10),
            darker(colour, 0.45),
            line=0,
        )
