"""Edits note rows by the label of their model, and analyses the writing that they were made from."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def label_tables(apps: Any, _schema_editor: Any) -> None:
    """`Quote` becomes `characters.Quote`."""
    edit = apps.get_model("characters", "Edit")
    for row in edit.objects.iterator(chunk_size=100):
        for step in row.steps:
            if "." not in step["table"]:
                step["table"] = f"characters.{step['table']}"
        row.save(update_fields=["steps"])


class Migration(migrations.Migration):
    dependencies = [
        ("characters", "0001_v0_2"),
    ]

    operations = [
        migrations.RunPython(label_tables, migrations.RunPython.noop),
        migrations.AddField(
            model_name="analysis",
            name="revision",
            field=models.PositiveIntegerField(
                default=1, help_text="Of the scene's text: which writing of it was read."
            ),
        ),
    ]
