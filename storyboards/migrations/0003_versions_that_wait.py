"""A redrawn picture waits beside the one that is shown, until its reader accepts it."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_tallies"),
        ("storyboards", "0002_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PicturePreferences",
            fields=[
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "accepts_at_once",
                    models.BooleanField(
                        default=False,
                        help_text="Whether a redrawn picture is shown as soon as it is drawn, without being looked at.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "picture preferences",
            },
        ),
        migrations.AddField(
            model_name="picture",
            name="last_deleted",
            field=models.PositiveIntegerField(
                default=0,
                help_text="The highest number of a deleted version: none gets it again, for seeds follow from it.",
            ),
        ),
        migrations.AddField(
            model_name="pictureversion",
            name="draught_of",
            field=models.UUIDField(
                blank=True, help_text="What the draughts that were asked for together have in common.", null=True
            ),
        ),
        migrations.AddField(
            model_name="pictureversion",
            name="is_favourite",
            field=models.BooleanField(default=False, help_text="Its reader keeps it: it is not deleted with old ones."),
        ),
        migrations.AddField(
            model_name="pictureversion",
            name="standing",
            field=models.CharField(
                choices=[
                    ("kept", "kept"),
                    ("waiting", "waits beside the one that is shown"),
                    ("rejected", "put aside"),
                ],
                default="kept",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="pictureversion",
            index=models.Index(
                condition=models.Q(("standing", "waiting")), fields=["picture"], name="picture_version_waiting"
            ),
        ),
    ]
