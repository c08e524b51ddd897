"""What a picture was drawn from, in a form that never changes, so that pictures outlive versions of VividPages.

The digests of pictures that are there were made of exactly these fields in exactly this writing. Whatever else is told
to artists since counts only where it is known. A scene's position in its book does not, for scenes before it may come
and go, nor do the words for its place, and the time and country of its book, which earlier pictures had without the
artist's asking. What its reader says of these does (`composing.digest_of`).
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from analysts.vocabulary import HUMAN
from storyboards.requests.people import LONGEST_PERSON, PromptPerson, noun_of
from storyboards.requests.places import PromptPlace, light_of, sky_of
from storyboards.requests.wording import capital, cut, has_words, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.scene import DepictedPerson, DepictedScene
    from sketch.styles import Style

UNCOUNTED = ("species", "position", "place_words", "period", "country")
"""Fields that make no picture stale, or are counted in another way."""
SCENE_FIELDS = ("place", "place_key", "indoors", "time_of_day", "weather", "mood", "people", "props")
LONGEST, LONGEST_SEEN, LONGEST_PLACE = 6_000, 2_000, 600
PERSON_FIELDS = (
    "key",
    "name",
    "gender",
    "age",
    "hair",
    "eyes",
    "skin",
    "build",
    "height",
    "beard",
    "marks",
    "clothes",
    "pose",
)
"""Those that version 0.3 told artists of."""


class _Written(str):
    """A text that stands without quotation marks within the writing of a tuple."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def fingerprints_of(scene: DepictedScene) -> list[Any]:
    """Write down a scene to draw: as version 0.3 did, and what it tells beyond that, if anything."""
    people = tuple(_Written(_writing(person, PERSON_FIELDS, _person(person))) for person in scene.people)
    beyond = _known_beyond(scene, SCENE_FIELDS)
    of_people = {person.key: more for person in scene.people if (more := _known_beyond(person, PERSON_FIELDS))}
    told = {**beyond, **({"people": of_people} if of_people else {})}
    return [_writing(scene, SCENE_FIELDS, {**_values(scene), "people": people}), *([told] if told else [])]


def _person(person: DepictedPerson) -> dict[str, Any]:
    """Return what is known of somebody; the species of an animal stood among the marks."""
    values = _values(person)
    if person.species != HUMAN:
        kind = "other" if person.species == "animal" else person.species
        values["marks"] = (f"animal:{kind}", *person.marks)
    return values


def _values(row: DepictedPerson | DepictedScene) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _writing(row: DepictedPerson | DepictedScene, names: Sequence[str], values: dict[str, Any]) -> str:
    return f"{type(row).__name__}({', '.join(f'{name}={values[name]!r}' for name in names)})"


def _known_beyond(row: DepictedPerson | DepictedScene, names: Sequence[str]) -> dict[str, Any]:
    return {
        field.name: getattr(row, field.name)
        for field in fields(row)
        if field.name not in (*names, *UNCOUNTED) and getattr(row, field.name) != field.default
    }


def words_of(*, seen: str, people: Sequence[PromptPerson], place: PromptPlace, instructions: str, style: Style) -> str:
    """Write a scene in the words in which version 0.3 asked for it."""
    seen = cut(seen, LONGEST_SEEN)
    rest = [_place(place, seen), _light(place, seen), instructions, f"Style: {style.prompt}"]
    room = LONGEST - len(sentences(seen, *rest))
    clauses: list[str] = []
    for person in people:
        clause = _clause(person, seen)
        room -= len(clause) + 2 if clause else 0
        if room < 0:
            break
        clauses.append(clause)
    return sentences(seen, *clauses, *rest)


def _clause(person: PromptPerson, seen: str) -> str:
    kind = noun_of(replace(person, species=HUMAN) if person.species == "animal" else person)
    looks = [look for look in person.looks if look.casefold() != person.age]
    unsaid = [look for look in looks if not has_words(look, seen)]
    if looks and not unsaid:
        return ""
    parts = [*([kind] if kind and not has_words(kind, seen) else []), *unsaid]
    name = next((name for name in person.names if has_words(name, seen)), person.names[0])
    return cut(f"{name}: {', '.join(parts)}", LONGEST_PERSON) if parts else ""


def _place(place: PromptPlace, seen: str) -> str:
    description = place.description.strip() or ", ".join(word for word in place.keywords if not has_words(word, seen))
    if not description or has_words(description, seen):
        return "" if has_words(place.name, seen) else place.name
    return capital(cut(f"{place.name}: {description}" if place.name else description, LONGEST_PLACE))


def _light(place: PromptPlace, seen: str) -> str:
    parts = [word for word in (light_of(place), sky_of(place)) if word[0] and not has_words(word[0], seen)]
    words = [words for _, words in parts if words]
    if place.mood and not has_words(place.mood, seen):
        words.append(f"{place.mood} mood")
    return capital(", ".join(words))
