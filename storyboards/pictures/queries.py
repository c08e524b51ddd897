"""The pictures that readers may see of a book's scenes: a number of queries that does not grow with the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from books.illustrations import ILLUSTRATING, illustrates
from books.models import BookPicture
from storyboards.models import SHOWN_OF_VERSION
from storyboards.pictures.alt_texts import SUMMARY_COLUMNS, AltTexts, alt_texts_for
from storyboards.pictures.showing import has_shown_picture, shown_version
from storyboards.pictures.stored_image import StoredImage, image_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from books.models import Scene, VividPage
    from books.visibility import Visibility


SHOWN_OF_SCENE = (
    "number",
    "vividpage",
    "chapter__number",
    *(f"analysis__{column}" for column in SUMMARY_COLUMNS),
    "picture__scene",
    *(f"picture__active_version__{column}" for column in SHOWN_OF_VERSION),
)
"""The columns that `picture_of` needs, for queries with `select_related(*SHOWN_BESIDE_SCENE)`."""
SHOWN_BESIDE_SCENE = ("chapter", "analysis", "picture__active_version")


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A scene's picture as pages show it."""

    scene_id: UUID
    scene: int
    chapter: int
    image: StoredImage
    alt: str


def shown_scenes(vividpage: VividPage) -> QuerySet[Scene]:
    """Select the scenes of a book whose picture readers may see, with all that showing it needs."""
    scenes = vividpage.scenes.filter(has_shown_picture())
    return scenes.select_related(*SHOWN_BESIDE_SCENE).only(*SHOWN_OF_SCENE)


def illustrated_scenes(vividpage: VividPage) -> QuerySet[Scene]:
    """Select the scenes of a book that a picture is shown of, ours or one of the book's own, with what that needs."""
    own = BookPicture.objects.filter(ILLUSTRATING, scene=OuterRef("pk"))
    scenes = vividpage.scenes.filter(has_shown_picture() | Exists(own))
    scenes = scenes.select_related(*SHOWN_BESIDE_SCENE).prefetch_related("own_pictures")
    return scenes.only(*SHOWN_OF_SCENE)


def own_pictures_of(scenes: Iterable[Scene]) -> list[BookPicture]:
    """Return the book's own illustrations of `illustrated_scenes`, in their order."""
    return [picture for scene in scenes for picture in scene.own_pictures.all() if illustrates(picture)]


def picture_of(scene: Scene, chapter: int, alts: AltTexts) -> ShownPicture | None:
    """Describe the picture of a scene in the chapter of that number, unless there is none or it is hidden."""
    version = shown_version(scene)
    if version is None:
        return None
    return ShownPicture(
        scene_id=scene.pk,
        scene=scene.number,
        chapter=chapter,
        image=image_of(version),
        alt=alts.of(scene),
    )


def pictures_of(scenes: Iterable[Scene], alts: AltTexts) -> list[ShownPicture]:
    """Describe the pictures of `shown_scenes`, in their order."""
    pictures = (picture_of(scene, scene.chapter.number, alts) for scene in scenes)
    return [picture for picture in pictures if picture is not None]


def newest_pictures(vividpage: VividPage, count: int, *, visible: Visibility) -> list[ShownPicture]:
    """Read the visible pictures that were drawn last, newest first."""
    newest = _visible_scenes(vividpage, visible).order_by("-picture__active_version__created")[:count]
    return pictures_of(newest, alt_texts_for(vividpage.pk, visible))


def shown_numbers(vividpage: VividPage) -> list[int]:
    """Return the numbers of the scenes whose picture readers may see, in order."""
    numbers = vividpage.scenes.filter(has_shown_picture()).order_by("number")
    return list(numbers.values_list("number", flat=True))


def chosen_pictures(
    vividpage: VividPage, count: int, *, among: Sequence[int], visible: Visibility
) -> list[ShownPicture]:
    """Read visible pictures from all over the book, in its order, of those that `shown_numbers` gave."""
    numbers = [number for number in among if visible.shows_picture(number)]
    step = max(1.0, len(numbers) / count)
    picked = [numbers[int(i * step)] for i in range(min(count, len(numbers)))]
    chosen = shown_scenes(vividpage).filter(number__in=picked).order_by("number")
    return pictures_of(chosen, alt_texts_for(vividpage.pk, visible))


def _visible_scenes(vividpage: VividPage, visible: Visibility) -> QuerySet[Scene]:
    return shown_scenes(vividpage).filter(has_shown_picture(visible))
