"""Books have an origin and an identity, texts keep the kinds of their paragraphs, and readers a row of their own."""

import secrets
import uuid
from itertools import islice

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import books.models


def name_books(apps, schema_editor):
    """Books of 0.2 are uploads, but for those that have no file."""
    rows = apps.get_model("books", "VividPage").objects
    rows.exclude(identity="").update(origin="upload")
    for book in rows.filter(identity="").only("pk"):
        rows.filter(pk=book.pk).update(identity=secrets.token_hex(32))


CONVERT = """
INSERT INTO books_reading (id, reader_id, vividpage_id, scene_id, paragraph, "character", farthest_id, spoilers, changed)
SELECT gen_random_uuid(), book.owner_id, book.id, book.place_id, 0, 0,
       (SELECT scene.id FROM books_scene scene
        WHERE scene.vividpage_id = book.id
          AND scene.number <= GREATEST(book.read_to, COALESCE(place.number, 0))
        ORDER BY scene.number DESC LIMIT 1),
       CASE book.reveal WHEN 'all' THEN 'all' WHEN 'read' THEN 'none' ELSE 'while-drawn' END,
       now()
FROM books_vividpage book LEFT JOIN books_scene place ON place.id = book.place_id
WHERE book.place_id IS NOT NULL OR book.read_to > 0 OR book.reveal <> 'making'
"""


LONGEST_VERSE_LINE = 90


BATCH = 500


def kinds_of(text):
    """The kind of each paragraph, or nothing if all are prose."""
    lines = [paragraph.split("\n") for paragraph in text.split("\n\n")]
    kinds = ["verse" if len(own) > 1 and max(map(len, own)) <= LONGEST_VERSE_LINE else "prose" for own in lines]
    return kinds if "verse" in kinds else []


def name_verse(apps, schema_editor):
    """Look only at texts that have a line end within a paragraph."""
    for model, field in (("Scene", "text"), ("Chapter", "matter")):
        manager = apps.get_model("books", model).objects
        rows = manager.filter(**{f"{field}__regex": r"[^\n]\n[^\n]"}).only("pk", field).iterator(BATCH)
        while batch := list(islice(rows, BATCH)):
            for row in batch:
                row.kinds = kinds_of(getattr(row, field))
            manager.bulk_update(batch, ["kinds"])


BUDGETS = """
UPDATE books_vividpage AS book SET budget_id = budget.id FROM providers_budget AS budget WHERE budget.subject = book.id
"""


# Else a table with checks that wait for the end of the transaction could not be altered in it.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


