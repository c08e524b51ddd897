"""Cut paper: every shape a sheet of coloured paper with a torn white edge, lying a little above the one below."""

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
from sketch.paint.colours import RGB, mix
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped
from sketch.record.shapes import Mist, Shape, Wash

if TYPE_CHECKING:
    from sketch.paint.geometry import Outline
    from sketch.paint.light import Light

STRIPS = 6
"""A sky is so many sheets of paper."""
COARSE_SHADOW = 4
_SHADOW: RGB = (34, 26, 44)
_FIBRE: RGB = (252, 248, 240)


@lru_cache(maxsize=1)
def _rough() -> Image.Image:
    """Return where a torn edge shows its fibres."""
    return paper.blotches().point([255 if v > 80 else 0 for v in range(256)])


class CutPaperCanvas(Canvas):
    """Shapes cast shadows, and their edges are torn."""

    @property
    def lift(self) -> float:
        """How far a sheet lies above the one below, in pixels."""
        return 7.0 * self.unit * (0.45 if self.under is not None else 1.0)

    def lay(self, piece: Piece, base: RGB) -> None:
        """Lay a sheet down: its shadow, its torn edge, its face, and the light on its rim."""
        shape = piece.shape
        paper_thin = shape.line <= 0 and not is_ground(shape)
        if paper_thin or shape.alpha < 0.85 or shape.tags.role in ("weather", "face", "texture"):
            super().lay(piece, base)
            return
        self._cast(piece.mask, piece.box, self.lift, 0.42)
        edge = max(1, round(1.5 * self.unit))
        torn = paper.scaled(piece.mask.filter(ImageFilter.BoxBlur(edge)), 4.0)
        if self.alpha is None:
            torn = ImageChops.multiply(torn, paper.cut(_rough(), piece.box, self.zoom))
        else:
            self.alpha.paste(255, piece.box, torn)
        self.image.paste(_FIBRE, piece.box, torn)
        super().lay(piece, base)

    def wash(self, wash: Wash) -> None:
        """Lay strips of paper, each torn along its upper edge."""
        count = STRIPS if wash.tags.role == "sky" else 1
        rng, last = Random(f"{wash.top:.0f} {wash.bottom:.0f}"), len(wash.colours) - 1
        for i in range(count):
            t = i / max(1, count - 1) * last
            k = min(int(t), last - 1) if last else 0
            colour = mix(wash.colours[k], wash.colours[k + 1], t - k) if last else wash.colours[0]
            top = wash.top + (wash.bottom - wash.top) * i / count
            self.shape(Shape((self._strip(top, wash.bottom, rng, flat=i == 0),), colour, tags=wash.tags))

    def mist(self, mist: Mist) -> None:
        """Leave out what is no paper, but for shadows on the ground."""
        if mist.tags.owner:
            super().mist(mist)

    def stamp(self, sheet: Canvas) -> None:
        """Lay a figure on, high above its ground."""
        if sheet.alpha is not None:
            at = (self.column(sheet.origin[0]), self.row(sheet.origin[1]))
            self._cast(sheet.alpha, (*at, at[0] + sheet.size[0], at[1] + sheet.size[1]), 10.0 * self.unit, 0.5)
        super().stamp(sheet)

    def _strip(self, top: float, bottom: float, rng: Random, *, flat: bool) -> Outline:
        sway, phase, right = (0.0 if flat else rng.uniform(6, 12)), rng.uniform(0, math.tau), self.width + 40
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
        soft = wide.filter(ImageFilter.BoxBlur(lift * 0.7 / k)).resize((wide.width * k, wide.height * k))
        x, y = box[0] - pad * k + round(lift * 0.8), box[1] - pad * k + round(lift * 1.2)
        self.image.paste(_SHADOW, (x, y), paper.scaled(soft, strength))


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
            return Tone(snapped(relit(colour, amount), hues=24, values=self.values, saturation=self.saturation))

        return Medium(tone, paper.speckle(), **self.surface())
