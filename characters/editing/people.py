"""Editing who and what somebody is: other names, gender, age, role, kind of being; and letting a lock go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from analysts import bible
from analysts.vocabulary import HUMAN
from books.models import VividPage
from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded
from characters.editing.renaming import clean_aliases
from characters.editing.worlds import NAMES
from characters.models import Analysis, Character, Edit, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User

DETAILS = {"gender": get_args(bible.Gender), "age": get_args(bible.Age), "role": get_args(bible.Role)}
BEING = {
    "species": "the kind of being",
    "is_clothed": "whether they wear clothes",
    "is_narrator": "who tells the story",
}
LONGEST_SPECIES = 60
LONGEST_DESCRIPTION = 600
_ARTICLE = re.compile(r"^(?:an?|the) (?=.)", re.IGNORECASE)
_DRESSED = {None: "", True: ", wearing clothes", False: ", without clothes"}
Lockable = Character | Setting | Analysis | Quote | VividPage


def set_aliases(*, character: Character, aliases: Sequence[str], by: User | None) -> Edit | None:
    """Say what else somebody is called in the book. Raises EditRefused for too long or too many."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="aliases") as journal:
        person = fresh(character)
        cleaned = clean_aliases(aliases, name=person.name)
        if cleaned != person.aliases:
            journal.summary = f"{person.name}: other names are {', '.join(cleaned) or 'none'}"
            journal.change(person, aliases=cleaned)
            journal.lock(person, "aliases")
    return journal.edit


def set_details(*, character: Character, by: User | None, **details: str) -> Edit | None:
    """Set somebody's `gender`, `age` or `role` to one of `DETAILS`. Raises EditRefused for anything else."""
    for field, value in details.items():
        if value not in DETAILS.get(field, ()):
            raise EditRefused(f"“{value}” is no {field}.")
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="details") as journal:
        person = fresh(character)
        changed = journal.correct(person, details)
        journal.summary = f"{person.name}: {', '.join(f'{field} {value}' for field, value in changed.items())}"
    return journal.edit


def set_being(*, character: Character, species: str, is_clothed: bool | None, by: User | None) -> Edit | None:
    """Say what kind of being somebody is, in any words, and whether they wear clothes; None: as such beings do.

    Raises EditRefused for words that are too long. Without any they are human.
    """
    cleaned = clean_species(species)
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="being") as journal:
        person = fresh(character)
        journal.correct(person, {"species": cleaned, "is_clothed": is_clothed})
        journal.summary = f"{person.name}: {cleaned}{_DRESSED[is_clothed]}"
    return journal.edit


def clean_species(species: str) -> str:
    """Clean a kind of being as it is kept: “a Fox” is a fox, nothing is human. Raises EditRefused if it is too long."""
    cleaned = _ARTICLE.sub("", " ".join(species.split())).casefold() or HUMAN
    if len(cleaned) > LONGEST_SPECIES:
        raise EditRefused(f"Say in {LONGEST_SPECIES} letters at most what kind of being it is.")
    return cleaned


def set_teller(*, character: Character, is_narrator: bool, by: User | None) -> Edit | None:
    """Say whether somebody tells the story; a book may have several who do."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="narrator") as journal:
        person = fresh(character)
        journal.correct(person, {"is_narrator": is_narrator})
        journal.summary = f"{person.name} {'tells' if is_narrator else 'does not tell'} the story"
    return journal.edit


def describe(*, character: Character, description: str, personality: str, by: User | None) -> Edit | None:
    """Describe somebody's looks and ways in the reader's own words. Raises EditRefused for too many of them."""
    words = {"description": " ".join(description.split()), "personality": " ".join(personality.split())}
    if any(len(value) > LONGEST_DESCRIPTION for value in words.values()):
        raise EditRefused(f"Use {LONGEST_DESCRIPTION} letters at most for each.")
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="description") as journal:
        person = fresh(character)
        changed = journal.correct(person, words)
        journal.summary = f"{person.name}: {' and '.join(changed)} changed"
    return journal.edit


def let_go(*, row: Lockable, field: str, by: User | None) -> Edit | None:
    """Lift the lock of a field: the next analysis may change it again. Nothing happens if it is not locked."""
    with recorded(vividpage_id=book_of(row), by=by, kind="let-go") as journal:
        row = fresh(row)
        journal.summary = f"{named(row)}: the next analysis may change {words_of(field)}"
        journal.change(row, locked=[name for name in row.locked if name != field])
    return journal.edit


def book_of(row: Lockable) -> UUID:
    """Return the id of the book that a row belongs to."""
    if isinstance(row, VividPage):
        return row.pk
    return row.vividpage_id if isinstance(row, Character | Setting) else row.scene.vividpage_id


def named(row: Lockable) -> str:
    """Name a row in the words of an edit."""
    if isinstance(row, VividPage):
        return "Time and country"
    return row.name if isinstance(row, Character | Setting) else f"Scene {row.scene.number}"


def words_of(field: str) -> str:
    """Name a locked field in a reader's words: `looks.hair` is the hair."""
    return (NAMES | BEING).get(field) or field.removeprefix("looks.").replace("_", " ")
