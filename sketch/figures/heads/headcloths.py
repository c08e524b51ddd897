"""Cloths around a head, in the measure of the head (crown at y = -1, chin at y = 1, looking right)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter, luminance
from sketch.paint.geometry import ellipse, spline

if TYPE_CHECKING:
    from sketch.paint.pen import Pen


def band(colour: RGB) -> RGB:
    """Return the colour of a ribbon that shows on a hat of `colour`."""
    return lighter(colour, 0.4) if luminance(colour) < 0.3 else darker(colour, 0.45)


def bonnet(pen: Pen, colour: RGB) -> None:
    """Draw a bonnet, tied under the chin."""
    pen.fill(
        spline(
            [
                (-0.52, 0.5),
                (-0.9, 0.34),
                (-1.14, -0.3),
                (-0.96, -0.98),
                (-0.4, -1.34),
                (0.2, -1.34),
                (0.62, -1.1),
                (0.82, -0.72),
                (0.7, -0.3),
                (0.56, -0.5),
                (0.2, -0.72),
                (-0.2, -0.56),
                (-0.42, -0.1),
            ],
            steps=4,
        ),
        colour,
        shade=darker(colour, 0.34),
        side="left",
    )
    pen.stroke(
        [(0.78, -0.3), (0.74, -0.72), (0.4, -0.98), (-0.12, -0.9), (-0.44, -0.4), (-0.5, 0.4)],
        (0.12, 0.24, 0.24, 0.22, 0.16),
        lighter(colour, 0.45),
    )
    pen.stroke([(-0.5, 0.42), (-0.3, 0.86), (0.1, 1.06)], (0.1, 0.12, 0.12), band(colour))
    pen.fills(
        [ellipse(0.0, 1.12, 0.17, 0.1, tilt=0.4, count=14), ellipse(0.26, 1.12, 0.17, 0.1, tilt=-0.4, count=14)],
        band(colour),
        line=0.5,
    )


def nightcap(pen: Pen, colour: RGB) -> None:
    """Draw a nightcap with its tassel."""
    pen.fill(
        spline(
            [
                (-0.84, -0.44),
                (-0.8, -1.0),
                (-0.3, -1.4),
                (0.1, -1.4),
                (-0.7, -1.56),
                (-1.4, -0.9),
                (-1.66, -0.1),
                (-1.46, -0.06),
                (-1.1, -0.7),
            ],
            steps=4,
        ),
        colour,
        shade=darker(colour, 0.35),
    )
    pen.curve([(-0.84, -0.42), (-0.76, -1.0), (-0.2, -1.36), (0.4, -1.16), (0.7, -0.6), (-0.1, -0.56)], colour)
    pen.fill(ellipse(-1.54, 0.02, 0.18, 0.18, count=16), lighter(colour, 0.5))


def hood(pen: Pen, colour: RGB) -> None:
    """Draw a hood, drawn up."""
    pen.fill(
        spline(
            [
                (-0.36, 1.2),
                (-0.9, 1.14),
                (-1.12, 0.3),
                (-1.06, -0.6),
                (-0.6, -1.22),
                (0.0, -1.42),
                (0.5, -1.2),
                (0.84, -0.7),
                (0.86, 0.0),
                (0.72, 0.5),
                (0.68, -0.1),
                (0.56, -0.6),
                (0.16, -0.86),
                (-0.3, -0.62),
                (-0.52, 0.0),
                (-0.44, 0.7),
            ],
            steps=4,
        ),
        colour,
        shade=darker(colour, 0.45),
        side="left",
        amount=0.8,
    )
    pen.stroke(
        [(0.7, 0.3), (0.68, -0.2), (0.54, -0.64), (0.14, -0.9), (-0.32, -0.66), (-0.54, 0.0), (-0.44, 0.7)],
        (0.05, 0.1, 0.1, 0.06),
        darker(colour, 0.35),
    )


def kerchief(pen: Pen, colour: RGB) -> None:
    """Draw a kerchief, knotted behind."""
    pen.fill(
        spline(
            [
                (-0.5, 0.34),
                (-0.9, 0.44),
                (-1.0, -0.3),
                (-0.86, -0.86),
                (-0.4, -1.2),
                (0.1, -1.22),
                (0.52, -1.0),
                (0.72, -0.6),
                (0.5, -0.66),
                (0.1, -0.76),
                (-0.3, -0.5),
            ],
            steps=4,
        ),
        colour,
        shade=darker(colour, 0.4),
        side="left",
    )
    pen.fills(
        [spline([(-0.88, 0.36), (-1.3, 0.5), (-1.24, 0.86)]), spline([(-0.86, 0.36), (-1.04, 0.8), (-0.8, 0.98)])],
        darker(colour, 0.1),
    )


def veil(pen: Pen, colour: RGB) -> None:
    """Draw a veil that falls to the shoulders."""
    pen.fill(
        spline(
            [
                (-0.3, 0.9),
                (-0.5, 1.9),
                (-1.3, 2.1),
                (-1.2, 0.6),
                (-1.04, -0.5),
                (-0.6, -1.16),
                (0.0, -1.3),
                (0.5, -1.1),
                (0.76, -0.66),
                (0.7, -0.3),
                (0.5, -0.6),
                (0.1, -0.74),
                (-0.3, -0.5),
                (-0.5, 0.1),
            ],
            steps=4,
        ),
        colour,
        shade=darker(colour, 0.3),
        side="left",
    )
    pen.stroke([(-0.7, -0.4), (-0.9, 0.6), (-0.86, 1.8)], (0.02, 0.06, 0.03), darker(colour, 0.25))


def turban(pen: Pen, colour: RGB) -> None:
    """Draw a turban, wound."""
    pen.curve(
        [
            (-0.86, -0.36),
            (-1.04, -0.8),
            (-0.7, -1.36),
            (0.0, -1.52),
            (0.6, -1.28),
            (0.86, -0.8),
            (0.7, -0.42),
            (0.2, -0.6),
            (-0.4, -0.5),
        ],
        colour,
        shade=darker(colour, 0.4),
    )
    for k in range(4):
        pen.stroke(
            [(-0.92 + 0.12 * k, -0.5 - 0.2 * k), (0.0, -0.86 - 0.14 * k), (0.74, -0.5 - 0.2 * k)],
            (0.03, 0.06, 0.03),
            darker(colour, 0.3),
        )
    pen.fill(ellipse(0.22, -0.84, 0.1, 0.12, count=12), (178, 48, 62), line=0.5)
