"""Whom and what a reader may name on the page of one picture: by what they have read so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from characters.bible.story_so_far import story_up_to
from characters.models import Character, Setting

if TYPE_CHECKING:
    from books.models import VividPage
    from books.visibility import Visibility
    from characters.models import Analysis


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or a place, and what it is called by now."""

    row: Character | Setting
    name: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a picture, everybody else whom its reader has met, and the places that the story has come to.

    `untold` are phrases of looks that the text has yet to tell.
    """

    here: list[Named]
    others: list[Named]
    places: list[Named]
    names: Mapping[UUID, str] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()

    def called(self, row: Character | Setting) -> str:
        """Return what somebody or a place is called; whoever the reader adds by the name that they give."""
        return self.names.get(row.pk, row.name)

    def told(self, phrases: str) -> str:
        """Return those phrases of a list that give nothing away."""
        return ", ".join(phrase for phrase in phrases.split(", ") if phrase not in self.untold)

    def person(self, pk: str) -> Character:
        """Return the person of that id, who has been offered."""
        people = (one.row for one in (*self.here, *self.others))
        return next(row for row in people if isinstance(row, Character) and str(row.pk) == pk)

    def place(self, pk: str) -> Setting:
        """Return the place of that id, which has been offered."""
        return next(one.row for one in self.places if str(one.row.pk) == pk and isinstance(one.row, Setting))


def cast_of(vividpage: VividPage, analysis: Analysis, visible: Visibility) -> Cast:
    """Read who and what can be named, as far as is visible."""
    story = story_up_to(vividpage, visible.scene)
    seen = list(analysis.presences.order_by("order").values_list("character", flat=True))
    here: dict[UUID, Named] = {}
    others: list[Named] = []
    people = list(vividpage.characters.order_by("-mentions", "name"))
    for person in people:
        called = story.person(person, is_seen=person.pk in seen)
        if called is not None and person.pk in seen:
            here[person.pk] = Named(person, called.name)
        elif called is not None and called.is_named:
            others.append(Named(person, called.name))
    places: list[Named] = []
    for place in vividpage.settings_found.order_by("name"):
        called = story.place(place, is_seen=place.pk == analysis.setting_id)
        if called is not None:
            places.append(Named(place, called.name))
    listed = [here[pk] for pk in seen if pk in here]
    names = {one.row.pk: one.name for one in (*listed, *others, *places)}
    return Cast(listed, others, places, names, _untold(people, visible))


def _untold(people: Iterable[Character], visible: Visibility) -> frozenset[str]:
    """Return the looks that are told beyond what is visible; a phrase may list several."""
    later = [look for person in people for look in person.looks if not visible.shows(int(look.get("scene") or 0))]
    return frozenset(phrase for look in later for phrase in str(look["value"]).split(", "))
