"""The grade of a picture: contrast, tints of its shadows and lights, and the dark that gathers around its focus."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops
from pydantic import BaseModel, ConfigDict

from sketch.media.fields import Colour, Part, Strength
from sketch.media.palette import in_palette
from sketch.paint import paper

Middle = tuple[float, float]
"""A point of a picture, as parts of its width and height."""


class Grade(BaseModel):
    """`contrast` and `saturation` scale a picture's own; `brightness` is added (1 is white). Shadows go towards
    `shadows` and lights towards `lights` by `tint`; every colour goes towards the nearest of `palette` by
    `palette_strength`. `vignette` is how dark the corners farthest from the focus are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contrast: Strength = 1.0
    brightness: float = 0.0
    saturation: Strength = 1.0
    shadows: Colour = (0, 0, 0)
    lights: Colour = (255, 255, 255)
    tint: Part = 0.0
    palette: tuple[Colour, ...] = ()
    palette_strength: Part = 0.7
    vignette: Part = 0.0
    dark: Colour = (24, 18, 34)

    def __call__(self, picture: Image.Image, focus: Middle) -> Image.Image:
        """Return a picture graded, with its focus in the light."""
        if self.vignette:
            picture = picture.copy()
            picture.paste(self.dark, (0, 0), paper.scaled(_corners(picture.size, focus), self.vignette))
        if self.saturation != 1.0:
            picture = _saturated(picture, self.saturation)
        levels = [level for channel in range(3) for level in self._levels(channel)]
        if levels != list(range(256)) * 3:
            picture = picture.point(levels)
        return in_palette(picture, self.palette, self.palette_strength) if self.palette else picture

    def _levels(self, channel: int) -> list[int]:
        levels = []
        for v in range(256):
            level = (v / 255 - 0.5) * self.contrast + 0.5 + self.brightness
            level = min(1.0, max(0.0, level))
            tinted = (self.shadows[channel] * (1 - level) + self.lights[channel] * level) / 255
            levels.append(round(255 * (level + (tinted - level) * self.tint)))
        return levels


def _saturated(picture: Image.Image, amount: float) -> Image.Image:
    grey = picture.convert("L").convert("RGB")
    return Image.blend(grey, picture, amount)


@lru_cache(maxsize=4)
def _corners(size: tuple[int, int], focus: Middle) -> Image.Image:
    """Return how far each pixel lies from the focus: nothing about it, full at the farthest corner."""
    reach = 0.62 * max(size) * (1.2 + max(abs(focus[0] - 0.5), abs(focus[1] - 0.5)))
    x, y, k = focus[0] * size[0], focus[1] * size[1], 128 / reach
    wide = Image.new("L", (768, 768))
    wide.paste(paper.falloff(0.8), (256, 256))
    box = (384 - x * k, 384 - y * k, 384 + (size[0] - x) * k, 384 + (size[1] - y) * k)
    return ImageChops.invert(wide.resize(size, Image.Resampling.BILINEAR, box=box))
