"""Cut paper: flat coloured sheets cut with scissors, each casting its shadow on the one below, and no small detail."""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageFilter

from sketch.media.fields import Part, Strength
from sketch.media.grounds import is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, lighter, mix
from sketch.paint.geometry import area
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped
from sketch.record.shapes import Mist, Shape, Wash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sketch.paint.geometry import Outline
    from sketch.paint.light import Light
    from sketch.record.shapes import Item, Relief

STRIPS = 5
"""A sky is so many sheets of paper."""
SMALLEST = 90.0
"""Square units: scissors cut nothing smaller, but for faces."""
COARSE_SHADOW = 4
_SHADOW: RGB = (26, 18, 40)


@lru_cache(maxsize=1)
def _fibres() -> Image.Image:
    """Return the fibres of a sheet of coloured paper."""
    return paper.speckle().point([max(0, v - 205) * 2 for v in range(256)])


class CutPaperCanvas(Canvas):
    """Sheets lie upon each other, and the light comes from the upper left."""

    @property
    def lift(self) -> float:
        """How far a sheet lies above the one below, in pixels."""
        return (4.0 if self.under is not None else 11.0) * self.unit

    def paint(self, items: Iterable[Item]) -> None:
        """Paint what can be cut out of paper."""
        super().paint(item for item in items if not (isinstance(item, Shape) and _too_fine(item)))

    def lay(self, piece: Piece, base: RGB) -> None:
        """Lay a sheet down: its shadow, its face, and the light on its upper edge."""
        shape = piece.shape
        if shape.alpha < 0.85 or shape.tags.role in ("weather", "face") or shape.stroke:
            super().lay(piece, base)
            return
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, piece.mask)
        self._cast(piece.mask, piece.box, self.lift, 0.5)
        super().lay(piece, base)
        edge = max(1, round(1.2 * self.unit))
        rim = ImageChops.subtract(piece.mask, _moved(piece.mask, edge))
        self.image.paste(lighter(base, 0.6), piece.box, rim)
        if is_ground(shape):
            self.image.paste(lighter(base, 0.4), piece.box, ImageChops.multiply(piece.mask, self._fibres(piece.box)))

    def shade(self, piece: Piece) -> None:
        """Leave paper flat."""

    def wash(self, wash: Wash) -> None:
        """Lay strips of paper, one upon the other."""
        count = STRIPS if wash.tags.role == "sky" else 1
        rng, last = Random(f"{wash.top:.0f} {wash.bottom:.0f}"), len(wash.colours) - 1
        for i in range(count):
            t = i / max(1, count - 1) * last
            k = min(int(t), last - 1) if last else 0
            colour = mix(wash.colours[k], wash.colours[k + 1], t - k) if last else wash.colours[0]
            top = wash.top + (wash.bottom - wash.top) * i / count
            foot = wash.top + (wash.bottom - wash.top) * (i + 1.6) / count if i + 1 < count else wash.bottom
            self.shape(Shape((self._strip(top, foot, rng, flat=i == 0),), colour, tags=wash.tags))

    def rim(self, sheet: Canvas, relief: Relief) -> None:
        """Leave figures flat, too."""

    def mist(self, mist: Mist) -> None:
        """Leave out what is no paper."""

    def stamp(self, sheet: Canvas) -> None:
        """Lay a figure on, high above its ground."""
        if sheet.alpha is not None:
            at = (self.column(sheet.origin[0]), self.row(sheet.origin[1]))
            self._cast(sheet.alpha, (*at, at[0] + sheet.size[0], at[1] + sheet.size[1]), 15.0 * self.unit, 0.6)
        super().stamp(sheet)

    def _fibres(self, box: paper.Box) -> Image.Image:
        return paper.cut(_fibres(), box, self.zoom)

    def _strip(self, top: float, bottom: float, rng: Random, *, flat: bool) -> Outline:
        sway, phase, right = (0.0 if flat else rng.uniform(10, 18)), rng.uniform(0, math.tau), self.width + 40
        steps = [-40 + (right + 40) * i / 50 for i in range(51)]
        line = [(x, top + sway * math.sin(x * 0.011 + phase) + sway * 0.5 * math.sin(x * 0.037 + phase)) for x in steps]
        return [*line, (right, bottom + 20), (-40, bottom + 20)]

    def _cast(self, mask: Image.Image, box: paper.Box, lift: float, strength: float) -> None:
        """Cast the shadow of a sheet that lies `lift` pixels high."""
        k = COARSE_SHADOW if mask.width * mask.height > 3000 else 1
        pad = math.ceil(lift * 2 / k) + 1
        small = mask.reduce(k)
        wide = Image.new("L", (small.width + 2 * pad, small.height + 2 * pad))
        wide.paste(small, (pad, pad))
        soft = paper.scaled(wide.filter(ImageFilter.BoxBlur(lift * 0.6 / k)), strength)
        x, y = box[0] - pad * k + round(lift * 0.7), box[1] - pad * k + round(lift)
        self.image.paste(_SHADOW, (x, y), soft.resize((wide.width * k, wide.height * k), Image.Resampling.BILINEAR))


def _too_fine(shape: Shape) -> bool:
    """Say whether nobody would cut that out: threads, blades of grass, folds."""
    if shape.tags.role in ("face", "weather"):
        return False
    if shape.tags.role in ("texture", "detail", "light") or shape.stroke:
        return True
    return sum(map(area, shape.outlines)) < SMALLEST


def _moved(mask: Image.Image, step: int) -> Image.Image:
    moved = mask.copy()  # so that paper which goes on beyond the picture has no edge there
    moved.paste(mask, (step, step))
    return moved


class CutPaper(MediumSettings):
    """`light` is how far the light of the scene colours the papers; there are `values` steps of each colour."""

    canvas: ClassVar[type[Canvas]] = CutPaperCanvas

    light: Part
    values: int = 9
    saturation: Strength = 1.2

    def medium(self, light: Light, unit: float) -> Medium:
        """Return the papers for that light."""
        amount = min(1.0, self.light * 1.7) if light.dark else self.light

        def tone(colour: RGB) -> Tone:
            return Tone(snapped(relit(colour, amount), hues=18, values=self.values, saturation=self.saturation))

        return Medium(tone, paper.speckle(), **self.surface())
