"""Writing what an analysis found into the bible that there is: ids stay, and so does what the reader has edited."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from analysts.names import is_name
from analysts.vocabulary import HUMAN
from books.text.names import shortened
from characters.editing import changes, looks, renaming
from characters.editing.cast.removing import forms_of_nobodies
from characters.editing.matching import MatchCandidate, match
from characters.editing.people import LONGEST_SPECIES
from characters.models import Character, CharacterChange, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from analysts.bible import Change, Person, Place
    from books.models import VividPage

PERSON_FIELDS = (
    "name",
    "aliases",
    "gender",
    "age",
    "role",
    "mentions",
    "is_narrator",
    "species",
    "is_clothed",
    "is_group",
    "size",
    "looks",
    "scene_numbers",
    "first_scene",
    "key",
)
PLACE_FIELDS = ("name", "kind", "indoors", "description", "keywords", "scene_numbers", "first_scene")


def keep_people(*, vividpage: VividPage, people: Sequence[Person], scenes: Mapping[int, UUID]) -> dict[str, Character]:
    """Write the people of a book; those of before who are not found any more go, unless the reader has edited them.

    `scenes` are the ids of the book's scenes by number. Returns who each name that was found is. Whatever an analyst
    takes for a name and cannot be one ("the") is left out, and so is whoever the reader says there is not.
    """
    known = list(vividpage.characters.order_by("-mentions", "name"))
    nobodies = {form.casefold() for form in forms_of_nobodies(vividpage.pk)}
    people = [_by_names(person) for person in people if is_name(person.name)]
    groups = _grouped(
        match(
            [MatchCandidate(person.name, person.aliases) for person in people],
            [MatchCandidate(c.name, tuple(c.aliases), absorbs="aliases" in c.locked) for c in known],
        )
    )
    mine: dict[str, Character] = {}
    old: list[Character] = []
    new: list[Character] = []
    for index, members in groups:
        same = [people[member] for member in members]
        if index is None and same[0].name.casefold() in nobodies:
            continue
        character = Character(vividpage=vividpage) if index is None else known[index]
        (new if index is None else old).append(character)
        _fill(character, _person_values(character, same, scenes))
        mine |= {person.name: character for person in same}
    Character.objects.filter(pk__in=[c.pk for c in known if c not in old and not c.locked]).delete()
    _save(Character, old, new, PERSON_FIELDS)
    return mine


def keep_changes(*, new_changes: Iterable[Change], people: Mapping[str, Character], scenes: Mapping[int, UUID]) -> None:
    """Write what changes about `people` in place of what was known, but for those whose changes the reader edited."""
    open_ = {character.pk for character in people.values() if changes.LOCK not in character.locked}
    CharacterChange.objects.filter(character__in=open_).delete()
    CharacterChange.objects.bulk_create(
        CharacterChange(
            character=people[change.person],
            scene_id=scenes[change.scene],
            until_id=scenes.get(change.until) if change.until is not None else None,
            type=change.type,
            description=change.description,
            prompt_modifier=shortened(change.modifier, 300),
        )
        for change in new_changes
        if change.person in people and people[change.person].pk in open_ and change.scene in scenes
    )


def keep_places(*, vividpage: VividPage, places: Sequence[Place], scenes: Mapping[int, UUID]) -> None:
    """Write the places of a book as `keep_people` writes its people."""
    known = list(Setting.objects.filter(vividpage=vividpage).order_by("name"))
    groups = _grouped(
        match(
            [MatchCandidate(place.name) for place in places],
            # Only readers give places other names.
            [MatchCandidate(s.name, tuple(s.aliases), absorbs=True) for s in known],
        )
    )
    old: list[Setting] = []
    new: list[Setting] = []
    for index, members in groups:
        same = [places[member] for member in members]
        setting = Setting(vividpage=vividpage) if index is None else known[index]
        (new if index is None else old).append(setting)
        _fill(setting, _place_values(same, scenes))
    Setting.objects.filter(pk__in=[s.pk for s in known if s not in old and not s.locked]).delete()
    _save(Setting, old, new, PLACE_FIELDS)


def _grouped(matched: Sequence[int | None]) -> list[tuple[int | None, list[int]]]:
    """Group those found where they are one of those known."""
    together: dict[int, list[int]] = defaultdict(list)
    for member, index in enumerate(matched):
        if index is not None:
            together[index].append(member)
    return [*together.items(), *((None, [member]) for member, index in enumerate(matched) if index is None)]


def _by_names(person: Person) -> Person:
    return replace(person, aliases=tuple(filter(is_name, person.aliases)))


def _person_values(character: Character, people: Sequence[Person], scenes: Mapping[int, UUID]) -> dict[str, Any]:
    first = people[0]
    name = character.name if "name" in character.locked else shortened(first.name, renaming.LONGEST)
    forms = dict.fromkeys(
        shortened(form, renaming.LONGEST) for person in people for form in (person.name, *person.aliases)
    )
    numbers = sorted({number for person in people for number in person.scenes})
    own = [look for look in character.looks if looks.lock_of(look["field"]) in character.locked]
    analysed = [asdict(look) for person in people for look in person.looks]
    return {
        "name": name,
        "aliases": [form for form in forms if form != name],
        "gender": first.gender,
        "age": first.age,
        "role": first.role,
        "mentions": sum(person.mentions for person in people),
        "is_narrator": any(person.is_narrator for person in people),
        "species": shortened(next((p.species for p in people if p.species != HUMAN), HUMAN), LONGEST_SPECIES),
        "is_clothed": next((person.is_clothed for person in people if person.is_clothed is not None), None),
        "is_group": first.is_group,
        "size": next((person.size for person in people if person.size != "unknown"), "unknown"),
        "key": next((person.key for person in people if person.key), character.key),
        "looks": [*own, *(look for look in analysed if looks.lock_of(look["field"]) not in character.locked)],
        "scene_numbers": numbers,
        "first_scene_id": scenes.get(min(numbers, default=0)),
    }


def _place_values(places: Sequence[Place], scenes: Mapping[int, UUID]) -> dict[str, Any]:
    first = places[0]
    numbers = sorted({number for place in places for number in place.scenes})
    return {
        "name": shortened(first.name, renaming.LONGEST),
        "kind": first.kind,
        "indoors": first.indoors,
        "description": first.description,
        "keywords": [shortened(keyword, 200) for keyword in first.keywords],
        "scene_numbers": numbers,
        "first_scene_id": scenes.get(min(numbers, default=0)),
    }


def _fill(row: Character | Setting, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        if field not in row.locked:
            setattr(row, field, value)


def _save(
    model: type[Character | Setting],
    old: Sequence[Character | Setting],
    new: Sequence[Character | Setting],
    fields: Sequence[str],
) -> None:
    manager: Any = model._default_manager
    for row in old:  # names may have changed places, and are unique at every moment
        manager.filter(pk=row.pk).exclude(name=row.name).update(name=str(row.pk))
    manager.bulk_update(old, fields, batch_size=200)
    manager.bulk_create(new)
