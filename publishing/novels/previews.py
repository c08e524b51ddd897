"""Small pictures of a PDF's first pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREVIEW_HEIGHT = 640
"""Pixels."""
MOST_PREVIEWS = 6
LOOKED_AT = 40
"""Pages among which those are chosen that show something."""


def previews_of(pdf: Path, folder: Path) -> Iterator[Path]:
    """Draw the first pages on which something stands, as `preview-1.png` and so on."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        number = 0
        for index in range(min(len(document), LOOKED_AT)):
            page = document[index]
            image = page.render(scale=PREVIEW_HEIGHT / page.get_height()).to_pil()
            page.close()
            if image.convert("L").getextrema()[0] == 255:  # a blank page
                continue
            number += 1
            path = folder / f"preview-{number}.png"
            image.save(path)
            yield path
            if number == MOST_PREVIEWS:
                return
    finally:
        document.close()
