"""Small stories of our own, read as a chapter whose scenes they are, by the parser as it is shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.prose.beings.being import NamedPerson, ParsedChapter, Speech
from analysts.prose.beings.cast import build_cast
from analysts.prose.moments.course import Course
from analysts.prose.moments.reading import read_scenes
from analysts.prose.parsing import ProseParser
from analysts.text.quotations import find_quotes

if TYPE_CHECKING:
    from analysts.prose.moments.moment import Moment, SceneMoment

PEOPLE = (
    NamedPerson("Nora Hill", ("Nora",), "female"),
    NamedPerson("Ben Dunn", ("Ben",), "male"),
    NamedPerson("Tom Reed", ("Tom",), "male"),
)
OPENING = "Nora Hill smiled at Ben Dunn. “Good day,” said Ben. Tom Reed laughed, and Nora nodded to Tom."


def scenes(*stories: str, in_present: bool = True) -> list[SceneMoment]:
    """Read a chapter whose scenes are the stories after an opening that brings the people in.

    `in_present` says that a story in the present tense is one.
    """
    paragraphs = [[OPENING], *(story.split("\n\n") for story in stories)]
    numbers = tuple(n for n, story in enumerate(paragraphs) for _ in story)
    texts = [p for story in paragraphs for p in story]
    speeches = [
        Speech(n, quote.start, quote.end, texts[n][quote.start : quote.end], None)
        for n, quotes in enumerate(find_quotes(texts))
        for quote in quotes
    ]
    chapter = ParsedChapter(1, numbers, ProseParser().parse(texts), speeches)
    cast = build_cast([chapter], PEOPLE)
    return read_scenes(chapter, cast.resolve(chapter), cast, Course(in_present=in_present))[1:]


def moment(story: str) -> Moment:
    """Return the moment of a story of one scene."""
    found = scenes(story)[0].moment
    assert found is not None
    return found


def words(story: str) -> str:
    """Return the text of its moment."""
    found = moment(story)
    return story.split("\n\n")[found.paragraph - 1][found.start : found.end]