class Migration(migrations.Migration):
    dependencies = [
        ("books", "0001_v0_2"),
        ("providers", "0002_budgets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField(model_name="vividpage", old_name="epub_sha256", new_name="identity"),
        migrations.AddField(
            model_name="vividpage",
            name="origin",
            field=models.CharField(
                choices=[("upload", "uploaded"), ("sample", "sample book"), ("manuscript", "manuscript")],
                default="manuscript",
                max_length=20,
            ),
        ),
        migrations.RunPython(name_books, migrations.RunPython.noop),
        migrations.RunSQL(CHECK_NOW),
        migrations.AlterField(
            model_name="vividpage",
            name="identity",
            field=models.CharField(
                db_index=True,
                default=books.models.random_identity,
                editable=False,
                help_text="What seeds and faces derive from: the SHA-256 of an uploaded file, random for other books.",
                max_length=64,
            ),
        ),
        migrations.AddConstraint(
            model_name="vividpage",
            constraint=models.CheckConstraint(condition=~models.Q(identity=""), name="vividpage_has_an_identity"),
        ),
        migrations.AddConstraint(
            model_name="vividpage",
            constraint=models.CheckConstraint(condition=~models.Q(origin=""), name="vividpage_has_an_origin"),
        ),
        migrations.AlterField(
            model_name="vividpage",
            name="style",
            field=models.CharField(default="storybook", max_length=40, validators=[books.models.validate_style]),
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("character", models.PositiveIntegerField(default=0)),
                (
                    "spoilers",
                    models.CharField(
                        choices=[
                            ("while-drawn", "pictures as they are drawn, and else nothing"),
                            ("none", "nothing"),
                            ("all", "everything"),
                        ],
                        default="while-drawn",
                        help_text="What is shown of what is not yet read.",
                        max_length=12,
                    ),
                ),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "farthest",
                    models.ForeignKey(
                        blank=True,
                        help_text="The farthest scene that the reader has had open; empty: none yet.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="books.scene",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="books.scene",
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="books.vividpage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "vividpage"), name="reading_once_per_reader_and_book")
                ],
            },
        ),
        migrations.RunSQL([CONVERT, CHECK_NOW]),
        migrations.RemoveField(model_name="vividpage", name="place"),
        migrations.RemoveField(model_name="vividpage", name="read_to"),
        migrations.RemoveField(model_name="vividpage", name="reveal"),
        migrations.CreateModel(
            name="BookPicture",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Its place among the pictures of its chapter, from 1."),
                ),
                ("after", models.PositiveIntegerField(help_text="How many paragraphs of the scene stand before it.")),
                ("image", models.ImageField(max_length=200, upload_to="")),
                ("media_type", models.CharField(max_length=50)),
                ("width", models.PositiveIntegerField(help_text="Pixels.")),
                ("height", models.PositiveIntegerField(help_text="Pixels.")),
                ("alt", models.TextField(blank=True)),
                ("caption", models.TextField(blank=True)),
                ("digest", models.CharField(help_text="SHA-256 of the file in the book.", max_length=64)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="BookNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(help_text="Its place among the notes of its chapter, from 1.")),
                ("label", models.CharField(blank=True, help_text="Its sign as the book prints it.", max_length=100)),
                ("text", models.TextField(help_text="Its paragraphs, with a blank line between.")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("prose", "prose"),
                                ("verse", "verse"),
                                ("letter", "letter"),
                                ("heading", "heading"),
                                ("caption", "caption"),
                                ("list", "list"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        help_text="The kind of each paragraph; empty: all are prose.",
                        size=None,
                    ),
                ),
                (
                    "marks",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What is emphasised: start and end in the text, and kind, of each.",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="chapter",
            name="chapter_number_unique",
        ),
        migrations.RemoveConstraint(
            model_name="scene",
            name="scene_number_unique",
        ),
        migrations.RenameField(
            model_name="vividpage",
            old_name="notes",
            new_name="warnings",
        ),
        migrations.AddField(
            model_name="chapter",
            name="anchors",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="The signs of notes: place in the text and number of the note, of each.",
            ),
        ),
        migrations.AddField(
            model_name="chapter",
            name="breaks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                default=list,
                help_text="The paragraphs, from 0, before which the book marks a break.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="chapter",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("prose", "prose"),
                        ("verse", "verse"),
                        ("letter", "letter"),
                        ("heading", "heading"),
                        ("caption", "caption"),
                        ("list", "list"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                help_text="The kind of each paragraph; empty: all are prose.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="chapter",
            name="marks",
            field=models.JSONField(
                blank=True, default=list, help_text="What is emphasised: start and end in the text, and kind, of each."
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="anchors",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="The signs of notes: place in the text and number of the note, of each.",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="breaks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                default=list,
                help_text="The paragraphs, from 0, before which the book marks a break.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("prose", "prose"),
                        ("verse", "verse"),
                        ("letter", "letter"),
                        ("heading", "heading"),
                        ("caption", "caption"),
                        ("list", "list"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                help_text="The kind of each paragraph; empty: all are prose.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="Which writing of its text this is."),
        ),
        migrations.AlterField(
            model_name="chapter",
            name="matter",
            field=models.TextField(blank=True, help_text="Paragraphs with a blank line between."),
        ),
        migrations.AlterField(
            model_name="vividpage",
            name="picture_counts",
            field=models.JSONField(blank=True, default=dict, help_text="How many pictures each density gives."),
        ),
        migrations.AlterField(
            model_name="vividpage",
            name="status",
            field=models.CharField(
                choices=[
                    ("reading", "being read"),
                    ("unreadable", "not readable"),
                    ("uploaded", "not started"),
                    ("working", "in the making"),
                    ("paused", "paused"),
                    ("cancelled", "stopped"),
                    ("completed", "completed"),
                    ("completed-with-failures", "completed with failures"),
                    ("failed", "failed"),
                ],
                default="uploaded",
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="chapter",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("vividpage", "number"),
                name="chapter_number_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="chapter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kinds", []),
                    (
                        "kinds__len",
                        models.Func(
                            models.Func(models.F("matter"), models.Value("\n\n"), function="string_to_array"),
                            function="cardinality",
                            output_field=models.IntegerField(),
                        ),
                    ),
                    _connector="OR",
                ),
                name="chapter_kinds_agree",
            ),
        ),
        migrations.AddConstraint(
            model_name="scene",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("vividpage", "number"),
                name="scene_number_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="scene",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kinds", []),
                    (
                        "kinds__len",
                        models.Func(
                            models.Func(models.F("text"), models.Value("\n\n"), function="string_to_array"),
                            function="cardinality",
                            output_field=models.IntegerField(),
                        ),
                    ),
                    _connector="OR",
                ),
                name="scene_kinds_agree",
            ),
        ),
        migrations.AddField(
            model_name="bookpicture",
            name="chapter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="own_pictures", to="books.chapter"
            ),
        ),
        migrations.AddField(
            model_name="bookpicture",
            name="scene",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: it stands in a chapter without scenes.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="own_pictures",
                to="books.scene",
            ),
        ),
        migrations.AddField(
            model_name="booknote",
            name="chapter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="books.chapter"
            ),
        ),
        migrations.AddConstraint(
            model_name="bookpicture",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("chapter", "number"),
                name="book_picture_number_unique_in_chapter",
            ),
        ),
        migrations.AddConstraint(
            model_name="booknote",
            constraint=models.UniqueConstraint(fields=("chapter", "number"), name="note_number_unique_in_chapter"),
        ),
        migrations.AddConstraint(
            model_name="booknote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kinds", []),
                    (
                        "kinds__len",
                        models.Func(
                            models.Func(models.F("text"), models.Value("\n\n"), function="string_to_array"),
                            function="cardinality",
                            output_field=models.IntegerField(),
                        ),
                    ),
                    _connector="OR",
                ),
                name="note_kinds_agree",
            ),
        ),
        migrations.RunPython(name_verse, migrations.RunPython.noop),
        migrations.RunSQL(CHECK_NOW),
        migrations.RemoveConstraint(
            model_name="vividpage",
            name="vividpage_spent_within_budget",
        ),
        migrations.RemoveConstraint(
            model_name="vividpage",
            name="vividpage_spent_not_negative",
        ),
        migrations.RemoveField(
            model_name="vividpage",
            name="budget",
        ),
        migrations.RemoveField(
            model_name="vividpage",
            name="reserved",
        ),
        migrations.RemoveField(
            model_name="vividpage",
            name="spent",
        ),
        migrations.AddField(
            model_name="vividpage",
            name="budget",
            field=models.OneToOneField(
                editable=False,
                help_text="What it may cost.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="providers.budget",
            ),
        ),
        migrations.RunSQL([BUDGETS, CHECK_NOW]),
        migrations.AlterField(
            model_name="vividpage",
            name="budget",
            field=models.OneToOneField(
                editable=False,
                help_text="What it may cost.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="providers.budget",
            ),
        ),
    ]
