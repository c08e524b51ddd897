"""Units and calls that draw people and places are called by what they draw."""

from __future__ import annotations

from django.db import migrations

NAMES = (("portrait", "person"), ("view", "place"))


def _renamed(table: str, column: str, *, back: bool = False) -> str:
    pairs = [pair[::-1] for pair in NAMES] if back else NAMES
    return ";".join(f"UPDATE {table} SET {column} = '{new}' WHERE {column} = '{old}'" for old, new in pairs)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0003_halted_by"),
        ("providers", "0002_forgotten"),
        ("storyboards", "0102_picture_constraints"),
    ]
    operations = [
        migrations.RunSQL(_renamed("jobs_unit", "kind"), _renamed("jobs_unit", "kind", back=True)),
        migrations.RunSQL(
            _renamed("providers_paidcall", "purpose"), _renamed("providers_paidcall", "purpose", back=True)
        ),
    ]
