"""What a picture was drawn from, in a form that never changes, so that pictures outlive versions of VividPages.

The digests of pictures that are there were made of exactly these fields in exactly this writing. Whatever else is told
to artists since counts only where it is known.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from analysts.vocabulary import HUMAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.scene import DepictedPerson, DepictedScene

SCENE_FIELDS = ("place", "place_key", "indoors", "time_of_day", "weather", "mood", "people", "props")
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
        if field.name not in (*names, "species") and getattr(row, field.name) != field.default
    }
