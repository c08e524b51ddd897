"""Somebody who is taken for another: in one scene, from there on, or in the whole book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q

from characters.editing import EditRefused
from characters.editing.cast.removing import take_out
from characters.editing.cast.scopes import WORDS, Scope, clean_scope, scenes_of
from characters.editing.journal import Journal, fresh, recorded
from characters.editing.merging import merge_people
from characters.editing.scenes import PEOPLE, count_scenes
from characters.models import Character, Edit, Presence, Quote

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from books.models import Scene


def replace_person(*, person: Character, other: Character, scene: Scene, scope: str, by: User | None) -> Edit | None:
    """Say that whoever was taken for `person` is `other`: they are seen and speak in their place.

    In the whole book the two are one. Raises EditRefused if they are the same or of two books.
    """
    if clean_scope(scope) == "everywhere":
        return merge_people(keep=other, other=person, by=by)
    if person.pk == other.pk:
        raise EditRefused("Choose two that have different names.")
    if not person.vividpage_id == other.vividpage_id == scene.vividpage_id:
        raise EditRefused("Both must be of the same book.")
    with recorded(vividpage_id=person.vividpage_id, by=by, kind="somebody-else") as journal:
        person, other = fresh(person), fresh(other)
        journal.summary = f"{person.name} is {other.name} {WORDS[clean_scope(scope)]} ({scene.number})"
        put_in_place(journal, person, other, scenes_of(scene, clean_scope(scope)))
    return journal.edit


def set_narrator(*, character: Character, scene: Scene, scope: str, by: User | None) -> Edit | None:
    """Say who tells the story: the “I” of those scenes, where somebody else was taken for it.

    Beyond the scene itself, whoever was taken for it stays where the text names them: they are there, whoever tells
    of it. From a scene on a book has two who tell it. Raises EditRefused for somebody of another book.
    """
    scope = clean_scope(scope)
    if character.vividpage_id != scene.vividpage_id:
        raise EditRefused("Whoever tells the story has to be in this book.")
    with recorded(vividpage_id=scene.vividpage_id, by=by, kind="narrator") as journal:
        character = fresh(character)
        journal.summary = f"{character.name} tells the story {WORDS[scope]}"
        before = list(Character.objects.filter(vividpage=scene.vividpage_id, is_narrator=True).exclude(pk=character.pk))
        for teller in before:
            put_in_place(journal, teller, character, _told_by(teller, scene, scope))
        if scope == "everywhere":
            for teller in before:
                journal.correct(teller, {"is_narrator": False})
        if scope != "here":
            journal.correct(character, {"is_narrator": True})
    return journal.edit


def _told_by(teller: Character, scene: Scene, scope: Scope) -> QuerySet[Scene]:
    """Return the scenes of a scope where somebody can only be the “I”: the scene itself, and those that do not name
    them."""
    scenes = scenes_of(scene, scope)
    if scope == "here":
        return scenes
    names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in (teller.name, *teller.aliases)))
    shown = scenes.filter(Q(analysis__presences__character=teller) | Q(quotes__speaker=teller)).distinct()
    naming = [pk for pk, text in shown.values_list("pk", "text") if pk != scene.pk and names.search(text)]
    return scenes.exclude(pk__in=naming)


def put_in_place(journal: Journal, person: Character, other: Character, scenes: QuerySet[Scene]) -> None:
    """Show `other` wherever `person` is seen or speaks in these scenes; whoever is there already stays as they are."""
    seen = list(Presence.objects.filter(character=person, analysis__scene__in=scenes).select_related("analysis__scene"))
    there = set(Presence.objects.filter(character=other, analysis__scene__in=scenes).values_list("analysis", flat=True))
    moved = [presence for presence in seen if presence.analysis_id not in there]
    journal.change(moved, character=other, confidence=None)
    take_out(journal, [presence for presence in seen if presence.analysis_id in there])
    for presence in moved:
        journal.lock(presence.analysis, PEOPLE)
    quotes = list(Quote.objects.filter(speaker=person, scene__in=scenes))
    journal.change(quotes, speaker=other, confidence=None)
    for quote in quotes:
        journal.lock(quote, "speaker")
    count_scenes(journal, other, [presence.analysis.scene for presence in moved])
