"""Layers, for films: a backdrop with nobody in it, a card for whatever stands before it, and light, weather and grain
apart, all with room to spare at their edges."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from sketch.paint import paper
from sketch.paint.canvas import COARSE, Canvas
from sketch.record.shapes import DisplayList, Glow, Item, Layer, Mist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sketch.paint.light import Light
    from sketch.styles import Style

OVERSCAN = 0.15
"""So much wider and higher than the picture are its layers, in all."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something before the backdrop: its paint (RGBA), where its upper left corner lies on the layers, whose figure it
    is (or ""), and how far off it stands in units of the world (0 where nobody has said it)."""

    image: Image.Image
    at: tuple[int, int]
    owner: str
    depth: float


@dataclass(frozen=True, slots=True)
class LayeredPicture:
    """A picture in layers, each of `size` pixels; the picture itself is its middle, `frame` (left, top, right, foot).

    `light` (RGB, black where none is: lamps, fires, rays of the sun) is screened over the backdrop, `weather` (RGBA)
    laid over all, and `grain` (RGB) multiplied in at the end.
    """

    size: tuple[int, int]
    frame: tuple[int, int, int, int]
    backdrop: Image.Image
    cards: tuple[Card, ...]
    light: Image.Image
    weather: Image.Image
    grain: Image.Image
    canvas: Canvas

    def shot(self, *, pan: float = 0.0, people: bool = True) -> Image.Image:
        """Return the picture from an eye that has moved `pan` pixels to the right, as the nearest card has it.

        Cards move the more, the nearer they are; the backdrop moves as the farthest of them.
        """
        depths = [card.depth for card in self.cards if card.depth > 0]
        near, far = min(depths, default=1.0), max(depths, default=1.0)
        behind = pan * near / (far * 1.6)
        sheet = ImageChops.offset(ImageChops.screen(self.backdrop, self.light), -round(behind), 0)
        for card in self.cards:
            if people or not card.owner:
                shift = pan * near / (card.depth or far)
                sheet.paste(card.image, (card.at[0] - round(shift), card.at[1]), card.image)
        sheet.paste(self.weather, (0, 0), self.weather)
        return ImageChops.multiply(self.canvas.developed(self.canvas.graded(sheet)), self.grain).crop(self.frame)


def layered(drawn: DisplayList, light: Light, style: Style, *, overscan: float = OVERSCAN) -> LayeredPicture:
    """Paint a picture in layers that are wider and higher than it by `overscan`."""
    width, height = drawn.size
    dx, dy = math.ceil(width * overscan / 2), math.ceil(height * overscan / 2)
    size, origin = (width + 2 * dx, height + 2 * dy), (-dx / drawn.unit, -dy / drawn.unit)
    root = style.medium.clear(size, drawn.unit, light, origin)
    root.plan(drawn)
    behind, before, weather, rays = _parted(drawn)
    root.paint([item for item in behind if not isinstance(item, Glow)])
    backdrop = root.image.picture()
    lights = style.medium.clear(size, drawn.unit, light, origin)
    lights.paint(item for item in drawn.flat() if isinstance(item, Glow))
    cards = tuple(card for run in before if (card := _card(root, run)) is not None)
    falling = _card(root, weather)
    sky = Image.new("RGBA", size)
    if falling is not None:
        sky.paste(falling.image, falling.at)
    return LayeredPicture(
        size,
        (dx, dy, dx + width, dy + height),
        backdrop,
        cards,
        with_rays(gathered(lights), _card(root, rays)),
        sky,
        paper.grain(*size, style.medium.grain),
        root,
    )


def _parted(drawn: DisplayList) -> tuple[list[Item], list[list[Item]], list[Item], list[Item]]:
    """Part a list into what lies behind all figures, runs of what stands before it, what falls over all, and rays."""
    behind: list[Item] = []
    before: list[list[Item]] = []
    weather: list[Item] = []
    rays: list[Item] = []
    shadows: list[Item] = []
    for item in drawn.items:
        if item.tags.role == "weather":
            weather.append(item)
        elif item.tags.role == "light":
            rays.append(item)
        elif isinstance(item, Mist) and item.tags.owner:
            shadows.append(item)
        elif isinstance(item, Layer):
            before.append([*shadows, item])
            shadows = []
        elif not before:
            behind.append(item)
        elif not isinstance(before[-1][-1], Layer) and before[-1][0].tags.depth == item.tags.depth:
            before[-1].append(item)
        else:
            before.append([item])
    return behind, before, weather, rays


def _card(root: Canvas, items: Iterable[Item]) -> Card | None:
    """Paint items on a clear sheet, and cut it down to what is painted."""
    run = [item for item in items if not isinstance(item, Glow)]
    if not run:
        return None
    sheet = type(root)(root.size, root.unit, root.medium, root.light, origin=root.origin, under=root)
    sheet.sway = root.sway
    sheet.paint(run)
    assert sheet.alpha is not None
    box = sheet.alpha.getbbox()
    if box is None:
        return None
    image = sheet.image.crop(box).picture()
    image.putalpha(sheet.alpha.crop(box))
    owner = next((item.tags.owner for item in run if item.tags.owner), "")
    return Card(image, (box[0], box[1]), owner, max(item.tags.depth for item in run))


def with_rays(lights: Image.Image, rays: Card | None) -> Image.Image:
    """Return the light of lamps with the rays of the sun in it."""
    if rays is None:
        return lights
    sheet = Image.new("RGB", lights.size)
    sheet.paste(rays.image, rays.at, rays.image)
    return ImageChops.screen(lights, sheet)


def gathered(canvas: Canvas) -> Image.Image:
    """Return the light that has been gathered on a canvas, as large as it."""
    if canvas.lights is None:
        return Image.new("RGB", canvas.size)
    width, height = canvas.size
    return canvas.lights.resize(
        canvas.size, Image.Resampling.BILINEAR, box=(0, 0, min(width / COARSE, canvas.lights.width), height / COARSE)
    )
