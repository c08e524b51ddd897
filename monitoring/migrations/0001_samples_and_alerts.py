"""What was measured, and what went wrong."""

from __future__ import annotations

import uuid

import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=40)),
                (
                    "sentence",
                    models.CharField(help_text="What was measured when it began, for operators.", max_length=500),
                ),
                ("started", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "told_start",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                (
                    "told_end",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["-started"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("rule",), name="alert_one_open_of_a_rule"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("host", models.CharField(max_length=200)),
                ("at", models.DateTimeField(help_text="The minute.")),
                ("values", models.JSONField(help_text="Numbers by name: `monitoring.sampling`.")),
            ],
            options={
                "ordering": ["at"],
                "permissions": [("view_status", "Can see how the site is doing")],
                "indexes": [models.Index(fields=["at"], name="sample_at")],
                "constraints": [models.UniqueConstraint(fields=("host", "at"), name="sample_once_a_minute")],
            },
        ),
    ]
