"""The ground under a landscape: its colour up to the horizon, what lies in it, ways over it, and water."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, ribbon, spline
from sketch.paint.medium import Shade
from sketch.plans.identity import built

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sketch.world.vectors import Vector
    from sketch.world.view import View


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of ground: its colour, what is strewn over it (blades, stones, cobbles, ripples, waves), how densely."""

    colour: RGB
    strewn: str = ""
    flowers: float = 0.0
    snows: bool = True
    limit: float = 50_000.0


GROUNDS: Mapping[str, Ground] = {
    "grass": Ground(m.GRASS, "blades", 0.2),
    "meadow": Ground(m.MEADOW, "blades", 0.4),
    "prairie": Ground(mix(m.DUNE, m.MEADOW, 0.3), "blades"),
    "woodland": Ground(darker(mix(m.GRASS, m.EARTH, 0.4), 0.06), "blades", 0.1),
    "moss": Ground(mix(m.LEAF, m.EARTH, 0.35), "blades"),
    "moor": Ground(mix((150, 122, 110), m.GRASS, 0.4), "blades"),
    "marsh": Ground(mix(m.EARTH, m.LEAF, 0.6), "blades"),
    "earth": Ground(m.EARTH, "stones"),
    "mud": Ground(darker(m.EARTH, 0.25), "stones"),
    "ploughed": Ground(darker(m.EARTH, 0.08), "furrows"),
    "sand": Ground(m.SAND, "ripples"),
    "dune": Ground(mix(m.DUNE, m.SAND, 0.5), "ripples"),
    "gravel": Ground(mix(m.STONE, m.PATH, 0.5), "stones"),
    "cobbles": Ground(m.COBBLE, "cobbles"),
    "paving": Ground(lighter(m.STONE, 0.06), "paving"),
    "asphalt": Ground(darker(m.COBBLE, 0.3), "stones"),
    "rock": Ground(mix(m.ROCK, m.EARTH, 0.2), "stones"),
    "ice": Ground((222, 234, 240), "ripples", snows=False),
    "ash": Ground((112, 104, 102), "stones"),
    "dust": Ground((186, 176, 166), "stones", snows=False),
    "seabed": Ground((148, 152, 124), "ripples", snows=False),
    "sea": Ground(m.SEA, "waves", snows=False),
    "river": Ground(m.RIVER, "waves", snows=False),
    "marsh-water": Ground(mix(m.RIVER, m.PINE, 0.5), "waves", snows=False),
    "sky-below": Ground(mix(m.SEA, m.MEADOW, 0.35), "", snows=False),
    "roof": Ground(mix(m.SLATE, m.STONE, 0.4), "paving"),
}
WATERY = frozenset({"sea", "river", "marsh-water"})


def ground_colour(view: View, name: str) -> RGB:
    """Return the colour of a ground in the scene's weather."""
    ground = GROUNDS[name]
    return m.SNOW if view.snowy and ground.snows else ground.colour


def water_tone(view: View, colour: RGB, far: float = 0.0) -> RGB:
    """Return what water looks like, `far` (0 to 1) off: it has its own colour and the sky's more than the sun's."""
    light = view.light
    own = mix(colour, view.lit(colour), 0.8 if light.dark else 0.5)
    return mix(mix(own, light.sky[0], 0.26), light.sky[2], 0.42 * far)


def paint_ground(view: View, name: str, level: float = 0.0) -> None:
    """Paint the ground from the horizon to our feet; what is strewn over it comes with `paint_strewn`."""
    top = view.camera.horizon
    if top > 1000:
        return
    colour = ground_colour(view, name)
    if name in WATERY:
        tones = (water_tone(view, colour, 0.9), water_tone(view, colour, 0.35), water_tone(view, darker(colour, 0.34)))
    else:
        fog = 0.3 if view.scene.weather == "fog" else 0.0
        tones = (view.lit(colour, 0.42 + fog), view.lit(colour, 0.08 + fog * 0.6), view.lit(darker(colour, 0.24)))
    sheet = view.sheet.of(role="ground")
    if view.camera.roll:
        far_off = 60_000.0
        corners = [
            (-far_off, level, -far_off),
            (far_off, level, -far_off),
            (far_off, level, far_off),
            (-far_off, level, far_off),
        ]
        outline = view.outline(corners)
        if len(outline) > 2:
            sheet.fill([outline], tones[1], Shade(tones[2], "bottom", 0.8), line=0)
        return
    sheet.wash(tones, max(0.0, top), 1000 + 10)


