"""Ears, in the measure of the head."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker
from sketch.paint.geometry import ellipse, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.paint.pen import Pen

_Ear = Callable[["Pen", float, float, float, RGB, RGB, bool], None]


def draw_ear(pen: Pen, head: Head, coat: Coat, *, far: bool) -> None:
    """Draw the near or the far ear."""
    if head.ear == "none" or not head.ears:
        return
    x, y, size = head.ears[1 if far and len(head.ears) > 1 else 0]
    fur = coat.dark if "dark ears" in head.marks else coat.fur
    _EARS[head.ear](pen, x, y, size, darker(fur, 0.12) if far else fur, head.ear_in, far)


def _round(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: ARG001, PLR0917
    pen.fill(ellipse(x, y, r, r * 1.05, count=22), fur, shade=darker(fur, 0.35))
    pen.fill(ellipse(x + 0.04, y + 0.04, r * 0.6, r * 0.66, count=18), inner, line=0)


def _point(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: PLR0917
    lean = 0.22 * r if far else -0.3 * r
    pen.fill(
        spline(
            [
                (x - r * 0.62, y + r * 0.5),
                (x - r * 0.42 + lean * 0.5, y - r * 0.35),
                (x + lean, y - r * 1.08),
                (x + r * 0.3 + lean * 0.4, y - r * 0.3),
                (x + r * 0.62, y + r * 0.4),
            ],
            steps=4,
        ),
        fur,
        shade=darker(fur, 0.35),
    )
    pen.fill(
        spline(
            [(x - r * 0.32, y + r * 0.2), (x + lean * 0.85, y - r * 0.72), (x + r * 0.36, y + r * 0.2)],
            steps=4,
        ),
        inner,
        line=0,
    )


def _long(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: PLR0917
    lean = 0.16 * r if far else -0.24 * r
    pen.fill(
        spline(
            [
                (x - 0.14, y + 0.14),
                (x - 0.19 + lean * 0.5, y - r * 0.6),
                (x + lean - 0.03, y - r),
                (x + 0.17 + lean * 0.6, y - r * 0.58),
                (x + 0.15, y + 0.14),
            ],
            steps=5,
        ),
        fur,
        shade=darker(fur, 0.3),
    )
    pen.fill(
        spline(
            [
                (x - 0.06, y),
                (x - 0.09 + lean * 0.5, y - r * 0.55),
                (x + lean * 0.96, y - r * 0.86),
                (x + 0.08 + lean * 0.6, y - r * 0.5),
                (x + 0.07, y),
            ],
            steps=5,
        ),
        inner,
        line=0,
    )


def _flop(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: ARG001, PLR0917
    side = 0.5 if far else -1.0
    pen.fill(
        spline(
            [
                (x - side * 0.12, y - 0.06),
                (x + side * r * 0.25, y - 0.08),
                (x + side * r * 0.5, y + r * 0.45),
                (x + side * r * 0.42, y + r * 1.1),
                (x + side * r * 0.12, y + r * 1.25),
                (x - side * r * 0.12, y + r * 0.6),
            ],
            steps=5,
        ),
        fur,
        shade=darker(fur, 0.4),
    )


def _side(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: PLR0917
    side = 1.0 if far else -1.0
    leaf = [(x - side * 0.1, y - 0.08), (x + side * r * 0.55, y - r * 0.42), (x + side * r, y - r * 0.12)]
    pen.fill(spline([*leaf, (x + side * r * 0.6, y + r * 0.22), (x, y + 0.12)], steps=4), fur, shade=darker(fur, 0.35))
    pen.fill(
        spline([(x + side * 0.05, y), (x + side * r * 0.6, y - r * 0.24), (x + side * r * 0.55, y + r * 0.1)], steps=4),
        inner,
        line=0,
    )


def _fan(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: PLR0917
    side = 0.75 if far else -1.0
    sheet = [
        (x, y - r * 0.5),
        (x + side * r * 0.7, y - r * 0.75),
        (x + side * r * 1.15, y - r * 0.1),
        (x + side * r * 0.95, y + r * 0.7),
        (x + side * r * 0.4, y + r * 1.0),
        (x, y + r * 0.4),
    ]
    pen.fill(spline(sheet, steps=6), fur, shade=darker(fur, 0.35))
    pen.fill(
        spline([(x + (px - x) * 0.7, y + (py - y) * 0.7) for px, py in sheet], steps=6),
        inner,
        line=0,
        alpha=0.5,
    )


def _tuft(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: ARG001, PLR0917
    tip = 0.16 if far else -0.2
    pen.fill([(x - r * 0.5, y + 0.24), (x + tip, y - r), (x + r * 0.5, y + 0.16)], darker(fur, 0.3))


def _bat(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: PLR0917
    lean = 0.35 * r if far else -0.35 * r
    pen.fill(
        [
            (x - r * 0.5, y + r * 0.4),
            (x - r * 0.4 + lean * 0.6, y - r * 0.6),
            (x + lean, y - r * 1.1),
            (x + r * 0.5, y - r * 0.2),
            (x + r * 0.42, y + r * 0.4),
        ],
        fur,
        shade=darker(fur, 0.4),
    )
    pen.fill([(x - r * 0.2, y + r * 0.2), (x + lean * 0.9, y - r * 0.8), (x + r * 0.26, y + r * 0.1)], inner, line=0)


def _fin(pen: Pen, x: float, y: float, r: float, fur: RGB, inner: RGB, far: bool) -> None:  # noqa: ARG001, PLR0917
    side = 0.6 if far else -1.0
    rays = [(x, y - r * 0.5), (x + side * r, y - r * 0.7), (x + side * r * 0.7, y - r * 0.1)]
    pen.fill([*rays, (x + side * r * 0.95, y + r * 0.3), (x, y + r * 0.5)], fur, shade=darker(fur, 0.4))


_EARS: dict[str, _Ear] = {
    "round": _round,
    "point": _point,
    "long": _long,
    "flop": _flop,
    "side": _side,
    "fan": _fan,
    "tuft": _tuft,
    "bat": _bat,
    "fin": _fin,
}
