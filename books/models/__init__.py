"""A book in the database: VividPage, its text, and who reads it."""

from books.models.reading import Reading
from books.models.text import BookNote, BookPicture, Chapter, Scene
from books.models.vividpage import VividPage, VividPageQuerySet, cover_path, epub_path, random_identity, validate_style

__all__ = [
    "BookNote",
    "BookPicture",
    "Chapter",
    "Reading",
    "Scene",
    "VividPage",
    "VividPageQuerySet",
    "cover_path",
    "epub_path",
    "random_identity",
    "validate_style",
]
