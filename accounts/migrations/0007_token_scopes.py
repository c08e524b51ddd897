"""Tokens say what they may and until when; those that are there fetch books onto e-readers, as they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def for_e_readers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the tokens that are there do what they did."""
    apps.get_model("accounts", "AccessToken").objects.update(scopes=["feeds"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0006_connections")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="accesstoken",
            name="scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20),
                default=list,
                help_text="What it may (accounts.tokens).",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="accesstoken",
            name="expires",
            field=models.DateTimeField(blank=True, help_text="Empty: never.", null=True),
        ),
        migrations.RunPython(for_e_readers, migrations.RunPython.noop),
    ]
