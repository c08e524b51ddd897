"""The pictures that readers may see of a book's scenes: a number of queries that does not grow with the book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from books.models import Scene, VividPage
from storyboards.pictures.keeping import THUMBNAIL_SIZE
from storyboards.pictures.showing import has_shown_picture, shown_version


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A scene's picture as pages show it. Thumbnail sizes are its proportions, so that nothing jumps as it loads."""

    scene_id: UUID
    scene: int
    chapter: int
    url: str
    thumbnail_url: str
    width: int
    height: int
    alt: str

    @property
    def thumbnail_width(self) -> int:
        """Pixels."""
        return round(self.width * THUMBNAIL_SIZE / max(self.width, self.height))

    @property
    def thumbnail_height(self) -> int:
        """Pixels."""
        return round(self.height * THUMBNAIL_SIZE / max(self.width, self.height))


def shown_scenes(vividpage: VividPage) -> QuerySet[Scene]:
    """Select the scenes of a book whose picture readers may see, with all that showing it needs."""
    return (
        vividpage.scenes.filter(has_shown_picture())
        .select_related("chapter", "analysis", "picture__active_version")
        .defer("text", "marks", "chapter__matter")
    )


def picture_of(scene: Scene, chapter: int) -> ShownPicture | None:
    """Describe the picture of a scene in the chapter of that number, unless there is none or it is hidden."""
    version = shown_version(scene)
    if version is None:
        return None
    summary = getattr(getattr(scene, "analysis", None), "summary", "")
    return ShownPicture(
        scene_id=scene.pk,
        scene=scene.number,
        chapter=chapter,
        url=version.image.url,
        thumbnail_url=version.thumbnail.url if version.thumbnail else version.image.url,
        width=version.width,
        height=version.height,
        alt=summary or f"Picture of scene {scene.number}",
    )


def pictures_of(scenes: Iterable[Scene]) -> list[ShownPicture]:
    """Describe the pictures of `shown_scenes`, in their order."""
    found = (picture_of(scene, scene.chapter.number) for scene in scenes)
    return [picture for picture in found if picture is not None]


def newest_pictures(vividpage: VividPage, count: int, *, up_to: int | None = None) -> list[ShownPicture]:
    """Read the pictures that were drawn last, newest first; only those up to the scene `up_to` if one is given."""
    return pictures_of(_shown_up_to(vividpage, up_to).order_by("-picture__active_version__created")[:count])


def chosen_pictures(vividpage: VividPage, count: int, *, up_to: int | None = None) -> list[ShownPicture]:
    """Read pictures from all over the book, in its order; only those up to the scene `up_to` if one is given."""
    numbers = list(_shown_up_to(vividpage, up_to).order_by("number").values_list("number", flat=True))
    step = max(1.0, len(numbers) / count)
    picked = [numbers[int(i * step)] for i in range(min(count, len(numbers)))]
    return pictures_of(shown_scenes(vividpage).filter(number__in=picked).order_by("number"))


def _shown_up_to(vividpage: VividPage, scene: int | None) -> QuerySet[Scene]:
    shown = shown_scenes(vividpage)
    return shown if scene is None else shown.filter(number__lte=scene)
