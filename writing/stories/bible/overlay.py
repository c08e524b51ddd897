"""Edits laid over what the texts of a line tell. Nothing is written: an edit that is undone has never been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.continuations.contract import StoryFacts
from writing.stories.bible.people import PeopleOverlay, forms_of
from writing.stories.bible.places import PlacesOverlay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from characters.editing.history import BibleRows


@dataclass(frozen=True, slots=True)
class EditedFacts:
    """Facts as they are edited.

    `names` are the people and places that were renamed, by what the texts called them; `keys` are those of the faces
    of whoever was edited, by their names now.
    """

    facts: StoryFacts
    names: Mapping[str, str]
    keys: Mapping[str, str]


def overlaid(facts: StoryFacts, rows: BibleRows, scenes: Mapping[UUID, int], line: Sequence[str]) -> EditedFacts:
    """Lay the edits of a branch over facts of its `line`: the ids of segments, oldest first. Only locked fields do."""
    people = PeopleOverlay(facts, rows, scenes, line)
    places = PlacesOverlay(facts, rows)
    names = {**people.names, **places.names}
    edited = facts.model_copy(
        update={
            "people": tuple(
                one.model_copy(update={"place": places.names.get(one.place, one.place)}) for one in people.edited
            ),
            "places": places.edited,
            "things": tuple(
                one.model_copy(
                    update={
                        "owner": people.names.get(one.owner, one.owner),
                        "place": places.names.get(one.place, one.place),
                    }
                )
                for one in facts.things
            ),
            "place": places.names.get(facts.place, facts.place),
            "words": _words(facts, [*people.names.values(), *people.added, *names.values()]),
        }
    )
    return EditedFacts(edited, names, people.keys)


def named(facts: StoryFacts, rows: BibleRows) -> StoryFacts:
    """Return facts whose people have the names of the edits as other names: whoever is told of by one is the same."""
    people = list(facts.people)
    for character in rows.people:
        if not {"name", "aliases"} & set(character.locked):
            continue
        called = forms_of(character)
        at = next((n for n, one in enumerate(people) if called & {form.casefold() for form in one.names}), None)
        if at is not None:
            known = {form.casefold() for form in people[at].names}
            new = [form for form in (character.name, *character.aliases) if form.casefold() not in known]
            people[at] = people[at].model_copy(update={"aliases": (*people[at].aliases, *new)})
    return facts.model_copy(update={"people": tuple(people)})


def _words(facts: StoryFacts, names: Sequence[str]) -> tuple[str, ...]:
    """Return what the line has spoken of, with the names that only edits know."""
    return tuple(dict.fromkeys([*facts.words, *(word.lower() for name in names for word in name.split())]))
