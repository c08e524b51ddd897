"""Pictures at print size, in the colours of the ink, and what is to be said of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from publishing.jpegs import GONE, Jpeg
from publishing.kinds.kind import Check, Refused
from publishing.print_size import picture_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publishing.kinds.kind import Tell
    from publishing.novels.pictures import Box, Boxes
    from publishing.publication import Publication

QUALITY = 92
GOOD_ENOUGH = 0.98
"""Of the dots that are asked for."""


class PrintedPictures:
    """Makes the pictures of an interior one after another, and remembers which of them were too small."""

    def __init__(self, publication: Publication, boxes: Boxes, *, dots_per_inch: int, is_grey: bool) -> None:
        self._publication = publication
        self._boxes = boxes
        self._dots = dots_per_inch
        self._is_grey = is_grey
        self._coarse: dict[int, int] = {}
        """Dots to the inch that the originals have, by the number of the picture."""

    def jpegs(self, tell: Tell) -> Iterator[tuple[int, Jpeg]]:
        """Make all, with their numbers. Raises Refused if a file is gone."""
        for number, box in enumerate(self._boxes, start=1):
            tell(number - 1, len(self._boxes))
            yield number, self._jpeg(number, box)

    def checks(self, pages: Mapping[int, int]) -> Iterator[Check]:
        """Say of each picture that was enlarged how many dots it had; `pages` are by the numbers of pictures."""
        for number, dots in self._coarse.items():
            words = f"The picture has {dots} dots per inch of its own, and was enlarged to {self._dots}."
            mend = "Redraw it larger, choose a smaller page, or accept that it prints softer."
            yield Check("enlarged", "warning", words, mend, page=pages.get(number, 0))

    def _jpeg(self, number: int, box: Box) -> Jpeg:
        size = box.pixels(self._dots)
        try:
            picture = picture_at(self._publication, box.image, least=size)
        except OSError:
            raise Refused(GONE) from None
        if picture.share < GOOD_ENOUGH:
            self._coarse[number] = picture.dpi(self._dots)
        image = ImageOps.fit(picture.image, size, Image.Resampling.LANCZOS)
        if self._is_grey:
            image = image.convert("L")
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY, optimize=True)
        return Jpeg(out.getvalue(), *size, is_grey=self._is_grey)
