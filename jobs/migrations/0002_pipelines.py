"""Jobs know a pipeline and a subject instead of a book, readers take turns, and what has run becomes history."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAKING = "making"


PRIORITIES = [(0, "ordinary"), (10, "a reader waits for it")]


OUTCOMES = [
    ("completed", "completed"),
    ("completed-with-failures", "completed with failures"),
    ("failed", "failed"),
    ("cancelled", "cancelled"),
]


def name_subjects(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every job of 0.2 is one of the making of a book."""
    VividPage, Job = apps.get_model("books", "VividPage"), apps.get_model("jobs", "Job")
    owner = VividPage.objects.filter(pk=models.OuterRef("vividpage_id")).values("owner_id")
    Job.objects.update(pipeline=MAKING, subject=models.F("vividpage_id"), owner_id=models.Subquery(owner))


def name_books(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `name_subjects`; jobs of other pipelines have no place in 0.2."""
    Job = apps.get_model("jobs", "Job")
    Job.objects.exclude(pipeline=MAKING).delete()
    Job.objects.update(vividpage_id=models.F("subject"))


def write_history(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A run for each book whose making has begun: from its first job to the end of its last."""
    Run = apps.get_model("jobs", "Run")
    Run.objects.bulk_create((Run(**run) for run in _runs(apps)), batch_size=500)


def _runs(apps: Apps) -> Iterator[dict[str, Any]]:
    VividPage, Job = apps.get_model("books", "VividPage"), apps.get_model("jobs", "Job")
    books = {pk: (status, ended) for pk, status, ended in VividPage.objects.values_list("pk", "status", "completed")}
    jobs: dict[uuid.UUID, list[Any]] = {}
    for job in Job.objects.order_by("created"):
        jobs.setdefault(job.subject, []).append(job)
    for subject, found in jobs.items():
        status, completed = books[subject]
        is_over = status in dict(OUTCOMES) and not any(job.state in ("running", "paused") for job in found)
        failed = next((job for job in found if job.state == "failed"), None)
        yield {
            "pipeline": MAKING,
            "subject": subject,
            "until": found[-1].until,
            "started": found[0].created,
            "started_by_id": found[0].owner_id,
            "finished": (completed or _last_end(found)) if is_over else None,
            "outcome": status if is_over else "",
            "reason": failed.reason if failed and is_over else "",
        }


def _last_end(jobs: list[Any]) -> datetime:
    return max(job.finished or job.created for job in jobs)


MENDED_BY = {
    "KeyMissing": "key",
    "KeyRefused": "key",
    "OutOfFunds": "funds",
    "BudgetExhausted": "budget",
    "CapReached": "cap",
    "PriceUnknown": "price",
    "ModelRetired": "model",
    "UnknownModel": "model",
    "ReaderAwaited": "look",
}


def say_what_mends_it(apps: Any, schema_editor: Any) -> None:
    jobs = apps.get_model("jobs", "Job").objects
    for error, mended_by in MENDED_BY.items():
        jobs.filter(mended_by=error).update(mended_by=mended_by)
    jobs.exclude(mended_by__in=set(MENDED_BY.values())).update(mended_by="")


class Migration(migrations.Migration):
    dependencies = [
        ("books", "0001_v0_2"),
        ("jobs", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("job", "pipeline", models.CharField(max_length=40, default=MAKING), preserve_default=False),
        migrations.AddField("job", "subject", models.UUIDField(null=True)),
        migrations.AddField(
            "job",
            "owner",
            models.ForeignKey(
                settings.AUTH_USER_MODEL, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="jobs"
            ),
        ),
        migrations.RemoveConstraint("job", "job_one_per_stage_and_vividpage"),
        migrations.AlterField(
            "job",
            "vividpage",
            models.ForeignKey(
                "books.VividPage", null=True, on_delete=django.db.models.deletion.CASCADE, related_name="jobs"
            ),
        ),
        migrations.RunPython(name_subjects, name_books),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            "job",
            "subject",
            models.UUIDField(help_text="What it works on, as the app of its pipeline knows it: a book, an edition."),
        ),
        migrations.AlterField(
            "job",
            "owner",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                help_text="Whose turn it takes.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jobs",
            ),
        ),
        migrations.RemoveField("job", "vividpage"),
        migrations.AddField("job", "priority", models.SmallIntegerField(choices=PRIORITIES, default=0)),
        migrations.AddField("unit", "priority", models.SmallIntegerField(choices=PRIORITIES, default=0)),
        migrations.AddConstraint(
            "job",
            models.UniqueConstraint(fields=["pipeline", "subject", "stage"], name="job_one_per_stage_of_a_subject"),
        ),
        migrations.AddIndex("job", models.Index(fields=["subject"], name="job_subject")),
        migrations.RemoveIndex("unit", "unit_in_flight"),
        migrations.RenameField("unit", "lane", "concurrency_key"),
        migrations.AddIndex(
            "unit",
            models.Index(condition=models.Q(("state", "claimed")), fields=["concurrency_key"], name="unit_in_flight"),
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("pipeline", models.CharField(max_length=40)),
                ("subject", models.UUIDField()),
                (
                    "until",
                    models.CharField(
                        blank=True, help_text="The stage after which it was to stop; empty: none.", max_length=40
                    ),
                ),
                ("started", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(blank=True, choices=OUTCOMES, help_text="Empty: not ended yet.", max_length=30),
                ),
                ("reason", models.TextField(blank=True, help_text="Why it failed, in the reader's words.")),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started"],
                "indexes": [models.Index(fields=["subject", "-started"], name="run_of_a_subject")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished", None)),
                        fields=("pipeline", "subject"),
                        name="run_one_open_of_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished", None), ("outcome", "")),
                            models.Q(("finished__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="run_with_an_outcome_once_finished",
                    ),
                ],
            },
        ),
        migrations.RunPython(write_history, migrations.RunPython.noop),
        migrations.RenameField("job", "halted_by", "mended_by"),
        migrations.RunPython(say_what_mends_it, migrations.RunPython.noop),
        migrations.AlterField(
            "job",
            "mended_by",
            models.CharField(
                blank=True, max_length=20, help_text="While it is paused: what its reader can do about it, as “budget”."
            ),
        ),
        migrations.AddField(
            "job",
            "last_turn",
            models.DateTimeField(blank=True, help_text="When one of its units was last begun.", null=True),
        ),
        migrations.AddIndex(
            "unit",
            models.Index(
                condition=models.Q(("priority__gt", 0), ("state", "waiting")), fields=["job"], name="unit_urgent"
            ),
        ),
    ]
