"""The pictures that a book itself brings, where they illustrate it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import BookPicture, Chapter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from books.models import VividPage

SMALLEST = 150
"""Pixels of the shorter side: what is smaller is an ornament."""


def illustrations_of(vividpage: VividPage) -> QuerySet[BookPicture]:
    """Select a book's own pictures that illustrate scenes, in the order of the book."""
    pictures = BookPicture.objects.filter(scene__vividpage=vividpage, width__gte=SMALLEST, height__gte=SMALLEST)
    return pictures.order_by("scene__number", "number")


def illustrated_scenes(chapter: Chapter) -> set[int]:
    """Return the numbers of the scenes of a chapter that the book itself illustrates."""
    large = (picture for picture in chapter.own_pictures.all() if min(picture.width, picture.height) >= SMALLEST)
    illustrated = {picture.scene_id for picture in large}
    return {scene.number for scene in chapter.scenes.all() if scene.pk in illustrated}
