"""The pictures of people and places have a history of their own by now."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("characters", "0100_journal_labels")]
    operations = [
        migrations.RemoveField("character", "portrait"),
        migrations.RemoveField("character", "portraits"),
        migrations.RemoveField("character", "variant"),
        migrations.RemoveField("setting", "view"),
        migrations.RemoveField("setting", "views"),
        migrations.RemoveField("setting", "variant"),
    ]
