"""Things with a face: a kettle, a lighthouse, a cloud that is somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Head
from sketch.creatures.heads.eyes import draw_eyes
from sketch.paint.colours import RGB, darker, lighter, luminance, mix
from sketch.paint.geometry import Point, bounds, ellipse, limb, spline
from sketch.paint.light import light_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.creatures.anatomy import Coat, Patch, ThingBody, Tone
    from sketch.creatures.heads.drawing import Look
    from sketch.paint.pen import Pen

_FACE = Head(eye="great", eyes=((-0.4, -0.18, 0.29), (0.46, -0.2, 0.27)), face="bare", nose="none")
_INK: RGB = (62, 38, 42)
_MOUTH: RGB = (142, 48, 54)
_TONGUE: RGB = (222, 120, 116)
_ROSE: RGB = (236, 112, 104)
_SHUT = 0.3
"""How far open eyes are that are drawn as bows: with laughter, with tears."""
_SMILE = 0.3
"""How far the corners of a mouth are raised above those of the same expression of a person."""
_ROD = 2.2
"""How wide a line is from which it is a thing itself: a handle, a mast."""
_TILT = {"walk": 0.05, "gallop": 0.12, "rear": -0.08, "fly": 0.1}
"""How far it leans forward, in radians."""
_LEAP = {"walk": 0.02, "gallop": 0.1, "rear": 0.06, "fly": 0.3}
"""How high above the ground it is then, by its height."""


def draw_thing(pen: Pen, body: ThingBody, coat: Coat, gait: str, look: Look) -> None:
    """Draw a thing with its feet at the pen's origin, or afloat above it."""
    own = pen.at(0.0, -body.hover - body.high * _LEAP.get(gait, 0.0))
    own = replace(own, turn=own.turn + _TILT.get(gait, 0.0))
    if body.arms:
        _arm(own, body, coat, look, gait, far=True)
    _feet(own, body, coat, gait)
    _patches(own, body.patches, coat)
    _face(own.of(role="face", part="face"), body, coat, look)
    _patches(own, body.before, coat)
    if body.arms:
        _arm(own, body, coat, look, gait, far=False)


def _colour(tone: Tone | RGB, coat: Coat) -> RGB:
    named: dict[Tone, RGB] = {"fur": coat.fur, "pale": coat.pale, "dark": coat.dark, "paw": coat.paw}
    return named[tone] if isinstance(tone, str) else tone


def _patches(pen: Pen, patches: Sequence[Patch], coat: Coat) -> None:
    for patch in patches:
        colour = _colour(patch.tone, coat)
        if patch.light:
            left, top, right, foot = bounds([list(patch.points)])
            pen.glow((left + right) / 2, (top + foot) / 2, patch.light, lighter(colour, 0.3), 0.35)
        if patch.kind == "line" and patch.width < _ROD:
            pen.stroke(patch.points, (patch.width,) * len(patch.points), colour)
            continue
        if patch.kind == "line":
            pen.fill(limb(patch.points, (patch.width,) * len(patch.points)), colour, line=0.7)
            continue
        outline = spline(patch.points) if patch.kind == "smooth" else list(patch.points)
        pen.fill(outline, colour, shade=None if patch.light else darker(colour, 0.24), lit=not patch.light)


