"""The pictures of an EPUB: named when pages ask for them, read and written one by one at the end."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from publishing.kinds.kind import Refused
from publishing.publication import data_of
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.kinds.epub.options import EpubOptions

KEPT = {"jpg", "jpeg", "png", "gif"}
"""Endings of pictures that every reading device shows as they are."""
PREVIEW_SIDE = 480
"""Pixels."""
MEDIA_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}


@dataclass(frozen=True, slots=True)
class EpubPicture:
    """A picture in the file. `name` is its file's, without a folder; `is_kept`: its bytes are not touched."""

    name: str
    image: StoredImage
    is_kept: bool = False

    @property
    def id(self) -> str:
        """In the manifest."""
        return f"picture-{self.name.replace('.', '-')}"

    @property
    def media_type(self) -> str:
        """As `image/jpeg`."""
        return MEDIA_TYPES[self.name.rpartition(".")[2]]


class EpubPictures:
    """The pictures of one EPUB, each once, in the order in which they are asked for."""

    def __init__(self, options: EpubOptions) -> None:
        self._options = options
        self._pictures: dict[str, EpubPicture] = {}

    def __iter__(self) -> Iterator[EpubPicture]:
        return iter(self._pictures.values())

    def __len__(self) -> int:
        return len(self._pictures)

    def drawn(self, image: StoredImage, stem: str) -> EpubPicture:
        """Take up a picture of ours under a name, unless it is there."""
        return self._pictures.setdefault(image.name, EpubPicture(f"{stem}.jpg", image))

    def own(self, image: StoredImage, stem: str) -> EpubPicture:
        """Take up a picture that the book brings, as it is if every reading device shows it."""
        if image.name not in self._pictures:
            is_kept = image.extension in KEPT
            ending = image.extension if is_kept else _ending_for(image)
            self._pictures[image.name] = EpubPicture(f"{stem}.{ending}", image, is_kept)
        return self._pictures[image.name]

    def data(self, picture: EpubPicture) -> bytes:
        """Read a picture and encode it as it stands in the file."""
        source = _read(picture.image)
        if picture.is_kept:
            return source
        kind = "PNG" if picture.name.endswith(".png") else "JPEG"
        return encoded(source, kind, self._options.longer_side, self._options.quality)


def preview(image: StoredImage) -> bytes:
    """Return a picture as a small JPEG."""
    return encoded(_read(image), "JPEG", PREVIEW_SIDE, 80)


def encoded(source: bytes, kind: str, longer_side: int, quality: int) -> bytes:
    """Encode a picture anew, shrunk to a longer side in pixels; what shows through in a JPEG is white."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(source)) as picture:
        shown = picture if picture.mode in ("RGB", "L") else _on_white(picture) if kind == "JPEG" else picture
        if max(shown.size) > longer_side:
            shown = shown.copy()
            shown.thumbnail((longer_side, longer_side), Image.Resampling.LANCZOS)
        if kind == "JPEG":
            shown.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        else:
            shown.save(out, "PNG", optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    layered = picture.convert("RGBA")
    page = Image.new("RGB", layered.size, "white")
    page.paste(layered, mask=layered.getchannel("A"))
    return page


def _ending_for(image: StoredImage) -> str:
    with Image.open(io.BytesIO(_read(image))) as picture:
        return "png" if "A" in picture.getbands() or "transparency" in picture.info else "jpg"


def _read(image: StoredImage) -> bytes:
    try:
        return data_of(image)
    except FileNotFoundError as error:
        raise Refused(
            "The file of a picture is missing from the storage. Draw that picture again, then make the edition again."
        ) from error
