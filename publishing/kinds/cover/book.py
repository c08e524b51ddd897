"""What a cover needs of a book: so little that a preview reads it anew with every choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from publishing.publication import Publication


@dataclass(frozen=True, slots=True)
class CoverBook:
    """A book's title page, its own cover, and the pictures of its scenes by their numbers, in their order."""

    title: str
    authors: tuple[str, ...]
    description: str
    cover: StoredImage | None
    scenes: Mapping[int, StoredImage]


def cover_book(publication: Publication) -> CoverBook:
    """Return what a cover needs of a book that is published."""
    book = publication.book
    scenes = {
        scene.number: scene.picture.image for chapter in book.chapters for scene in chapter.scenes if scene.picture
    }
    return CoverBook(book.title, book.authors, publication.description, book.cover, scenes)
