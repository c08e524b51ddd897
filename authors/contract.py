"""What every author works with: a brief, an outline, texts of its parts, and what is found in them. Plain data.

All of it is frozen and can be written as JSON and read again. Texts of sources and of readers are data: no author takes
them as instructions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from analysts.vocabulary import (
    HUMAN,
    DeedKind,
    Distance,
    LightSource,
    Mood,
    PlaceKind,
    Pose,
    Relation,
    Size,
    TimeOfDay,
    Weather,
)

PartKind = Literal["spread", "chapter", "prologue", "epilogue", "picture"]
"""`picture` is a part without words: a page of a colouring book."""
ParagraphKind = Literal["prose", "verse", "heading", "quotation", "list"]
Readers = Literal["0-2", "3-5", "6-8", "9-12", "adults"]
"""Whom a book is for, children by their years."""
Severity = Literal["wrong", "doubtful"]
"""`wrong` is to be mended before the part is done; `doubtful` is told to the writer."""


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text, each once and in small letters."""
    return frozenset(word.lower() for word in _WORD.findall(text))


class Declined(Exception):
    """The author cannot write this; the words are the writer's and say what can be done instead."""


class Plain(BaseModel):
    """A value of the contract: frozen, and without fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Brief(Plain):
    """What a writer asks for. Each kind of book has a brief of its own, made of this one.

    `language` is a BCP 47 tag; an empty `title` is the author's to find, an empty `author_name` is the reader's.
    """

    language: str = Field(default="en", title="Language", description="Of the book: en, de, fr …", max_length=35)
    title: str = Field(default="", title="Title", description="Empty: the author finds one.", max_length=300)
    author_name: str = Field(
        default="", title="Author", description="Whose name stands on the cover. Empty: nobody's.", max_length=300
    )

    @property
    def readers(self) -> Readers:
        """Whom the book is for; its text is measured by what they read."""
        return "adults"

    @property
    def in_verse(self) -> bool:
        """Say whether its text is asked for in verse."""
        return False


class PlannedPerson(Plain):
    """Somebody of the book, known before its text; the fields are those of `analysts.bible.Person`.

    `looks` are pairs of an `analysts.bible.LookField` and a phrase. `key` is the same in every book that has them:
    their face follows from it. An empty key: they are of this book alone.
    """

    name: str
    aliases: tuple[str, ...] = ()
    gender: Literal["female", "male", "unknown"] = "unknown"
    age: Literal["child", "young", "adult", "old", "unknown"] = "unknown"
    species: str = HUMAN
    size: Size = "unknown"
    is_clothed: bool | None = None
    is_group: bool = False
    looks: tuple[tuple[str, str], ...] = ()
    role: Literal["protagonist", "major", "minor"] = "minor"
    key: str = ""


class PlannedPlace(Plain):
    """A place of the book; the fields are those of `analysts.bible.Place`."""

    name: str
    kind: PlaceKind = "unknown"
    indoors: bool = False
    description: str = ""
    keywords: tuple[str, ...] = ()


class DepictedPerson(Plain):
    """Somebody in a picture, by their name in the outline; `action` in a few words of the text."""

    name: str
    pose: Pose = "standing"
    action: str = ""


class Depiction(Plain):
    """What the picture of a part shows; the fields are those of `analysts.bible.SceneAnalysis`.

    `moment` is the sentence that it illustrates. The first of `people` does the deed, `object_name` suffers it.
    """

    moment: str = ""
    people: tuple[DepictedPerson, ...] = ()
    place: str = ""
    deed: DeedKind = "unknown"
    object_name: str = ""
    thing: str = ""
    relation: Relation = "unknown"
    time_of_day: TimeOfDay = "unknown"
    weather: Weather = "unknown"
    mood: Mood = "calm"
    light: LightSource = "unknown"
    distance: Distance = "unknown"
    props: tuple[str, ...] = ()


class Part(Plain):
    """A part of the plan: it is written, checked and accepted by itself.

    `key` is unique in the outline and stays with the part when the plan is edited. `words` is the aim; 0: it has no
    text. `after` are the keys of the parts whose text must be known before; all others may be written beside it.
    `facts` are the ids of facts that it must tell. `details` is the author's own (what a beat needs, a page turn).
    """

    key: str
    title: str = ""
    kind: PartKind = "chapter"
    summary: str = ""
    words: int = 0
    after: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    depiction: Depiction | None = None
    details: dict[str, Any] = Field(default_factory=dict)


class Outline(Plain):
    """The plan of a book, which the writer edits and approves before money is spent on the rest.

    `understood` says in one sentence what the author has understood of the brief, `doubts` what of it is not, or only
    in part, followed.
    """

    title: str
    subtitle: str = ""
    understood: str = ""
    doubts: tuple[str, ...] = ()
    people: tuple[PlannedPerson, ...] = ()
    places: tuple[PlannedPlace, ...] = ()
    parts: tuple[Part, ...] = ()
    details: dict[str, Any] = Field(default_factory=dict)

    def part(self, key: str) -> Part:
        """Return the part of that key. Raises KeyError."""
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)


class Support(Plain):
    """Which passages of sources (by their ids) the characters from `start` up to and without `end` rest on."""

    start: int
    end: int
    passages: tuple[str, ...]


class Paragraph(Plain):
    """A paragraph of a part; a verse keeps its line ends as newlines."""

    text: str
    kind: ParagraphKind = "prose"
    supports: tuple[Support, ...] = ()


class Text(Plain):
    """The text of a part, as one version of it has it. `depiction` is the part's where the text changes it."""

    paragraphs: tuple[Paragraph, ...] = ()
    title: str = ""
    depiction: Depiction | None = None
    details: dict[str, Any] = Field(default_factory=dict)

    @property
    def word_count(self) -> int:
        """Words of all paragraphs."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)

    @property
    def plain(self) -> str:
        """The words alone, a blank line between paragraphs."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


