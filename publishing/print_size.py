"""Pictures at the size in which they are printed: those of the built-in artist are drawn again, larger; others are
enlarged, and it is said how far from print size they were.

The larger drawing is the same picture: the artist's picture follows from its request alone, whatever the size, and it
is taken only if the request still draws the very file that readers see.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PIL import Image

from publishing.publication import data_of
from publishing.redrawing import drawn_larger
from sketch.artist import LARGEST

if TYPE_CHECKING:
    from providers.interfaces.images import PictureRequest
    from publishing.publication import Publication
    from storyboards.pictures.stored_image import StoredImage

PRINT_DPI = 300
Way = Literal["as it is", "drawn again", "enlarged"]


@dataclass(frozen=True, slots=True)
class PrintPicture:
    """A picture in RGB that is at least as large as was asked for. `share` is how much of that the original has on its
    own, along a side: 0.5 if it was enlarged twice; 1 for one that is large enough or was drawn again."""

    image: Image.Image
    way: Way
    share: float = 1.0

    def dpi(self, wanted: int = PRINT_DPI) -> int:
        """Return at how many dots per inch it prints, if it was asked for at `wanted`."""
        return math.floor(wanted * self.share)


def picture_at(publication: Publication, image: StoredImage, *, least: tuple[int, int]) -> PrintPicture:
    """Return a picture that covers `least` pixels, in its own proportions: whoever asked crops what is over.

    It is drawn in a process of its own, and takes no more here than its pixels do. Raises OSError if the file is gone
    or is no picture.
    """
    data = data_of(image)
    with Image.open(io.BytesIO(data)) as opened:
        size = opened.size
    factor = max(least[0] / size[0], least[1] / size[1])
    if factor <= 1:
        return PrintPicture(_opened(data), "as it is")
    origin = publication.drawn_by.get(image.name)
    if origin and origin.redraw and (drawn := _drawn_again(origin.redraw, data, factor)):
        return PrintPicture(drawn, "drawn again")
    larger = (math.ceil(size[0] * factor), math.ceil(size[1] * factor))
    return PrintPicture(_opened(data).resize(larger, Image.Resampling.LANCZOS), "enlarged", 1 / factor)


def _drawn_again(request: PictureRequest, data: bytes, factor: float) -> Image.Image | None:
    """Draw a picture larger by at least a factor, in exactly its proportions; None if that would not be the same."""
    width, height = request.width, request.height
    step = math.gcd(width, height)
    times = math.ceil(step * factor)
    larger = (width // step * times, height // step * times)
    if max(larger) > LARGEST:
        return None
    drawn = drawn_larger(request, data, larger)
    return None if drawn is None else _opened(drawn)


def _opened(data: bytes) -> Image.Image:
    """Decode a picture; what is clear in it is white on paper."""
    with Image.open(io.BytesIO(data)) as opened:
        if not opened.has_transparency_data:
            return opened.convert("RGB")
        clear = opened.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
