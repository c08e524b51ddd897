"""The facts of a branch after one more segment: what it states is merged into what was known, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from analysts.vocabulary import HUMAN, INDOOR_KINDS, PlaceKind
from authors.continuations.contract import (
    Clock,
    PersonFacts,
    PlaceFacts,
    Statement,
    StoryFacts,
    ThingFacts,
)
from authors.continuations.reading import statements_of
from authors.continuations.reading.settings import WEEKDAYS
from authors.continuations.reading.things import same_thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from authors.continuations.contract import Segment, StoryContext

MOST_WORDS = 20_000
"""Words that a branch is known to have used; the oldest go first."""
_PLACE_KINDS = frozenset(get_args(PlaceKind))


def facts_after(context: StoryContext, segment: Segment) -> StoryFacts:
    """Return the facts after a segment that continues the context's: one version more, the old ones unchanged.

    Facts that the segment does not carry are read in its text. Raises ValueError if it continues another segment.
    """
    before = context.facts
    if segment.parent != before.at:
        raise ValueError(f"Segment {segment.id!r} continues {segment.parent!r}, and these facts are of {before.at!r}.")
    statements = segment.states or statements_of(segment.paragraphs, before)
    return merged(before, segment, statements)


def merged(before: StoryFacts, segment: Segment, statements: Iterable[Statement]) -> StoryFacts:
    """Merge statements into facts, in their order, as those of this segment."""
    merger = Merging(before, segment.id)
    for person in segment.people:
        merger.see(person.name)
    if segment.place:
        merger.stand_at(segment.place)
    for statement in statements:
        merger.take(statement)
    return merger.facts()


class Merging:
    """Facts while a segment is merged into them."""

    def __init__(self, before: StoryFacts, segment: str) -> None:
        self._before = before
        self._segment = segment
        self._people = {person.name: person for person in before.people}
        self._places = {place.name.casefold(): place for place in before.places}
        self._things = {thing.name.casefold(): thing for thing in before.things}
        self._clock: dict[str, Any] = {name: getattr(before.clock, name) for name in Clock.model_fields}
        self._words = dict.fromkeys(before.words)
        self._pronouns: dict[str, set[str]] = {}
        self._place = before.place
        self._take: dict[str, Callable[[Statement], None]] = {
            "name": self._name,
            "pronoun": self._pronoun,
            "species": self._species,
            "age": self._age,
            "look": self._look,
            "trait": self._trait,
            "cannot": self._cannot,
            "can": self._can,
            "relation": self._relation,
            "life": self._life,
            "at": self._at,
            "has": self._has,
            "lacks": self._lacks,
            "condition": self._condition,
            "number": self._number,
            "place": self._feature,
            "time": self._time,
            "season": self._season,
            "weather": self._weather,
            "weekday": self._weekday,
            "passed": self._passed,
            "name of thing": self._word,
        }

    def facts(self) -> StoryFacts:
        """Return the merged facts."""
        return StoryFacts(
            version=self._before.version + 1,
            at=self._segment,
            people=tuple(self._people.values()),
            places=tuple(self._places.values()),
            things=tuple(self._things.values()),
            clock=Clock(**self._clock),
            place=self._place,
            words=tuple(self._words)[-MOST_WORDS:],
        )

    def see(self, name: str) -> None:
        """Note that somebody is there."""
        person = self._person(name)
        self._change(person.name, last_seen=self._segment)

    def stand_at(self, name: str) -> None:
        """Note where the story stands."""
        self._place = self._place_named(name).name

    def take(self, statement: Statement) -> None:
        """Merge one statement."""
        stated = statement.model_copy(update={"since": self._segment})
        self._take[stated.kind](stated)

    @property
    def clock(self) -> Clock:
        """When it is by now."""
        return Clock(**self._clock)

    @property
    def people(self) -> tuple[PersonFacts, ...]:
        """Everybody by now."""
        return tuple(self._people.values())

    @property
    def places(self) -> tuple[PlaceFacts, ...]:
        """All places by now."""
        return tuple(self._places.values())

    def person(self, name: str) -> PersonFacts | None:
        """Return whoever has that name by now, or None."""
        wanted = name.casefold()
        return next((one for one in self.people if wanted in (each.casefold() for each in one.names)), None)

    def thing(self, name: str) -> ThingFacts | None:
        """Return the thing that a name means, the one spoken of last; None if there is none."""
        exact = self._things.get(name.casefold())
        return exact or next((one for one in reversed(self._things.values()) if same_thing(one.name, name)), None)

    def _person(self, name: str) -> PersonFacts:
        wanted = name.casefold()
        for person in self._people.values():
            if wanted in (each.casefold() for each in person.names):
                return person
        person = PersonFacts(name=name, met=self._segment, last_seen=self._segment)
        self._people[name] = person
        return person

    def _change(self, name: str, **changes: object) -> None:
        self._people[name] = self._people[name].model_copy(update=changes)

    def _place_named(self, name: str) -> PlaceFacts:
        key = name.casefold()
        if key not in self._places:
            self._places[key] = PlaceFacts(name=name, met=self._segment)
        return self._places[key]

    def _thing_named(self, name: str) -> ThingFacts:
        found = self.thing(name)
        if found is None:
            found = ThingFacts(name=name, met=self._segment)
            self._things[name.casefold()] = found
        return found

    def _change_thing(self, name: str, **changes: object) -> None:
        thing = self._thing_named(name)
        self._things[thing.name.casefold()] = thing.model_copy(update=changes)

    # One method for each kind of statement.

    def _name(self, stated: Statement) -> None:
        if stated.value and self.person(stated.about) is None and (known := self.person(stated.value)):
            self._change(known.name, aliases=(*known.aliases, stated.about), last_seen=self._segment)
            return
        person = self._person(stated.about)
        self._change(person.name, last_seen=self._segment)
        if not stated.value or stated.value.casefold() in (each.casefold() for each in person.names):
            return
        if person.name.startswith("the ") and stated.value[:1].isupper():
            # Somebody known by a noun has got a name: that is theirs from now on.
            del self._people[person.name]
            aliases = (*person.aliases, person.name)
            if known := self.person(stated.value):
                self._change(known.name, aliases=(*known.aliases, *aliases))
                return
            self._people[stated.value] = person.model_copy(update={"name": stated.value, "aliases": aliases})
        else:
            self._change(person.name, aliases=(*person.aliases, stated.value))

    def _one(self, field: str) -> Callable[[Statement], None]:
        def take(stated: Statement) -> None:
            self._change(self._person(stated.about).name, **{field: stated.value})

        return take

    def _pronoun(self, stated: Statement) -> None:
        person = self._person(stated.about)
        if stated.other != "weak":
            self._change(person.name, pronoun=stated.value, pronoun_is_sure=True)
            return
        if person.pronoun not in ("", stated.value):
            return
        sentences = self._pronouns.setdefault(person.name, set())
        sentences |= {stated.words} - {""}
        is_sure = person.pronoun_is_sure or (person.pronoun and person.met != self._segment) or len(sentences) > 1
        self._change(person.name, pronoun=stated.value, pronoun_is_sure=bool(is_sure))

    def _species(self, stated: Statement) -> None:
        self._one("species")(stated)
        person, noun = self._person(stated.about), f"the {stated.value}"
        if stated.value != HUMAN and not person.name.startswith("the ") and self.person(noun) is None:
            self._change(person.name, aliases=(*person.aliases, noun))

    def _age(self, stated: Statement) -> None:
        self._one("age")(stated)

    def _look(self, stated: Statement) -> None:
        person = self._person(stated.about)
        value = stated.value.removeprefix("changed").strip()
        if value == "both":  # what everybody has
            return
        if value != stated.value:
            kept = tuple(each for each in person.looks if each.other != stated.other)
        else:
            kept = tuple(each for each in person.looks if each.other != stated.other or each.value != value)
        if value:
            kept = (*kept, stated.model_copy(update={"value": value}))
        self._change(person.name, looks=kept)

    def _trait(self, stated: Statement) -> None:
        person = self._person(stated.about)
        kept = tuple(each for each in person.traits if each.value != stated.value)
        self._change(person.name, traits=(*kept, stated))

    def _cannot(self, stated: Statement) -> None:
        person = self._person(stated.about)
        kept = tuple(each for each in person.limits if each.value != stated.value)
        self._change(person.name, limits=(*kept, stated))

    def _can(self, stated: Statement) -> None:
        person = self._person(stated.about)
        self._change(person.name, limits=tuple(each for each in person.limits if each.value != stated.value))

    def _relation(self, stated: Statement) -> None:
        person = self._person(stated.about)
        kept = tuple(r for r in person.relations if (r.value, r.other) != (stated.value, stated.other))
        self._change(person.name, relations=(*kept, stated))

    def _life(self, stated: Statement) -> None:
        person = self._person(stated.about)
        if person.state != stated.value and (person.state != "dead" or stated.other != "back"):
            self._change(person.name, state=stated.value, state_since=self._segment)
        if stated.value == "dead":
            self._change(person.name, place="", place_since="")
        elif stated.value == "away":
            self._change(person.name, place=stated.other, place_since=self._segment)

    def _at(self, stated: Statement) -> None:
        place = self._place_named(stated.value).name
        self._change(self._person(stated.about).name, place=place, place_since=self._segment)

    def _has(self, stated: Statement) -> None:
        thing = self._thing_named(stated.value)
        for person in list(self._people.values()):
            if thing.name in person.belongings:
                self._change(person.name, belongings=tuple(b for b in person.belongings if b != thing.name))
        owner = self._person(stated.about)
        self._change(owner.name, belongings=(*owner.belongings, thing.name))
        state = "whole" if thing.state == "lost" else thing.state
        self._change_thing(thing.name, owner=owner.name, owner_since=self._segment, place="", state=state)

    def _lacks(self, stated: Statement) -> None:
        thing, owner = self._thing_named(stated.value), self._person(stated.about)
        self._change(owner.name, belongings=tuple(b for b in owner.belongings if b != thing.name))
        if thing.owner == owner.name:
            self._change_thing(thing.name, owner="", owner_since=self._segment)

    def _condition(self, stated: Statement) -> None:
        self._change_thing(stated.about, state=stated.value, state_since=self._segment)

    def _number(self, stated: Statement) -> None:
        self._change_thing(stated.about, count=int(stated.value), count_since=self._segment)

    def _feature(self, stated: Statement) -> None:
        place = self._place_named(stated.about)
        changes: dict[str, object] = {}
        if stated.value in _PLACE_KINDS:
            changes = {"kind": stated.value, "indoors": stated.value in INDOOR_KINDS}
        elif not any(each.value == stated.value for each in place.features):
            changes = {"features": (*place.features, stated)}
        self._places[place.name.casefold()] = place.model_copy(update=changes)

    def _time(self, stated: Statement) -> None:
        self._clock |= {"time_of_day": stated.value, "time_since": self._segment}

    def _season(self, stated: Statement) -> None:
        self._clock |= {"season": stated.value, "season_since": self._segment}

    def _weather(self, stated: Statement) -> None:
        self._clock["weather"] = stated.value

    def _weekday(self, stated: Statement) -> None:
        self._clock["weekday"] = stated.value

    def _passed(self, stated: Statement) -> None:
        days = int(stated.value)
        self._clock["day"] += days
        if days:
            self._clock |= {"weekday": self._weekday_in(days), "time_of_day": "unknown", "time_since": ""}
        if days > 30:
            self._clock |= {"season": "unknown", "season_since": ""}

    def _weekday_in(self, days: int) -> str:
        known = self._clock["weekday"]
        return WEEKDAYS[(WEEKDAYS.index(known) + days) % 7] if known and days < 30 else ""

    def _word(self, stated: Statement) -> None:
        self._words.setdefault(stated.value)
