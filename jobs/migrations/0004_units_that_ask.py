"""A needed unit whose calls were paid for in vain is not tried again before its reader says so."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column that says so of a unit."""

    dependencies = [("jobs", "0003_needed_units")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="asks",
            field=models.BooleanField(
                default=False,
                help_text="Its calls were paid for in vain, so it is not tried again before its reader says so.",
            ),
        ),
    ]
