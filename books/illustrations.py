"""The pictures that a book itself brings, where they illustrate it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from books.models import BookPicture, Chapter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from books.models import VividPage

SMALLEST = 150
"""Pixels of the shorter side: what is smaller is an ornament."""

ILLUSTRATING = Q(width__gte=SMALLEST, height__gte=SMALLEST)
"""The condition on rows of which `illustrates` is true."""


def illustrates(picture: BookPicture) -> bool:
    """Say whether a picture of the book's own is an illustration, and no ornament."""
    return min(picture.width, picture.height) >= SMALLEST


def illustrations_of(vividpage: VividPage) -> QuerySet[BookPicture]:
    """Select a book's own pictures that illustrate scenes."""
    return BookPicture.objects.filter(ILLUSTRATING, scene__vividpage=vividpage)


def illustrated_scenes(chapter: Chapter) -> set[int]:
    """Return the numbers of the scenes of a chapter that the book itself illustrates."""
    illustrated = {picture.scene_id for picture in chapter.own_pictures.all() if illustrates(picture)}
    return {scene.number for scene in chapter.scenes.all() if scene.pk in illustrated}
