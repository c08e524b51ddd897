"""What a cover needs of a book, read in a few queries however long the book is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.cover.book import CoverBook
from storyboards.models import SHOWN_OF_VERSION
from storyboards.pictures.showing import has_shown_picture
from storyboards.pictures.stored_image import StoredImage, image_of
from storyboards.safety.veiling import Veil, eyes_of

if TYPE_CHECKING:
    from books.models import VividPage

_VERSION = "picture__active_version"
_COLUMNS = ["picture__scene", _VERSION, *(f"{_VERSION}__{column}" for column in SHOWN_OF_VERSION)]


def cover_book_of(vividpage: VividPage) -> CoverBook:
    """Read a book for its cover, with the pictures that editions of it show."""
    eyes = eyes_of(vividpage.owner)
    scenes = vividpage.scenes.filter(has_shown_picture()).select_related("picture__active_version")
    shown: dict[int, StoredImage] = {}
    for scene in scenes.only("number", "vividpage", *_COLUMNS).order_by("number"):
        version = scene.picture.active_version
        if version is not None and eyes.veil(version.rating) == Veil.SHOW:
            shown[scene.number] = image_of(version)
    cover = StoredImage(str(vividpage.cover.name), 0, 0) if vividpage.cover else None
    return CoverBook(vividpage.title, tuple(vividpage.authors), vividpage.description, cover, shown)
