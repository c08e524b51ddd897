"""Two that were made one and are two after all: what the merging moved goes back, whatever has been edited since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps

from books.models import Scene
from characters.editing import EditRefused
from characters.editing.journal import Journal, recorded, row_from
from characters.editing.renaming import clean_aliases, clean_name
from characters.models import Character, Distinct, Edit, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

PEOPLE = Character._meta.label
AS_BEFORE = ("gender", "age", "role", "species", "is_clothed", "size", "is_narrator", "description", "personality")
"""What whoever was kept took over, and gives back if nobody has said otherwise since."""
Noted = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merging:
    """An edit that made two people one: whom it kept, and who is no longer there, as they were."""

    edit: Edit
    kept: UUID
    other: Noted
    before: Noted
    after: Noted

    @property
    def name(self) -> str:
        """What the other was called."""
        return str(self.other["name"])


def mergings_of(character: Character) -> list[Merging]:
    """Return how somebody has come to be more than one, the latest first, as far as they can be split again."""
    people = Character.objects.filter(vividpage=character.vividpage_id).values_list("pk", flat=True)
    there = {str(pk) for pk in people}
    changed = [{"table": PEOPLE, "rows": [{"id": str(character.pk)}]}]
    edits = character.vividpage.edits.filter(kind="merge", undone_at=None, steps__contains=changed)
    found = (_merging(edit, character) for edit in edits.order_by("-number"))
    return [merging for merging in found if merging is not None and merging.other["id"] not in there]


def split_back(*, character: Character, edit_id: UUID, by: User | None) -> Edit | None:
    """Make two again of somebody whom that edit had made one. Raises EditRefused if it had not, or a name is taken."""
    merging = next((one for one in mergings_of(character) if one.edit.pk == edit_id), None)
    if merging is None:
        raise EditRefused("These two cannot be split any more.")
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="split-back") as journal:
        kept = Character.objects.get(pk=character.pk)
        journal.summary = f"{merging.name} is split off from {kept.name} again"
        other = row_from(Character, merging.other)
        clean_name(Character, kept.vividpage_id, other.name)
        if other.first_scene_id and not Scene.objects.filter(pk=other.first_scene_id).exists():
            other.first_scene = None
        other.locked = list(dict.fromkeys([*other.locked, "name", "aliases"]))
        journal.add(other)
        _give_back(journal, merging)
        journal.change(kept, **_alone(kept, merging))
        journal.lock(kept, "name", "aliases")
        one, two = sorted((kept.pk, other.pk))
        if not Distinct.objects.filter(vividpage=kept.vividpage_id, one=one, other=two).exists():
            journal.add(Distinct(vividpage_id=kept.vividpage_id, one=one, other=two))
    return journal.edit


def _merging(edit: Edit, character: Character) -> Merging | None:
    rows = [row for step in edit.steps if step["table"] == PEOPLE for row in step["rows"]]
    gone = next((row for row in rows if row["after"] is None), None)
    own = [row for row in rows if row["id"] == str(character.pk) and row["before"] and row["after"]]
    if gone is None or not own:
        return None
    return Merging(edit, character.pk, gone["before"], own[0]["before"], own[0]["after"])


def _give_back(journal: Journal, merging: Merging) -> None:
    """Let rows be the other's again which were theirs and still are the kept one's; bring back those that went."""
    kept, other = str(merging.kept), str(merging.other["id"])
    for table, noted in _noted(merging.edit):
        model = apps.get_model(table)
        if noted["after"] is None and noted["before"].get("character_id") == other:
            _bring_back(journal, row_from(model, noted["before"]))
            continue
        if noted["before"] is None or noted["after"] is None:
            continue
        columns = [name for name, value in noted["before"].items() if value == other and noted["after"][name] == kept]
        for row in model._default_manager.filter(pk=noted["id"], **dict.fromkeys(columns, kept)) if columns else ():
            journal.change(row, **{name.removesuffix("_id"): Character(pk=other) for name in columns})


def _noted(edit: Edit) -> Iterator[tuple[str, Noted]]:
    for step in edit.steps:
        if step["table"] != PEOPLE:
            yield from ((step["table"], row) for row in step["rows"])


def _bring_back(journal: Journal, row: Any) -> None:
    """Add a row again that the merging took away, if what it belongs to is still there and has room for it."""
    if not isinstance(row, Presence):
        if Scene.objects.filter(pk=row.scene_id).exists():
            journal.add(row)
        return
    there = list(Presence.objects.filter(analysis=row.analysis_id).values_list("order", flat=True))
    if there:
        row.order = row.order if row.order not in there else max(there) + 1
        journal.add(row)


def _alone(kept: Character, merging: Merging) -> Noted:
    """Return what is left of whoever was kept without what the other brought."""
    before, other = merging.before, merging.other
    brought = {other["name"], *other["aliases"]} - set(before.get("aliases", kept.aliases))
    own = {_words(look) for look in before.get("looks", kept.looks)}
    looks = {_words(look) for look in other["looks"]} - own
    scenes = set(other["scene_numbers"]) - set(before.get("scene_numbers", kept.scene_numbers))
    numbers = [number for number in kept.scene_numbers if number not in scenes]
    first = Scene.objects.filter(vividpage=kept.vividpage_id, number__in=numbers).order_by("number").first()
    values: Noted = {
        "aliases": clean_aliases([alias for alias in kept.aliases if alias not in brought], name=kept.name),
        "looks": [look for look in kept.looks if _words(look) not in looks],
        "scene_numbers": numbers,
        "first_scene": first,
        "mentions": max(0, kept.mentions - other["mentions"]),
    }
    for name in AS_BEFORE:
        if name in before and getattr(kept, name) == merging.after[name]:
            values[name] = before[name]
    return values


def _words(look: Noted) -> tuple[str, str]:
    return look["field"], look["value"].casefold()
