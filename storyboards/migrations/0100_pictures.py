"""Storyboards become the pictures of scenes, beside those of people, places, covers and pages."""

from __future__ import annotations

import django.db.models.deletion
import storyboards.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("books", "0001_initial"),
        ("characters", "0100_journal_labels"),
        ("storyboards", "0002_version_digest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

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
            models.CharField(
                choices=[("drawn", "drawn"), ("uploaded", "uploaded")], default="drawn", max_length=10
            ),
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
            "pictureversion", "image", models.ImageField(max_length=200, upload_to=storyboards.models.image_path)
        ),
        migrations.AlterField(
            "pictureversion",
            "thumbnail",
            models.ImageField(blank=True, max_length=200, upload_to=storyboards.models.thumbnail_path),
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
    ]
