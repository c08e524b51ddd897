"""Continued stories: a scene made of a reader's line, what does not fit in one, and paragraphs that are mended."""

from __future__ import annotations

from typing import ClassVar, Literal

from analysts import vocabulary
from analysts.language.schemas import Answer
from authors.language.schemas.listed import Listed
from authors.language.schemas.plans import PlannedPicture


class SceneFact(Answer):
    """Something that the scene makes true and that later scenes must keep to."""

    kind: Literal["look", "trait", "cannot", "relation", "life", "at", "has", "condition", "number"]
    about: str
    value: str
    other: str


class ExpandedScene(Listed):
    """A scene in paragraphs; `moment` is the sentence of it that its picture shows."""

    items: ClassVar[str] = "paragraphs"

    title: str
    place: str
    time_of_day: vocabulary.TimeOfDay
    weather: vocabulary.Weather
    picture: PlannedPicture
    moment: str
    facts: list[SceneFact]
    paragraphs: list[str]


class SceneFault(Answer):
    """What does not fit: the words of paragraph `number` that say it, and others for them where that is enough."""

    number: int
    words: str
    type: Literal["character", "timeline", "setting", "possession", "unknown"]
    severity: Literal["small", "large"]
    message: str
    suggestion: str
    replacement: str


class CheckedScene(Listed):
    """All that contradicts the story so far; none: the scene fits."""

    items: ClassVar[str] = "faults"

    faults: list[SceneFault]


class SceneParagraph(Answer):
    """What stands in the place of paragraph `number` from now on."""

    number: int
    text: str


class MendedScene(Listed):
    """The paragraphs that are changed; all others stay as they are."""

    items: ClassVar[str] = "paragraphs"

    paragraphs: list[SceneParagraph]
