"""Jobs and their units, as version 0.2 had them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("jobs", "0001_initial"),
        ("jobs", "0002_lanes_and_pauses"),
        ("jobs", "0003_halted_by"),
    ]

    dependencies = [
        ("books", "0001_v0_2"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("stage", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "running"),
                            ("paused", "paused"),
                            ("cancelled", "cancelled"),
                            ("completed", "completed"),
                            ("completed-with-failures", "completed with failures"),
                            ("failed", "failed"),
                        ],
                        default="running",
                        max_length=30,
                    ),
                ),
                (
                    "until",
                    models.CharField(
                        blank=True, help_text="The stage after which the work stops; empty: none.", max_length=40
                    ),
                ),
                ("planned", models.BooleanField(default=False, help_text="Whether its units have been laid out.")),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it failed or stands still, in the reader's words."),
                ),
                (
                    "paused_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="When it goes on by itself; empty: when somebody has seen to the reason.",
                        null=True,
                    ),
                ),
                (
                    "halted_by",
                    models.CharField(
                        blank=True,
                        help_text="While it is paused: the class of what stopped it, as BudgetExhausted.",
                        max_length=40,
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="jobs", to="books.vividpage"
                    ),
                ),
            ],
            options={
                "ordering": ["-created"],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("phase", models.PositiveSmallIntegerField(default=0)),
                ("number", models.PositiveIntegerField(help_text="Its place within the job.")),
                ("kind", models.CharField(max_length=40)),
                (
                    "target",
                    models.UUIDField(
                        blank=True, help_text="What it works on: a chapter, a scene, a character.", null=True
                    ),
                ),
                ("label", models.CharField(help_text="What readers are told is being done.", max_length=200)),
                ("essential", models.BooleanField(default=False)),
                (
                    "options",
                    models.JSONField(
                        blank=True, default=dict, help_text="How it is to be done other than its job says."
                    ),
                ),
                ("result", models.JSONField(blank=True, help_text="What later phases need of it.", null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("claimed", "being worked on"),
                            ("done", "done"),
                            ("failed", "set aside"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "claim",
                    models.UUIDField(blank=True, help_text="Whose it is: the slice that works on it.", null=True),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                (
                    "lane",
                    models.CharField(
                        blank=True, help_text="Whose limit of calls in flight it counts to.", max_length=100
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(blank=True, help_text="When it may be tried again.", null=True)),
                ("reason", models.TextField(blank=True)),
                ("started", models.DateTimeField(blank=True, null=True)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="units", to="jobs.job"),
                ),
            ],
            options={
                "ordering": ["phase", "number"],
            },
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["state"], name="job_state"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(fields=("vividpage", "stage"), name="job_one_per_stage_and_vividpage"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["job", "state", "phase", "number"], name="unit_to_claim"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(condition=models.Q(("state", "claimed")), fields=["lane"], name="unit_in_flight"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("job", "number"), name="unit_number_unique_in_job"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                fields=("job", "kind", "target"), name="unit_once_per_target", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "claimed"), _negated=True),
                    models.Q(("claim__isnull", False), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="unit_claimed_under_a_lease",
            ),
        ),
    ]
