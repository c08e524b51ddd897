"""What of a book is visible to a reader: the one place that decides, for pages, fragments, files and programs alike.

A page tells of a book up to the farthest scene that its reader has had open. What lies beyond is shown to those who
ask for it: for one page (`ahead`), or for the whole book (`Reading.Spoilers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.functional import SimpleLazyObject

from books.models import Chapter, Reading, VividPage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from accounts.models import User

WRITTEN_HERE = (VividPage.Origin.WRITTEN, VividPage.Origin.STORY)
FIRST_SCENE = 1
"""What is visible of a book that nobody has begun to read."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """How much of a book is visible.

    `scene` is the number of the last scene that may be told of, `picture` of the last whose picture may be shown; None
    if nothing is kept back. `chapters` are number and name of the chapters up to that scene. `asks_for_all`: the reader
    has asked for all that lies beyond, and `is_by_address` for this page alone. `is_begun` is False before the first
    reading.
    """

    scene: int | None
    picture: int | None = None
    chapters: tuple[tuple[int, str], ...] = ()
    asks_for_all: bool = False
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

    def shows(self, number: int) -> bool:
        """Return whether the scene of that number may be told of."""
        return self.scene is None or number <= self.scene

    def shows_picture(self, number: int) -> bool:
        """Return whether the picture of the scene of that number may be shown."""
        return self.picture is None or number <= self.picture


EVERYTHING = Visibility(None)
"""For the owner's own files, and for what never reaches a page."""


def reading_of(user: User, vividpage: VividPage) -> Reading:
    """Return the reader's place in a book. Before they have opened it: a new one, not saved."""
    own = Reading.objects.filter(reader=user, vividpage=vividpage).select_related("farthest")
    found = own.only(*(field.name for field in Reading._meta.concrete_fields), "farthest__number")
    reading = next(iter(found), None) or Reading(reader=user)
    reading.vividpage = vividpage
    return reading


def visible_to(reading: Reading, *, ahead: bool = False) -> Visibility:
    """Return how much of its book a reader may see; `ahead`: they ask for all of it on this page.

    While pictures are drawn they are shown from wherever they are, unless the reader wants none that lies ahead. Names
    of chapters are read once somebody asks for them.
    """
    is_begun = reading.farthest_number > 0
    always = reading.spoilers == Reading.Spoilers.ALL
    if ahead or always:
        return Visibility(None, asks_for_all=True, is_by_address=not always, is_begun=is_begun)
    vividpage = reading.vividpage
    scene = _limit(reading, vividpage)
    if scene is None:
        return Visibility(None, is_begun=is_begun)
    is_drawn_now = vividpage.status == VividPage.Status.WORKING
    shows_new = is_drawn_now and reading.spoilers == Reading.Spoilers.WHILE_DRAWN
    picture = None if shows_new else scene
    chapters = SimpleLazyObject(lambda: _chapters_to(vividpage, scene))
    return Visibility(scene, picture, cast("tuple[tuple[int, str], ...]", chapters), is_begun=is_begun)


def search_limits(user: User, vividpages: Iterable[VividPage]) -> dict[UUID, int]:
    """Return the last scene that a search in each of a reader's books shows, by the books' ids. One query.

    A book without a limit is not in it: one that is read or shown whole, and one that has not been begun, since
    whoever searches that wants to find something.
    """
    books = {vividpage.pk: vividpage for vividpage in vividpages}
    readings = Reading.objects.select_related("farthest").filter(
        reader=user, vividpage__in=books, farthest__isnull=False
    )
    limits = {reading.vividpage_id: _limit(reading, books[reading.vividpage_id]) for reading in readings}
    return {pk: limit for pk, limit in limits.items() if limit is not None}


def _limit(reading: Reading, vividpage: VividPage) -> int | None:
    """Return the number of the last scene that is visible without being asked for; None: all of them are.

    Whoever has had a book written knows it, and so does whoever follows a story as it grows.
    """
    scene = max(reading.farthest_number, FIRST_SCENE)
    is_known = 0 < vividpage.scene_count <= scene or vividpage.origin in WRITTEN_HERE
    return None if is_known or reading.spoilers == Reading.Spoilers.ALL else scene


def _chapters_to(vividpage: VividPage, scene: int) -> tuple[tuple[int, str], ...]:
    """Return the chapters of the story up to that of a scene: by their titles, or by their numbers in the story."""
    of_scene = vividpage.scenes.filter(number=scene).values("chapter__number")[:1]
    story = vividpage.chapters.filter(kind=Chapter.Kind.BODY, number__lte=of_scene).order_by("number")
    rows = story.values_list("number", "title")
    return tuple((number, title or f"Chapter {count}") for count, (number, title) in enumerate(rows, 1))
