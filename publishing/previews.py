"""Small pictures of a finished edition's first pages: its maker's, else those of a PDF, else its book's cover."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publishing.kinds.kind import Made

MOST = 6
SIDE = 480
"""The longer side of a preview, in pixels."""
QUALITY = 80


@dataclass(frozen=True, slots=True)
class Preview:
    """An encoded WebP and its size in pixels."""

    data: bytes
    width: int
    height: int


def previews_of(made: Made, cover: bytes = b"") -> list[Preview]:
    """Make the previews of a file, at most MOST; none where nothing of it can be shown. Raises OSError."""
    if made.previews:
        return [_preview(Image.open(path)) for path in made.previews[:MOST]]
    if made.file.suffix == ".pdf":
        return list(_of_pdf(made.file))
    return [_preview(Image.open(io.BytesIO(cover)))] if cover else []


def _of_pdf(file: Path) -> Iterator[Preview]:
    document = pypdfium2.PdfDocument(file)
    try:
        for number in range(min(MOST, len(document))):
            page = document[number]
            width, height = page.get_size()
            image = page.render(scale=SIDE / max(width, height)).to_pil()
            yield _preview(image)
            page.close()
    finally:
        document.close()


def _preview(image: Image.Image) -> Preview:
    with image:
        small = image.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY)
    return Preview(out.getvalue(), *small.size)
