"""Checks of continuity that are still to come are run where pictures are known."""

from __future__ import annotations

from typing import Any

from django.db import migrations

BEFORE, NOW = "characters.tasks.check_continuity", "storyboards.tasks.check_continuity"


def convert(apps: Any, _schema_editor: Any) -> None:
    """Name the task by where it is."""
    apps.get_model("django_q", "Schedule").objects.filter(func=BEFORE).update(func=NOW)


class Migration(migrations.Migration):
    dependencies = [
        ("storyboards", "0103_kinds_of_references"),
        ("django_q", "0018_task_success_index"),
    ]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
