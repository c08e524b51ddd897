"""Pictures of a book that stand in a copy of it as well: drawn, and paid for, once."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING
from uuid import uuid4

from books.making import MAKING
from files import store
from jobs.models import Job
from storyboards.kinds import STAGE
from storyboards.models import Picture
from storyboards.pictures.keeping import next_number, picture_for, show
from storyboards.pictures.redrawing import settle_units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from books.models import VividPage
    from storyboards.pictures.redrawing import Target


def share_pictures(*, copied: VividPage, targets: Mapping[Target, Target]) -> int:
    """Show in a copy of a book what is shown of these scenes, people and places; return how many pictures that are.

    `targets` are those of the copy by those of the book; both books are of one owner. Files are held once more, none is
    written. What is shared is not drawn again. Call it in a transaction, before the copy is drawn.
    """
    shared: list[Target] = []
    by_id = {target.pk: (target, twin) for target, twin in targets.items()}
    rows = Picture.objects.filter(active_version__isnull=False).select_related("active_version")
    for column in ("scene", "person", "place"):
        for picture in rows.filter(**{f"{column}__in": by_id}):
            _, twin = by_id[picture.target_id]
            _share(picture, picture_for(twin))
            shared.append(twin)
    if shared:
        job, _ = Job.objects.get_or_create(
            pipeline=MAKING,
            subject=copied.pk,
            stage=STAGE,
            defaults={"owner_id": copied.owner_id, "state": Job.State.CANCELLED},
        )
        settle_units(job, shared)
    return len(shared)


def _share(source: Picture, twin: Picture) -> None:
    shown = source.shown
    if shown is None:
        return
    version = copy.copy(shown)
    version.pk, version._state = uuid4(), copy.copy(shown._state)
    version._state.adding, version._state.fields_cache = True, {}
    version.picture, version.number = twin, next_number(twin)
    version.is_favourite, version.draught_of = False, None
    for name in version.file_names:
        store.hold(name)
    version.save(force_insert=True)
    Picture.objects.filter(pk=twin.pk).update(variant=source.shown_variant)
    show(version=version)
