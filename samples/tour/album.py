"""Where the pictures of the tour are kept, what they are called, and how large they are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SCREENS = {"desktop": (900, 605), "phone": (320, 693)}
"""How large a page is kept, in pixels, by the screen that it was photographed on."""
PAGES = (
    "home",
    "sign-in",
    "upload",
    "setup",
    "making",
    "bookcase",
    "book",
    "people",
    "person",
    "reading",
    "companion",
    "edit",
    "sheets",
    "continuity",
    "search",
    "costs",
    "models",
    "keys",
    "look",
    "mend",
    "versions",
    "waiting",
    "variants",
    "own-style",
    "blur",
    "report",
    "moderation",
    "case",
)
"""The pages, each of which is kept for each screen."""
SHEETS = ("reading", "ten", "styles", "genres", "mosaic-after")
"""What is no page of both screens."""
KEPT = ("mosaic-before",)
"""What was drawn by a version of before, and is not made anew."""


class Album:
    """Writes pictures as WebP into a folder; with `only`, these alone."""

    def __init__(self, folder: Path, *, only: Collection[str] = ()) -> None:
        self.folder = folder
        self._only = only

    def wants(self, name: str) -> bool:
        """Return whether a picture is to be written."""
        return not self._only or name in self._only

    def keep(self, name: str, picture: Image.Image, size: tuple[int, int] | None = None) -> None:
        """Write a picture, at `size` in pixels where it is told."""
        if not self.wants(name):
            return
        if size is not None and picture.size != size:
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        path = self.folder / f"{name}.webp"
        picture.convert("RGB").save(path, "WEBP", quality=80, method=6)
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
        sys.stdout.flush()


def names_made() -> set[str]:
    """Return the names of all pictures that a run with a novel writes."""
    return {f"{page}-{screen}" for page in PAGES for screen in SCREENS} | set(SHEETS)
