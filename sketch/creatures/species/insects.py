"""Insects, spiders and what becomes of caterpillars."""

from __future__ import annotations

from dataclasses import replace

from sketch.creatures.anatomy import Coat, Head, InsectBody, Species, WormBody

_HEAD = Head(
    skull=(0.02, 0.02, 0.74, 0.74),
    muzzle=(0.34, 0.44, 0.3, 0.2),
    face="bare",
    eye="great",
    eyes=((-0.02, -0.1, 0.23), (0.58, -0.12, 0.2)),
    nose="none",
    parts=("antennae",),
)

ROWS: dict[str, Species] = {
    "spider": Species(
        Coat((78, 66, 70), (150, 120, 110), (50, 42, 50), (78, 66, 70)),
        replace(
            _HEAD,
            eyes=(
                (-0.02, -0.08, 0.19),
                (0.52, -0.1, 0.17),
                (-0.26, -0.4, 0.1),
                (0.06, -0.48, 0.12),
                (0.42, -0.5, 0.11),
                (0.68, -0.42, 0.08),
            ),
            parts=("mandibles",),
        ),
        InsectBody(((-8, -11, 9.5, 8.5), (6, -9, 5.6, 5)), legs=8, leg_span=30, parts=("high knees", "face", "cross")),
        upright=0.7,
        heads=3.8,
    ),
    "beetle": Species(
        Coat((58, 104, 92), (120, 160, 140), (40, 50, 54), (44, 46, 50)),
        replace(_HEAD, parts=("antennae", "mandibles")),
        InsectBody(
            ((-3, -8, 12, 7.6), (10, -6.4, 4.4, 4.6)), legs=6, leg_span=11, wings="case", parts=("feelers", "face")
        ),
        upright=0.62,
        heads=3.8,
        girth=1.3,
        parts=("case",),
    ),
    "bee": Species(
        Coat((238, 184, 62), (250, 232, 180), (62, 48, 42), (62, 48, 42)),
        _HEAD,
        InsectBody(
            ((-4, -15, 10, 7), (8, -16, 5.4, 5.4)),
            legs=6,
            leg_span=8,
            wings="clear",
            parts=("feelers", "face", "sting", "aloft"),
            bands=True,
        ),
        upright=0.6,
        heads=3.8,
        wings="insect",
        girth=1.2,
        parts=("bands",),
    ),
    "butterfly": Species(
        Coat((226, 138, 54), (250, 222, 140), (64, 48, 52), (64, 48, 52)),
        replace(_HEAD, skull=(0.02, 0.02, 0.66, 0.68)),
        InsectBody(
            ((-4, -18, 7, 1.9), (4.5, -19.5, 2.6, 2.6)), legs=0, leg_span=0, wings="painted", parts=("feelers", "aloft")
        ),
        upright=0.62,
        heads=4.2,
        wings="painted",
        girth=0.84,
    ),
    "ant": Species(
        Coat((116, 60, 44), (176, 110, 84), (70, 40, 38), (116, 60, 44)),
        replace(_HEAD, skull=(0.02, 0.06, 0.62, 0.72), parts=("antennae", "mandibles")),
        InsectBody(
            ((-11, -8, 6.6, 5), (-1, -8, 3.6, 3), (7, -9, 4.6, 4.4)), legs=6, leg_span=11, parts=("feelers", "face")
        ),
        upright=0.58,
        heads=3.8,
        girth=0.84,
    ),
    "caterpillar": Species(
        Coat((132, 180, 82), (222, 226, 150), (76, 118, 60), (90, 70, 60)),
        replace(_HEAD, skull=(0.02, 0.02, 0.78, 0.76)),
        WormBody(
            ((-30, -6), (-20, -7), (-10, -6), (0, -7), (8, -13), (11, -22), (14, -31)),
            (9, 12, 13, 13, 13, 12, 11),
            parts=("segments", "stubs"),
            head=9.0,
        ),
        upright=0.64,
        heads=3.6,
    ),
}
