"""What lies in the ground of a landscape: roads, rivers, shores, quays, tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.medium import Shade
from sketch.plans.furniture.wayside import tracks
from sketch.plans.identity import built
from sketch.plans.landscapes.glitter import paint_glitter
from sketch.plans.landscapes.grounds import GROUNDS, paint_river, paint_shore, paint_way, water_tone
from sketch.plans.plan import Area
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sketch.world.vectors import Vector
    from sketch.world.view import View


def _face(view: View, corners: Sequence[Vector], colour: RGB, *, depth: float = 0.05) -> None:
    outline = view.outline(corners)
    if len(outline) > 2:
        tone = view.lit(colour, depth)
        view.sheet.of(role="ground").fill(
            [outline], tone, Shade(view.lit(darker(colour, 0.25)), "bottom", 0.6), line=0.5
        )


def _track(view: View) -> None:
    paint_way(view, m.PATH, 92, bend=0.7)
    ruts = view.lit(darker(m.PATH, 0.18))
    for x in (-24.0, 24.0):
        strip = view.outline([(x - 4, 0.2, -200.0), (x - 4, 0.2, 260.0), (x + 4, 0.2, 260.0), (x + 4, 0.2, -200.0)])
        if len(strip) > 2:
            view.sheet.of(role="texture").fill([strip], ruts, alpha=0.5, line=0)


def _path(view: View) -> None:
    paint_way(view, m.PATH, 96, bend=0.25, far=1500)


def _road(view: View) -> None:
    paint_way(view, m.PATH, 190, bend=0.9)


def _cross_road(view: View) -> None:
    colour = mix(m.SNOW, m.PATH, 0.3) if view.snowy else m.PATH
    _face(view, [(-6000, 0, -110), (-6000, 0, 140), (6000, 0, 140), (6000, 0, -110)], colour)


def _river(view: View) -> None:
    paint_river(view, 420, at=545)
    paint_glitter(view, Area(-1800, 1800, 345, 745))


def _stream(view: View) -> None:
    paint_river(view, 80, at=560)
    paint_glitter(view, Area(-1800, 1800, 525, 595))


def _lake(view: View) -> None:
    paint_river(view, 1100, at=890)
    paint_glitter(view, Area(-1800, 1800, 350, 1425))


def _shore(view: View) -> None:
    paint_shore(view, 345)
    paint_glitter(view, Area(-20_000, 20_000, 370, 40_000))


def _causeway(view: View) -> None:
    paint_way(view, mix(m.EARTH, m.LEAF, 0.4), 250, bend=0.6, far=1500)
    rng = built(view.scene, "mist")
    for _ in range(3):
        view.sheet.mist(
            rng.uniform(0, view.width), view.camera.horizon + rng.uniform(0, 80), 420, 60, view.light.haze, 0.5
        )


def _drop(view: View) -> None:
    """Paint the sea far below, beyond the edge on which one stands."""
    rng = built(view.scene, "edge")
    rim = [(-1600.0 + 100 * k, 0.0, 430 + rng.uniform(-34, 34)) for k in range(33)]
    outline = view.outline([*rim, (30_000.0, 0.0, 60_000.0), (-30_000.0, 0.0, 60_000.0)])
    if len(outline) > 2:
        tone = water_tone(view, m.SEA, 0.6)
        deep = Shade(view.lit(darker(m.SEA, 0.2), 0.1), "bottom", 0.7)
        view.sheet.of(role="ground").fill([outline], tone, deep, line=0)
    glints = []
    for _ in range(26):
        x, z = rng.uniform(-2600, 2600), rng.uniform(900, 5200)
        glints.append(view.outline([(x, 0.0, z), (x + 150, 0.0, z + 10), (x + 300, 0.0, z), (x + 150, 0.0, z - 14)]))
    view.sheet.of(role="texture").fill([g for g in glints if len(g) > 2], view.lit(m.FOAM, 0.3), alpha=0.4, line=0)
    lip = [*rim, *((x, 0.0, z - rng.uniform(12, 44)) for x, _, z in reversed(rim))]
    _face(view, lip, m.ROCK)


def _pavement(view: View) -> None:
    """Paint the raised footways to both sides of a street, and its gutter."""
    stone = mix(m.SNOW, m.STONE, 0.3) if view.snowy else lighter(m.STONE, 0.08)
    for side in (-1, 1):
        _face(
            view,
            [
                (side * 150.0, 4.0, -400.0),
                (side * 150.0, 4.0, 3000.0),
                (side * 240.0, 4.0, 3000.0),
                (side * 240.0, 4.0, -400.0),
            ],
            stone,
        )
        _face(
            view,
            [
                (side * 146.0, 0.0, -400.0),
                (side * 146.0, 0.0, 3000.0),
                (side * 150.0, 4.0, 3000.0),
                (side * 150.0, 4.0, -400.0),
            ],
            darker(stone, 0.35),
        )


def _quay(view: View) -> None:
    """Paint the harbour to the left of the quay, and its wall."""
    sea = GROUNDS["sea"].colour
    water = [
        (-205.0, 0.0, -500.0),
        (-205.0, 0.0, 1500.0),
        (6000.0, 0.0, 1500.0),
        (6000.0, 0.0, 60_000.0),
        (-20_000.0, 0.0, 60_000.0),
        (-20_000.0, 0.0, -500.0),
    ]
    outline = view.outline(water)
    if len(outline) > 2:
        tone = water_tone(view, sea, 0.3)
        view.sheet.of(role="ground").fill([outline], tone, Shade(view.lit(darker(sea, 0.35)), "bottom", 0.6), line=0)
    paint_glitter(view, Area(-20_000, -215, -500, 60_000))
    stone = view.lit(lighter(m.STONE, 0.2))
    edge = view.outline([(-222.0, 0.2, -500.0), (-222.0, 0.2, 1500.0), (-200.0, 0.2, 1500.0), (-200.0, 0.2, -500.0)])
    if len(edge) > 2:
        view.sheet.fill([edge], stone, line=0.5)


def _tracks(view: View) -> None:
    _face(view, [(-6000, 0.1, 620), (-6000, 0.1, 900), (6000, 0.1, 900), (6000, 0.1, 620)], darker(m.COBBLE, 0.2))
    tracks(Solid.of(view, (0.0, 0.0, 690.0), 270), built(view.scene, "tracks"))
    lip = view.outline([(-6000, 0.2, 606), (-6000, 0.2, 622), (6000, 0.2, 622), (6000, 0.2, 606)])
    if len(lip) > 2:
        view.sheet.fill([lip], view.lit(m.CREAM), line=0.4)


WAYS: Mapping[str, Callable[[View], None]] = {
    "track": _track,
    "path": _path,
    "road": _road,
    "cross-road": _cross_road,
    "river": _river,
    "stream": _stream,
    "lake": _lake,
    "shore": _shore,
    "causeway": _causeway,
    "drop": _drop,
    "pavement": _pavement,
    "quay": _quay,
    "tracks": _tracks,
}
