"""How a figure is set off from its ground: a rim of light, a soft shade, and a halo where it would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from sketch.paint import paper
from sketch.paint.colours import lighter, luminance, mix

if TYPE_CHECKING:
    from sketch.paint.canvas import Canvas
    from sketch.paint.paper import Box
    from sketch.paint.plates import Plates
    from sketch.record.shapes import Relief

LOW_CONTRAST = 46
"""Levels of grey: a figure that differs less from its ground is set off from it."""
MEASURED = 4
"""Contrast is measured on a picture so many times smaller."""


def light_edges(sheet: Canvas, relief: Relief) -> None:
    """Draw a rim of light on one side of a layer and a soft shade on the other, over the whole at once."""
    medium, alpha, light = sheet.medium, sheet.alpha, sheet.light
    if medium.hard or alpha is None:
        return
    side, pixels, half = relief.light_from, relief.scale * sheet.unit / 2, alpha.reduce(2)
    step, deep = max(1, round(1.5 * pixels)), max(1, round(3.4 * pixels))
    rim = ImageChops.subtract(half, _shifted(half, -side * step, step // 2))
    dark = ImageChops.subtract(half, _shifted(half, side * deep, 0))
    for edge, blur, colour, amount in (
        (rim, max(0.4, step / 3), mix(light.glow, (255, 250, 238), 0.25), 0.6 if light.dark else 0.5),
        (dark, deep / 2, light.shade, 0.36),
    ):
        soft = edge.filter(ImageFilter.BoxBlur(blur)).resize(alpha.size, Image.Resampling.BILINEAR)
        mask = paper.scaled(ImageChops.multiply(soft, alpha), amount)
        sheet.image.paste(medium.tone(colour).base, (0, 0), mask)


def draw_halo(canvas: Canvas, sheet: Canvas) -> None:
    """Draw a breath of lighter paint around a layer where it would be lost in a ground of its own tone.

    Media without half-tones leave bare paper all around it.
    """
    medium, light = canvas.medium, canvas.light
    if not medium.halo or sheet.alpha is None:
        return
    x, y = canvas.column(sheet.origin[0]), canvas.row(sheet.origin[1])
    colour = lighter(light.haze, 0.35) if luminance(light.haze) > 0.4 else mix(light.haze, light.key, 0.35)
    base = medium.tone(colour).base
    if medium.hard:
        mask = paper.scaled(sheet.alpha.filter(ImageFilter.BoxBlur(max(1.0, 2.6 * canvas.unit))), 9.0)
        base = medium.paper if light.dark and medium.paper_halo else base
    else:
        lost = _lost(canvas, sheet, (x, y, x + sheet.size[0], y + sheet.size[1]))
        spread = lost.filter(ImageFilter.BoxBlur(max(1.0, 3.4 * canvas.unit / MEASURED)))
        mask = paper.scaled(spread.resize(sheet.size, Image.Resampling.BICUBIC), 1.2 * medium.halo)
    canvas.image.paste(base, (x, y), mask)


def _lost(canvas: Canvas, sheet: Canvas, box: Box) -> Image.Image:
    """Return where a layer is about as light as what lies under it, on a smaller scale."""
    assert sheet.alpha is not None
    figure, ground = _grey(sheet.image), _grey(canvas.image.crop(box))
    levels = [max(0, min(255, (LOW_CONTRAST - d) * 12)) for d in range(256)]
    return ImageChops.multiply(ImageChops.difference(figure, ground).point(levels), sheet.alpha.reduce(MEASURED))


def _grey(plates: Plates) -> Image.Image:
    return plates.picture().reduce(MEASURED).convert("L")


def _shifted(mask: Image.Image, dx: int, dy: int) -> Image.Image:
    moved = Image.new("L", mask.size)
    moved.paste(mask, (dx, dy))
    return moved
