"""A book as plain data, as the continuity checks take it. People and places are known by their ids, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from analysts.bible import Change, Look, Person
from analysts.vocabulary import HUMAN
from characters.continuity.name_index import NameIndex


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """Something that is different about somebody from scene `scene` on, up to and without `until`."""

    id: str
    type: str
    modifier: str
    scene: int
    until: int | None = None
    description: str = ""

    def holds_at(self, scene: int) -> bool:
        """Return whether it is in force in a scene."""
        return self.scene <= scene and (self.until is None or scene < self.until)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody; `named_in` are the scenes that the bible counts as theirs."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = "minor"
    mentions: int = 0
    is_narrator: bool = False
    looks: tuple[Look, ...] = ()
    changes: tuple[ChangeFacts, ...] = ()
    named_in: frozenset[int] = frozenset()
    gender: str = "unknown"
    species: str = HUMAN
    is_group: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """All that they are called, the name first."""
        return (self.name, *self.aliases)

    def as_in_bible(self) -> tuple[Person, tuple[Change, ...]]:
        """Return the person and the changes as `characters.bible.contradictions` takes them."""
        person = Person(
            self.name,
            self.aliases,
            "unknown",
            "unknown",
            "minor",
            self.mentions,
            tuple(sorted(self.named_in)),
            self.looks,
        )
        changes = (
            Change(self.name, change.scene, change.type, change.description, change.modifier, change.until)  # type: ignore[arg-type]
            for change in self.changes
        )
        return person, tuple(changes)


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place and its nature."""

    id: str
    name: str
    kind: str = "unknown"
    indoors: bool = False


@dataclass(frozen=True, slots=True)
class AppearanceFacts:
    """Somebody who is seen in a scene; `looks` are phrases by kind, as the bible has them there.

    Whoever `acts` does the deed of its moment.
    """

    person: str
    looks: Mapping[str, str] = field(default_factory=dict)
    modifiers: tuple[str, ...] = ()
    acts: bool = False


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """A scene and what is seen in it; `people_are_set` and `place_is_set` if a reader has said who is there, or where.

    `moment` are the words that its picture illustrates, `actor` is who does the deed in it, `strangers` who
    is seen there and not in the bible, in the words of the text.
    """

    number: int
    text: str = ""
    prompt: str = ""
    is_analysed: bool = True
    seen: tuple[AppearanceFacts, ...] = ()
    speakers: frozenset[str] = frozenset()
    place: str | None = None
    place_kind: str = "unknown"
    indoors: bool = False
    people_are_set: bool = False
    place_is_set: bool = False
    moment: str = ""
    actor: str | None = None
    strangers: tuple[str, ...] = ()

    @property
    def present(self) -> frozenset[str]:
        """The ids of those who are seen."""
        return frozenset(seen.person for seen in self.seen)


@dataclass(frozen=True)
class BookFacts:
    """Everybody, every place and every scene, the scenes in their order; `apart` are pairs that are surely two."""

    people: tuple[PersonFacts, ...] = ()
    places: tuple[PlaceFacts, ...] = ()
    scenes: tuple[SceneFacts, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()

    @cached_property
    def by_id(self) -> dict[str, PersonFacts]:
        """The people by their ids."""
        return {person.id: person for person in self.people}

    @cached_property
    def names(self) -> NameIndex:
        """Who is meant by which name."""
        forms = {person.id: person.forms for person in self.people}
        return NameIndex(forms, [place.name for place in self.places])

    @cached_property
    def named_in_text(self) -> dict[int, Counter[str]]:
        """How often the text of each scene calls somebody by a name, by scene and person."""
        return {
            scene.number: Counter(mention.person for mention in self.names.mentions(scene.text))
            for scene in self.scenes
        }

    @cached_property
    def by_number(self) -> dict[int, SceneFacts]:
        """The scenes by their numbers."""
        return {scene.number: scene for scene in self.scenes}

    @cached_property
    def scenes_with(self) -> dict[str, list[int]]:
        """The numbers of the scenes in which somebody is seen, in order, by person."""
        scenes: dict[str, list[int]] = {person.id: [] for person in self.people}
        for scene in self.scenes:
            for seen in scene.seen:
                scenes[seen.person].append(scene.number)
        return scenes
