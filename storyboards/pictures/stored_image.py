"""A picture with its renditions as plain data: whoever shows it needs no row and asks no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.renditions import SIDES, fitted
from storyboards.safety.veiling import VEILED

if TYPE_CHECKING:
    from books.models import BookPicture
    from storyboards.models import PictureVersion

MEDIA_TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


@dataclass(frozen=True, slots=True)
class StoredImage:
    """A picture in the storage, by its name there. Its size is in pixels; 0: not known.

    `renditions` are names, too, by `sandbox.renditions.SIDES`, each "" if it is not made; `blur` is a WebP of a few
    pixels in base64, or "".
    """

    name: str
    width: int
    height: int
    renditions: tuple[str, ...] = ()
    blur: str = ""

    @property
    def extension(self) -> str:
        """Of its name, without the dot."""
        return self.name.rpartition(".")[2].lower()

    @property
    def media_type(self) -> str:
        """As `image/webp`."""
        return MEDIA_TYPES[self.extension]

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def by_width(self) -> list[tuple[str, int]]:
        """Its renditions and itself with their widths, each once, the narrowest first."""
        sizes = (fitted(self.width, self.height, side) for side in SIDES)
        smaller = [(name, wide) for name, (wide, _) in zip(self.renditions, sizes, strict=False)]
        return [(name, wide) for name, wide in smaller if name and name != self.name] + [(self.name, self.width)]


def image_of(version: PictureVersion) -> StoredImage:
    """Describe a version's files. What may stand behind a blur has none of its own: pages are not to show even that."""
    name, *renditions = (str(file.name or "") for file in version.files)
    blur = "" if version.rating in VEILED else version.blur
    return StoredImage(name, version.width, version.height, tuple(renditions), blur)


def own_image_of(picture: BookPicture) -> StoredImage:
    """Describe one of a book's own pictures."""
    return StoredImage(str(picture.image.name), picture.width, picture.height)
