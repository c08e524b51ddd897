"""Where a reader is in a book moves from the book to a row of its own, with all that was kept of it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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


class Migration(migrations.Migration):

    dependencies = [
        ("books", "0101_styles_are_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.RunSQL(CONVERT),
        migrations.RemoveField(model_name="vividpage", name="place"),
        migrations.RemoveField(model_name="vividpage", name="read_to"),
        migrations.RemoveField(model_name="vividpage", name="reveal"),
    ]
