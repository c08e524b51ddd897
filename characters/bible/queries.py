"""Reads of the story bible: above all, what somebody looks like in a scene."""

from __future__ import annotations

from dataclasses import fields
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Prefetch, Q, QuerySet

from analysts.bible import Bible, Change, Look, Person, Place, World
from books import rows
from books.models import Chapter, Scene, VividPage
from characters.bible.appearance import Appearance, appearance_of
from characters.models import Character, CharacterChange, Presence, Setting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from books.text.content import ChapterText


class Revision(NamedTuple):
    """A scene, and which writing of its text."""

    scene: UUID
    number: int


class SeenCharacter(NamedTuple):
    """Somebody seen in a scene: what they look like there, their pose, their part in its deed, how sure it is."""

    character: Character
    appearance: Appearance
    pose: str
    part: str
    confidence: float | None


def appearances_at(scene: Scene, character_ids: Iterable[object] | None = None) -> dict[Character, Appearance]:
    """Return what characters (of `scene`, unless others are named) look like there: one query, and one for changes."""
    in_force = CharacterChange.objects.filter(scene__number__lte=scene.number).filter(
        Q(until=None) | Q(until__number__gt=scene.number)
    )
    characters = Character.objects.filter(vividpage_id=scene.vividpage_id)
    if character_ids is None:
        characters = characters.filter(presences__analysis_id=scene.pk).order_by("presences__order")
    else:
        characters = characters.filter(pk__in=list(character_ids))
    with_changes = characters.prefetch_related(
        Prefetch("changes", in_force.order_by("scene__number"), to_attr="changes_in_force")
    )
    return {
        character: _appearance(character, getattr(character, "changes_in_force"), scene.number)  # noqa: B009
        for character in with_changes
    }


def appearances_by_scene(vividpage: VividPage) -> dict[int, list[SeenCharacter]]:
    """Return who is seen in each scene of a book, in order, what they look like and do there. Three queries."""
    changes = CharacterChange.objects.annotate(since=F("scene__number"), ends=F("until__number")).order_by("since")
    people = {
        character.pk: character for character in vividpage.characters.prefetch_related(Prefetch("changes", changes))
    }
    presences = Presence.objects.filter(analysis__scene__vividpage=vividpage).order_by(
        "analysis__scene__number", "order"
    )
    seen: dict[int, list[SeenCharacter]] = {}
    columns = ("analysis__scene__number", "character_id", "pose", "part", "confidence")
    for number, character_id, pose, part, confidence in presences.values_list(*columns):
        character = people[character_id]
        in_force = [
            change
            for change in character.changes.all()
            if getattr(change, "since") <= number < (getattr(change, "ends") or inf)  # noqa: B009
        ]
        appearance = _appearance(character, in_force, number)
        seen.setdefault(number, []).append(SeenCharacter(character, appearance, pose, part, confidence))
    return seen


def appearance_at(character: Character, scene: Scene) -> Appearance:
    """Return what one character looks like at `scene`."""
    return next(iter(appearances_at(scene, [character.pk]).values()))


def _appearance(character: Character, changes: Iterable[CharacterChange], scene: int) -> Appearance:
    looks = [Look(**look) for look in character.looks]
    in_force = [(change.type, change.prompt_modifier) for change in changes]
    return appearance_of(looks, in_force, scene=scene, age=character.age)


def chapter_texts(vividpage: VividPage, *, chapters: Collection[UUID] | None = None) -> list[ChapterText]:
    """Read the story as analysts take it: all of it, or those chapters that are named, without the text of others."""
    if chapters is None:
        return [text for _, text in chapter_texts_by_id(vividpage)]
    numbers = {
        pk: number for number, pk in enumerate(body(vividpage).order_by("number").values_list("pk", flat=True), 1)
    }
    story = body(vividpage).filter(pk__in=chapters).order_by("number").prefetch_related("scenes")
    return [rows.chapter_text(chapter, numbers[chapter.pk]) for chapter in story]


def chapter_texts_by_id(vividpage: VividPage) -> list[tuple[UUID, ChapterText]]:
    """Read all chapters of the story as analysts take them, with their ids."""
    story = body(vividpage).order_by("number").prefetch_related("scenes")
    return [(chapter.pk, rows.chapter_text(chapter, number)) for number, chapter in enumerate(story, 1)]


def revisions_of(vividpage: VividPage, *, chapters: Collection[UUID] | None = None) -> dict[int, Revision]:
    """Return the scenes of a book or of some chapters, and which writing of each this is, by their numbers."""
    scenes = vividpage.scenes.all() if chapters is None else vividpage.scenes.filter(chapter__in=chapters)
    return {number: Revision(pk, revision) for number, pk, revision in scenes.values_list("number", "pk", "revision")}


def body(vividpage: VividPage) -> QuerySet[Chapter]:
    """Return the chapters of the story, in order."""
    return vividpage.chapters.filter(kind=Chapter.Kind.BODY)


def world_of(vividpage: VividPage) -> World:
    """Return when and where a book plays."""
    return World(**{field.name: getattr(vividpage, field.name) for field in fields(World)})


def load_bible(vividpage: VividPage) -> Bible:
    """Load the bible as plain data, as analysts take it."""
    people = vividpage.characters.all()
    changes = (
        CharacterChange.objects.filter(character__vividpage=vividpage)
        .select_related("character")
        .annotate(from_number=F("scene__number"), until_number=F("until__number"))
    )
    return Bible(
        people=tuple(
            Person(
                name=c.name,
                aliases=tuple(c.aliases),
                gender=c.gender,  # type: ignore[arg-type]
                age=c.age,  # type: ignore[arg-type]
                role=c.role,  # type: ignore[arg-type]
                mentions=c.mentions,
                scenes=tuple(c.scene_numbers),
                looks=tuple(Look(**look) for look in c.looks),
                is_narrator=c.is_narrator,
                species=c.species,
                is_clothed=c.is_clothed,
                is_group=c.is_group,
                size=c.size,  # type: ignore[arg-type]
                key=c.key,
            )
            for c in people
        ),
        places=tuple(
            Place(
                name=s.name,
                kind=s.kind,  # type: ignore[arg-type]
                indoors=s.indoors,
                description=s.description,
                keywords=tuple(s.keywords),
                scenes=tuple(s.scene_numbers),
            )
            for s in Setting.objects.filter(vividpage=vividpage)
        ),
        changes=tuple(
            Change(
                person=c.character.name,
                scene=c.from_number,
                type=c.type,  # type: ignore[arg-type]
                description=c.description,
                modifier=c.prompt_modifier,
                until=c.until_number,
            )
            for c in changes
        ),
        world=world_of(vividpage),
    )
