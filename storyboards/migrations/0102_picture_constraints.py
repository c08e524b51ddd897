"""What the database holds of pictures, now that every row has its book and its kind."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OWN_VERSION = """
ALTER TABLE storyboards_picture ADD CONSTRAINT picture_shows_a_version_of_its_own
FOREIGN KEY (id, active_version_id) REFERENCES storyboards_pictureversion (picture_id, id)
DEFERRABLE INITIALLY DEFERRED
"""
"""Two keys in one: Django has none of these."""


class Migration(migrations.Migration):
    dependencies = [("storyboards", "0101_pictures_of_people_and_places")]

    operations = [
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
    ]
