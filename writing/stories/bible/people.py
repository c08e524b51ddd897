"""The people of a line as its branch's bible has been edited: names, pronouns, looks, kind of being, alive or dead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authors.continuations.contract import PersonFacts, Statement
from characters.bible.appearance import BEING, DEATH, REPLACES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from authors.continuations.contract import FactKind, StoryFacts
    from characters.editing.history import BibleRows
    from characters.models import Character, CharacterChange

PRONOUNS = {"female": "she", "male": "he", "unknown": ""}
LOOKS = "looks."
"""Before the field, in the name of a lock."""
CHANGES = "changes"
MANY = ("marks", "clothes")
BALD = ("bald", "none")
SAYS = "as the owner of the story has said"
"""In the place of the sentence that states a fact."""


def forms_of(character: Character) -> frozenset[str]:
    """Return all that somebody is called, as names are compared."""
    return frozenset(form.casefold() for form in (character.name, *character.aliases))


class PeopleOverlay:
    """`edited` are the people as they are edited, `names` what those who were renamed or merged are called now."""

    def __init__(self, facts: StoryFacts, rows: BibleRows, scenes: Mapping[UUID, int], line: Sequence[str]) -> None:
        self._scenes = scenes
        self._line = line
        self._order = {segment: number for number, segment in enumerate(line, 1)}
        self._changes: dict[UUID, list[CharacterChange]] = {}
        for change in rows.changes:
            self._changes.setdefault(change.character_id, []).append(change)
        self.names: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.added: list[str] = []
        gone = {form.casefold() for nobody in rows.nobodies for form in (nobody.name, *nobody.aliases)}
        people = [one for one in facts.people if one.name.casefold() not in gone]
        for character in rows.people:
            if character.locked:
                people = self._with(character, people)
        self.edited = tuple(self._related(one) for one in people)

    def _with(self, character: Character, people: list[PersonFacts]) -> list[PersonFacts]:
        called = forms_of(character)
        mine = [one for one in people if one.name.casefold() in called]
        mine = mine or [one for one in people if character.name.casefold() in {n.casefold() for n in one.names}]
        if mine:
            at = people.index(mine[0])
        elif "name" in character.locked and not character.scene_numbers:  # added by hand; no text tells of them yet
            mine, at = [PersonFacts(name=character.name, aliases=tuple(character.aliases))], len(people)
            self.added.append(character.name)
        else:
            return people
        edited = self._edited(character, self._merged(mine), is_renamed="name" in character.locked or len(mine) > 1)
        self.names |= {one.name: edited.name for one in mine if one.name != edited.name}
        if character.key:
            self.keys[edited.name] = character.key
        rest = [one for one in people if one not in mine]
        return [*rest[:at], edited, *rest[at:]]

    def _merged(self, mine: Sequence[PersonFacts]) -> PersonFacts:
        """Make one of people who are the same: what is told last of where and how they are counts."""
        first = mine[0]
        if len(mine) == 1:
            return first
        state = max(mine, key=lambda one: self._order.get(one.state_since, 0))
        place = max(mine, key=lambda one: self._order.get(one.place_since, 0))
        changes: dict[str, Any] = {
            field: tuple(dict.fromkeys(each for one in mine for each in getattr(one, field)))
            for field in ("looks", "traits", "limits", "relations", "belongings")
        }
        return first.model_copy(
            update={
                **changes,
                "aliases": tuple(dict.fromkeys(form for one in mine for form in one.names if form != first.name)),
                "pronoun": next((one.pronoun for one in mine if one.pronoun), ""),
                "age": next((one.age for one in mine if one.age), ""),
                "state": state.state,
                "state_since": state.state_since,
                "place": place.place,
                "place_since": place.place_since,
                "last_seen": max(mine, key=lambda one: self._order.get(one.last_seen, 0)).last_seen,
            }
        )

    def _edited(self, character: Character, person: PersonFacts, *, is_renamed: bool) -> PersonFacts:
        locked = set(character.locked)
        name = character.name if is_renamed else person.name
        known = [*person.names] if "aliases" not in locked else list(character.aliases)
        values: dict[str, Any] = {"name": name, "aliases": tuple(dict.fromkeys(form for form in known if form != name))}
        if "gender" in locked:
            values["pronoun"] = PRONOUNS[character.gender]
        if "age" in locked:
            values["age"] = "" if character.age == "unknown" else character.age
        if "species" in locked:
            values["species"] = character.species
        values["looks"] = self._looks(character, person, name)
        said = [character.description] if "description" in locked else []
        said += [character.personality] if "personality" in locked else []
        values["traits"] = (*person.traits, *(_statement("trait", name, text) for text in said if text))
        edited = person.model_copy(update=values)
        return self._changed(character, edited) if CHANGES in locked else edited

    def _looks(self, character: Character, person: PersonFacts, name: str) -> tuple[Statement, ...]:
        fields = {lock.removeprefix(LOOKS) for lock in character.locked if lock.startswith(LOOKS)}
        kept = [look for look in person.looks if look.other not in fields]
        own: list[dict[str, Any]] = []
        for look in character.looks:  # of facts that disagree the first counts, as in pictures
            if look["field"] in fields and (look["field"] in MANY or look["field"] not in {o["field"] for o in own}):
                own.append(look)
        return (*kept, *(_statement("look", name, _as_rules_read(look["value"]), look["field"]) for look in own))

    def _changed(self, character: Character, person: PersonFacts) -> PersonFacts:
        """Let the changes of the bible hold, those in force at the end of the line: nobody else dies of a text."""
        values: dict[str, Any] = {"state": "away" if person.state == "away" else "alive"}
        looks, traits = list(person.looks), list(person.traits)
        for change in self._in_force(character):
            since = self._since(change)
            field = REPLACES.get(change.type) or ("marks" if change.type == "injury" else "")
            if change.type == DEATH:
                values |= {"state": "dead", "state_since": since, "place": "", "place_since": ""}
            elif change.type == BEING:
                values["species"] = change.prompt_modifier
            elif field:
                looks = [one for one in looks if field == "marks" or one.other != field]
                looks.append(_statement("look", person.name, _as_rules_read(change.prompt_modifier), field, since))
            else:
                traits.append(_statement("trait", person.name, change.prompt_modifier, since=since))
        return person.model_copy(update={**values, "looks": tuple(looks), "traits": tuple(traits)})

    def _in_force(self, character: Character) -> list[CharacterChange]:
        at = len(self._line)
        found = []
        for change in self._changes.get(character.pk, ()):
            since, until = self._scenes.get(change.scene_id, 0), self._scenes.get(change.until_id or change.pk)
            if since <= at and (until is None or until > at):
                found.append(change)
        return found

    def _since(self, change: CharacterChange) -> str:
        number = self._scenes.get(change.scene_id, 0)
        return self._line[number - 1] if 0 < number <= len(self._line) else ""

    def _related(self, person: PersonFacts) -> PersonFacts:
        """Let relations name people as they are called now."""
        ties = tuple(tie.model_copy(update={"other": self.names.get(tie.other, tie.other)}) for tie in person.relations)
        return person.model_copy(update={"relations": ties})


def _as_rules_read(value: str) -> str:
    """Return words for looks as the rules compare them: “Long, red hair” has the words long and red."""
    words = value.lower().replace(",", " ").split()
    return "no" if words and words[0] in BALD else " ".join(words)


def _statement(kind: FactKind, about: str, value: str, other: str = "", since: str = "") -> Statement:
    return Statement(kind=kind, about=about, value=value, other=other, since=since, words=f"{value}, {SAYS}")
