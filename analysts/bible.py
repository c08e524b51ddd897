"""The story bible as plain data: who is in a book, what they look like, where it plays, what changes, who speaks.

What every analyst returns (see `analysts`). Scenes are referred to by their number in the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gender = Literal["female", "male", "unknown"]
Age = Literal["child", "young", "adult", "old", "unknown"]
Role = Literal["protagonist", "major", "minor", "mentioned"]
ChangeType = Literal["outfit", "injury", "hair", "age", "other"]
TimeOfDay = Literal["dawn", "morning", "day", "evening", "night", "unknown"]
Weather = Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "wind", "unknown"]
Mood = Literal["calm", "joyful", "tense", "sad", "mysterious", "violent", "tender"]
PlaceKind = Literal[
    "forest",
    "field",
    "sea",
    "beach",
    "river",
    "mountain",
    "road",
    "village",
    "street",
    "castle",
    "room",
    "kitchen",
    "library",
    "tavern",
    "ship",
    "cave",
    "garden",
    "church",
    "desert",
    "swamp",
    "unknown",
]
Pose = Literal["standing", "sitting", "walking", "running", "lying", "kneeling", "riding", "fighting", "working"]
LookField = Literal["hair", "eyes", "skin", "build", "age", "height", "beard", "marks", "clothes"]


@dataclass(frozen=True, slots=True)
class Look:
    """One fact of somebody's looks in a few words (`field="hair", value="long silver hair"`) and its source."""

    field: LookField
    value: str
    scene: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the book. `name` is the name readers know best; `aliases` are all other forms in the text.

    `mentions` counts names, `scenes` are the numbers of the scenes in which the person is present or named.
    """

    name: str
    aliases: tuple[str, ...]
    gender: Gender
    age: Age
    role: Role
    mentions: int
    scenes: tuple[int, ...]
    looks: tuple[Look, ...] = ()
    is_narrator: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Something that makes a person look different from scene `scene` on, up to and without scene `until`.

    `modifier` is what a picture's prompt says of it ("short cropped hair", "bandaged left arm").
    """

    person: str
    scene: int
    type: ChangeType
    description: str
    modifier: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A setting of the book, with words for what can be seen there."""

    name: str
    kind: PlaceKind
    indoors: bool
    description: str
    keywords: tuple[str, ...]
    scenes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class World:
    """When and where a book plays, and what a painter needs to know of that; each a phrase, empty where nobody knows.

    `period` is the time ("1880s", "medieval"); `dress`, `technology` (light, vehicles, weapons, tools) and
    `architecture` are concrete things of that time and country.
    """

    period: str = ""
    country: str = ""
    dress: str = ""
    technology: str = ""
    architecture: str = ""


@dataclass(frozen=True, slots=True)
class Bible:
    """All that is known of a book before its scenes are analysed."""

    people: tuple[Person, ...]
    places: tuple[Place, ...]
    changes: tuple[Change, ...]
    world: World = World()

    def person(self, name: str) -> Person | None:
        """Return the person of that name, or None."""
        return next((p for p in self.people if p.name == name), None)


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """Direct speech in a scene: `start` and `end` count characters in `SceneText.text`; `text` has no marks.

    A speech that the narrator interrupts ("…," he said, "…") is one span for each part.
    """

    start: int
    end: int
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class PersonInScene:
    """Somebody seen in a scene and what they do there (`action` in a few words of the text)."""

    person: str
    pose: Pose = "standing"
    action: str = ""


@dataclass(frozen=True, slots=True)
class SceneAnalysis:
    """What can be seen in one scene. `people` are in order of importance; `props` are things worth drawing.

    `note` tells the reader if the scene had to be read in another way than they asked for.
    """

    scene: int
    place: str | None
    place_kind: PlaceKind
    indoors: bool
    time_of_day: TimeOfDay
    weather: Weather
    mood: Mood
    people: tuple[PersonInScene, ...]
    props: tuple[str, ...]
    summary: str
    moment: str
    prompt: str
    quotes: tuple[QuoteSpan, ...]
    note: str = ""
