"""Edits note their rows by the label of their model, so that rows of any app can be in an edit."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def label_tables(apps: Any, _schema_editor: Any) -> None:
    """`Quote` becomes `characters.Quote`."""
    edit = apps.get_model("characters", "Edit")
    for row in edit.objects.iterator(chunk_size=100):
        for step in row.steps:
            if "." not in step["table"]:
                step["table"] = f"characters.{step['table']}"
        row.save(update_fields=["steps"])


class Migration(migrations.Migration):
    dependencies = [("characters", "0008_variants")]
    operations = [migrations.RunPython(label_tables, migrations.RunPython.noop)]
