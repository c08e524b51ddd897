"""The story bible as plain data: who is in a book, what they look like, where it plays, what changes, who speaks.

What every analyst returns (see `analysts`). Scenes are referred to by their number in the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysts.vocabulary import (
    HUMAN,
    DeedKind,
    Distance,
    LightSource,
    Mood,
    Part,
    PlaceKind,
    Pose,
    Relation,
    Size,
    TimeOfDay,
    Weather,
)

Gender = Literal["female", "male", "unknown"]
Age = Literal["child", "young", "adult", "old", "unknown"]
Role = Literal["protagonist", "major", "minor", "mentioned"]
ToldChangeType = Literal["outfit", "injury", "hair", "age", "death", "other"]
"""What a text is asked about."""
ChangeType = Literal[ToldChangeType, "being"]
"""`being`: from then on somebody is another kind of being; only readers say so."""
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

    `mentions` counts names, `scenes` are the numbers of the scenes in which the person is present or named. `species`
    is one of `analysts.vocabulary.SPECIES` or the text's own word for a being that has no other; `is_clothed` is None
    where the text does not say. `is_group`: several who act as one ("the soldiers"). `key` is the same in every book
    that has them, so that their face is; empty: they are of this book alone.
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
    species: str = HUMAN
    is_clothed: bool | None = None
    is_group: bool = False
    size: Size = "unknown"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that makes a person look different from scene `scene` on, up to and without scene `until`.

    `modifier` is what a picture's prompt says of it ("short cropped hair", "bandaged left arm"). Of a `death` a picture
    says nothing: whoever has died in a scene is in no later one.
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
class QuoteSpan:
    """Direct speech in a scene: `start` and `end` count characters in `SceneText.text`; `text` has no marks.

    A speech that the narrator interrupts ("…," he said, "…") is one span for each part. `confidence`, 0 to 1, is how
    sure the speaker is, None where nobody has judged it.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to and without `end` of `SceneText.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonInScene:
    """Somebody seen in a scene and what they do there (`action` in a few words of the text).

    `part` is theirs in the deed of the scene's moment; `confidence`, 0 to 1, is how sure it is that they are there,
    None where nobody has judged it.
    """

    person: str
    pose: Pose = "standing"
    action: str = ""
    part: Part = "present"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody whom only one moment knows, by the words of the text: "an old woman with a basket", "three men".

    `noun` is what they are, in the singular ("woman"), `looks` are all other `words` that can be seen ("old, with a
    basket"); `count` is how many they are, 0 where the text does not say. All else is as far as those words tell it;
    `part` and `confidence` are as of a PersonInScene.
    """

    words: str
    noun: str
    count: int = 1
    species: str = HUMAN
    gender: Gender = "unknown"
    age: Age = "unknown"
    looks: str = ""
    pose: Pose = "standing"
    part: Part = "present"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done in a moment: by whom (`actor`), to whom or with what; `words` are the text's own.

    People are named as in the bible. `confidence`, 0 to 1, is how sure it is; None where nobody has judged it.
    """

    kind: DeedKind = "unknown"
    actor: str | None = None
    person: str | None = None
    thing: str = ""
    words: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class SceneReading:
    """What the prose of a scene shows, read with the whole book at hand before the scene is analysed.

    Its fields are those of a SceneAnalysis. `place` are the text's words for it; `retold` is the moment with its people
    named where the text has pronouns, `told` what can be seen of it in one instant. A scene in which nothing can be
    seen to happen has no `moment_span`.
    """

    scene: int
    people: tuple[PersonInScene, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    props: tuple[str, ...] = ()
    place: str = ""
    place_kind: PlaceKind = "unknown"
    indoors: bool = False
    place_confidence: float = 0.0
    time_of_day: TimeOfDay = "unknown"
    time_confidence: float = 0.0
    weather: Weather = "unknown"
    weather_confidence: float = 0.0
    moment_span: Span | None = None
    moment: str = ""
    retold: str = ""
    told: str = ""
    deed: Deed | None = None
    relation: Relation = "unknown"
    focal: str | None = None
    distance: Distance = "unknown"
    light: LightSource = "unknown"


@dataclass(frozen=True, slots=True)
class Bible:
    """All that is known of a book before its scenes are analysed.

    `readings` are for the analyst that made the bible, when it analyses the scenes.
    """

    people: tuple[Person, ...]
    places: tuple[Place, ...]
    changes: tuple[Change, ...]
    world: World = World()
    readings: tuple[SceneReading, ...] = ()

    def person(self, name: str) -> Person | None:
        """Return the person of that name, or None."""
        return next((p for p in self.people if p.name == name), None)


@dataclass(frozen=True, slots=True)
class SceneAnalysis:
    """What can be seen in one scene, at its most telling moment.

    `moment` are the words of `moment_span`, the stretch of the text that the picture illustrates. `deed`, `relation`
    (of those who do it), `focal` (whom one looks at first), `distance`, `light` and `props` (things worth drawing,
    those of the moment first) are the moment's; where it leaves place, time, weather and company open, the scene's
    standing facts fill in. `people` are in order of importance; `strangers` are those of the moment whom the bible does
    not have. Confidences are 0 to 1, None where nobody has judged.

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
    moment_span: Span | None = None
    deed: Deed | None = None
    relation: Relation = "unknown"
    focal: str | None = None
    distance: Distance = "unknown"
    light: LightSource = "unknown"
    place_confidence: float | None = None
    time_confidence: float | None = None
    weather_confidence: float | None = None
    strangers: tuple[Stranger, ...] = ()
