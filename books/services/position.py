"""Keep where a reader is in a book and how far they have read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from books.models import Chapter, Reading, Scene, VividPage

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from accounts.models import User


@transaction.atomic
def set_position(*, reader: User, scene: Scene, paragraph: int = 0, character: int = 0) -> Reading:
    """Keep the place that a reader has come to; the farthest scene counts as read up to, also if it was jumped to.

    A paragraph or character beyond the scene's end becomes its last.
    """
    reading = _locked(reader, scene.vividpage_id)
    paragraphs = scene.paragraphs
    reading.scene = scene
    reading.paragraph = min(paragraph, len(paragraphs) - 1)
    reading.character = min(character, len(paragraphs[reading.paragraph]))
    if scene.number > reading.farthest_number:
        reading.farthest = scene
    reading.save()
    return reading


@transaction.atomic
def reset_position(*, reader: User, vividpage: VividPage, chapter: Chapter | None) -> Reading:
    """Say that a reader has read up to the end of `chapter` and no farther; None: not begun yet."""
    reading = _locked(reader, vividpage.pk)
    scenes = vividpage.scenes.order_by("-number")
    last = scenes.filter(chapter__number__lte=chapter.number).first() if chapter else None
    reading.farthest = last
    if last is None or reading.scene is None or reading.scene.number > last.number:
        reading.scene, reading.paragraph, reading.character = last, 0, 0
    reading.save()
    return reading


def set_spoilers(*, reader: User, vividpage: VividPage, spoilers: Reading.Spoilers) -> None:
    """Choose what pages show a reader of what they have not read."""
    Reading.objects.update_or_create(reader=reader, vividpage=vividpage, defaults={"spoilers": spoilers})


def step_back_from(*, vividpage: VividPage, scenes: Collection[UUID]) -> None:
    """Move readers who are at `scenes`, which are about to go, to the last scene before that stays.

    So nobody is shown more than they have read, and nobody starts anew.
    """
    kept = list(vividpage.scenes.exclude(pk__in=scenes).order_by("number").only("number"))

    def before(scene: Scene | None) -> Scene | None:
        if scene is None or scene.pk not in scenes:
            return scene
        return next((other for other in reversed(kept) if other.number < scene.number), None)

    for reading in Reading.objects.select_related("scene", "farthest").filter(vividpage=vividpage):
        scene, farthest = before(reading.scene), before(reading.farthest)
        if scene == reading.scene and farthest == reading.farthest:
            continue
        if scene != reading.scene:
            reading.paragraph = reading.character = 0
        reading.scene, reading.farthest = scene, farthest
        reading.save()


def _locked(reader: User, vividpage_id: UUID) -> Reading:
    Reading.objects.get_or_create(reader=reader, vividpage_id=vividpage_id)
    return (
        Reading.objects.select_for_update(of=("self",))
        .select_related("scene", "farthest")
        .get(reader=reader, vividpage_id=vividpage_id)
    )
