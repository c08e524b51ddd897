"""A picture in a few planes of depth, painted to the end, for a camera that moves through it: far, middle and near.

Planes are graded, developed and grained as the whole picture is where they lie, so that laid over one another they are
the picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from sketch.paint import paper
from sketch.paint.canvas import COARSE, Canvas
from sketch.plans.landscapes.sky import LIGHTNING
from sketch.record.shapes import Glow, Item, Layer, Mist, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.artist import Recorded
    from sketch.styles import Style

FAR = 2.6
"""What is so many times farther off than whoever the picture is about stays with the ground behind."""


@dataclass(frozen=True, slots=True)
class DepthPlane:
    """What stands at about `depth` (units of the world): RGBA, its upper left corner at `at` of the planes."""

    image: Image.Image
    at: tuple[int, int]
    depth: float


@dataclass(frozen=True, slots=True)
class _Card:
    """What is painted on a clear sheet (RGBA), its upper left corner at `at` of the picture."""

    image: Image.Image
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DepthPicture:
    """A picture in planes of `size` pixels.

    `ground` is all that lies behind the `planes`, which come the farthest first; `dimmed` is the same without the light
    of lamps and fires (where `flashes`: without lightning), or None where there is none. `focus` is how far off they
    are whom the picture is about; `floor_from` the height, in drawing units, below which the ground is the floor that
    they stand on.
    """

    size: tuple[int, int]
    ground: Image.Image
    dimmed: Image.Image | None
    planes: tuple[DepthPlane, ...]
    focus: float
    flashes: bool
    floor_from: float


def in_depths(recorded: Recorded, style: Style, *, most: int = 3) -> DepthPicture:
    """Paint a picture in a ground and at most so many planes. No weather is painted: in films it moves."""
    drawn = recorded.drawn
    size = drawn.size
    root = style.medium.clear(size, drawn.unit, recorded.light)
    root.plan(drawn)
    focus = _focus(recorded)
    behind, standing, rays = _parted(drawn.items, FAR * focus)
    flashes = any(_is_flash(item) for item in drawn.flat())
    grain = paper.grain(*size, style.medium.grain)

    def lit(glows: Sequence[Item]) -> Image.Image:
        lights = style.medium.clear(size, drawn.unit, recorded.light)
        lights.paint(glows)
        light = _with_rays(_gathered(lights), _painted(root, rays, kept=False))
        return ImageChops.screen(root.image.picture(), light) if light.getbbox() else root.image.picture()

    glows = [item for item in drawn.flat() if isinstance(item, Glow)]
    dimmed = None
    if flashes:
        root.paint([item for item in behind if not isinstance(item, Glow) and not _is_flash(item)])
        dimmed = _finished(root, lit([glow for glow in glows if not _is_flash(glow)]), grain)
        root = style.medium.clear(size, drawn.unit, recorded.light)
        root.plan(drawn)
    root.paint([item for item in behind if not isinstance(item, Glow)])
    if glows and not flashes:
        dimmed = _finished(root, lit([]), grain)
    sheet = lit(glows)
    ground = _finished(root, sheet, grain)
    planes = []
    for depth, items in _planes(standing, most, focus):
        card = _painted(root, items)
        if card is None:
            continue
        sheet = sheet.copy()
        sheet.paste(card.image, card.at, card.image)
        image = _finished(root, sheet, grain).crop(
            (*card.at, card.at[0] + card.image.width, card.at[1] + card.image.height)
        )
        image.putalpha(card.image.getchannel("A"))
        planes.append(DepthPlane(image, card.at, depth))
    return DepthPicture(
        size,
        ground,
        dimmed,
        tuple(planes),
        focus,
        flashes,
        _floor_from(recorded),
    )


def _focus(recorded: Recorded) -> float:
    depths = [item.tags.depth for item in recorded.drawn.items if item.tags.owner and item.tags.depth > 0]
    return min(depths, default=recorded.camera.focus)


def _floor_from(recorded: Recorded) -> float:
    """Return where the floor begins: at the foot of the wall behind, or at the horizon."""
    drawn, horizon = recorded.drawn, recorded.camera.horizon
    behind = [
        item for item in drawn.flat() if item.tags.role == "ground" and not item.tags.depth and not item.tags.owner
    ]
    tops: list[float] = [
        y for item in behind if isinstance(item, Shape) for outline in item.outlines for _, y in outline
    ]
    walls = any(item.tags.role == "wall" for item in drawn.flat())
    return max(horizon, min(tops)) if walls and tops else horizon


def _parted(items: Sequence[Item], far: float) -> tuple[list[Item], list[tuple[float, list[Item]]], list[Item]]:
    """Part a list into what lies behind, what stands before it by depth, and the rays of the sun."""
    behind: list[Item] = []
    standing: list[tuple[float, list[Item]]] = []
    rays: list[Item] = []
    shadows: list[Item] = []
    for item in items:
        depth = item.tags.depth
        if item.tags.role == "weather":
            continue
        if item.tags.role == "light":
            rays.append(item)
        elif isinstance(item, Mist) and item.tags.owner:
            shadows.append(item)
        elif _stands(item, far, begun=bool(standing)):
            depth = depth or (standing[-1][0] if standing else far)
            if standing and standing[-1][0] == depth:
                standing[-1][1].extend([*shadows, item])
            else:
                standing.append((depth, [*shadows, item]))
            shadows = []
        else:
            behind.append(item)
    return behind, standing, rays


def _stands(item: Item, far: float, *, begun: bool) -> bool:
    """Say whether something stands before the ground: figures, things that are near, and what is painted over them."""
    if isinstance(item, Layer) or begun:
        return True
    return item.tags.role in ("thing", "figure") and 0 < item.tags.depth < far


def _planes(standing: list[tuple[float, list[Item]]], most: int, focus: float) -> list[tuple[float, list[Item]]]:
    """Bring what stands there together into so many planes: neighbours in painter's order whose depths differ least."""
    groups = [(1 / max(depth, 1.0), depth == focus, list(items)) for depth, items in standing]
    while len(groups) > most:
        k = min(range(len(groups) - 1), key=lambda k: _strain(groups[k], groups[k + 1]))
        one, other = groups[k], groups[k + 1]
        groups[k : k + 2] = [(_middle(one, other), one[1] or other[1], [*one[2], *other[2]])]
    return [(1 / nearness, items) for nearness, _, items in groups]


