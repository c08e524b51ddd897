"""What a bible file holds, in one version. Knows no ORM. Scenes are named by their number, people and places by name.

The fields of people, places and scenes are called as in `characters.models`, which says what they mean.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from analysts import bible, vocabulary
from characters.editing import EditRefused
from characters.editing.worlds import LONGEST

FORMAT: Literal["vividpages-bible"] = "vividpages-bible"
VERSION: Literal[1] = 1
MOST_BYTES = 64 * 1024 * 1024
LONGEST_TEXT = 20_000
PICTURE_LOCK = "picture"
"""Says that the reader has chosen a picture: pictures are not in the file, so neither is it."""


class BadBible(EditRefused):
    """The file is no bible that this book can take in; the words say why."""


def _printable(text: str) -> str:
    if "\0" in text:
        raise ValueError("has a character that no text has")
    return text


Text = Annotated[str, AfterValidator(_printable), Field(max_length=LONGEST_TEXT)]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
OtherName = Annotated[Text, Field(max_length=200)]
Words = Annotated[Text, Field(max_length=300)]
Short = Annotated[Text, Field(max_length=60)]
Locks = Annotated[tuple[Annotated[Text, Field(max_length=40)], ...], Field(max_length=100)]
SceneNumber = Annotated[int, Field(ge=1, le=1_000_000)]
Confidence = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None
Position = Annotated[int, Field(ge=0, le=2_000_000_000)]


class Part(BaseModel):
    """A part of the file; fields that it does not know make a file a bad one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BookPart(Part):
    """Which book it is of: what the file is compared with is the text of its scenes."""

    title: Text
    authors: tuple[Text, ...]
    language: Text


class WorldPart(Part):
    """When and where the book plays."""

    period: Annotated[Text, Field(max_length=LONGEST["period"])] = ""
    country: Annotated[Text, Field(max_length=LONGEST["country"])] = ""
    dress: Annotated[Text, Field(max_length=LONGEST["dress"])] = ""
    technology: Annotated[Text, Field(max_length=LONGEST["technology"])] = ""
    architecture: Annotated[Text, Field(max_length=LONGEST["architecture"])] = ""
    locked: Locks = ()


class LookPart(Part):
    """One fact of somebody's looks. `scene` 0: it is not told in one; `sentence` is its source, or “you”."""

    field: bible.LookField
    value: Text
    scene: Annotated[int, Field(ge=0)]
    sentence: Text


class ChangePart(Part):
    """What makes somebody look different from a scene on, up to and without `until`."""

    scene: SceneNumber
    until: SceneNumber | None = None
    type: bible.ChangeType
    description: Text
    prompt_modifier: Words


class PersonPart(Part):
    """Somebody in the book."""

    name: Name
    aliases: tuple[OtherName, ...] = ()
    gender: bible.Gender = "unknown"
    age: bible.Age = "unknown"
    role: bible.Role = "minor"
    mentions: Position = 0
    is_narrator: bool = False
    species: Short = vocabulary.HUMAN
    is_clothed: bool | None = None
    is_group: bool = False
    size: vocabulary.Size = "unknown"
    looks: tuple[LookPart, ...] = ()
    description: Text = ""
    personality: Text = ""
    scene_numbers: tuple[SceneNumber, ...] = ()
    changes: tuple[ChangePart, ...] = ()
    locked: Locks = ()


class NobodyPart(Part):
    """Somebody of whom the reader has said that there is no such person."""

    name: Name
    aliases: tuple[OtherName, ...] = ()


class PlacePart(Part):
    """A place of the book."""

    name: Name
    aliases: tuple[OtherName, ...] = ()
    kind: vocabulary.PlaceKind = "unknown"
    indoors: bool = False
    description: Text = ""
    keywords: tuple[OtherName, ...] = ()
    scene_numbers: tuple[SceneNumber, ...] = ()
    locked: Locks = ()


