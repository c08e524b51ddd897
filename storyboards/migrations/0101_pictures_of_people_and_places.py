"""Portraits and views, all that there have been, become pictures; edits that chose one follow them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from PIL import Image

KINDS = {"characters.Character": ("person", "portrait"), "characters.Setting": ("place", "view")}
"""The kind of picture, and the column that named the one that was shown, by the table that had it."""
GONE = frozenset({"portraits", "views", "variant"})
LOCKS = {"portrait": "picture", "view": "picture"}


def convert(apps: Any, _schema_editor: Any) -> None:
    """Fill pictures from what people and places had, and from what edits have removed."""
    pictures = apps.get_model("storyboards", "Picture").objects
    scenes = apps.get_model("books", "Scene").objects.filter(pk=OuterRef("scene_id"))
    pictures.update(vividpage_id=Subquery(scenes.values("vividpage_id")[:1]))
    uploads = dict(_uploads(apps))
    for label, (kind, column) in KINDS.items():
        for row in apps.get_model(label).objects.iterator(chunk_size=500):
            values = {name: getattr(row, name) for name in (f"{column}s", "variant")}
            _keep(apps, kind, row.pk, row.vividpage_id, str(getattr(row, column) or ""), values, uploads)
            locked = list(dict.fromkeys(LOCKS.get(name, name) for name in row.locked))
            if locked != row.locked:
                row.locked = locked
                row.save(update_fields=["locked"])
    edits = apps.get_model("characters", "Edit").objects
    for edit in edits.iterator(chunk_size=100):
        _keep_removed(apps, edit, uploads)
    for edit in edits.iterator(chunk_size=100):
        edit.steps = [new for step in edit.steps for new in _converted(apps, step)]
        edit.kind = LOCKS.get(edit.kind, edit.kind)
        edit.save(update_fields=["steps", "kind"])


def _uploads(apps: Any) -> Iterator[tuple[str, UUID | None]]:
    """The files that readers have brought, with who did."""
    edits = apps.get_model("characters", "Edit").objects.filter(kind__in=LOCKS, summary__contains=" has a new ")
    for edit in edits:
        for step in edit.steps:
            for row in step["rows"]:
                name = (row["after"] or {}).get(edit.kind)
                if name:
                    yield name, edit.user_id


def _keep_removed(apps: Any, edit: Any, uploads: dict[str, UUID | None]) -> None:
    """Keep the pictures of whoever an edit has removed: undoing it brings them back."""
    for step in edit.steps:
        kind, column = KINDS.get(step["table"], ("", ""))
        for row in step["rows"]:
            if kind and row["after"] is None:
                before = row["before"]
                _keep(apps, kind, UUID(row["id"]), edit.vividpage_id, before.get(column) or "", before, uploads)


def _keep(
    apps: Any, kind: str, target: UUID, vividpage_id: UUID, shown: str, values: dict[str, Any],
    uploads: dict[str, UUID | None],
) -> None:
    column = "portraits" if kind == "person" else "views"
    names = list(dict.fromkeys([*(values.get(column) or []), *([shown] if shown else [])]))
    variant = values.get("variant") or 0
    pictures = apps.get_model("storyboards", "Picture").objects
    if not (names or variant) or pictures.filter(**{f"{kind}_id": target}).exists():
        return
    picture = pictures.create(kind=kind, vividpage_id=vividpage_id, variant=variant, **{f"{kind}_id": target})
    versions = apps.get_model("storyboards", "PictureVersion").objects
    for number, name in enumerate(names, 1):
        version = versions.create(
            picture=picture,
            number=number,
            image=name,
            origin="uploaded" if name in uploads else "drawn",
            requested_by_id=uploads.get(name),
            **_of_file(name),
        )
        if name == shown:
            picture.active_version = version
    picture.save(update_fields=["active_version"])


def _of_file(name: str) -> dict[str, Any]:
    """What a file says of itself; what cannot be read stays unknown."""
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            width, height = image.size
        return {
            "width": width,
            "height": height,
            "size": default_storage.size(name),
            "created": default_storage.get_modified_time(name),
        }
    except Exception:  # each storage has errors of its own, and none may stop a conversion
        return {"created": timezone.now()}


def _converted(apps: Any, step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A step without what rows no longer have, and the step of the pictures that it chose, if it did."""
    kind, column = KINDS.get(step["table"], ("", ""))
    if not kind:
        yield step
        return
    chosen = [change for row in step["rows"] if (change := _choice(apps, kind, column, row))]
    rows = []
    for row in step["rows"]:
        kept = {**row, "before": _stripped(row["before"], column), "after": _stripped(row["after"], column)}
        if kept["before"] != {} or kept["after"] != {}:
            rows.append(kept)
    if rows:
        yield {**step, "rows": rows}
    if chosen:
        yield {"table": "storyboards.Picture", "rows": chosen}


def _choice(apps: Any, kind: str, column: str, row: dict[str, Any]) -> dict[str, Any] | None:
    before, after = row["before"], row["after"]
    if not before or not after or column not in after:
        return None
    picture = apps.get_model("storyboards", "Picture").objects.filter(**{f"{kind}_id": row["id"]}).first()
    if picture is None:
        return None
    versions = {version.image.name: str(version.pk) for version in picture.versions.all()}
    return {
        "id": str(picture.pk),
        "before": {"active_version_id": versions.get(before[column])},
        "after": {"active_version_id": versions.get(after[column])},
    }


def _stripped(values: dict[str, Any] | None, column: str) -> dict[str, Any] | None:
    if values is None:
        return None
    kept = {name: value for name, value in values.items() if name != column and name not in GONE}
    if "locked" in kept:
        kept["locked"] = list(dict.fromkeys(LOCKS.get(name, name) for name in kept["locked"]))
    return kept


class Migration(migrations.Migration):
    dependencies = [("storyboards", "0100_pictures")]
    run_before = [("characters", "0101_no_pictures")]
    operations = [migrations.RunPython(convert)]
