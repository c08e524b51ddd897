"""Somebody in a book, and the chapters in which they are looked for; plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysts.bible import Age, Gender
from analysts.prose.sentences import Sentence

BeingKind = Literal["named", "narrator", "kin", "role", "group", "animal", "creature"]


@dataclass(eq=False, slots=True)
class Being:
    """Somebody who acts: a person, a group, an animal, a creature. Two are one only if they are the same object.

    `name` is what readers call them ("Dorothy", "The curate", "Anne’s aunt"), `forms` are all words that lead here.
    `species` is "human", an animal ("toad"), "machine", or a free word for what no reader has seen ("martian").
    `is_dressed` says that the text dresses them; `is_clothed` that they are drawn so, as people are without its word.
    Those who are `is_local` are known only near the sentence that brought them in ("a tall man"). `acts` counts what
    the narration has them do, `speeches` how often it has them speak, `mentions` names and descriptions without
    pronouns. `age` is what the narration calls them.
    """

    name: str
    kind: BeingKind
    gender: Gender = "unknown"
    is_group: bool = False
    species: str = "human"
    is_clothed: bool = True
    is_dressed: bool = False
    forms: set[str] = field(default_factory=set)
    is_local: bool = False
    is_narrator: bool = False
    owner: Being | None = None
    """Whose kin they are."""
    named_from: int = 0
    """The number of the chapter that first says their name, 0 where nobody has looked: before it, "the captain" is
    another one."""
    acts: int = 0
    speeches: int = 0
    mentions: int = 0
    age: Age = "unknown"


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person whom the rules found by name, with all other forms of the name ("Mr. Darcy", "the Lion")."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender = "unknown"
    is_narrator: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """Direct speech: characters `start` to before `end` of a paragraph without the marks; names of named people.

    `sure` is how likely the speaker is, 0 to 1.
    """

    paragraph: int
    start: int
    end: int
    text: str
    speaker: str | None = None
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """A chapter as it was parsed. `scenes` are the numbers of the scenes, one for each paragraph.

    `told_by` is the name of whom the chapter itself says that they tell it (its title, its signature), if it does.
    """

    number: int
    scenes: tuple[int, ...]
    sentences: Sequence[Sentence]
    speeches: Sequence[Speech] = ()
    told_by: str | None = None
