"""Whether files and rows agree, and nothing is left of the work but what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID


def leftovers(subjects: Sequence[UUID]) -> list[str]:
    """Return the jobs and units of a step that is done which are not."""
    from jobs.models import Job, Run, Unit

    jobs = Job.objects.filter(subject__in=subjects)
    problems = [
        f"the job {job.pipeline}/{job.stage} is {job.state}: {job.reason}"
        for job in jobs.exclude(state=Job.State.COMPLETED)
    ]
    units = Unit.objects.filter(job__in=jobs).exclude(state=Unit.State.DONE)
    problems += [f"the unit “{unit.label}” is {unit.state}: {unit.reason}" for unit in units]
    open_runs = Run.objects.filter(subject__in=subjects, finished=None).count()
    return problems + ([f"{open_runs} runs are open"] if open_runs else [])


def files(*, may_leave: bool) -> tuple[list[str], int]:
    """Return where storage and rows differ once it was mended, and how many files nobody needed any more.

    Where nothing may be left, a file that no row names is a problem, too.
    """
    from datetime import timedelta

    from custody import storage_check

    grace, storage_check.GRACE = storage_check.GRACE, timedelta(seconds=-1)
    try:
        report = storage_check.check_storage()
        problems = [f"{loss.where} has no file {loss.name}" for loss in report.losses]
        problems += [f"a picture has no renditions: {row}" for row in report.unrendered]
        if not may_leave:
            problems += [f"no row names {orphan.name}" for orphan in report.orphans]
        storage_check.delete_orphans(report)
        left = storage_check.check_storage()
        problems += [f"no row names {orphan.name}, and it cannot be deleted" for orphan in left.orphans]
    finally:
        storage_check.GRACE = grace
    return problems, len(report.orphans)


def empty_storage() -> None:
    """Delete all files."""
    from custody.storage_check import FOLDERS

    for folder in FOLDERS:
        _delete_under(folder)


def _delete_under(folder: str) -> None:
    from django.core.files.storage import default_storage

    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _delete_under(f"{folder}/{name}")


def empty_tables() -> None:
    """Delete all rows that a step has made; what processes have written down of themselves stays."""
    from django.db import connection, transaction

    from vividpages.tests.databases import ALWAYS_THERE, APPEND_ONLY

    kept = {*ALWAYS_THERE, "django_migrations", "django_q_schedule", "jobs_cluster"}
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            if table in kept:
                continue
            name = connection.ops.quote_name(table)
            if table in APPEND_ONLY:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {name}")
            if table in APPEND_ONLY:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