def _face(pen: Pen, body: ThingBody, coat: Coat, look: Look) -> None:
    """Draw eyes, cheeks and a mouth as the expression holds them."""
    x, y, size = body.face
    own, skin = pen.at(x, y, scale=size), _colour(body.ground, coat)
    if any(patch.light and patch.tone == body.ground for patch in body.patches):
        own = replace(own, light=light_for("day", "clear", "calm"))
    shown = look.expression
    rosy = 0.45 + 0.35 * shown.blush
    own.fills(
        [ellipse(-0.78, 0.24, 0.2, 0.14, count=18), ellipse(0.84, 0.22, 0.18, 0.14, count=18)],
        mix(skin, _ROSE, rosy),
        line=0,
    )
    if shown.lids < _SHUT and not look.asleep:
        bow = -0.2 if shown.corner > 0 else 0.14
        shut = [[(x - r, y - bow / 2), (x, y + bow), (x + r, y - bow / 2)] for x, y, r in _FACE.eyes]
        own.strokes_of(shut, (0.05, 0.1, 0.05), _ink(skin))
    else:
        draw_eyes(own, _FACE, replace(coat, fur=skin), look)
    _mouth(own, skin, look)
    if shown.tears:
        own.fill(ellipse(-0.4, 0.28, 0.08, 0.14, count=12), (170, 206, 230), line=0.3)


def _mouth(pen: Pen, skin: RGB, look: Look) -> None:
    shown = look.expression
    bend = 0.12 if look.asleep else min(1.0, shown.corner + _SMILE) * 0.2
    wide, x, y = 0.34 * shown.width, 0.04, 0.36
    ends: tuple[Point, Point] = (x - wide, y - bend), (x + wide * 0.95, y - bend - 0.1 * shown.crooked)
    if shown.gape > 0.15 and not look.asleep:
        low = y + 0.06 + 0.4 * shown.gape
        if shown.corner > 0.5:
            sides = (x + wide * 0.6, low - 0.06), (x - wide * 0.6, low - 0.06)
            pen.fill(spline([ends[0], (x, y + 0.02), ends[1], *sides]), _MOUTH)
        else:
            pen.fill(ellipse(x, (y + low) / 2, wide * 0.75, (low - y) / 2 + 0.03, count=22), _MOUTH)
        pen.fill(ellipse(x, low - 0.09, wide * 0.45, 0.06 + 0.05 * shown.gape, count=16), _TONGUE, line=0)
        return
    curve = [
        ends[0],
        (x - wide * 0.5, y + bend * 0.35),
        (x, y + bend * 0.7),
        (x + wide * 0.5, y + bend * 0.35),
        ends[1],
    ]
    pen.stroke(curve, (0.05, 0.09, 0.1, 0.09, 0.05), _ink(skin))


def _ink(skin: RGB) -> RGB:
    return _INK if luminance(skin) > 0.28 else lighter(skin, 0.75)


def _arm(pen: Pen, body: ThingBody, coat: Coat, look: Look, gait: str, *, far: bool) -> None:
    """Draw a short arm with a mitten: up in joy, swinging in a walk."""
    (x, y), side, long = body.arms[far], 1 if far else -1, body.reach
    raised = gait in ("gallop", "rear", "fly") or look.expression.corner > 0.8 or (gait == "walk" and far)
    dx, dy = (0.72, -0.66) if raised else (0.62, 0.7)
    hand = (x + side * long * dx, y + long * dy)
    elbow = (x + side * long * 0.46, y + long * (0.06 if raised else 0.26))
    thick = long * 0.2
    pen.fill(limb([(x, y), elbow, hand], (thick, thick * 0.9, thick * 0.8)), coat.paw, shade=darker(coat.paw, 0.3))
    pen.fill(ellipse(*hand, thick * 0.95, thick * 0.88, count=18), coat.paw, shade=darker(coat.paw, 0.3))
    pen.fill(
        ellipse(hand[0] - side * thick * 0.6, hand[1] - thick * 0.7, thick * 0.38, thick * 0.5, count=12), coat.paw
    )


def _feet(pen: Pen, body: ThingBody, coat: Coat, gait: str) -> None:
    """Draw two shoes that look out from below."""
    size = body.wide * 0.13
    for k, x in enumerate(body.feet):
        lifted = size * 0.6 if gait in ("walk", "gallop") and k else 0.0
        shoe = ellipse(x + size * 0.35, -size * 0.55 - lifted, size * 1.15, size * 0.62, count=20)
        pen.fill(shoe, coat.dark, shade=darker(coat.dark, 0.35))
