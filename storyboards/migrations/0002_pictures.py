"""Storyboards, portraits and views, all that there have been, become pictures; edits that chose one follow them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import django.db.models.deletion
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
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
    apps: Any,
    kind: str,
    target: UUID,
    vividpage_id: UUID,
    shown: str,
    values: dict[str, Any],
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


# Else tables with checks that wait for the end of the transaction could not be altered in it.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"
OWN_VERSION = """
ALTER TABLE storyboards_picture ADD CONSTRAINT picture_shows_a_version_of_its_own
FOREIGN KEY (id, active_version_id) REFERENCES storyboards_pictureversion (picture_id, id)
DEFERRABLE INITIALLY DEFERRED
"""


"""Two keys in one: Django has none of these."""


NAMES = (("portrait", "person"), ("view", "place"))


def _renamed(table: str, column: str, *, back: bool = False) -> str:
    pairs = [pair[::-1] for pair in NAMES] if back else NAMES
    return ";".join(f"UPDATE {table} SET {column} = '{new}' WHERE {column} = '{old}'" for old, new in pairs)


BEFORE, NOW = "characters.tasks.check_continuity", "storyboards.tasks.check_continuity"


def move_checks(apps: Any, _schema_editor: Any) -> None:
    """Name the task by where it is."""
    apps.get_model("django_q", "Schedule").objects.filter(func=BEFORE).update(func=NOW)


class Migration(migrations.Migration):
    dependencies = [
        ("books", "0001_v0_2"),
        ("characters", "0002_journal"),
        ("django_q", "0018_task_success_index"),
        ("jobs", "0001_v0_2"),
        ("providers", "0001_v0_2"),
        ("storyboards", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    run_before = [("characters", "0003_no_pictures")]

    operations = [
        migrations.RemoveConstraint("storyboardversion", "storyboard_version_number_unique"),
        migrations.RenameModel("Storyboard", "Picture"),
        migrations.RenameModel("StoryboardVersion", "PictureVersion"),
        migrations.RenameField("pictureversion", "storyboard", "picture"),
        migrations.AlterModelOptions("picture", {"ordering": ["vividpage", "kind", "scene__number"]}),
        migrations.AddField(
            "picture",
            "vividpage",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="books.vividpage"
            ),
        ),
        migrations.AddField(
            "picture",
            "kind",
            models.CharField(
                choices=[
                    ("scene", "scene"),
                    ("person", "person"),
                    ("place", "place"),
                    ("cover", "cover"),
                    ("page", "page"),
                ],
                default="scene",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "picture",
            "scene",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="picture", to="books.scene"
            ),
        ),
        migrations.AddField(
            "picture",
            "person",
            models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="picture",
                to="characters.character",
            ),
        ),
        migrations.AddField(
            "picture",
            "place",
            models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="picture",
                to="characters.setting",
            ),
        ),
        migrations.AddField(
            "picture",
            "page",
            models.UUIDField(help_text="The page of a book that is written here.", null=True, unique=True),
        ),
        migrations.AddField(
            "picture",
            "variant",
            models.PositiveSmallIntegerField(
                default=0,
                help_text="Which draught of what the text leaves open; a redrawn reference picture is the next.",
            ),
        ),
        migrations.AddField(
            "pictureversion",
            "origin",
            models.CharField(choices=[("drawn", "drawn"), ("uploaded", "uploaded")], default="drawn", max_length=10),
        ),
        migrations.AddField(
            "pictureversion",
            "request",
            models.TextField(blank=True, help_text="What the reader wished to be different, in their words."),
        ),
        migrations.AddField(
            "pictureversion",
            "requested_by",
            models.ForeignKey(
                blank=True,
                help_text="Who asked for it or uploaded it; empty: the making of the book.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "pictureversion",
            "cost",
            models.DecimalField(
                blank=True, decimal_places=6, help_text="USD; empty: not known.", max_digits=12, null=True
            ),
        ),
        migrations.AlterField(
            "pictureversion", "image", models.ImageField(max_length=200, upload_to="")
        ),
        migrations.AlterField(
            "pictureversion",
            "thumbnail",
            models.ImageField(blank=True, max_length=200, upload_to=""),
        ),
        migrations.AlterField(
            "pictureversion", "width", models.PositiveIntegerField(default=0, help_text="Pixels; 0: not known.")
        ),
        migrations.AlterField(
            "pictureversion", "height", models.PositiveIntegerField(default=0, help_text="Pixels; 0: not known.")
        ),
        migrations.AlterField(
            "pictureversion",
            "size",
            models.PositiveIntegerField(default=0, help_text="Bytes of the image; 0: not known."),
        ),
        migrations.AlterField("pictureversion", "prompt", models.TextField(blank=True)),
        migrations.AlterField(
            "pictureversion",
            "parameters",
            models.JSONField(blank=True, default=dict, help_text="Model, style, seed."),
        ),
        migrations.RunPython(convert),
        migrations.RunSQL(CHECK_NOW),
        migrations.AlterField(
            "picture",
            "vividpage",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="books.vividpage"
            ),
        ),
        migrations.AddConstraint(
            "picture",
            models.CheckConstraint(
                condition=Q(kind="scene", scene__isnull=False, person=None, place=None, page=None)
                | Q(kind="person", scene=None, person__isnull=False, place=None, page=None)
                | Q(kind="place", scene=None, person=None, place__isnull=False, page=None)
                | Q(kind="cover", scene=None, person=None, place=None, page=None)
                | Q(kind="page", scene=None, person=None, place=None, page__isnull=False),
                name="picture_target_fits_its_kind",
            ),
        ),
        migrations.AddConstraint(
            "picture",
            models.UniqueConstraint(fields=["vividpage"], condition=Q(kind="cover"), name="picture_one_cover_per_book"),
        ),
        migrations.AddConstraint(
            "pictureversion",
            models.UniqueConstraint(fields=["picture", "number"], name="picture_version_number_unique"),
        ),
        migrations.AddConstraint(
            "pictureversion",
            models.UniqueConstraint(fields=["picture", "id"], name="picture_version_of_its_picture"),
        ),
        migrations.RunSQL(
            OWN_VERSION, "ALTER TABLE storyboards_picture DROP CONSTRAINT picture_shows_a_version_of_its_own"
        ),
        migrations.RunSQL(_renamed("jobs_unit", "kind"), _renamed("jobs_unit", "kind", back=True)),
        migrations.RunSQL(
            _renamed("providers_paidcall", "purpose"), _renamed("providers_paidcall", "purpose", back=True)
        ),
        migrations.RunPython(move_checks, migrations.RunPython.noop),
    ]
