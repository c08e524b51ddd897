"""Give verse its kind where a book of 0.2 has it: paragraphs of several short lines. All others count as prose."""

from itertools import islice

from django.db import migrations

LONGEST_VERSE_LINE = 90
BATCH = 500


def kinds_of(text):
    """The kind of each paragraph, or nothing if all are prose."""
    lines = [paragraph.split("\n") for paragraph in text.split("\n\n")]
    kinds = ["verse" if len(own) > 1 and max(map(len, own)) <= LONGEST_VERSE_LINE else "prose" for own in lines]
    return kinds if "verse" in kinds else []


def name_verse(apps, schema_editor):
    """Look only at texts that have a line end within a paragraph."""
    for model, field in (("Scene", "text"), ("Chapter", "matter")):
        manager = apps.get_model("books", model).objects
        rows = manager.filter(**{f"{field}__regex": r"[^\n]\n[^\n]"}).only("pk", field).iterator(BATCH)
        while batch := list(islice(rows, BATCH)):
            for row in batch:
                row.kinds = kinds_of(getattr(row, field))
            manager.bulk_update(batch, ["kinds"])


class Migration(migrations.Migration):
    dependencies = [("books", "0103_manuscript")]

    operations = [migrations.RunPython(name_verse, migrations.RunPython.noop)]
