"""An answer knows every book that was given it: a third one put the second one out of its mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django.db.models.deletion
from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def enter_uses(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Enter the one book that was known of each answer."""
    calls = apps.get_model("providers", "PaidCall").objects.exclude(used_by=None)
    uses = apps.get_model("providers", "AnswerUse")
    known = calls.values_list("pk", "used_by").iterator()
    uses.objects.bulk_create((uses(call_id=call, subject=subject) for call, subject in known), batch_size=1000)


def name_one(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Go back to one book of each answer."""
    calls = apps.get_model("providers", "PaidCall").objects
    for use in apps.get_model("providers", "AnswerUse").objects.iterator():
        calls.filter(pk=use.call_id).update(used_by=use.subject)


class Migration(migrations.Migration):
    """A relation in place of the column."""

    dependencies = [("providers", "0006_server_limits")]

    operations = [
        migrations.CreateModel(
            name="AnswerUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.UUIDField(help_text="The book.")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="providers.paidcall"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("call", "subject"), name="answer_use_once")],
                "indexes": [models.Index(fields=["subject"], name="answer_use_of_subject")],
            },
        ),
        migrations.RunPython(enter_uses, name_one),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RemoveIndex(model_name="paidcall", name="paid_call_used_by"),
        migrations.RemoveField(model_name="paidcall", name="used_by"),
    ]
