"""What somebody is or looks like, corrected for one scene, from there on, or for the whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from characters.bible.appearance import BEARDED, BEING, REPLACES
from characters.editing import EditRefused
from characters.editing.cast.scopes import WORDS, clean_scope, next_scene
from characters.editing.changes import LOCK, LONGEST
from characters.editing.journal import Journal, fresh, recorded
from characters.editing.looks import Fact, lock_of, new_look
from characters.editing.people import clean_species
from characters.models import Character, CharacterChange, Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from books.models import Scene

CHANGED_BY = {"hair": "hair", "clothes": "outfit", "age": "age", "beard": "other", "marks": "other"}
"""The kind of change that makes such a look different for a while; what is not among them does not change."""


ADDED = ("clothes", "marks")
"""Looks of which somebody has several."""


def correct_being(*, character: Character, species: str, scene: Scene, scope: str, by: User | None) -> Edit | None:
    """Say what kind of being somebody is. Raises EditRefused for too many words and for a scene of another book."""
    scope, species = clean_scope(scope), clean_species(species)
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="being") as journal:
        person = _person_in(character, scene)
        if scope == "everywhere":
            journal.remove(person.changes.filter(type=BEING))
            journal.correct(person, {"species": species})
        else:
            before = [change for change in person.changes.all() if change.type == BEING]
            _change(journal, person, BEING, species, scene, before, only_here=scope == "here")
        journal.summary = f"{person.name} is: {species}, {WORDS[scope]}"
    return journal.edit


def correct_look(
    *, character: Character, field: str, value: str, scene: Scene, scope: str, by: User | None
) -> Edit | None:
    """Say what somebody looks like; clothes and marks come on top of what is known, all else takes its place.

    Raises EditRefused for an unknown field, for words that are none or too many, and for a look that cannot change
    within a book but is said to.
    """
    scope, fact = clean_scope(scope), new_look(field, value)
    if scope != "everywhere" and field not in CHANGED_BY:
        raise EditRefused(f"Somebody's {field} is the same in the whole book: choose “everywhere”.")
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="look") as journal:
        person = _person_in(character, scene)
        value = fact["value"]
        journal.summary = f"{person.name}: {field} {value}, {WORDS[scope]}"
        if scope == "everywhere":
            _replace_look(journal, person, fact)
        else:
            before = [change for change in person.changes.all() if _is_of(change, field)]
            _change(
                journal, person, CHANGED_BY[field], _modifier(field, value), scene, before, only_here=scope == "here"
            )
    return journal.edit


def _person_in(character: Character, scene: Scene) -> Character:
    person = fresh(character)
    if scene.vividpage_id != person.vividpage_id:
        raise EditRefused("That scene is not in this book.")
    return person


def _replace_look(journal: Journal, person: Character, fact: Fact) -> None:
    """Put a look in the place of those of its kind, and of what changes them."""
    changed = [change for change in person.changes.all() if _is_of(change, fact["field"])]
    if changed or CHANGED_BY.get(fact["field"]) in REPLACES:
        journal.remove(changed)
        journal.lock(person, LOCK)
    rest = [look for look in person.looks if look["field"] != fact["field"] or fact["field"] in ADDED]
    journal.change(person, looks=[fact, *(look for look in rest if look["value"] != fact["value"])])
    journal.lock(person, lock_of(fact["field"]))


def _is_of(change: CharacterChange, field: str) -> bool:
    """Return whether a change is of that field of looks: one of a beard has a word for it, marks add up."""
    if field == "beard":
        return change.type == "other" and any(word in change.prompt_modifier for word in BEARDED)
    kind = CHANGED_BY.get(field)
    return kind in REPLACES and change.type == kind


def _change(
    journal: Journal,
    person: Character,
    kind: str,
    modifier: str,
    scene: Scene,
    before: Sequence[CharacterChange],
    *,
    only_here: bool,
) -> None:
    """Let something be different from a scene on, in place of what changes there already (`before`: all of the kind).

    What lasts beyond that scene begins in the next one if this holds only here.
    """
    if len(modifier) > LONGEST:
        raise EditRefused(f"Use {LONGEST} letters at most.")
    until = next_scene(scene) if only_here else None
    begun = [change for change in before if change.scene_id == scene.pk]
    lasting = [change for change in begun if until is not None and change.until_id != until.pk]
    journal.remove([change for change in begun if change not in lasting])
    journal.change(lasting, scene=until)
    journal.add(
        CharacterChange(character=person, scene=scene, until=until, type=kind, description="", prompt_modifier=modifier)
    )
    journal.lock(person, LOCK)


def _modifier(field: str, value: str) -> str:
    """Write a look as a change says it: one of a beard has a word for it."""
    return f"{value} beard" if field == "beard" and not any(word in value for word in BEARDED) else value
