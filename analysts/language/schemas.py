"""What a text model is asked to answer.

Discovery and scene analysis share one schema, `PartAnswer`: the services' prompt caches begin with the schema, so two
schemas would mean that a chapter is paid for in full twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from analysts import vocabulary
from analysts.bible import Age, Gender, LookField, Role, ToldChangeType

if TYPE_CHECKING:
    from collections.abc import Mapping


def _without_docstring(schema: dict[str, Any]) -> None:
    """Keep our words about a class to ourselves: the prompts say it, and each token of a schema is paid for."""
    schema.pop("description", None)


class Answer(BaseModel):
    """Nothing but what the schema names."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_without_docstring)


class FoundLook(Answer):
    """A fact of somebody's looks with the words that say so."""

    field: LookField
    value: str
    scene: int
    evidence: str


class FoundPerson(Answer):
    """Somebody, as one stretch of the book knows them."""

    name: str
    aliases: list[str]
    gender: Gender
    age: Age
    is_narrator: bool
    species: str = vocabulary.HUMAN
    is_clothed: bool | None = None
    is_group: bool = False
    size: vocabulary.Size = "unknown"
    looks: list[FoundLook]


class FoundPlace(Answer):
    """A place, as one stretch of the book knows it."""

    name: str
    kind: vocabulary.PlaceKind
    indoors: bool
    description: str
    keywords: list[str]
    scenes: list[int]


class FoundChange(Answer):
    """Something that makes a person look different from a scene on."""

    person: str
    scene: int
    type: ToldChangeType
    description: str
    modifier: str
    until: int | None


class FoundWorld(Answer):
    """When and where a stretch plays, and what a painter needs to know of that."""

    period: str
    country: str
    dress: str
    technology: str
    architecture: str


class SeenPerson(Answer):
    """Somebody present in a scene: `person` is an id of the list that was given, or a name."""

    person: str
    pose: vocabulary.Pose
    action: str
    confidence: float | None = None


class SeenStranger(Answer):
    """Somebody in a moment who is in no list: `words` of the text, `noun` in the singular, `count` 0 for some."""

    words: str
    noun: str
    count: int = 1
    species: str = vocabulary.HUMAN
    gender: Gender = "unknown"
    age: Age = "unknown"
    looks: str = ""
    pose: vocabulary.Pose = "standing"
    part: vocabulary.Part = "present"
    confidence: float | None = None


class SeenDeed(Answer):
    """What is done in a moment; `actor` and `person` are ids or names, empty where there is nobody."""

    words: str = ""
    kind: vocabulary.DeedKind = "unknown"
    actor: str = ""
    person: str = ""
    thing: str = ""
    confidence: float | None = None


class SeenScene(Answer):
    """What can be seen and who speaks in a scene; `moment` are words of its text, `place` and `focal` ids or names.

    The fields are in the order in which they are to be thought of, and written: the moment first, then what is in it.
    """

    scene: int
    moment: str
    people: list[SeenPerson]
    strangers: list[SeenStranger] = []
    deed: SeenDeed = SeenDeed()
    relation: vocabulary.Relation = "unknown"
    focal: str = ""
    props: list[str]
    place: str
    place_kind: vocabulary.PlaceKind
    indoors: bool
    place_confidence: float | None = None
    time_of_day: vocabulary.TimeOfDay
    time_confidence: float | None = None
    light: vocabulary.LightSource = "unknown"
    weather: vocabulary.Weather
    weather_confidence: float | None = None
    mood: vocabulary.Mood
    distance: vocabulary.Distance = "unknown"
    prompt: str
    summary: str
    speakers: list[str]


class PartAnswer(Answer):
    """The answer to both tasks; each fills its own lists."""

    # Its title belongs to the fingerprint of every answer that has been paid for.
    model_config = ConfigDict(title="Reading")

    people: list[FoundPerson]
    places: list[FoundPlace]
    changes: list[FoundChange]
    world: FoundWorld | None
    scenes: list[SeenScene]


class MergedPerson(Answer):
    """Entries that are one person."""

    ids: list[int]
    name: str
    role: Role
    gender: Gender
    age: Age
    is_narrator: bool


class MergedPlace(Answer):
    """Entries that are one place."""

    ids: list[int]
    name: str


class Merging(Answer):
    """Who is who over the whole book."""

    people: list[MergedPerson]
    places: list[MergedPlace]


class Findings(BaseModel):
    """What discovery found in one part of a book; kept between its phases as JSON."""

    people: list[FoundPerson] = []
    places: list[FoundPlace] = []
    changes: list[FoundChange] = []
    worlds: list[FoundWorld] = []

    def renumbered(self, numbers: Mapping[int, int]) -> Findings:
        """Put the numbers that scenes have now for those that they had; what only gone scenes say is gone."""
        people = [
            person.model_copy(
                update={
                    "looks": [
                        look.model_copy(update={"scene": numbers[look.scene]})
                        for look in person.looks
                        if look.scene in numbers
                    ]
                }
            )
            for person in self.people
        ]
        places = [
            place.model_copy(update={"scenes": [numbers[scene] for scene in place.scenes if scene in numbers]})
            for place in self.places
        ]
        changes = [
            change.model_copy(
                update={"scene": numbers[change.scene], "until": numbers.get(change.until) if change.until else None}
            )
            for change in self.changes
            if change.scene in numbers
        ]
        return Findings(people=people, places=places, changes=changes, worlds=self.worlds)

    def __add__(self, other: Findings) -> Findings:
        return Findings(
            people=self.people + other.people,
            places=self.places + other.places,
            changes=self.changes + other.changes,
            worlds=self.worlds + other.worlds,
        )


def renumbered(findings: dict[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """Put the numbers that scenes have now for those that they had in what a part has found."""
    return Findings.model_validate(findings).renumbered(numbers).model_dump(mode="json")
