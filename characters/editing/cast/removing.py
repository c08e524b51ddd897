"""Taking people and places out of the whole book; who is taken out is not found again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from characters.editing.journal import Journal, fresh, recorded
from characters.editing.scenes import PEOPLE
from characters.models import Analysis, Character, CharacterChange, Edit, Nobody, Presence, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import User


def remove_person(*, character: Character, by: User | None) -> Edit | None:
    """Say that there is no such person: nobody sees or hears them in any scene, and no analysis finds them again.

    One edit, and its undo brings all of it back: the person, their looks and changes, where they were seen and what
    they said, and their portrait.
    """
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="no-person") as journal:
        person = fresh(character)
        journal.summary = f"There is no {person.name}"
        take_out(journal, list(Presence.objects.filter(character=person).select_related("analysis")))
        journal.change(Quote.objects.filter(speaker=person), speaker=None, confidence=None)
        journal.remove(CharacterChange.objects.filter(character=person))
        journal.add(Nobody(vividpage_id=person.vividpage_id, name=person.name, aliases=person.aliases))
        journal.remove(person)
    return journal.edit


def remove_place(*, setting: Setting, by: User | None) -> Edit | None:
    """Take a place out of a book: its scenes keep its kind, and play at no named place."""
    with recorded(vividpage_id=setting.vividpage_id, by=by, kind="no-place") as journal:
        place = fresh(setting)
        journal.summary = f"There is no {place.name}"
        scenes = list(Analysis.objects.filter(setting=place))
        journal.change(scenes, setting=None)
        for analysis in scenes:
            journal.lock(analysis, "setting")
        journal.remove(place)
    return journal.edit


def allow_again(*, nobody: Nobody, by: User | None) -> Edit | None:
    """Let the next analysis find somebody again of whom the reader had said that there is no such person."""
    with recorded(vividpage_id=nobody.vividpage_id, by=by, kind="let-go") as journal:
        nobody = fresh(nobody)
        journal.summary = f"The next analysis may find {nobody.name} again"
        journal.remove(nobody)
    return journal.edit


def forms_of_nobodies(vividpage_id: UUID) -> list[str]:
    """Return all names of those who are not in a book, as its reader says."""
    rows = Nobody.objects.filter(vividpage=vividpage_id).values_list("name", "aliases")
    return [form for name, aliases in rows for form in (name, *aliases)]


def take_out(journal: Journal, presences: Sequence[Presence]) -> None:
    """Take people out of the pictures of scenes, and let those who stay move up; the scenes keep to that."""
    if not presences:
        return
    analyses = {presence.analysis_id: presence.analysis for presence in presences}
    journal.remove(presences)
    _move_up(journal, list(analyses))
    for analysis in analyses.values():
        journal.lock(analysis, PEOPLE)


def _move_up(journal: Journal, analyses: Sequence[UUID]) -> None:
    """Order those who are seen in scenes from 0 again; whoever moves up has been left room by the one before."""
    by_place: dict[int, list[Presence]] = {}
    counts: Counter[UUID] = Counter()
    for presence in Presence.objects.filter(analysis__in=analyses).order_by("order"):
        place = counts[presence.analysis_id]
        counts[presence.analysis_id] += 1
        if place != presence.order:
            by_place.setdefault(place, []).append(presence)
    for place, moved in sorted(by_place.items()):
        journal.change(moved, order=place)