def paint_strewn(view: View, name: str, level: float = 0.0, *, limit: float = 50_000.0) -> None:
    """Paint what lies and grows all over the ground, as far off as `limit`."""
    ground = replace(GROUNDS[name], limit=limit)
    strewn = "" if view.snowy and ground.snows else ground.strewn
    painters = {
        "blades": _blades,
        "stones": _stones,
        "cobbles": _cobbles,
        "paving": _paving,
        "ripples": _ripples,
        "waves": _waves,
        "furrows": _furrows,
    }
    if strewn:
        painters[strewn](view.of("texture"), ground, level)


def _points(view: View, part: str, count: int, limit: float, level: float, *, far: float = 1500.0) -> list[Vector]:
    """Return points of the ground that are always the same, the denser the nearer to the place's middle."""
    rng = built(view.scene, part)
    points: list[Vector] = []
    for _ in range(count):
        away = 40 + far * rng.random() ** 1.6
        angle = rng.uniform(-math.pi, math.pi)
        points.append((away * math.sin(angle), level, 130 + away * math.cos(angle)))
    return [p for p in points if p[2] < limit]


def _blades(view: View, ground: Ground, level: float) -> None:
    _patches(view, ground, level)
    rng = built(view.scene, "blades")
    lean = 0.8 * view.wind
    blades: list[Outline] = []
    dots: dict[RGB, list[Outline]] = {}
    hues = ((224, 92, 78), (240, 206, 92), (236, 232, 222), (168, 112, 176))
    for p in _points(view, "tufts", 240, ground.limit, level):
        (x, y), k = view.camera.point(p), view.camera.scale(p)
        tall, hue = rng.uniform(7, 13), rng.choice(hues) if rng.random() < ground.flowers else None
        size = min(46.0, tall * k)
        if size < 3 or not view.sees(p, 20):
            continue
        wide = max(1.0, size * 0.1)
        blades += [
            ribbon([(x, y), (x + (side + lean) * size * 0.8, y - size)], (wide, 0.5)) for side in (-0.5, 0.0, 0.5)
        ]
        if hue is not None:
            dots.setdefault(hue, []).append(ellipse(x, y - size, size * 0.2, size * 0.2, count=8))
    if blades:
        view.sheet.fill(blades, view.lit(darker(ground.colour, 0.34)), alpha=0.8, line=0)
    for hue, shapes in dots.items():
        view.sheet.fill(shapes, view.lit(hue), line=0)


def _flat_shapes(view: View, points: Sequence[Vector], wide: float, deep: float) -> list[Outline]:
    shapes = []
    for p in points:
        if not view.sees(p, wide):
            continue
        (x, y), k = view.camera.point(p), view.camera.scale(p)
        slope = max(0.1, abs(y - view.camera.horizon) / view.camera.lens)
        shapes.append(ellipse(x, y, wide * k, max(0.6, deep * k * min(1.0, slope * 1.6)), count=12))
    return shapes


def _stones(view: View, ground: Ground, level: float) -> None:
    _patches(view, ground, level)
    points = _points(view, "stones", 110, ground.limit, level, far=900)
    view.sheet.fill(_flat_shapes(view, points[::2], 3.4, 2.4), view.lit(darker(ground.colour, 0.26)), alpha=0.7, line=0)
    view.sheet.fill(_flat_shapes(view, points[1::2], 2.6, 2), view.lit(lighter(ground.colour, 0.2)), alpha=0.7, line=0)


def _cobbles(view: View, ground: Ground, level: float) -> None:
    """Lay courses of stones near us; farther off they are one."""
    _patches(view, ground, level)
    joints: list[Outline] = []
    for row in range(26):
        z = -140 + 15.0 * row * (1 + row * 0.03)
        joints.append(_strip(view, (-190.0, level, z), (190.0, level, z), 1.5))
        step = 17.0
        joints += [
            _strip(view, (x + step / 2 * (row % 2), level, z), (x + step / 2 * (row % 2), level, z + 15), 1.5)
            for x in (-187 + step * k for k in range(22))
            if row < 15
        ]
    view.sheet.fill([j for j in joints if len(j) > 2], view.lit(darker(ground.colour, 0.24)), alpha=0.5, line=0)


def _patches(view: View, ground: Ground, level: float) -> None:
    """Let the ground be darker here and lighter there."""
    rng = built(view.scene, "patch shapes")
    shapes = []
    for x, y, z in _points(view, "patches", 34, ground.limit - 150, level, far=1500):
        reach = rng.uniform(50, 130)
        angles = [math.tau * k / 8 for k in range(8)]
        rim = [
            (reach * rng.uniform(0.5, 1.3) * math.cos(a), reach * rng.uniform(0.4, 0.9) * math.sin(a)) for a in angles
        ]
        shapes.append(view.outline([(x + dx, y, z + dz) for dx, dz in spline(rim, steps=4)]))
    dark, light = ([s for s in some if len(s) > 2] for some in (shapes[::2], shapes[1::2]))
    view.sheet.fill(dark, view.lit(darker(ground.colour, 0.16)), alpha=0.3, line=0)
    view.sheet.fill(light, view.lit(lighter(ground.colour, 0.14)), alpha=0.3, line=0)


