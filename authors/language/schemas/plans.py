"""Plans: of stories for children, of colouring books, of biographies."""

from __future__ import annotations

from typing import ClassVar, Literal

from analysts import vocabulary
from analysts.bible import Age, Gender, LookField
from analysts.language.schemas import Answer
from authors.language.schemas.listed import Listed


class CastLook(Answer):
    """A fact of somebody's looks."""

    field: LookField
    value: str


class CastMember(Answer):
    """Somebody of the story. `species` is “human”, or in a word or two what else they are."""

    name: str
    aliases: list[str]
    gender: Gender
    age: Age
    species: str
    size: vocabulary.Size
    is_clothed: bool | None
    is_group: bool
    looks: list[CastLook]
    role: Literal["protagonist", "major", "minor"]


class StoryPlace(Answer):
    """Where spreads play."""

    name: str
    kind: vocabulary.PlaceKind
    indoors: bool
    description: str
    keywords: list[str]


class SeenInPicture(Answer):
    """Somebody in a picture, by the name that the cast has."""

    name: str
    pose: vocabulary.Pose
    action: str


class PlannedPicture(Answer):
    """What a picture shows; the first of `people` does the deed."""

    people: list[SeenInPicture]
    place: str
    deed: vocabulary.DeedKind
    object_name: str
    thing: str
    relation: vocabulary.Relation
    time_of_day: vocabulary.TimeOfDay
    weather: vocabulary.Weather
    mood: vocabulary.Mood
    light: vocabulary.LightSource
    distance: vocabulary.Distance
    props: list[str]


class PlannedThing(Answer):
    """Something that is shown early because it counts later."""

    thing: str
    spread: int
    paid_in: int


class Refrain(Answer):
    """Words that return in these spreads; none: there is no refrain."""

    words: str
    spreads: list[int]


class PlannedSpread(Answer):
    """A spread: what happens, why it follows from the one before, and what makes a child turn the page."""

    number: int
    title: str
    happens: str
    because: str
    page_turn: str
    is_wordless: bool
    picture: PlannedPicture


class StoryPlan(Listed):
    """A picture book in spreads."""

    items: ClassVar[str] = "spreads"

    title: str
    subtitle: str
    understood: str
    doubts: list[str]
    people: list[CastMember]
    places: list[StoryPlace]
    refrain: Refrain
    planted: list[PlannedThing]
    lesson_shown_by: str
    spreads: list[PlannedSpread]


class ColoringPage(Answer):
    """A page to colour: `title` names it for its owner."""

    number: int
    title: str
    shows: str
    picture: PlannedPicture


class ColoringPlan(Listed):
    """A colouring book in pages."""

    items: ClassVar[str] = "pages"

    title: str
    subtitle: str
    understood: str
    doubts: list[str]
    people: list[CastMember]
    places: list[StoryPlace]
    pages: list[ColoringPage]


class ColoringPages(Listed):
    """Pages of a colouring book that are drawn anew."""

    items: ClassVar[str] = "pages"

    pages: list[ColoringPage]


class PlannedChapter(Answer):
    """A chapter; `facts` are the ids of those that it tells, `words` its share of the book."""

    title: str
    kind: Literal["prologue", "chapter", "epilogue"]
    summary: str
    words: int
    facts: list[str]


class BiographyPlan(Listed):
    """A life in chapters. `left_out` are ids of facts that are not worth telling."""

    items: ClassVar[str] = "chapters"

    title: str
    subtitle: str
    understood: str
    doubts: list[str]
    left_out: list[str]
    chapters: list[PlannedChapter]
