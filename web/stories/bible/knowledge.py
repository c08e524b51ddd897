"""What the page of a bible shows: people, places and things as one line knows them at one of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.utils.text import slugify

from analysts.vocabulary import HUMAN
from characters.models import Character, Setting
from storyboards.models import PictureVersion
from storyboards.pictures.portraits import portraits_of
from web.stories.bible.timeline import Timeline, timeline_of
from web.stories.queries import end_of
from writing.stories.bible.edits import StandingEdits, edits_after, edits_in
from writing.stories.bible.people import SAYS, forms_of
from writing.stories.lines import ancestors_of
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from authors.continuations.contract import PersonFacts, PlaceFacts, Statement, StoryFacts, ThingFacts
    from writing.stories.models import Branch

Row = TypeVar("Row", "Character", "Setting")
WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact in words, and the part that says so: 0 for what was known before, or where only its owner says it."""

    label: str
    words: str
    since: int
    is_edited: bool


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody as a line knows them. `row` is who they are in the bible, for those who edit or suggest."""

    anchor: str
    name: str
    aliases: tuple[str, ...]
    about: tuple[str, ...]
    state: str
    state_since: int
    place: str
    belongings: tuple[str, ...]
    facts: tuple[KnownFact, ...]
    met: int
    seen: int
    row: Character | None
    portrait: PictureVersion | None

    @property
    def monogram(self) -> str:
        """The letter that stands where there is no portrait."""
        return self.name.removeprefix("the ")[:1].upper()


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as a line knows it, and who is there."""

    anchor: str
    name: str
    about: tuple[str, ...]
    facts: tuple[KnownFact, ...]
    people: tuple[str, ...]
    met: int
    row: Setting | None


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A thing that counts, how it is and who has it."""

    name: str
    words: tuple[str, ...]
    met: int


@dataclass(frozen=True, slots=True)
class KnownBible:
    """A bible at part `at` of a line of `total` parts. `is_end`: nothing that the line knows is left out."""

    at: int
    total: int
    people: tuple[KnownPerson, ...]
    places: tuple[KnownPlace, ...]
    things: tuple[KnownThing, ...]
    now: tuple[str, ...]
    timeline: Timeline

    @property
    def is_end(self) -> bool:
        """Whether it is what is known at the end of the line."""
        return self.at == self.total


def bible_of(branch: Branch, *, to: int = 0, page: int = 0) -> KnownBible:
    """Return the bible of a branch as it is known after part `to`, 0: at its end. Thirteen queries at most.

    Parts are counted as pages count them: those that are hidden are left out. `page` is one of the timeline's pages,
    0: the last.
    """
    line = line_of(branch)
    at = to if 0 < to <= len(line) else len(line)
    known = line[:at]
    last = Segment.objects.select_related("branch", "story").get(pk=known[-1]) if known else None
    is_end = at == len(line)
    edits = edits_in(branch.vividpage_id) if last is None or is_end else edits_after(last, towards=_next(line[at]))
    facts = last.known_after if last else branch.story.known_before
    edited = edits.over(facts, [str(one) for one in known])
    reader = _Reader(edited.facts, edits, {str(one): number for number, one in enumerate(known, 1)}, is_end=is_end)
    return KnownBible(
        at=at,
        total=len(line),
        people=reader.people(),
        places=reader.places(),
        things=reader.things(),
        now=reader.now(),
        timeline=timeline_of(known, edited.names, page=page),
    )


def _next(segment: UUID) -> Branch:
    return Segment.objects.select_related("branch").get(pk=segment).branch


class _Reader:
    """Facts in words."""

    def __init__(self, facts: StoryFacts, edits: StandingEdits, numbers: Mapping[str, int], *, is_end: bool) -> None:
        self._facts = facts
        self._numbers = numbers
        self._characters = _by_form((forms_of(row), row) for row in edits.rows.people) if is_end else {}
        self._settings = (
            _by_form(({form.casefold() for form in (row.name, *row.aliases)}, row) for row in edits.rows.places)
            if is_end
            else {}
        )
        self._portraits = portraits_of([row.pk for row in self._characters.values()]) if self._characters else {}

    def people(self) -> tuple[KnownPerson, ...]:
        return tuple(self._person(person) for person in self._facts.people)

    def places(self) -> tuple[KnownPlace, ...]:
        return tuple(self._place(place) for place in self._facts.places)

    def things(self) -> tuple[KnownThing, ...]:
        """Return the things that somebody has, or of which it is said how they are, where or how many."""
        listed = (KnownThing(one.name, self._of_thing(one), self._number(one.met)) for one in self._facts.things)
        return tuple(one for one in listed if one.words)

    def now(self) -> tuple[str, ...]:
        """Return when and where the line stands."""
        clock = self._facts.clock
        said = [f"day {clock.day + 1}" if clock.day else "", clock.weekday, clock.season, clock.time_of_day]
        said += [clock.weather, f"at {self._facts.place}" if self._facts.place else ""]
        return tuple(each for each in said if each and each != "unknown")

    def _person(self, person: PersonFacts) -> KnownPerson:
        row = self._characters.get(person.name.casefold())
        about = [person.species if person.species != HUMAN else "", person.age, person.pronoun]
        facts = [self._fact(look.other, look) for look in person.looks]
        facts += [self._fact("", trait) for trait in person.traits]
        facts += [self._fact("cannot", limit) for limit in person.limits]
        facts += [self._fact("", tie, f"{tie.value} of {tie.other}" if tie.other else "") for tie in person.relations]
        return KnownPerson(
            anchor=anchor_of(person.name),
            name=person.name,
            aliases=person.aliases,
            about=tuple(filter(None, about)),
            state=person.state,
            state_since=self._number(person.state_since),
            place=person.place if person.state == "alive" else "",
            belongings=tuple(self._belonging(name) for name in person.belongings),
            facts=tuple(facts),
            met=self._number(person.met),
            seen=self._number(person.last_seen),
            row=row,
            portrait=self._portraits.get(row.pk) if row else None,
        )

    def _place(self, place: PlaceFacts) -> KnownPlace:
        about = [place.kind if place.kind != "unknown" else "", "indoors" if place.indoors else ""]
        about.append(place.state if place.state != WHOLE else "")
        here = (one.name for one in self._facts.people if one.place == place.name and one.state == "alive")
        return KnownPlace(
            anchor=anchor_of(place.name),
            name=place.name,
            about=tuple(filter(None, about)),
            facts=tuple(self._fact("", feature) for feature in place.features),
            people=tuple(here),
            met=self._number(place.met),
            row=self._settings.get(place.name.casefold()),
        )

    def _belonging(self, name: str) -> str:
        thing = self._facts.thing(name)
        return f"{name} ({thing.state})" if thing is not None and thing.state != WHOLE else name

    def _of_thing(self, thing: ThingFacts) -> tuple[str, ...]:
        said = [f"{thing.owner} has it" if thing.owner else "", f"at {thing.place}" if thing.place else ""]
        said += [thing.state if thing.state != WHOLE else "", f"there are {thing.count}" if thing.count > 1 else ""]
        return tuple(filter(None, said))

    def _fact(self, label: str, fact: Statement, words: str = "") -> KnownFact:
        is_edited = not fact.since and fact.words.endswith(SAYS)
        return KnownFact(label, words or fact.value, self._number(fact.since), is_edited)

    def _number(self, segment: str) -> int:
        return self._numbers.get(segment, 0)


def anchor_of(name: str) -> str:
    """Return where somebody, or a place, stands on the page of a bible."""
    return f"of-{slugify(name, allow_unicode=True)}"


def _by_form(rows: Iterable[tuple[Iterable[str], Row]]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for forms, row in rows:
        for form in forms:
            found.setdefault(form, row)
    return found


def named_in(segment: Segment) -> Sequence[str]:
    """Return who is in a segment and where it plays, as its draft says."""
    told = segment.told
    names = [person.name for person in told.people]
    return list(dict.fromkeys(filter(None, (*names, told.place))))


def line_of(branch: Branch) -> list[UUID]:
    """Return the parts of a branch that are shown, oldest first. Two queries."""
    end = end_of(branch)
    ids = ancestors_of(end) if end else []
    shown = set(Segment.objects.joined().filter(pk__in=ids).values_list("pk", flat=True))
    return [one for one in ids if one in shown]
