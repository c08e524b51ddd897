"""Two that are one: what the second has becomes the first's, and its names become other names of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from analysts.vocabulary import HUMAN
from books.models import Scene, VividPage
from characters.bible.cast import ROLES
from characters.editing import EditRefused
from characters.editing.journal import Journal, fresh, recorded
from characters.editing.renaming import clean_aliases
from characters.models import Analysis, Character, CharacterChange, Distinct, Edit, Presence, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from accounts.models import User


def merge_people(*, keep: Character, other: Character, by: User | None) -> Edit | None:
    """Make `other` one with `keep`, who keeps name and id, and takes over all that is known of `other`.

    What both have said, done or look like stands once. Raises EditRefused if they are the same or of two books.
    """
    _check(keep, other)
    with recorded(vividpage_id=keep.vividpage_id, by=by, kind="merge") as journal:
        keep, other = fresh(keep), fresh(other)
        journal.summary = f"{other.name} is the same as {keep.name}"
        _move_presences(journal, keep, other)
        journal.change(Quote.objects.filter(speaker=other), speaker=keep)
        _move_changes(journal, keep, other)
        values = {
            **_joined(keep, other),
            "gender": _known(keep.gender, other.gender),
            "age": _known(keep.age, other.age),
            "role": min(keep.role, other.role, key=ROLES.__getitem__),
            "mentions": keep.mentions + other.mentions,
            "is_narrator": keep.is_narrator or other.is_narrator,
            "species": other.species if keep.species == HUMAN and "species" not in keep.locked else keep.species,
            "is_clothed": other.is_clothed if keep.is_clothed is None else keep.is_clothed,
            "size": _known(keep.size, other.size),
            "looks": _without_echoes([*keep.looks, *other.looks]),
            "description": keep.description or other.description,
            "personality": keep.personality or other.personality,
        }
        _hand_over(journal, keep, other)
        journal.remove(other)
        journal.change(keep, **values)
        journal.lock(keep, "name", "aliases")
    return journal.edit


def merge_places(*, keep: Setting, other: Setting, by: User | None) -> Edit | None:
    """Make `other` one with `keep`: all that plays there plays at `keep`. Raises what `merge_people` raises."""
    _check(keep, other)
    with recorded(vividpage_id=keep.vividpage_id, by=by, kind="merge") as journal:
        keep, other = fresh(keep), fresh(other)
        journal.summary = f"{other.name} is the same as {keep.name}"
        journal.change(Analysis.objects.filter(setting=other), setting=keep)
        values = {
            **_joined(keep, other),
            "kind": _known(keep.kind, other.kind),
            "description": keep.description or other.description,
            "keywords": list(dict.fromkeys([*keep.keywords, *other.keywords])),
        }
        _hand_over(journal, keep, other)
        journal.remove(other)
        journal.change(keep, **values)
        journal.lock(keep, "name", "aliases")
    return journal.edit


def merge(*, keep: Character | Setting, other: Character | Setting, by: User | None) -> Edit | None:
    """Make two people, or two places, one. Raises what `merge_people` raises."""
    if isinstance(keep, Character) and isinstance(other, Character):
        return merge_people(keep=keep, other=other, by=by)
    if isinstance(keep, Setting) and isinstance(other, Setting):
        return merge_places(keep=keep, other=other, by=by)
    raise EditRefused("A person and a place cannot be merged.")


def keep_apart(*, vividpage: VividPage, one: UUID, other: UUID) -> None:
    """Remember that two people, or places, are not the same, so that nobody asks again."""
    smaller, larger = sorted((one, other))
    Distinct.objects.get_or_create(vividpage=vividpage, one=smaller, other=larger)


def first_scene(vividpage_id: UUID, numbers: Iterable[int]) -> Scene | None:
    """Return the earliest of the scenes of those numbers that the book has."""
    return Scene.objects.filter(vividpage=vividpage_id, number__in=list(numbers)).order_by("number").first()


def _check(keep: Character | Setting, other: Character | Setting) -> None:
    if keep.pk == other.pk:
        raise EditRefused("Choose two that have different names.")
    if keep.vividpage_id != other.vividpage_id:
        raise EditRefused("Both must be of the same book.")


def _joined(keep: Character | Setting, other: Character | Setting) -> dict[str, Any]:
    numbers = sorted({*keep.scene_numbers, *other.scene_numbers})
    return {
        "aliases": clean_aliases([*keep.aliases, other.name, *other.aliases], name=keep.name),
        "scene_numbers": numbers,
        "first_scene": first_scene(keep.vividpage_id, numbers) or keep.first_scene or other.first_scene,
    }


def _hand_over(journal: Journal, keep: Character | Setting, other: Character | Setting) -> None:
    """Give `keep` the rows of floors above that outlive `other`, but for those that `keep` has one of already."""
    for relation in other._meta.related_objects:
        if relation.on_delete is models.DO_NOTHING:
            rows, name = relation.related_model._default_manager, relation.field.name
            if not rows.filter(**{name: keep.pk}).exists():
                journal.change(rows.filter(**{name: other.pk}), **{name: keep})


def _move_presences(journal: Journal, keep: Character, other: Character) -> None:
    """Take the more prominent of the two places where both were seen."""
    kept = {presence.analysis_id: presence for presence in Presence.objects.filter(character=keep)}
    others = list(Presence.objects.filter(character=other))
    journal.change([presence for presence in others if presence.analysis_id not in kept], character=keep)
    twice = [(kept[presence.analysis_id], presence) for presence in others if presence.analysis_id in kept]
    journal.remove(presence for _, presence in twice)
    for own, presence in twice:
        if presence.order < own.order:
            journal.change(own, order=presence.order, action=own.action or presence.action)
        if own.part == "present":
            journal.change(own, part=presence.part)


def _move_changes(journal: Journal, keep: Character, other: Character) -> None:
    known = {_content(change) for change in CharacterChange.objects.filter(character=keep)}
    changes = list(CharacterChange.objects.filter(character=other))
    journal.change([change for change in changes if _content(change) not in known], character=keep)
    journal.remove(change for change in changes if _content(change) in known)


def _content(change: CharacterChange) -> tuple[object, ...]:
    return change.scene_id, change.until_id, change.type, change.prompt_modifier


def _without_echoes(looks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the facts in their order, those of the same words once."""
    by_words: dict[tuple[str, str], dict[str, Any]] = {}
    for look in looks:
        by_words.setdefault((look["field"], look["value"].casefold()), look)
    return list(by_words.values())


def _known(one: str, other: str) -> str:
    return one if one != "unknown" else other
