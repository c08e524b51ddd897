"""What a new branch begins with of the edits of the branch that it parts from: those that stood where it parts."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from characters.models import Character, CharacterChange, Nobody, Setting
from writing.stories.bible.people import CHANGES

if TYPE_CHECKING:
    from books.models import Scene, VividPage
    from writing.stories.bible.edits import StandingEdits

AnyRow = TypeVar("AnyRow", Character, Nobody, Setting)


def take_over(edits: StandingEdits, *, vividpage: VividPage) -> None:
    """Write edits into the book of a branch that has scenes and no bible yet. Who and what they are of is locked there.

    They are no edits of that book: its own undo does not reach them, unlocking does.
    """
    rows = edits.rows
    people = {one.pk: _copied(one, vividpage) for one in rows.people if one.locked}
    Character.objects.bulk_create(people.values())
    Setting.objects.bulk_create(_copied(one, vividpage) for one in rows.places if one.locked or one.aliases)
    Nobody.objects.bulk_create(_copied(one, vividpage) for one in rows.nobodies)
    numbers: dict[int, Scene] = {scene.number: scene for scene in vividpage.scenes.all()}
    changes = []
    for change in rows.changes:
        person = people.get(change.character_id)
        scene = numbers.get(edits.scenes.get(change.scene_id, 0))
        if person is not None and scene is not None and CHANGES in person.locked:
            made = copy.copy(change)
            made.pk, made.character, made.scene = uuid4(), person, scene
            made.until = numbers.get(edits.scenes.get(change.until_id, 0)) if change.until_id else None
            changes.append(made)
    CharacterChange.objects.bulk_create(changes)


def _copied(row: AnyRow, vividpage: VividPage) -> AnyRow:
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made.pk, made.vividpage = uuid4(), vividpage
    if isinstance(made, Character | Setting):
        made.first_scene = None
    return made
