"""From what a model has planned to people, places and pictures of the contract: nobody there who is not in the cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import DepictedPerson, Depiction, PlannedPerson, PlannedPlace
from authors.language.fencing import untamed
from books.text.names import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.language.schemas.plans import CastMember, PlannedPicture, StoryPlace

LONGEST_NAME, LONGEST_WORDS, LONGEST_TEXT = 80, 120, 600
MOST_LOOKS, MOST_PROPS, MOST_KEYWORDS = 12, 8, 8


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Write words of a model on one line, no longer than that."""
    return shortened(" ".join(untamed(text).split()), longest)


def person_of(member: CastMember) -> PlannedPerson:
    """Return somebody of the cast."""
    looks = ((look.field, clean(look.value, LONGEST_WORDS)) for look in member.looks)
    return PlannedPerson(
        name=clean(member.name, LONGEST_NAME),
        aliases=tuple(dict.fromkeys(alias for name in member.aliases if (alias := clean(name, LONGEST_NAME)))),
        gender=member.gender,
        age=member.age,
        species=clean(member.species, LONGEST_NAME).lower() or "human",
        size=member.size,
        is_clothed=member.is_clothed,
        is_group=member.is_group,
        looks=tuple((field, value) for field, value in looks if value)[:MOST_LOOKS],
        role=member.role,
    )


def place_of(place: StoryPlace) -> PlannedPlace:
    """Return a place of the story."""
    keywords = (clean(word, LONGEST_NAME) for word in place.keywords)
    return PlannedPlace(
        name=clean(place.name, LONGEST_NAME),
        kind=place.kind,
        indoors=place.indoors,
        description=clean(place.description),
        keywords=tuple(word for word in keywords if word)[:MOST_KEYWORDS],
    )


def depiction_of(picture: PlannedPicture, people: Sequence[PlannedPerson], places: Sequence[PlannedPlace]) -> Depiction:
    """Return what a picture shows, with those of the cast alone."""
    seen: dict[str, DepictedPerson] = {}
    for person in picture.people:
        name = named(person.name, people)
        if name:
            seen.setdefault(name, DepictedPerson(name=name, pose=person.pose, action=clean(person.action)))
    place = clean(picture.place, LONGEST_NAME)
    known = [planned.name for planned in places if planned.name.casefold() == place.casefold()]
    props = (clean(prop, LONGEST_NAME) for prop in picture.props)
    return Depiction(
        people=tuple(seen.values()),
        place=known[0] if known else place,
        deed=picture.deed,
        object_name=named(picture.object_name, people),
        thing=clean(picture.thing, LONGEST_NAME),
        relation=picture.relation,
        time_of_day=picture.time_of_day,
        weather=picture.weather,
        mood=picture.mood,
        light=picture.light,
        distance=picture.distance,
        props=tuple(prop for prop in props if prop)[:MOST_PROPS],
    )


def named(name: str, people: Sequence[PlannedPerson]) -> str:
    """Return the name of whoever is called so; "" if that is nobody of the cast."""
    wanted = clean(name, LONGEST_NAME).casefold()
    for person in people:
        if wanted and wanted in (person.name.casefold(), *(alias.casefold() for alias in person.aliases)):
            return person.name
    return ""
