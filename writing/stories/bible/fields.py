"""What a reader may suggest for the bible, one field at a time, and the edit that each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.vocabulary import INDOOR_KINDS
from characters.bible.appearance import DEATH
from characters.editing import EditRefused, changes, looks, people, places, renaming
from characters.editing.looks import FIELDS as LOOK_FIELDS
from characters.models import Character
from writing.stories.errors import StoryRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from accounts.models import User
    from characters.models import Edit, Setting

LOOK = "looks."
DEAD, ALIVE = "dead", "alive"
PERSON_FIELDS: Mapping[str, str] = {
    "name": "name",
    "alias": "another name",
    "gender": "gender",
    "age": "age",
    "species": "kind of being",
    **{f"{LOOK}{field}": f"looks: {field}" for field in LOOK_FIELDS if field != "age"},
    DEAD: "is dead, from part …",
    ALIVE: "is alive",
}
PLACE_FIELDS: Mapping[str, str] = {"name": "name", "kind": "kind of place", "description": "what it is like"}
OFFERED: Mapping[str, tuple[str, ...]] = {**people.DETAILS, "kind": places.KINDS}
"""Fields of which only some values are possible."""


def words_of(field: str) -> str:
    """Name a field in a reader's words."""
    return {**PLACE_FIELDS, **PERSON_FIELDS}.get(field, field)


def checked_value(field: str, value: str, *, of: Mapping[str, str]) -> str:
    """Return a value as it is suggested. Raises StoryRefused for a field that is none and a value that cannot be."""
    said = " ".join(value.split())
    if field not in of:
        raise StoryRefused("Choose what should be otherwise.")
    if field == ALIVE:
        return ""
    if not said:
        raise StoryRefused("Say what it should be.")
    if field in OFFERED:
        said = said.lower()
        if said not in OFFERED[field]:
            raise StoryRefused(f"For {words_of(field)} say one of: {', '.join(OFFERED[field])}.")
    if field == DEAD and not (said.isdecimal() and len(said) < 9):
        raise StoryRefused("Say the number of the part in which they die.")
    return said


def apply_to(row: Character | Setting, field: str, value: str, *, by: User) -> Edit | None:
    """Make a suggestion an edit of the bible; None if nothing is different. Raises EditRefused."""
    if isinstance(row, Character):
        if field.startswith(LOOK):
            return looks.set_look(character=row, field=field.removeprefix(LOOK), value=value, by=by)
        return PERSON_EDITS[field](row, value, by)
    if field == "name":
        return renaming.rename(row=row, name=value, by=by)
    if field == "kind":
        return places.edit_place(setting=row, kind=value, indoors=value in INDOOR_KINDS, by=by)
    return places.edit_place(setting=row, description=value, by=by)


def _rename(row: Character, value: str, by: User) -> Edit | None:
    return renaming.rename(row=row, name=value, by=by)


def _call(row: Character, value: str, by: User) -> Edit | None:
    if value.casefold() in {form.casefold() for form in (row.name, *row.aliases)}:
        return None
    return people.set_aliases(character=row, aliases=[*row.aliases, value], by=by)


def _set_gender(row: Character, value: str, by: User) -> Edit | None:
    return people.set_details(character=row, gender=value, by=by)


def _set_age(row: Character, value: str, by: User) -> Edit | None:
    return people.set_details(character=row, age=value, by=by)


def _set_species(row: Character, value: str, by: User) -> Edit | None:
    return people.set_being(character=row, species=value, is_clothed=row.is_clothed, by=by)


def _let_die(row: Character, value: str, by: User) -> Edit | None:
    scene = row.vividpage.scenes.filter(number=int(value)).first()
    if scene is None:
        raise EditRefused(f"There is no part {value}.")
    if row.changes.filter(type=DEATH).exists():
        raise EditRefused(f"{row.name} is dead already.")
    return changes.add_change(character=row, kind=DEATH, modifier="dead", scene=scene, by=by)


def _let_live(row: Character, _value: str, by: User) -> Edit | None:
    death = row.changes.filter(type=DEATH).first()
    if death is None:
        raise EditRefused(f"{row.name} is alive.")
    return changes.remove_change(change=death, by=by)


PERSON_EDITS: Mapping[str, Callable[[Character, str, User], Edit | None]] = {
    "name": _rename,
    "alias": _call,
    "gender": _set_gender,
    "age": _set_age,
    "species": _set_species,
    DEAD: _let_die,
    ALIVE: _let_live,
}
