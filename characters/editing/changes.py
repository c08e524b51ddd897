"""Editing what is different about somebody from one scene on: added, ended at a scene, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from analysts import bible
from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded
from characters.models import Character, CharacterChange, Edit

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import Scene

TYPES: tuple[str, ...] = get_args(bible.ChangeType)
LONGEST = 300
LOCK = "changes"


def add_change(
    *,
    character: Character,
    kind: str,
    modifier: str,
    scene: Scene,
    by: User | None,
    until: Scene | None = None,
    description: str = "",
) -> Edit | None:
    """Make somebody look different from `scene` on, up to and without `until`.

    `modifier` is what a picture's prompt says of it. Raises EditRefused for an unknown kind, an empty or long
    modifier, scenes of another book, and an end that does not come after the beginning.
    """
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="change") as journal:
        person = fresh(character)
        cleaned = " ".join(modifier.split())
        if kind not in TYPES:
            raise EditRefused("Choose what it is about: " + ", ".join(TYPES) + ".")
        if not cleaned or len(cleaned) > LONGEST:
            raise EditRefused(f"Say in a few words, {LONGEST} letters at most, what is different.")
        _check_scenes(person, scene, until)
        journal.summary = f"{person.name}: {cleaned} from scene {scene.number} on" + _until(until)
        journal.add(
            CharacterChange(
                character=person,
                scene=scene,
                until=until,
                type=kind,
                description=description.strip(),
                prompt_modifier=cleaned,
            )
        )
        journal.lock(person, LOCK)
    return journal.edit


def end_change(*, change: CharacterChange, until: Scene | None, by: User | None) -> Edit | None:
    """Let a change end before the scene `until`; None: it lasts. Raises EditRefused as `add_change` does."""
    with recorded(vividpage_id=change.character.vividpage_id, by=by, kind="change") as journal:
        change = fresh(change)
        person = change.character
        _check_scenes(person, change.scene, until)
        ends = _until(until) or " lasts to the end"
        journal.summary = f"{person.name}: {change.prompt_modifier}{ends}"
        journal.change(change, until=until)
        if journal.steps:
            journal.lock(person, LOCK)
    return journal.edit


def remove_change(*, change: CharacterChange, by: User | None) -> Edit | None:
    """Say that something did not change. Raises EditRefused if the change is gone."""
    with recorded(vividpage_id=change.character.vividpage_id, by=by, kind="change") as journal:
        change = fresh(change)
        journal.summary = f"{change.character.name}: no {change.prompt_modifier}"
        journal.remove(change)
        journal.lock(change.character, LOCK)
    return journal.edit


def _check_scenes(person: Character, scene: Scene, until: Scene | None) -> None:
    if any(s.vividpage_id != person.vividpage_id for s in (scene, until) if s is not None):
        raise EditRefused("That scene is not in this book.")
    if until is not None and until.number <= scene.number:
        raise EditRefused("It has to end after the scene in which it begins.")


def _until(until: Scene | None) -> str:
    return f" until scene {until.number}" if until else ""
