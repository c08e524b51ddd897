"""Keep where a reader is in a book and how far they have read."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from django.db import transaction

from books.models import Chapter, Reading, Scene, VividPage

if TYPE_CHECKING:
    from collections.abc import Sequence
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


def keep_positions(*, vividpage: VividPage, order: Sequence[UUID]) -> None:
    """Keep readers' places in a text that is about to be written again; `order` is its scenes, by their ids.

    Who was at a scene that goes is at the last one before it that stays. A scene that was not read and comes to stand
    before one that was ends what counts as read: nobody is shown more than they have read.
    """
    known = dict(vividpage.scenes.order_by("number").values_list("pk", "number"))
    staying = [pk for pk in order if pk in known]

    def place(scene: Scene | None) -> UUID | None:
        if scene is None:
            return None
        if scene.pk in staying:
            return scene.pk
        before = [pk for pk in staying if known[pk] < scene.number]
        return max(before, key=lambda pk: known[pk], default=None)

    def farthest(scene: Scene | None) -> UUID | None:
        read = [] if scene is None else list(takewhile(lambda pk: known[pk] <= scene.number, staying))
        return read[-1] if read else None

    for reading in Reading.objects.select_related("scene", "farthest").filter(vividpage=vividpage):
        was = (reading.scene_id, reading.farthest_id)
        now = (place(reading.scene), farthest(reading.farthest))
        if now == was:
            continue
        if now[0] != was[0]:
            reading.paragraph = reading.character = 0
        reading.scene_id, reading.farthest_id = now
        reading.save()


def _locked(reader: User, vividpage_id: UUID) -> Reading:
    Reading.objects.get_or_create(reader=reader, vividpage_id=vividpage_id)
    return (
        Reading.objects.select_for_update(of=("self",))
        .select_related("scene", "farthest")
        .get(reader=reader, vividpage_id=vividpage_id)
    )
