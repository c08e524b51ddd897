"""Hats, in the measure of the head (crown at y = -1, chin at y = 1, looking right)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.figures.heads.hats_of_eras import HATS as HATS_OF_ERAS
from sketch.figures.heads.headcloths import band, bonnet, hood, kerchief, nightcap, turban, veil
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import ellipse, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.figures.clothes.wardrobe import Cloth
    from sketch.paint.pen import Pen


def draw_hat(pen: Pen, cloth: Cloth) -> None:
    """Put a hat on the head."""
    (HATS.get(cloth.cut) or HATS_OF_ERAS.get(cloth.cut, _hat))(pen, cloth.colour)


def _hat(pen: Pen, colour: RGB, *, brim: float = 1.2, tall: float = 1.46) -> None:
    pen.fill(ellipse(-0.04, -0.58, brim, 0.2, tilt=0.04, count=36), darker(colour, 0.2), shade=darker(colour, 0.5))
    crown = spline(
        [
            (-0.76, -0.6),
            (-0.74, -1.05),
            (-0.6, -tall),
            (-0.1, -tall + 0.06),
            (0.42, -tall),
            (0.62, -1.05),
            (0.68, -0.6),
            (-0.04, -0.5),
        ],
        steps=4,
    )
    pen.fill(crown, colour, shade=darker(colour, 0.4), side="left")
    pen.stroke([(-0.76, -0.72), (-0.04, -0.62), (0.68, -0.72)], (0.16, 0.18, 0.16), band(colour))


def _broad(pen: Pen, colour: RGB) -> None:
    pen.curve(
        [
            (-1.75, -0.46),
            (-1.1, -0.72),
            (0.0, -0.82),
            (1.1, -0.72),
            (1.7, -0.46),
            (0.9, -0.42),
            (-0.04, -0.36),
            (-1.0, -0.42),
        ],
        colour,
        shade=darker(colour, 0.4),
    )
    crown = spline(
        [
            (-0.72, -0.62),
            (-0.68, -1.15),
            (-0.4, -1.38),
            (0.0, -1.42),
            (0.4, -1.36),
            (0.6, -1.1),
            (0.64, -0.62),
            (-0.04, -0.54),
        ],
        steps=4,
    )
    pen.fill(crown, lighter(colour, 0.08), shade=darker(colour, 0.35), side="left")
    pen.stroke([(-0.72, -0.74), (-0.04, -0.66), (0.64, -0.74)], (0.15, 0.17, 0.15), (150, 74, 62))


def _tophat(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.04, -0.62, 1.08, 0.17, tilt=0.03, count=32), darker(colour, 0.2))
    pen.fill(
        [(-0.68, -0.66), (-0.76, -1.9), (-0.04, -1.84), (0.68, -1.9), (0.6, -0.66), (-0.04, -0.54)],
        colour,
        shade=lighter(colour, 0.25),
        side="right",
        amount=0.5,
    )
    pen.fill(ellipse(-0.04, -1.89, 0.72, 0.11, count=28), lighter(colour, 0.12))
    pen.stroke([(-0.69, -0.8), (-0.04, -0.7), (0.61, -0.8)], (0.2, 0.2, 0.2), band(colour))


def _bowler(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.04, -0.6, 1.0, 0.15, tilt=0.03, count=32), darker(colour, 0.2))
    pen.curve(
        [
            (-0.74, -0.62),
            (-0.72, -1.05),
            (-0.42, -1.42),
            (0.0, -1.5),
            (0.4, -1.4),
            (0.62, -1.0),
            (0.66, -0.62),
            (-0.04, -0.5),
        ],
        colour,
        shade=lighter(colour, 0.25),
    )
    pen.stroke([(-0.74, -0.74), (-0.04, -0.62), (0.66, -0.74)], (0.13, 0.15, 0.13), band(colour))


def _tricorn(pen: Pen, colour: RGB) -> None:
    pen.curve([(-0.66, -0.7), (-0.5, -1.2), (0.0, -1.32), (0.46, -1.16), (0.6, -0.7)], colour)
    pen.fill(
        spline(
            [
                (-1.2, -0.86),
                (-0.7, -0.9),
                (-0.3, -1.12),
                (0.3, -1.0),
                (0.9, -0.7),
                (1.22, -0.56),
                (0.5, -0.46),
                (-0.2, -0.5),
                (-0.8, -0.56),
            ],
            steps=4,
        ),
        darker(colour, 0.12),
        shade=darker(colour, 0.45),
    )
    pen.stroke(
        [(-1.16, -0.87), (-0.7, -0.91), (-0.3, -1.13), (0.3, -1.01), (0.9, -0.71), (1.2, -0.57)],
        (0.07, 0.07),
        (214, 178, 92),
    )


def _cap(pen: Pen, colour: RGB) -> None:
    pen.curve(
        [
            (-0.86, -0.46),
            (-0.98, -0.86),
            (-0.6, -1.26),
            (0.06, -1.3),
            (0.56, -1.04),
            (0.7, -0.64),
            (0.2, -0.6),
            (-0.4, -0.5),
        ],
        colour,
        shade=darker(colour, 0.4),
    )
    pen.curve([(0.1, -0.66), (0.62, -0.72), (1.02, -0.48), (0.86, -0.42), (0.4, -0.52)], darker(colour, 0.25))
    pen.stroke([(-0.2, -1.28), (-0.06, -0.9), (0.06, -0.64)], (0.02, 0.05, 0.02), darker(colour, 0.35))


def _helmet(pen: Pen, colour: RGB) -> None:
    pen.fill(
        spline(
            [
                (-0.56, 0.5),
                (-0.86, 0.44),
                (-0.94, -0.4),
                (-0.7, -1.0),
                (-0.1, -1.3),
                (0.48, -1.06),
                (0.74, -0.5),
                (0.68, -0.36),
                (-0.36, -0.42),
                (-0.4, 0.4),
            ],
            steps=4,
        ),
        colour,
        shade=darker(colour, 0.5),
        side="left",
        amount=0.8,
    )
    pen.fill([(0.24, -0.5), (0.36, -0.5), (0.37, 0.18), (0.3, 0.26), (0.26, 0.18)], darker(colour, 0.14), line=0.6)
    pen.stroke([(-0.94, -0.4), (-0.2, -0.44), (0.74, -0.42)], (0.12, 0.13, 0.12), lighter(colour, 0.2))
    pen.stroke([(-0.1, -1.3), (-0.5, -1.62), (-1.1, -1.5), (-1.34, -0.9)], (0.14, 0.34, 0.34, 0.1), (176, 58, 52))


def _crown(pen: Pen, colour: RGB) -> None:
    pen.fill(
        [
            (-0.72, -0.7),
            (-0.86, -1.34),
            (-0.52, -1.04),
            (-0.3, -1.5),
            (-0.02, -1.08),
            (0.26, -1.5),
            (0.44, -1.04),
            (0.76, -1.32),
            (0.66, -0.68),
            (0.0, -0.6),
        ],
        colour,
        shade=darker(colour, 0.4),
        side="left",
    )
    pen.fills(
        [ellipse(x, y, 0.07, 0.07, count=10) for x, y in ((-0.3, -0.82), (0.02, -0.79), (0.34, -0.82))],
        (178, 48, 62),
        line=0,
    )
    pen.fills(
        [
            ellipse(x, y, 0.075, 0.075, count=10)
            for x, y in ((-0.86, -1.36), (-0.3, -1.52), (0.26, -1.52), (0.76, -1.34))
        ],
        lighter(colour, 0.3),
        line=0.4,
    )


def _pointed(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.04, -0.56, 1.42, 0.25, tilt=0.06, count=36), darker(colour, 0.2))
    pen.fill(
        spline(
            [
                (-0.74, -0.6),
                (-0.56, -1.3),
                (-0.34, -2.0),
                (-0.6, -2.7),
                (-0.1, -2.1),
                (0.3, -1.4),
                (0.68, -0.6),
                (0.0, -0.46),
            ],
            steps=5,
        ),
        colour,
        shade=darker(colour, 0.45),
        side="left",
    )
    pen.stroke([(-0.74, -0.74), (-0.04, -0.6), (0.66, -0.74)], (0.17, 0.19, 0.17), band(colour))


def _furhat(pen: Pen, colour: RGB) -> None:
    pen.curve(
        [(-0.8, -0.6), (-0.86, -1.2), (-0.4, -1.6), (0.3, -1.6), (0.7, -1.2), (0.7, -0.6)],
        colour,
        shade=darker(colour, 0.4),
    )
    pen.stroke([(-0.84, -0.56), (-0.04, -0.5), (0.74, -0.56)], (0.34, 0.36, 0.34), darker(colour, 0.3))


HATS: dict[str, Callable[[Pen, RGB], None]] = {
    "hat": _hat,
    "broad": _broad,
    "tophat": _tophat,
    "bowler": _bowler,
    "tricorn": _tricorn,
    "bonnet": bonnet,
    "cap": _cap,
    "nightcap": nightcap,
    "hood": hood,
    "helmet": _helmet,
    "crown": _crown,
    "kerchief": kerchief,
    "veil": veil,
    "turban": turban,
    "pointed": _pointed,
    "furhat": _furhat,
}
