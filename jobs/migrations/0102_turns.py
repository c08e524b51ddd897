"""Readers take turns, and what a reader waits for is found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0101_mended_by")]

    operations = [
        migrations.AddField(
            "job",
            "last_turn",
            models.DateTimeField(blank=True, help_text="When one of its units was last begun.", null=True),
        ),
        migrations.AddIndex(
            "unit",
            models.Index(
                condition=models.Q(("priority__gt", 0), ("state", "waiting")), fields=["job"], name="unit_urgent"
            ),
        ),
    ]