def _paving(view: View, ground: Ground, level: float) -> None:
    lines: list[Outline] = []
    for k in range(-8, 9):
        a, b = (k * 62.0, level, -150.0), (k * 62.0, level, 900.0)
        lines.append(_strip(view, a, b, 2.2))
    for k in range(15):
        z = -150 + 62.0 * k
        lines.append(_strip(view, (-500.0, level, z), (500.0, level, z), 2.2))
    view.sheet.fill(
        [line for line in lines if len(line) > 2], view.lit(darker(ground.colour, 0.24)), alpha=0.55, line=0
    )


def _strip(view: View, a: Vector, b: Vector, wide: float) -> Outline:
    """Return a thin level strip from one point of the ground to another."""
    dx, dz = b[0] - a[0], b[2] - a[2]
    size = math.hypot(dx, dz) or 1.0
    nx, nz = -dz / size * wide / 2, dx / size * wide / 2
    return view.outline(
        [
            (a[0] + nx, a[1], a[2] + nz),
            (b[0] + nx, b[1], b[2] + nz),
            (b[0] - nx, b[1], b[2] - nz),
            (a[0] - nx, a[1], a[2] - nz),
        ]
    )


def _furrows(view: View, ground: Ground, level: float) -> None:
    lines = [_strip(view, (k * 34.0, level, -160.0), (k * 34.0, level, 1700.0), 9) for k in range(-26, 27)]
    view.sheet.fill([line for line in lines if len(line) > 2], view.lit(darker(ground.colour, 0.22)), alpha=0.7, line=0)


def _ripples(view: View, ground: Ground, level: float) -> None:
    shapes = []
    for p in (p for p in _points(view, "ripples", 130, ground.limit, level, far=1100) if view.sees(p, 30)):
        (x, y), k = view.camera.point(p), view.camera.scale(p)
        reach = 26 * k
        shapes.append(ribbon([(x - reach, y), (x, y - reach * 0.1), (x + reach, y)], (0.6, max(0.9, 2.2 * k), 0.6)))
    view.sheet.fill(shapes, view.lit(darker(ground.colour, 0.2)), alpha=0.5, line=0)


def _waves(view: View, ground: Ground, level: float) -> None:
    rough = {"storm": 2.2, "wind": 1.7, "rain": 1.2}.get(view.scene.weather, 0.8)
    calm = 1.0 if ground.colour == GROUNDS["sea"].colour else 0.35
    rng = built(view.scene, "swell")
    crests: list[Outline] = []
    troughs: list[Outline] = []
    for k in range(230):
        away = 70 * 1.026**k
        angle, long = rng.uniform(-math.pi, math.pi), rng.uniform(22, 60)
        p = (away * math.sin(angle), level, 100 + away * math.cos(angle))
        if not view.sees(p, 60):
            continue
        (x, y), s = view.camera.point(p), view.camera.scale(p)
        size = min(170.0, long * s)
        swell = min(26.0, (3.0 + 5.0 * rough * calm) * s * 0.7)
        nib = min(6.0, max(0.9, (1.6 + rough) * s * 0.7))
        crests.append(
            ribbon(
                [(x - size, y), (x - size * 0.3, y - swell), (x + size * 0.3, y - swell * 0.6), (x + size, y)],
                (0.5, nib, 0.5),
            )
        )
        troughs.append(
            ribbon(
                [(x - size * 0.8, y + swell * 0.8), (x, y + swell * 0.4), (x + size * 0.9, y + swell * 0.8)],
                (0.5, nib, 0.5),
            )
        )
    view.sheet.fill(troughs, view.lit(darker(ground.colour, 0.38)), alpha=0.5, line=0)
    view.sheet.fill(crests, mix(view.lit(m.FOAM), view.light.sky[2], 0.3), alpha=0.65, line=0)


def paint_way(
    view: View,
    material: RGB,
    wide: float,
    *,
    bend: float = 0.0,
    level: float = 0.0,
    far: float = 2600.0,
    start: float = -260.0,
) -> None:
    """Paint a way that leads from our feet into the distance."""
    colour = mix(m.SNOW, material, 0.3) if view.snowy else material
    _band(view, _course(view, bend, far, start), wide, colour, level)


