"""The pictures of scenes, as version 0.2 had them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("storyboards", "0001_initial"),
        ("storyboards", "0002_version_digest"),
    ]

    dependencies = [
        ("books", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Storyboard",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "scene",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="storyboard", to="books.scene"
                    ),
                ),
            ],
            options={
                "ordering": ["scene__number"],
            },
        ),
        migrations.CreateModel(
            name="StoryboardVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("image", models.ImageField(upload_to="")),
                ("thumbnail", models.ImageField(upload_to="")),
                ("width", models.PositiveIntegerField(help_text="Pixels.")),
                ("height", models.PositiveIntegerField(help_text="Pixels.")),
                ("size", models.PositiveIntegerField(help_text="Bytes of the image.")),
                ("prompt", models.TextField()),
                ("negative_prompt", models.TextField(blank=True)),
                ("parameters", models.JSONField(default=dict, help_text="Model, style, seed.")),
                (
                    "digest",
                    models.CharField(
                        blank=True,
                        help_text="Of what the bible said when it was drawn; empty: not known.",
                        max_length=64,
                    ),
                ),
                (
                    "moderation",
                    models.CharField(
                        choices=[("shown", "shown"), ("hidden", "hidden by an admin")], default="shown", max_length=10
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "moderated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "storyboard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="storyboards.storyboard",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="storyboard",
            name="active_version",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="active_for",
                to="storyboards.storyboardversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="storyboardversion",
            constraint=models.UniqueConstraint(
                fields=("storyboard", "number"), name="storyboard_version_number_unique"
            ),
        ),
    ]
