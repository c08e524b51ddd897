"""Horns and antlers, in the measure of the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker
from sketch.paint.geometry import limb

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.paint.pen import Pen

_HORN: RGB = (214, 198, 166)


def _horns(pen: Pen, head: Head, coat: Coat, *, path: list[tuple[float, float]], wide: float) -> None:  # noqa: ARG001
    cx, cy, _, ry = head.skull
    for side, dx in ((0.8, 0.26), (1.0, -0.24)):
        horn = [(cx + dx + x * (1 if dx > 0 else -1) * side, cy - ry * 0.72 + y) for x, y in path]
        pen.fill(limb(horn, (wide, wide * 0.8, wide * 0.55, 0.04)), _HORN, shade=darker(_HORN, 0.4))


def draw_cow_horns(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw a cow's horns."""
    _horns(pen, head, coat, path=[(0.1, 0.02), (0.44, -0.06), (0.62, -0.3), (0.54, -0.52)], wide=0.2)


def draw_devil_horns(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw a devil's horns."""
    _horns(pen, head, coat, path=[(0.06, 0.08), (0.22, -0.2), (0.24, -0.44), (0.1, -0.7)], wide=0.22)


def draw_goat_horns(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    """Draw a goat's horns, bent back."""
    cx, cy, _, ry = head.skull
    for dx, back in ((0.22, 0.5), (-0.08, 0.72)):
        x, y = cx + dx, cy - ry * 0.86
        horn = [(x, y + 0.08), (x - 0.06, y - 0.4), (x - back * 0.55, y - 0.72), (x - back * 1.1, y - 0.6)]
        pen.fill(limb(horn, (0.2, 0.17, 0.12, 0.05)), _HORN, shade=darker(_HORN, 0.4))
        pen.strokes_of(
            [[(x - 0.12, y - 0.1 - k * 0.14), (x + 0.08, y - 0.14 - k * 0.14)] for k in range(3)],
            (0.03, 0.03),
            darker(_HORN, 0.35),
        )


def draw_antlers(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    """Draw antlers."""
    cx, cy, _, ry = head.skull
    bone = (196, 168, 124)
    for x, side in ((cx + 0.24, 0.8), (cx - 0.18, -1.0)):
        y = cy - ry * 0.8
        beam = [(x, y + 0.1), (x + side * 0.2, y - 0.5), (x + side * 0.75, y - 0.86), (x + side * 0.7, y - 1.5)]
        pen.fill(limb(beam, (0.15, 0.13, 0.11, 0.05)), bone, shade=darker(bone, 0.4))
        for at, tip in (
            ((x + side * 0.12, y - 0.34), (x - side * 0.16, y - 0.72)),
            ((x + side * 0.42, y - 0.7), (x + side * 0.3, y - 1.22)),
            ((x + side * 0.76, y - 1.05), (x + side * 1.08, y - 1.36)),
        ):
            pen.fill(limb([at, tip], (0.1, 0.05)), bone)


def draw_unicorn(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    """Draw the horn of a unicorn."""
    cx, cy, rx, ry = head.skull
    x, y = cx + rx * 0.42, cy - ry * 0.82
    horn = [(x - 0.1, y + 0.1), (x + 0.5, y - 1.1), (x + 0.14, y + 0.04)]
    pen.fill(horn, (240, 216, 140), shade=(176, 140, 80))
    pen.strokes_of(
        [[(x - 0.02 + k * 0.11, y - 0.12 - k * 0.22), (x + 0.2 + k * 0.08, y - 0.12 - k * 0.22)] for k in range(4)],
        (0.03, 0.03),
        (176, 140, 80),
    )
