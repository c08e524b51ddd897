"""Whose turn it is: what a reader waits for goes first, and readers take turns."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.db import connection

from jobs import engine, turns
from jobs.models import Job, Priority, Unit
from jobs.pipelines import ConcurrencyLimit
from jobs.tests.conftest import ERRAND, Errands

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

NewJob = Callable[..., Job]


@pytest.fixture
def new_job(errands: Errands) -> NewJob:
    """A job of `owner` with units of these labels."""

    def new(owner: User, *labels: str, **fields: object) -> Job:
        job = Job.objects.create(
            pipeline="errands", subject=uuid4(), owner=owner, stage="errands", planned=True, **fields
        )
        Unit.objects.bulk_create(
            Unit(job=job, number=number, kind=ERRAND, target=uuid4(), label=label)
            for number, label in enumerate(labels, 1)
        )
        return job

    return new


def urge(job: Job, label: str) -> None:
    Unit.objects.filter(job=job, label=label).update(priority=Priority.READER_WAITS)


def test_readers_take_turns(errands: Errands, new_job: NewJob, reader: User, stranger: User) -> None:
    new_job(reader, "a1", "a2", "a3", "a4")
    new_job(stranger, "b1", "b2")

    engine.work_slice(seconds=60)

    assert errands.calls == ["a1", "b1", "a2", "b2", "a3", "a4"]


@pytest.mark.django_db(transaction=True)
def test_a_thousand_units_of_one_reader_do_not_starve_the_one_of_another(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    new_job(reader, *(f"a{number}" for number in range(1000)))
    errands.deeds["a2"] = lambda: new_job(stranger, "b1") and connection.close()
    errands.deeds["b1"] = end_all

    engine.work_slice(seconds=600)

    assert errands.calls.index("b1") <= errands.calls.index("a2") + 2


def end_all() -> None:
    """Have nothing more begun: what was to be seen has been."""
    Job.objects.update(state=Job.State.CANCELLED)
    connection.close()


def test_two_books_of_a_reader_take_turns_and_gain_nothing_on_another_reader(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    new_job(reader, "a1", "a2")
    new_job(reader, "c1", "c2")
    new_job(stranger, "b1", "b2", "b3", "b4")

    engine.work_slice(seconds=60)

    assert errands.calls == ["a1", "b1", "c1", "b2", "a2", "b3", "c2", "b4"]


def test_what_a_reader_waits_for_goes_before_what_was_there_before_it(
    errands: Errands, new_job: NewJob, reader: User
) -> None:
    job = new_job(reader, "a1", "a2", "a3")
    urge(job, "a3")

    engine.work_slice(seconds=60)

    assert errands.calls == ["a3", "a1", "a2"]


def test_what_a_reader_waits_for_goes_before_the_work_of_all_others(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    new_job(reader, *(f"a{number}" for number in range(50)))
    redrawn = new_job(stranger, "b1", "b2", "b3")
    urge(redrawn, "b3")

    engine.work_slice(seconds=60)

    assert errands.calls[0] == "b3"


@pytest.mark.django_db(transaction=True)
def test_what_a_reader_comes_to_wait_for_overtakes_a_slice_that_is_under_way(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    new_job(reader, *(f"a{number}" for number in range(50)))
    redrawn = new_job(stranger, "b1", state=Job.State.PAUSED)

    def ask() -> None:
        urge(redrawn, "b1")
        Job.objects.filter(pk=redrawn.pk).update(state=Job.State.RUNNING)
        connection.close()

    errands.deeds["a5"] = ask
    engine.work_slice(seconds=60)

    assert errands.calls.index("b1") == errands.calls.index("a5") + 1


def test_a_job_of_high_priority_goes_first_with_all_its_units(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    new_job(reader, "a1", "a2")
    new_job(stranger, "b1", "b2", priority=Priority.READER_WAITS)

    engine.work_slice(seconds=60)

    assert errands.calls == ["b1", "b2", "a1", "a2"]


def test_whoever_has_a_unit_in_work_lets_others_have_the_next_worker(
    new_job: NewJob, reader: User, stranger: User
) -> None:
    busy, other = new_job(reader, "a1", "a2"), new_job(stranger, "b1")
    Job.objects.filter(pk=other.pk).update(last_turn="2199-01-01T00:00Z")
    claim(busy)

    assert order() == [other.pk, busy.pk]


def test_calls_of_a_service_take_no_worker_from_other_readers(new_job: NewJob, reader: User, stranger: User) -> None:
    first, second = new_job(reader, "a1"), new_job(stranger, "b1")
    claim(new_job(reader, "a2"), concurrency_key="a key")

    assert order() == [first.pk, second.pk]


def claim(job: Job, **fields: object) -> None:
    """Let a worker hold the first of the job's units."""
    first = job.units.order_by("number")[:1]
    Unit.objects.filter(pk__in=first.values("pk")).update(
        state=Unit.State.CLAIMED, claim=uuid4(), lease_until="2199-01-01T00:00Z", **fields
    )


def order() -> list[UUID]:
    return [job.pk for job in turns.jobs_in_turn()]


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_the_work_of_two_readers_side_by_side(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    """Each reader has one of the workers, though one of them takes much longer over each unit."""
    new_job(reader, "a1", "a2", "a3", "a4")
    new_job(stranger, "b1", "b2", "b3", "b4")
    all_of_the_other = threading.Event()
    errands.deeds["a1"] = lambda: all_of_the_other.wait(600)
    errands.deeds["b4"] = all_of_the_other.set

    workers = [threading.Thread(target=work_in_a_thread) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert errands.calls.index("b4") < errands.calls.index("a3")


def work_in_a_thread() -> None:
    try:
        engine.work_slice(seconds=600)
    finally:
        connection.close()


def test_a_limit_that_is_reached_holds_up_only_those_who_share_it(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    full = new_job(reader, "a1", "a2")
    claim(full, concurrency_key="a key")
    other = new_job(stranger, "b1")
    keys = {full.pk: "a key", other.pk: ""}
    errands.concurrency = lambda job: ConcurrencyLimit(keys[job.pk], 1)

    engine.work_slice(seconds=60)

    assert errands.calls == ["b1"]


def test_a_job_that_cannot_be_planned_holds_up_nobody(
    errands: Errands, new_job: NewJob, reader: User, stranger: User, caplog: pytest.LogCaptureFixture
) -> None:
    broken = new_job(reader)
    Job.objects.filter(pk=broken.pk).update(planned=False)
    new_job(stranger, "b1")
    errands.plan = lambda job: 1 / 0  # type: ignore[assignment, return-value]

    engine.work_slice(seconds=60)

    assert errands.calls == ["b1"]
    assert "ZeroDivisionError" in caplog.text


def test_a_job_of_a_pipeline_that_there_is_no_more_holds_up_nobody(
    errands: Errands, new_job: NewJob, reader: User, stranger: User
) -> None:
    gone = new_job(reader, "a1")
    Job.objects.filter(pk=gone.pk).update(pipeline="of an earlier version")
    new_job(stranger, "b1")

    engine.work_slice(seconds=60)

    assert errands.calls == ["b1"]


def test_asking_whose_turn_it_is_takes_one_query_however_many_jobs_there_are(
    new_job: NewJob, reader: User, stranger: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for owner in (reader, stranger) * 5:
        new_job(owner, "a", "b")

    with django_assert_num_queries(1):
        assert len(order()) == 10
