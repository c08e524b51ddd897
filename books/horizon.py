"""How far a page may tell of a book: up to the farthest scene that its reader has had open.

What lies beyond is shown to those who ask for it: for one page by its address (`?all=1`), or for the whole book
(`VividPage.reveal`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from books.models import Chapter, VividPage

FIRST_SCENE = 1
"""What is told of a book that nobody has begun to read."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """`scene` is the number of the last scene that may be told of; None if nothing is kept back.

    `chapters` are number and name of the chapters up to it. `is_asked` says that the reader has asked for all that lies
    beyond, and `is_by_address` that they have asked for this page alone. `is_begun` is False before the first reading.
    """

    scene: int | None
    chapters: tuple[tuple[int, str], ...] = ()
    is_asked: bool = False
    is_by_address: bool = False
    is_begun: bool = True

    @property
    def is_limited(self) -> bool:
        """Whether anything is kept back."""
        return self.scene is not None

    @property
    def chapter(self) -> str:
        """What the chapter of the last scene is called."""
        return self.chapters[-1][1] if self.chapters else ""

    @property
    def carried(self) -> str:
        """What a link to another page of the book carries along, so that it shows as much as this one."""
        return "?all=1" if self.is_by_address else ""

    def shows(self, number: int) -> bool:
        """Whether the scene of that number may be told of."""
        return self.scene is None or number <= self.scene


def reached(vividpage: VividPage) -> int:
    """The number of the farthest scene that the reader has had open; 0 before the first."""
    place = vividpage.place
    return max(vividpage.read_to, place.number if place else 0)


def horizon_of(vividpage: VividPage, *, ahead: bool = False) -> Horizon:
    """How far pages may tell of a book now. Two queries at most."""
    last = reached(vividpage)
    is_begun = last > 0
    if ahead or vividpage.reveal == VividPage.Reveal.ALL:
        always = vividpage.reveal == VividPage.Reveal.ALL
        return Horizon(None, is_asked=True, is_by_address=ahead and not always, is_begun=is_begun)
    scene = max(last, FIRST_SCENE)
    if 0 < vividpage.scene_count <= scene:
        return Horizon(None, is_begun=is_begun)
    return Horizon(scene, chapters=_chapters_to(vividpage, scene), is_begun=is_begun)


def reader_limit(vividpage: VividPage) -> int | None:
    """The number of the last scene that a search in the book shows, or None if nothing is to be kept back."""
    return reader_limits([vividpage]).get(vividpage.pk)


def reader_limits(vividpages: Iterable[VividPage]) -> dict[UUID, int]:
    """`reader_limit` of those books that have one, by their ids, in one query.

    A book that has not been begun has none: whoever searches it wants to find something. Nor has one that is read.
    """
    kept_back = VividPage.objects.filter(pk__in=[vividpage.pk for vividpage in vividpages]).exclude(
        reveal=VividPage.Reveal.ALL
    )
    rows = kept_back.values_list("pk", "scene_count", "read_to", "place__number")
    limits = {pk: (max(read_to, place or 0), scene_count) for pk, scene_count, read_to, place in rows}
    return {pk: limit for pk, (limit, last) in limits.items() if limit and not 0 < last <= limit}


def _chapters_to(vividpage: VividPage, scene: int) -> tuple[tuple[int, str], ...]:
    """The chapters of the story up to that of a scene: by their titles, or by their numbers in the story."""
    of_scene = vividpage.scenes.filter(number=scene).values("chapter__number")[:1]
    story = vividpage.chapters.filter(kind=Chapter.Kind.BODY, number__lte=of_scene).order_by("number")
    rows = story.values_list("number", "title")
    return tuple((number, title or f"Chapter {count}") for count, (number, title) in enumerate(rows, 1))
