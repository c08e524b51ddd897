"""Editing what somebody looks like all through the book. What a reader adds has the source “you”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from analysts import bible
from characters.editing import YOURS, EditRefused
from characters.editing.journal import fresh, recorded

if TYPE_CHECKING:
    from accounts.models import User
    from characters.models import Character, Edit

FIELDS: tuple[str, ...] = get_args(bible.LookField)
LONGEST = 200
Fact = dict[str, Any]


def add_look(*, character: Character, field: str, value: str, by: User | None) -> Edit | None:
    """Add a fact of somebody's looks; it goes before those of its kind, and so is the one that is drawn.

    Raises EditRefused for a kind that is not one of `FIELDS`, and for a value that is empty, too long or known.
    """
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="look") as journal:
        person = fresh(character)
        fact = new_look(field, value)
        if any(_holds_words(look, fact) for look in person.looks):
            raise EditRefused(f"{person.name} has this already: {_words_of(fact)}.")
        journal.summary = f"{person.name}: {_words_of(fact)}"
        journal.change(person, looks=[fact, *person.looks])
        journal.lock(person, lock_of(fact["field"]))
    return journal.edit


def set_look(*, character: Character, field: str, value: str, by: User | None) -> Edit | None:
    """Put one fact in the place of all that is known of a kind of looks. Raises what `add_look` raises."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="look") as journal:
        person = fresh(character)
        fact = new_look(field, value)
        same = [look for look in person.looks if look.get("field") == field]
        if len(same) == 1 and _holds_words(same[0], fact):
            return None
        first = next((n for n, look in enumerate(person.looks) if look in same), 0)
        fact["scene"] = person.looks[first]["scene"] if same else 0  # clothes are worn from where they are told of
        rest = [look for look in person.looks if look not in same]
        journal.summary = f"{person.name}: {_words_of(fact)}"
        journal.change(person, looks=[*rest[:first], fact, *rest[first:]])
        journal.lock(person, lock_of(field))
    return journal.edit


def change_look(*, character: Character, look: Fact, value: str, by: User | None) -> Edit | None:
    """Put another fact in the place of `look` and of whatever says the same. Raises what `add_look` raises."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="look") as journal:
        person = fresh(character)
        fact = new_look(str(look.get("field")), value)
        if _holds_words(look, fact):
            return None
        if any(_holds_words(known, fact) for known in person.looks):
            raise EditRefused(f"{person.name} has this already: {_words_of(fact)}.")
        first = _first(person, look)
        fact["scene"] = person.looks[first]["scene"]  # clothes are worn from where they are told of
        rest = [known for known in person.looks[first:] if not _holds_words(known, look)]
        journal.summary = f"{person.name}: {_words_of(fact)}, not {look['value']}"
        journal.change(person, looks=[*person.looks[:first], fact, *rest])
        journal.lock(person, lock_of(fact["field"]))
    return journal.edit


def remove_look(*, character: Character, look: Fact, by: User | None) -> Edit | None:
    """Remove a fact and whatever says the same. Raises EditRefused if nothing does."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="look") as journal:
        person = fresh(character)
        _first(person, look)
        journal.summary = f"{person.name}: no {_words_of(look)}"
        journal.change(person, looks=[known for known in person.looks if not _holds_words(known, look)])
        journal.lock(person, lock_of(look["field"]))
    return journal.edit


def lock_of(field: str) -> str:
    """Return the name under which a kind of looks is locked."""
    return f"looks.{field}"


def new_look(field: str, value: str) -> Fact:
    """Make a fact of a reader's own. Raises EditRefused for an unknown field and for no words or too many."""
    cleaned = " ".join(value.split())
    if field not in FIELDS:
        raise EditRefused("Choose one of: " + ", ".join(FIELDS) + ".")
    if not cleaned:
        raise EditRefused("Describe it in a few words.")
    if len(cleaned) > LONGEST:
        raise EditRefused(f"Write {LONGEST} characters at most.")
    return {"field": field, "value": cleaned, "scene": 0, "sentence": YOURS}


def _words_of(fact: Fact) -> str:
    """Name a look in the words of an edit: “hair red hair”."""
    return f"{fact['field']} {fact['value']}"


def _holds_words(one: Fact, other: Fact) -> bool:
    return bool(one.get("field") == other.get("field") and one.get("value") == other.get("value"))


def _first(person: Character, look: Fact) -> int:
    for index, known in enumerate(person.looks):
        if _holds_words(known, look):
            return index
    raise EditRefused(f"This is no longer listed for {person.name}.")
