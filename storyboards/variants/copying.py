"""Copying the rows of a book into a second variant of it, in the database, without any call.

A row's id in the copy follows from its id in the original, so whatever refers to it is found by itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import connection, models

from books.models import BookNote, BookPicture, Chapter, Reading, Scene, VividPage
from books.services import new_files
from characters.models import (
    Analysis,
    Character,
    CharacterChange,
    Distinct,
    Embedding,
    Finding,
    Nobody,
    Presence,
    Quote,
    Setting,
)
from files import store
from jobs.models import Job, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES: tuple[tuple[type[models.Model], str], ...] = (
    (Chapter, "vividpage"),
    (Scene, "vividpage"),
    (BookNote, "chapter__vividpage"),
    (BookPicture, "chapter__vividpage"),
    (Reading, "vividpage"),
    (Character, "vividpage"),
    (Nobody, "vividpage"),
    (CharacterChange, "character__vividpage"),
    (Setting, "vividpage"),
    (Analysis, "scene__vividpage"),
    (Presence, "analysis__scene__vividpage"),
    (Quote, "scene__vividpage"),
    (Embedding, "vividpage"),
)
"""What is copied as it is, each with the way to its book; a table comes after those that it refers to."""
COPIED = frozenset(model for model, _ in TABLES)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DERIVED = "encode(substring(sha256(convert_to(%s || {column}::text, 'UTF8')) from 1 for 16), 'hex')::uuid"


def copied_id(variant: UUID, original: UUID) -> UUID:
    """Return the id that a row has in a variant, by that of the row that it was copied from."""
    return UUID(bytes=hashlib.sha256(f"{variant}{original}".encode()).digest()[:16])


def copied_json(variant: UUID, data: Any, *, kept: Iterable[UUID] = ()) -> Any:
    """Return data with the ids of rows as they are in a variant, but for those that are `kept`."""
    same = {str(one) for one in kept}

    def derived(found: re.Match[str]) -> str:
        return found[0] if found[0] in same else str(copied_id(variant, UUID(found[0])))

    return json.loads(_ID.sub(derived, json.dumps(data)))


def copy_rows(*, source: VividPage, variant: VividPage) -> None:
    """Copy the text of a book and its bible into a variant that has none. Call it in a transaction.

    Edits are not copied: what they have written is, and stays.
    """
    for model, path in TABLES:
        _copy(model, path, source, variant)
    for pair in Distinct.objects.filter(vividpage=source):
        one, other = sorted(copied_id(variant.pk, row) for row in (pair.one, pair.other))
        Distinct.objects.create(vividpage=variant, one=one, other=other)
    for finding in Finding.objects.filter(vividpage=source):
        _copy_finding(finding, variant)


def copy_files(*, source: VividPage, variant: VividPage) -> None:
    """Give a variant files of its own: the book's and its cover. The pictures that the book brings are shared.

    Either may be deleted without the other.
    """
    for file, copy in ((source.epub, variant.epub), (source.cover, variant.cover)):
        if file:
            with file.open("rb") as opened:
                copy.save(str(file.name).rpartition("/")[2], ContentFile(opened.read()), save=False)
            new_files.note(copy.name)
    variant.save(update_fields=["epub", "cover"])
    for picture in BookPicture.objects.filter(chapter__vividpage=variant).select_related("chapter__vividpage"):
        _share(picture, variant)


def _share(picture: BookPicture, variant: VividPage) -> None:
    """Let an own picture of a variant have its file for certain; one in the folder of the other book is copied."""
    if store.owner_of(str(picture.image.name)):
        store.hold(str(picture.image.name))
        return
    with picture.image.open("rb") as opened:
        kept = store.keep(opened.read(), owner=variant.owner_id, extension=str(picture.image.name).rpartition(".")[2])
    new_files.note(kept.name)
    BookPicture.objects.filter(pk=picture.pk).update(image=kept.name)


def copy_work(job: Job, variant: VividPage) -> None:
    """Copy a job that is done, with its units: so nothing of it is done again.

    What could not be done of it is kept as such, and can be tried again in either variant.
    """
    copy = Job.objects.create(
        pipeline=job.pipeline,
        subject=variant.pk,
        stage=job.stage,
        owner_id=job.owner_id,
        state=Job.State.COMPLETED,
        planned=True,
        created=job.created,
        finished=job.finished,
    )
    Unit.objects.bulk_create(
        (
            Unit(
                job=copy,
                phase=unit.phase,
                number=unit.number,
                kind=unit.kind,
                target=copied_id(variant.pk, unit.target) if unit.target else None,
                label=unit.label,
                essential=unit.essential,
                needed=unit.needed,
                options=copied_json(variant.pk, unit.options),
                result=copied_json(variant.pk, unit.result),
                state=unit.state,
                reason=unit.reason,
                started=unit.started,
                finished=unit.finished,
            )
            for unit in job.units.exclude(state__in=Unit.OPEN)
        ),
        batch_size=200,
    )


def _copy(model: type[models.Model], path: str, source: VividPage, variant: VividPage) -> None:
    quoted = connection.ops.quote_name
    columns, values, parameters = [], [], list[Any]()
    for field in model._meta.concrete_fields:
        if field.generated or isinstance(field, models.AutoField):
            continue
        column = quoted(field.column or "")
        columns.append(column)
        refers_to = field.related_model if field.is_relation else None
        if refers_to is VividPage:
            values.append("%s::uuid")
            parameters.append(variant.pk)
        elif field.primary_key or refers_to in COPIED:
            values.append(_DERIVED.format(column=column))
            parameters.append(str(variant.pk))
        else:
            values.append(column)
    wanted, where = model._default_manager.filter(**{path: source}).order_by().values("pk").query.sql_with_params()
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column or "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} "  # noqa: S608
            f"WHERE {key} IN ({wanted})",
            [*parameters, *where],
        )


def _copy_finding(finding: Finding, variant: VividPage) -> None:
    def derived(original: UUID | None) -> UUID | None:
        return copied_id(variant.pk, original) if original else None

    Finding.objects.create(
        vividpage=variant,
        fingerprint=finding.fingerprint,
        kind=finding.kind,
        severity=finding.severity,
        message=finding.message,
        scene_id=derived(finding.scene_id),
        character_id=derived(finding.character_id),
        setting_id=derived(finding.setting_id),
        mends=copied_json(variant.pk, finding.mends),
        stands=finding.stands,
        dismissed_at=finding.dismissed_at,
        created=finding.created,
    )
