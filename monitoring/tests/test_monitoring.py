"""What is measured of the site, who may read it, and in how many queries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import Storage
from django.utils import timezone

from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from custody.models import BackupRun
from jobs import presence
from jobs.models import Cluster, Job, Unit
from monitoring import checks, exposition, readings, sampling
from monitoring.models import Sample
from monitoring.status import status, summary

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _looked_at_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_last", None)


def drawing(reader: User, title: str = "A Book of Storms") -> Job:
    vividpage = make_vividpage(owner=reader, title=title)
    job = make_job(vividpage, "image-generation")
    Job.objects.filter(pk=job.pk).update(planned=True, state=Job.State.RUNNING)
    Unit.objects.create(job=job, number=1, kind="scene", label=title)
    return job


def test_the_number_of_queries_is_the_same_for_one_book_and_for_ten(
    reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    BackupRun.objects.create(destination="/backups", outcome="done", finished=timezone.now())
    drawing(reader)
    presence.show(pid=1)
    readings.read()  # the sums of files are kept
    queries = 13  # the cache is one of them
    with django_assert_num_queries(queries):
        readings.read()
    for number in range(10):
        drawing(reader, f"Book {number}")
        presence.show(pid=number + 2)
    with django_assert_num_queries(queries):
        readings.read()


def test_what_stands_in_the_database_is_exposed_by_names_that_are_ours(reader: User) -> None:
    job = drawing(reader)
    presence.show(pid=1)
    text = exposition.exposition().decode()

    of_stage = f'pipeline="{job.pipeline}",stage="image-generation"'
    assert f'vividpages_queue_units{{{of_stage},state="due"}} 1.0' in text
    assert f'vividpages_jobs{{{of_stage},state="running"}} 1.0' in text
    assert "vividpages_queue_depth 1.0" in text
    assert 'vividpages_stored_bytes{kind="books"}' in text
    assert "vividpages_disk_free_bytes{" in text
    assert str(job.subject) not in text
    assert "Storms" not in text


def test_all_is_ready_once_a_worker_is_there() -> None:
    assert [check.name for check in checks.look().checks if not check.is_ok] == ["workers"]
    assert checks.look().state == checks.DEGRADED
    presence.show(pid=1)
    assert checks.look().state == checks.READY


class AwayStorage(Storage):
    """A storage that does not answer."""

    def exists(self, name: str) -> bool:
        raise OSError("words of a secret path")


def test_what_pages_need_makes_the_site_not_ready(settings: Settings) -> None:
    away = {"BACKEND": f"{AwayStorage.__module__}.AwayStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": away}
    seen = checks.look()

    assert seen.state == checks.NOT_READY
    (storage,) = [check for check in seen.checks if check.name == "storage"]
    assert (storage.is_ok, storage.is_required, storage.note) == (False, True, "OSError")


def test_a_job_that_waits_and_a_full_disk_are_troubles_of_operators(reader: User, settings: Settings) -> None:
    presence.show(pid=1)
    drawing(reader)
    Job.objects.update(created=timezone.now() - timedelta(hours=1), taken_up=None)
    settings.READY_DISK_BYTES = 10**18
    notes = {check.name: check.note for check in checks.look().checks if not check.is_ok}

    assert notes.keys() == {"queue", "disk"}
    assert "60 minutes" in notes["queue"]


def test_the_status_is_plain_data_for_operators_and_a_summary_for_everybody(reader: User) -> None:
    drawing(reader)
    seen, told = status(), summary()

    assert (seen.state, seen.work.active, seen.work.units_due) == ("degraded", 1, 1)
    assert seen.backup_outcome == "none"
    assert seen.workers == ()
    assert (told.state, told.is_reading_ok, told.is_making_ok) == ("degraded", True, False)
    Cluster.objects.create(host="one", pid=1, processes=2)
    assert [worker.is_alive for worker in status().workers] == [True]


def test_a_minute_is_written_down_once_for_a_machine(reader: User) -> None:
    sampling.record()
    drawing(reader)
    sampling.record(readings.read())
    sampling.record()

    sample = Sample.objects.get()
    assert sample.values["due"] == 1
    assert {*sampling.COUNTS, "pages", "disk_free"} <= sample.values.keys()


def test_rises_of_all_machines_are_added_up_and_a_count_that_fell_began_anew() -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    for host, minutes, requests in (
        ("one", 3, 100),
        ("one", 2, 110),
        ("one", 1, 4),
        ("two", 2, 7),
        ("two", 1, 8),
    ):
        values = {"requests": requests, "page_errors": requests / 10, "disk_free": 0.5 if host == "one" else 0.25}
        pages = {"0.1": requests * 0.9, "1.0": requests, "+Inf": requests}
        Sample.objects.create(host=host, at=now - timedelta(minutes=minutes), values={**values, "pages": pages})

    (span,) = sampling.spans(since=now - timedelta(minutes=4), seconds=240, until=now)

    assert span.counts["requests"] == 10 + 4 + 1
    assert span.stood["disk_free"] == 0.25
    assert span.share("page_errors", "requests", fewest=10) == pytest.approx(0.1)
    assert span.share("page_errors", "requests", fewest=16) is None
    assert span.page_seconds(0.5) == 0.1
    assert span.page_seconds(0.95) == 1.0


def test_samples_are_forgotten_after_two_weeks() -> None:
    Sample.objects.create(host="one", at=timezone.now() - timedelta(days=15), values={})
    kept = Sample.objects.create(host="one", at=timezone.now() - timedelta(days=13), values={})
    sampling.forget_old()

    assert [*Sample.objects.all()] == [kept]