def _strain(one: tuple[float, bool, list[Item]], other: tuple[float, bool, list[Item]]) -> float:
    return abs(one[0] - other[0]) * math.sqrt(math.sqrt(min(len(one[2]), len(other[2]))))


def _middle(one: tuple[float, bool, list[Item]], other: tuple[float, bool, list[Item]]) -> float:
    """Return how near two groups are together: as those are whom the picture is about, else in their middle."""
    if one[1] != other[1]:
        return one[0] if one[1] else other[0]
    figures = [sum(isinstance(item, Layer) for item in group[2]) for group in (one, other)]
    if bool(figures[0]) != bool(figures[1]):
        return one[0] if figures[0] else other[0]
    part = len(one[2]) / (len(one[2]) + len(other[2]))
    return one[0] * part + other[0] * (1 - part)


def _is_flash(item: Item) -> bool:
    return item.tags.part == LIGHTNING


def _painted(root: Canvas, items: Sequence[Item], *, kept: bool = True) -> _Card | None:
    """Paint items on a clear sheet over what is there already, and cut it down to what is painted. What is `kept` is
    from then on part of what is there."""
    run = [item for item in items if not isinstance(item, Glow)]
    if not run:
        return None
    sheet = type(root)(root.size, root.unit, root.medium, root.light, origin=root.origin, under=root)
    sheet.image.paste(root.image, (0, 0))  # so that edges do not take on the colour of the paper
    sheet.sway = root.sway
    sheet.focus = root.focus
    sheet.paint(run)
    assert sheet.alpha is not None
    box = sheet.alpha.getbbox()
    if box is None:
        return None
    if kept:
        root.image.paste(sheet.image, (0, 0), sheet.alpha)
    image = sheet.image.crop(box).picture()
    image.putalpha(sheet.alpha.crop(box))
    return _Card(image, (box[0], box[1]))


def _finished(root: Canvas, sheet: Image.Image, grain: Image.Image) -> Image.Image:
    return ImageChops.multiply(root.developed(root.graded(sheet)), grain)


def _with_rays(lights: Image.Image, rays: _Card | None) -> Image.Image:
    """Return the light of lamps with the rays of the sun in it."""
    if rays is None:
        return lights
    sheet = Image.new("RGB", lights.size)
    sheet.paste(rays.image, rays.at, rays.image)
    return ImageChops.screen(lights, sheet)


def _gathered(canvas: Canvas) -> Image.Image:
    """Return the light that has been gathered on a canvas, as large as it."""
    if canvas.lights is None:
        return Image.new("RGB", canvas.size)
    width, height = canvas.size
    return canvas.lights.resize(
        canvas.size, Image.Resampling.BILINEAR, box=(0, 0, min(width / COARSE, canvas.lights.width), height / COARSE)
    )