class Finding(Plain):
    """What a check has found in a text: where, and what to do about it, in the writer's words.

    `paragraph` counts from 0, None: the whole part. `start` and `end` are characters of it; both 0: all of it. `rule`
    is the name of the check's rule.
    """

    rule: str
    severity: Severity
    words: str
    paragraph: int | None = None
    start: int = 0
    end: int = 0


Wanted_contra = TypeVar("Wanted_contra", bound=Brief, contravariant=True)


class EarlierBook(Plain):
    """A book that the same writer has had written: its title, how it begins, and who (or what) is in it."""

    title: str
    opening: str = ""
    names: tuple[str, ...] = ()


class Memory(Plain):
    """What the same writer's earlier books have used of an author's stock: how often, by the stock's own names.

    `shelf` are the latest of them that are of the same kind, for an author that has no stock.
    """

    used: Mapping[str, int] = Field(default_factory=dict)
    shelf: tuple[EarlierBook, ...] = ()


class Material(Plain):
    """What a kind of book gives its author beside the brief, by their ids: what a biography stands on.

    The values are those of `authors.facts.model`.
    """

    facts: Mapping[str, dict[str, Any]] = Field(default_factory=dict)
    passages: Mapping[str, dict[str, Any]] = Field(default_factory=dict)
    sources: Mapping[str, dict[str, Any]] = Field(default_factory=dict)
    contradictions: Mapping[str, dict[str, Any]] = Field(default_factory=dict)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of its facts and passages, in small letters: worked out once, as all parts are held against it."""
        return words_in(" ".join(map(str, (*self.facts.values(), *self.passages.values()))))


class Context(Plain):
    """What an author may know while it writes a part.

    `written` are the accepted texts so far, by the keys of their parts: at least those that the part comes after.
    `feedback` is the writer's word about `before`, the text that stands there.
    """

    outline: Outline
    written: Mapping[str, Text] = Field(default_factory=dict)
    memory: Memory = Memory()
    material: Material = Material()
    feedback: str = ""
    before: Text | None = None


class Author(Protocol[Wanted_contra]):
    """Who plans and writes books of one kind.

    The same arguments give the same result from a built-in author. Raises Declined, and from a language model any
    `providers.errors.ProviderError`.
    """

    name: str

    def outline(self, brief: Wanted_contra, *, memory: Memory, material: Material, feedback: str = "") -> Outline:
        """Plan the book."""
        ...

    def write(self, brief: Wanted_contra, part: Part, context: Context) -> Text:
        """Write a part. A part that stands there is written anew by the context's feedback."""
        ...

    def revise(
        self, brief: Wanted_contra, part: Part, text: Text, findings: tuple[Finding, ...], context: Context
    ) -> Text:
        """Mend what was found in a part."""
        ...
