"""People and places have no pictures here any more; parts of an analysis name their chapters."""

from __future__ import annotations

from django.db import migrations


def name_chapters(apps, schema_editor):
    """Jobs of 0.2, also those that are still under way."""
    units = apps.get_model("jobs", "Unit").objects
    jobs = apps.get_model("jobs", "Job").objects.filter(stage="analysis")
    for job in jobs.iterator():
        story = apps.get_model("books", "Chapter").objects.filter(vividpage=job.subject, kind="body")
        chapters = list(story.order_by("number").values_list("pk", flat=True))
        scenes = apps.get_model("books", "Scene").objects.filter(vividpage=job.subject)
        ids = {str(number): str(pk) for number, pk in scenes.values_list("number", "pk")}
        for kind in ("find", "analyse"):
            parts = {unit.target: unit for unit in units.filter(job=job, kind=kind)}
            _name_parts(parts, chapters, ids if kind == "find" else None)


def _name_parts(parts, chapters, ids):
    unit = None
    for chapter in chapters:
        if chapter in parts:
            unit = parts[chapter]
            unit.options["chapters"] = []
        if unit is not None:
            unit.options["chapters"].append(str(chapter))
    for unit in parts.values():
        if ids is not None and unit.result is not None:
            unit.result = {"found": unit.result, "scenes": ids}
        unit.save(update_fields=["options", "result"])


class Migration(migrations.Migration):
    dependencies = [
        ("characters", "0002_journal"),
        ("books", "0002_manuscripts"),
        ("jobs", "0002_pipelines"),
    ]

    operations = [
        migrations.RemoveField("character", "portrait"),
        migrations.RemoveField("character", "portraits"),
        migrations.RemoveField("character", "variant"),
        migrations.RemoveField("setting", "view"),
        migrations.RemoveField("setting", "views"),
        migrations.RemoveField("setting", "variant"),
        migrations.RunPython(name_chapters, migrations.RunPython.noop),
    ]
