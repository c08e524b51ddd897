"""What the pictures of books show, in words that their reader has been told, for pages that show them apart."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F, Value

from characters.bible.story_so_far import UNNAMED, UNNAMED_PLACE, StorySoFar, stories_so_far
from characters.models import Character, Setting
from storyboards.pictures.alt_text import NamedThing, alt_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from uuid import UUID

    from books.models import Scene
    from books.visibility import Visibility


class AltTexts:
    """Alternative texts of the pictures of some books. What naming them takes is read when a picture needs it.

    `limits` are the last scenes that are told of, by the books' ids; a book without one is told whole. `read_stories`
    gives what the others have told by then.
    """

    def __init__(self, limits: Mapping[UUID, int], read_stories: Callable[[], Mapping[UUID, StorySoFar]]) -> None:
        self._limits = limits
        self._read_stories = read_stories

    @cached_property
    def _stories(self) -> Mapping[UUID, StorySoFar]:
        return self._read_stories()

    @cached_property
    def _things(self) -> Mapping[UUID, list[NamedThing]]:
        return things_of(self._limits)

    def of(self, scene: Scene) -> str:
        """Say what the picture of a scene (`select_related("analysis")`) shows; of one further on, only which it is."""
        summary = summary_of(scene)
        limit = self._limits.get(scene.vividpage_id)
        if not summary or limit is None:
            return alt_text(summary, scene.number, (), lambda _: True)
        if scene.number > limit:
            return alt_text("", scene.number, (), lambda _: True)
        story = self._stories[scene.vividpage_id]
        return alt_text(summary, scene.number, self._things[scene.vividpage_id], story.uses)


def alt_texts(limits: Mapping[UUID, int]) -> AltTexts:
    """Make alternative texts for pages that have not read what the books have told."""
    return AltTexts(limits, lambda: stories_so_far(limits))


def alt_texts_for(vividpage_id: UUID, visible: Visibility) -> AltTexts:
    """Make alternative texts for pages of one book."""
    return alt_texts({} if visible.scene is None else {vividpage_id: visible.scene})


def alt_texts_so_far(vividpage_id: UUID, story: StorySoFar) -> AltTexts:
    """Make alternative texts for pages of one book that have read what it has told."""
    return AltTexts({} if story.limit is None else {vividpage_id: story.limit}, lambda: {vividpage_id: story})


SUMMARY_COLUMNS = ("summary", "moment", "locked")
"""The columns of an analysis that `summary_of` needs."""


def summary_of(scene: Scene) -> str:
    """Return what the analysis of a scene says of it, or its reader of the moment; empty without one."""
    analysis = getattr(scene, "analysis", None)
    if analysis is None:
        return ""
    return str(analysis.moment if "moment" in analysis.locked and analysis.moment else analysis.summary)


def things_of(vividpages: Collection[UUID]) -> Mapping[UUID, list[NamedThing]]:
    """Return the people and places of books, by the books' ids: those named most first, places in the story's order."""
    books = list(vividpages)
    columns = ("unnamed", "place", "name", "vividpage_id", "aliases")
    people = Character.objects.filter(vividpage__in=books).annotate(unnamed=Value(UNNAMED), place=-F("mentions"))
    places = Setting.objects.filter(vividpage__in=books).annotate(
        unnamed=Value(UNNAMED_PLACE), place=F("first_scene__number")
    )
    rows = people.order_by().values_list(*columns).union(places.order_by().values_list(*columns), all=True)
    things: dict[UUID, list[NamedThing]] = defaultdict(list)
    for unnamed, _, name, book, aliases in sorted(rows, key=lambda row: (row[0] != UNNAMED, row[1] or 0, row[2])):
        things[book].append(NamedThing((name, *aliases), unnamed.lower()))
    return things