class PresencePart(Part):
    """Somebody who is seen in a scene; the first of them is its focus."""

    name: Name
    pose: vocabulary.Pose = "standing"
    action: Words = ""
    part: vocabulary.Part = "present"
    confidence: Confidence = None


class QuotePart(Part):
    """Direct speech: the characters `start` to `end` of the scene's text."""

    start: Position
    end: Position
    text: Text
    speaker: Name | None = None
    confidence: Confidence = None
    locked: Locks = ()


class StrangerPart(Part):
    """Somebody whom only the moment knows."""

    words: OtherName
    noun: OtherName
    count: Position = 1
    species: Short = vocabulary.HUMAN
    gender: bible.Gender = "unknown"
    age: bible.Age = "unknown"
    looks: OtherName = ""
    pose: vocabulary.Pose = "standing"
    part: vocabulary.Part = "present"
    confidence: Confidence = None


class SeenPart(Part):
    """What can be seen in a scene at its moment."""

    place: Name | None = None
    place_kind: vocabulary.PlaceKind = "unknown"
    indoors: bool = False
    time_of_day: vocabulary.TimeOfDay = "unknown"
    weather: vocabulary.Weather = "unknown"
    mood: vocabulary.Mood = "calm"
    props: tuple[Short, ...] = ()
    summary: Text = ""
    moment: Text = ""
    moment_start: Position | None = None
    moment_end: Position | None = None
    deed: vocabulary.DeedKind = "unknown"
    deed_thing: Short = ""
    deed_words: Words = ""
    relation: vocabulary.Relation = "unknown"
    distance: vocabulary.Distance = "unknown"
    light: vocabulary.LightSource = "unknown"
    deed_confidence: Confidence = None
    place_confidence: Confidence = None
    time_confidence: Confidence = None
    weather_confidence: Confidence = None
    strangers: Annotated[tuple[StrangerPart, ...], Field(max_length=8)] = ()
    prompt: Text
    note: Text = ""
    locked: Locks = ()
    people: Annotated[tuple[PresencePart, ...], Field(max_length=1000)] = ()


class ScenePart(Part):
    """A scene: its number in the book, that of its chapter, the SHA-256 of its text, and what is known of it.

    `seen` is null where nothing has been read yet.
    """

    number: SceneNumber
    chapter: Position
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    seen: SeenPart | None = None
    quotes: tuple[QuotePart, ...] = ()


class BibleDocument(Part):
    """The whole file."""

    format: Literal["vividpages-bible"]
    version: Literal[1]
    book: BookPart
    world: WorldPart
    people: tuple[PersonPart, ...]
    nobodies: tuple[NobodyPart, ...] = ()
    places: tuple[PlacePart, ...]
    scenes: tuple[ScenePart, ...]


class _Header(BaseModel):
    format: str
    version: int


def written(document: BibleDocument) -> bytes:
    """Write the file: UTF-8, indented, always in the same order."""
    return document.model_dump_json(indent=1).encode() + b"\n"


def read_document(data: bytes) -> BibleDocument:
    """Read a file. Raises BadBible for whatever is none, with a sentence that says what is wrong where."""
    if len(data) > MOST_BYTES:
        raise BadBible(f"A bible has {MOST_BYTES // 1024 // 1024} MB at most.")
    try:
        header = _Header.model_validate_json(data)
    except ValidationError as error:
        raise BadBible("This file is no story bible: choose a JSON file that was exported here.") from error
    if header.format != FORMAT:
        raise BadBible("This file is no story bible: choose a JSON file that was exported here.")
    if header.version != VERSION:
        raise BadBible(f"This bible is of version {header.version}, and version {VERSION} is understood here.")
    try:
        return BibleDocument.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadBible(f"This bible cannot be used: {_place(first['loc'])}: {first['msg']}.") from error


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the file."""
    found = BibleDocument.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "VividPages story bible", **found}


def _place(location: tuple[int | str, ...]) -> str:
    """Name a place in the file as people count: from 1."""
    return " → ".join(str(step + 1) if isinstance(step, int) else step for step in location)
