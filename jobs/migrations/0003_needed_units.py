"""Units that later work stands on are held instead of given up, and what needs them waits."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    """Units that are laid out already are given up as before."""

    dependencies = [("jobs", "0002_pipelines")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="needed",
            field=models.BooleanField(
                default=False,
                help_text="Later work stands on it, so it is tried for long before others do without it.",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="waits_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="What it needs first; it can be claimed once that is open no more.",
                null=True,
                on_delete=deletion.DO_NOTHING,
                related_name="waiting",
                to="jobs.unit",
            ),
        ),
    ]
