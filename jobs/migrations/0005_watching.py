"""Who asked for a job, when it was taken up and begun; and the workers that there are."""

from __future__ import annotations

import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of jobs, and a table of workers."""

    dependencies = [("jobs", "0004_units_that_ask")]

    operations = [
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("host", models.CharField(max_length=200)),
                ("pid", models.PositiveIntegerField()),
                ("processes", models.PositiveSmallIntegerField()),
                (
                    "stages",
                    models.CharField(
                        blank=True, help_text="WORKER_STAGES; empty: all, and the queue.", max_length=500
                    ),
                ),
                ("version", models.CharField(blank=True, max_length=40)),
                (
                    "is_draining",
                    models.BooleanField(
                        default=False, help_text="Whether it takes nothing new, since it is to stop."
                    ),
                ),
                ("started", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["host", "pid"],
                "indexes": [models.Index(fields=["seen"], name="cluster_seen")],
            },
        ),
        migrations.AddField(
            model_name="job",
            name="metadata",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What asked for it: the id of the request, and its traceparent.",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="started",
            field=models.DateTimeField(blank=True, help_text="When its first unit was begun.", null=True),
        ),
        migrations.AddField(
            model_name="job",
            name="taken_up",
            field=models.DateTimeField(blank=True, help_text="When it was last set to run.", null=True),
        ),
    ]
