"""Writing the story bible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from books.models import Scene, VividPage
from characters.bible import Bible, SceneAnalysis
from characters.models import Analysis, Character, CharacterChange, Presence, Quote, Setting


@transaction.atomic
def save_bible(*, vividpage: VividPage, bible: Bible) -> None:
    """Write who and what was found in a book, in place of any bible that it had."""
    VividPage.objects.filter(pk=vividpage.pk).update(period=bible.period[:60])
    vividpage.characters.all().delete()
    Setting.objects.filter(vividpage=vividpage).delete()
    scenes = dict(vividpage.scenes.values_list("number", "id"))
    characters = {
        person.name: Character(
            vividpage=vividpage, name=person.name[:200], aliases=[a[:200] for a in person.aliases],
            gender=person.gender, age=person.age, role=person.role, mentions=person.mentions,
            is_narrator=person.is_narrator, looks=[asdict(look) for look in person.looks],
            scene_numbers=list(person.scenes),
            first_scene_id=scenes.get(min(person.scenes, default=0)),
        )
        for person in bible.people
    }  # fmt: skip
    Character.objects.bulk_create(characters.values())
    CharacterChange.objects.bulk_create(
        CharacterChange(
            character=characters[change.person], scene_id=scenes[change.scene],
            until_id=scenes.get(change.until) if change.until is not None else None,
            type=change.type, description=change.description, prompt_modifier=change.modifier[:300],
        )
        for change in bible.changes
        if change.person in characters and change.scene in scenes
    )  # fmt: skip
    Setting.objects.bulk_create(
        Setting(
            vividpage=vividpage, name=place.name[:200], kind=place.kind, indoors=place.indoors,
            description=place.description, keywords=[k[:200] for k in place.keywords],
            scene_numbers=list(place.scenes),
            first_scene_id=scenes.get(min(place.scenes, default=0)),
        )
        for place in bible.places
    )  # fmt: skip


@transaction.atomic
def save_analyses(*, vividpage: VividPage, analyses: Sequence[SceneAnalysis]) -> None:
    """Write what is seen and who speaks in some scenes of a book, in place of any analysis that they had."""
    numbers = [found.scene for found in analyses]
    scenes = {scene.number: scene for scene in vividpage.scenes.filter(number__in=numbers)}
    characters = {c.name: c for c in Character.objects.filter(vividpage=vividpage)}
    settings = {s.name: s for s in Setting.objects.filter(vividpage=vividpage)}
    Analysis.objects.filter(scene__in=scenes.values()).delete()
    Quote.objects.filter(scene__in=scenes.values()).delete()
    rows = [(found, _analysis(scenes[found.scene], found, settings)) for found in analyses if found.scene in scenes]
    Analysis.objects.bulk_create(row for _, row in rows)
    Presence.objects.bulk_create(presence for found, row in rows for presence in _presences(row, found, characters))
    Quote.objects.bulk_create(
        Quote(
            scene=row.scene, start=quote.start, end=quote.end, text=quote.text,
            speaker=characters.get(quote.speaker or ""),
        )
        for found, row in rows
        for quote in found.quotes
    )  # fmt: skip


def _analysis(scene: Scene, found: SceneAnalysis, settings: dict[str, Setting]) -> Analysis:
    return Analysis(
        scene=scene, setting=settings.get(found.place or ""), place_kind=found.place_kind, indoors=found.indoors,
        time_of_day=found.time_of_day, weather=found.weather, mood=found.mood,
        props=[prop[:60] for prop in found.props], summary=found.summary, moment=found.moment, prompt=found.prompt,
        note=found.note,
    )  # fmt: skip


def _presences(analysis: Analysis, found: SceneAnalysis, characters: dict[str, Character]) -> list[Presence]:
    known = {p.person: p for p in reversed(found.people) if p.person in characters}
    return [
        Presence(
            analysis=analysis, character=characters[name], order=order, pose=presence.pose,
            action=presence.action[:300],
        )
        for order, (name, presence) in enumerate(reversed(known.items()))
    ]  # fmt: skip
