"""What a continued story is made of: segments in a tree, what is known at a point of one branch, drafts and findings.

Plain data, frozen, to be written as JSON and read again. A reader's line, names and earlier segments are data: no
author takes them as instructions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol, TypeAlias

from pydantic import Field

from analysts.vocabulary import HUMAN, PlaceKind, TimeOfDay, Weather
from authors.contract import DepictedPerson, Depiction, Memory, Plain

Voice = Literal["plain", "fireside", "wry", "hushed", "breathless"]
"""Who seems to tell: nobody in particular, somebody by a fire, somebody amused, somebody who whispers, or who runs."""
Rating = Literal["everyone", "teens", "adults"]
Pronoun = Literal["she", "he", "they", "it", ""]
Season = Literal["spring", "summer", "autumn", "winter", "unknown"]
LifeState = Literal["alive", "dead", "away"]
ThingState = Literal["whole", "broken", "lost", "gone"]
"""`gone`: burnt, eaten, melted, sunk; it cannot come back, while a lost thing can be found."""

FactKind = Literal[
    "name",  # value: another name of the same person
    "pronoun",  # value: she, he, they, it
    "species",
    "age",  # value: years as a number, or child, young, adult, old
    "look",  # other: an analysts.bible.LookField; value: "green"
    "trait",  # value: "brave", "a smith"
    "cannot",  # value: what they cannot or never do: swim, speak, see, hear, walk, read, ride, "eat meat"
    "can",  # value: what they have learned since
    "relation",  # value: "brother", other: to whom
    "life",  # value: dead, alive (again), away
    "at",  # value: the place where somebody is
    "has",  # about: the person, value: the thing
    "lacks",  # about: the person, value: the thing that they have no longer
    "condition",  # about: the thing or place, value: broken, lost, gone, whole, empty, locked
    "number",  # about: the noun in the singular, value: how many there are
    "place",  # about: the place, value: a PlaceKind, or what there is or is not: "no windows"
    "time",  # value: a TimeOfDay
    "season",
    "weather",
    "weekday",
    "passed",  # value: days that have gone by
    "name of thing",  # about: a thing or place that has been spoken of
]
FindingType = Literal["character", "timeline", "setting", "possession", "unknown"]
"""`character`: names, pronouns, looks, nature, ages, kin. `timeline`: day, season, order, the dead. `setting`: where
somebody is, what a place is like. `possession`: who has what, what is broken or lost, how many there are. `unknown`:
somebody or something that this branch has never met is treated as known (it may be another branch's)."""
Severity = Literal["small", "large"]
"""`small` is mended without asking, where there is a replacement; `large` is shown to whoever posts."""
FINDING_TYPES: tuple[FindingType, ...] = ("character", "timeline", "setting", "possession", "unknown")

MOST_LINE = 600
"""Characters of what a reader posts."""
LAST_SEGMENTS = 3
"""Segments that are shown whole to whoever continues; of all before them there is a recap."""
MOST_ROUNDS = 2
"""Times that a draft is corrected by itself."""


class Statement(Plain):
    """One fact as a segment states it: `about` whom or what, `value`, and `other` where the kind has one.

    `since` is the id of the segment that states it, "" for what was known before the first. `words` is the sentence.
    """

    kind: FactKind
    about: str
    value: str
    other: str = ""
    since: str = ""
    words: str = ""


class PersonFacts(Plain):
    """Somebody at a point of one branch. `since` of a statement says which segment it comes from.

    `place` is where they are as far as it is known; `state_since` is the segment in which they died or left.
    `met` is the segment they first appear in, "" for those of the beginning. `pronoun_is_sure`: a word that says so, or
    two segments, and not one pronoun that may have been somebody else's.
    """

    name: str
    aliases: tuple[str, ...] = ()
    pronoun: Pronoun = ""
    pronoun_is_sure: bool = False
    species: str = HUMAN
    age: str = ""
    looks: tuple[Statement, ...] = ()
    traits: tuple[Statement, ...] = ()
    limits: tuple[Statement, ...] = ()
    relations: tuple[Statement, ...] = ()
    state: LifeState = "alive"
    state_since: str = ""
    place: str = ""
    place_since: str = ""
    belongings: tuple[str, ...] = ()
    met: str = ""
    last_seen: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all others."""
        return (self.name, *self.aliases)


class PlaceFacts(Plain):
    """A place of the story. `features` are what there is and is not; `state` is gone for one that burnt down."""

    name: str
    kind: PlaceKind = "unknown"
    indoors: bool = False
    features: tuple[Statement, ...] = ()
    state: ThingState = "whole"
    state_since: str = ""
    met: str = ""


class ThingFacts(Plain):
    """A thing that counts. `owner` has it, "" for nobody; `count` is how many there are, 0 where nobody has said."""

    name: str
    owner: str = ""
    owner_since: str = ""
    place: str = ""
    state: ThingState = "whole"
    state_since: str = ""
    count: int = 0
    count_since: str = ""
    met: str = ""


class Clock(Plain):
    """When the story is: `day` counts from 0 at its beginning, as far as the text says."""

    day: int = 0
    time_of_day: TimeOfDay = "unknown"
    time_since: str = ""
    season: Season = "unknown"
    season_since: str = ""
    weekday: str = ""
    weather: Weather = "unknown"


class StoryFacts(Plain):
    """The story's bible at segment `at` of one branch. `version` is how many segments it has been made from.

    `words` are the nouns and names that the branch has used, in the singular: what is not there has never been met.
    `place` is where the story stands.
    """

    version: int = 0
    at: str = ""
    people: tuple[PersonFacts, ...] = ()
    places: tuple[PlaceFacts, ...] = ()
    things: tuple[ThingFacts, ...] = ()
    clock: Clock = Clock()
    place: str = ""
    words: tuple[str, ...] = ()

    def person(self, name: str) -> PersonFacts | None:
        """Return whoever has that name or alias, or None."""
        wanted = name.casefold()
        return next((one for one in self.people if wanted in (each.casefold() for each in one.names)), None)

    def thing(self, name: str) -> ThingFacts | None:
        """Return the thing of that name, or None."""
        wanted = name.casefold()
        return next((one for one in self.things if one.name.casefold() == wanted), None)

    def place_named(self, name: str) -> PlaceFacts | None:
        """Return the place of that name, or None."""
        wanted = name.casefold()
        return next((one for one in self.places if one.name.casefold() == wanted), None)


class Told(Plain):
    """What a segment and a draft share: the reader's `line` as it was posted, and what became of it.

    `people` say who is there and what they do; `depiction` is the picture's moment; `states` are the facts that it
    states; `stock` names what it has used of a built-in author's pools. `is_as_posted`: the line was not understood
    and stands in the text as it was written.
    """

    line: str = Field(default="", max_length=MOST_LINE)
    title: str = ""
    paragraphs: tuple[str, ...] = ()
    place: str = ""
    time_of_day: TimeOfDay = "unknown"
    weather: Weather = "unknown"
    people: tuple[DepictedPerson, ...] = ()
    depiction: Depiction | None = None
    states: tuple[Statement, ...] = ()
    stock: tuple[str, ...] = ()
    is_as_posted: bool = False

    @property
    def text(self) -> str:
        """The words, a blank line between paragraphs."""
        return "\n\n".join(self.paragraphs)

    @property
    def word_count(self) -> int:
        """Words of all paragraphs."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


class Draft(Told):
    """A continuation that is not posted yet. `notes` tell its writer, in plain words, what was not understood."""

    notes: tuple[str, ...] = ()


class Segment(Told):
    """A posted continuation. `parent` is the id of the segment that it continues, "" for a story's first.

    `by` is whoever posted it, in a word that the app chooses.
    """

    id: str
    parent: str = ""
    by: str = ""


class RecapPart(Plain):
    """What a run of segments, from `first` to `last` by their ids, comes to: sentences of the segments themselves."""

    first: str
    last: str
    segments: int
    sentences: tuple[str, ...]


class Recap(Plain):
    """A history in few words, oldest first, made of the segments themselves and never of earlier recaps."""

    parts: tuple[RecapPart, ...] = ()
    tokens: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """A line for each run of segments."""
        return tuple(" ".join(part.sentences) for part in self.parts if part.sentences)


class StorySettings(Plain):
    """How a story is told. `words` is the length of a segment; `style` a phrase of its owner for a model."""

    language: str = Field(default="en", max_length=35)
    title: str = Field(default="", max_length=300)
    voice: Voice = "plain"
    style: str = Field(default="", max_length=300)
    words: int = Field(default=150, ge=80, le=250)
    rating: Rating = "everyone"


class StoryContext(Plain):
    """What whoever continues may know: facts and texts of the ancestors of one segment, and of no other branch.

    Made by `authors.continuations.trees.context_of` alone. `last` are the segments right before, oldest first.
    """

    facts: StoryFacts = StoryFacts()
    last: tuple[Segment, ...] = ()
    recap: Recap = Recap()
    settings: StorySettings = StorySettings()
    memory: Memory = Memory()

    @property
    def at(self) -> str:
        """The id of the segment that is continued; "" at the beginning of a story."""
        return self.facts.at


class StoryFinding(Plain):
    """What does not fit: where, why, and what can be done. `start` and `end` are characters of the paragraph.

    `message` and `suggestion` are for whoever posts. `replacement` goes in the place of those characters; None: it
    cannot be mended by itself. `against` is the id of the segment that it contradicts, "" for the story's beginning.
    """

    rule: str
    type: FindingType
    severity: Severity
    message: str
    suggestion: str = ""
    paragraph: int = 0
    start: int = 0
    end: int = 0
    replacement: str | None = None
    about: str = ""
    against: str = ""


Findings: TypeAlias = tuple[StoryFinding, ...]
FactsBySegment: TypeAlias = Mapping[str, StoryFacts]


class StoryAuthor(Protocol):
    """Who continues stories. The same arguments give the same result from the built-in one.

    Raises `authors.contract.Declined`, and from a language model any `providers.errors.ProviderError`.
    """

    name: str

    def expand(self, line: str, context: StoryContext) -> Draft:
        """Make a scene of a reader's line."""
        ...

    def check(self, draft: Draft, context: StoryContext) -> Findings:
        """Find what contradicts the story so far, beyond what the rules find."""
        ...

    def correct(self, draft: Draft, findings: Findings, context: StoryContext) -> Draft:
        """Mend what was found, and change nothing else."""
        ...
