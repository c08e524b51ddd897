"""What mends a pause is said by the error that made it, and kept instead of the error's name."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

MENDED_BY = {
    "KeyMissing": "key", "KeyRefused": "key", "OutOfFunds": "funds", "BudgetExhausted": "budget", "CapReached": "cap",
    "PriceUnknown": "price", "ModelRetired": "model", "UnknownModel": "model", "ReaderAwaited": "look",
}


def say_what_mends_it(apps: Any, schema_editor: Any) -> None:
    jobs = apps.get_model("jobs", "Job").objects
    for error, mended_by in MENDED_BY.items():
        jobs.filter(mended_by=error).update(mended_by=mended_by)
    jobs.exclude(mended_by__in=set(MENDED_BY.values())).update(mended_by="")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0100_pipelines")]

    operations = [
        migrations.RenameField("job", "halted_by", "mended_by"),
        migrations.RunPython(say_what_mends_it, migrations.RunPython.noop),
        migrations.AlterField(
            "job",
            "mended_by",
            models.CharField(
                blank=True, max_length=20, help_text="While it is paused: what its reader can do about it, as “budget”."
            ),
        ),
    ]