def paint_river(view: View, wide: float, *, at: float, level: float = 0.0, across: bool = True) -> None:
    """Paint a river that crosses before us at z = `at`, or comes towards us."""
    rng = built(view.scene, "banks")
    if across:
        line = [(-1800.0 + 300 * k, at + rng.uniform(-14, 14)) for k in range(13)]
        near = [(x, level, z - wide / 2) for x, z in line]
        shore = [(x, level, z + wide / 2 + rng.uniform(-8, 8)) for x, z in line]
        face = [*near, *shore[::-1]]
        bank = [*((x, y, z - 10) for x, y, z in near), *((x, y, z + 12) for x, y, z in shore[::-1])]
    else:
        centre = _course(view, 0.4, 2200.0, -240.0)
        left = [(x - wide / 2 - rng.uniform(0, 12), level, z) for x, z in centre]
        right = [(x + wide / 2 + rng.uniform(0, 12), level, z) for x, z in centre]
        face = [*left, *right[::-1]]
        bank = [*((x - 10, y, z) for x, y, z in left), *((x + 10, y, z) for x, y, z in right[::-1])]
    colour = GROUNDS["river"].colour
    for shape, tone in (
        (bank, view.lit(darker(m.EARTH, 0.15))),
        (face, water_tone(view, colour, 0.5)),
    ):
        outline = view.outline(shape)
        if len(outline) > 2:
            view.sheet.of(role="ground").fill(
                [outline],
                tone,
                Shade(view.lit(darker(colour, 0.3)), "bottom", 0.6) if shape is face else None,
                line=0.5,
            )
    glints = (
        [
            _strip(view, (x, level + 0.2, z), (x + rng.uniform(40, 110), level + 0.2, z), 3)
            for x, z in ((rng.uniform(-500, 500), at + rng.uniform(-0.4, 0.4) * wide) for _ in range(16))
        ]
        if across
        else []
    )
    view.sheet.of(role="texture").fill(
        [g for g in glints if len(g) > 2], mix(view.lit(m.FOAM), view.light.sky[2], 0.4), alpha=0.6, line=0
    )


def _course(view: View, bend: float, far: float, start: float) -> list[tuple[float, float]]:
    """Return points along a way, each as x and z."""
    rng = built(view.scene, "way")
    side = rng.choice((-1, 1)) * bend
    turn = rng.uniform(0.0016, 0.0024)
    return [
        (side * 210 * math.sin(turn * max(0.0, z)) * min(1.0, max(0.0, z) / 500), z)
        for z in (start + (far - start) * (k / 36) ** 1.3 for k in range(37))
    ]


def _band(view: View, centre: Sequence[tuple[float, float]], wide: float, colour: RGB, level: float) -> None:
    left = [(x - wide / 2, level, z) for x, z in centre]
    right = [(x + wide / 2, level, z) for x, z in centre]
    outline = view.outline([*left, *right[::-1]])
    if len(outline) > 2:
        sheet = view.sheet.of(role="ground")
        sheet.fill([outline], view.lit(colour, 0.08), Shade(view.lit(darker(colour, 0.24)), "bottom", 0.6), line=0.5)


def paint_shore(view: View, water_from: float, level: float = 0.0) -> None:
    """Paint the sea beyond a beach: the water from z = `water_from`, its foam, and the wet sand before it."""
    rng = built(view.scene, "shore")
    line = [(-3000.0 + 240 * k, water_from + rng.uniform(-16, 16)) for k in range(26)]
    far = [(4200.0, level, 40_000.0), (-4200.0, level, 40_000.0)]
    colour = GROUNDS["sea"].colour
    for shift, tone in (
        (-34.0, view.lit(darker(m.SAND, 0.2))),
        (-9.0, view.lit(m.FOAM)),
        (0.0, water_tone(view, colour, 0.5)),
    ):
        outline = view.outline([*((x, level, z + shift) for x, z in line), *far])
        if len(outline) > 2:
            deep = Shade(view.lit(darker(colour, 0.2), 0.1), "bottom", 0.6) if not shift else None
            view.sheet.of(role="ground").fill([outline], tone, deep, line=0.2)
    _waves_beyond(view, water_from, level)


def _waves_beyond(view: View, start: float, level: float) -> None:
    rng = built(view.scene, "breakers")
    crests: list[Outline] = []
    for k in range(46):
        p, long = (rng.uniform(-1.0, 1.0) * (300 + start + 40 * k), level, start + 16 * 1.1**k), rng.uniform(24, 70)
        if view.sees(p, 60):
            (x, y), s = view.camera.point(p), view.camera.scale(p)
            size = min(120.0, long * s)
            crests.append(
                ribbon([(x - size, y), (x, y - 3.5 * s), (x + size, y)], (0.5, min(5.0, max(0.9, 2.4 * s)), 0.5))
            )
    view.sheet.of(role="texture").fill(crests, mix(view.lit(m.FOAM), view.light.sky[2], 0.3), alpha=0.7, line=0)
