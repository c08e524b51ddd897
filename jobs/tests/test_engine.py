from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ

from books.models import VividPage
from jobs import claims, engine, queries, services, settling
from jobs.models import Job, Unit
from jobs.pipelines import UnitRejected
from providers.errors import ProviderError
from vividpages.tests.machine import wait_until

if TYPE_CHECKING:
    from pytest_django import Settings

    from jobs.tests.conftest import Errands


def _fail(error: Exception) -> Any:
    def deed() -> None:
        raise error

    return deed


def work(job: Job, seconds: float = 60) -> Job:
    engine.work_on(job, seconds=seconds)
    job.refresh_from_db()
    return job


def test_a_job_whose_units_are_all_done_is_completed(job: Job, errands: Errands) -> None:
    errands.add("wash", "cook")

    assert work(job).state == Job.State.COMPLETED
    assert errands.recorded == ["wash", "cook"]


def test_a_job_without_work_is_completed(job: Job) -> None:
    assert work(job).state == Job.State.COMPLETED


def test_working_twice_does_nothing_twice(job: Job, errands: Errands) -> None:
    errands.add("wash")
    work(job)
    work(job)

    assert errands.calls == ["wash"]


def test_planning_twice_lays_out_nothing_twice(job: Job, errands: Errands) -> None:
    errands.add("wash")
    work(job)
    settling.resume(job.pk)
    job.refresh_from_db()
    work(job)

    assert job.units.count() == 1


def test_a_resumed_job_takes_up_what_has_become_possible(job: Job, errands: Errands) -> None:
    errands.add("wash")
    work(job)
    errands.add("iron")
    settling.resume(job.pk)
    job.refresh_from_db()

    assert work(job).state == Job.State.COMPLETED
    assert errands.calls == ["wash", "iron"]


def test_a_later_phase_waits_for_the_earlier_one(job: Job, errands: Errands) -> None:
    errands.in_flight = 4
    errands.add("serve", phase=1)
    errands.add("cook", "lay the table", phase=0)

    work(job)

    assert errands.recorded[-1] == "serve"


def test_a_failing_unit_is_tried_again_after_a_while(job: Job, errands: Errands) -> None:
    errands.add("wash")
    errands.deeds["wash"] = _fail(ProviderError("The service is busy.", retry_after=40))
    before = timezone.now()
    work(job, seconds=30)
    unit = job.units.get()

    assert unit.state == Unit.State.WAITING
    assert before < unit.not_before - timedelta(seconds=40) < timezone.now()
    assert unit.reason == "The service is busy."


def test_a_unit_that_keeps_failing_is_set_aside_with_its_reason(job: Job, errands: Errands, settings: Settings) -> None:
    settings.JOB_MAX_ATTEMPTS = 2
    errands.add("wash", "cook")
    errands.deeds["wash"] = _fail(ProviderError("The service is busy."))
    work(job)

    assert job.state == Job.State.COMPLETED_WITH_FAILURES
    assert [(u.label, u.reason) for u in queries.failures_of(pipeline=job.pipeline, subject=job.subject)] == [
        ("wash", "The service is busy.")
    ]


def test_a_rejected_unit_is_not_tried_again(job: Job, errands: Errands) -> None:
    errands.add("wash")
    errands.deeds["wash"] = _fail(UnitRejected("There is no water."))

    assert work(job).state == Job.State.COMPLETED_WITH_FAILURES
    assert errands.calls == ["wash"]


def test_a_job_fails_with_the_reason_of_its_essential_unit(job: Job, errands: Errands) -> None:
    errands.add("open the door", essential=True)
    errands.deeds["open the door"] = _fail(UnitRejected("The key is lost."))

    assert work(job).state == Job.State.FAILED
    assert job.reason == "The key is lost."


def test_an_unexpected_error_logs_its_kind_and_place_but_not_its_words(
    job: Job, errands: Errands, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    errands.add("wash")
    errands.deeds["wash"] = _fail(ValueError("words of a secret book"))
    settings.JOB_MAX_ATTEMPTS = 1
    work(job)

    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
    assert "secret" not in job.units.get().reason


def test_what_failed_can_be_tried_again_and_only_that(job: Job, errands: Errands) -> None:
    errands.add("wash", "cook")
    errands.deeds["wash"] = _fail(UnitRejected("There is no water."))
    work(job)
    del errands.deeds["wash"]
    settling.resume(job.pk)
    job.refresh_from_db()

    assert work(job).state == Job.State.COMPLETED
    assert errands.calls == ["wash", "cook", "wash"]


def test_two_slices_never_claim_the_same_unit(job: Job, errands: Errands) -> None:
    errands.add("wash", "cook")
    engine.plan_once(job)

    first = claims.claim_next(job_id=job.pk, token=uuid.uuid4())
    second = claims.claim_next(job_id=job.pk, token=uuid.uuid4())

    assert {first.label, second.label} == {"wash", "cook"}
    assert claims.claim_next(job_id=job.pk, token=uuid.uuid4()) is None


def test_a_unit_whose_lease_ran_out_is_claimed_by_the_next(job: Job, errands: Errands) -> None:
    errands.add("wash")
    engine.plan_once(job)
    claims.claim_next(job_id=job.pk, token=uuid.uuid4())
    Unit.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert claims.claim_next(job_id=job.pk, token=uuid.uuid4()).attempts == 2


def test_a_result_that_comes_after_the_lease_has_passed_to_another_is_dropped(job: Job, errands: Errands) -> None:
    errands.add("wash")
    engine.plan_once(job)
    late = claims.claim_next(job_id=job.pk, token=uuid.uuid4())
    Unit.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    now = claims.claim_next(job_id=job.pk, token=uuid.uuid4())

    assert not claims.finish(late)
    assert claims.finish(now)


def test_a_unit_that_takes_its_worker_down_again_and_again_is_set_aside(
    job: Job, errands: Errands, settings: Settings
) -> None:
    errands.add("wash")
    engine.plan_once(job)
    for _ in range(settings.JOB_MAX_ATTEMPTS):
        claims.claim_next(job_id=job.pk, token=uuid.uuid4())
        Unit.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    claims.claim_next(job_id=job.pk, token=uuid.uuid4())

    assert job.units.get().state == Unit.State.FAILED
    assert "stopped 3 times" in job.units.get().reason


def test_after_cancelling_no_unit_is_started(job: Job, errands: Errands) -> None:
    errands.add("wash", "cook", "iron")
    errands.deeds["wash"] = lambda: None

    def cancel_after_first() -> None:
        settling.cancel(job.pk)

    engine.work_on(job, seconds=60, after_unit=cancel_after_first)
    job.refresh_from_db()

    assert errands.calls == ["wash"]
    assert job.state == Job.State.CANCELLED


def test_a_cancelled_job_goes_on_where_it_stood(job: Job, errands: Errands) -> None:
    errands.add("wash", "cook")
    engine.work_on(job, seconds=60, after_unit=lambda: settling.cancel(job.pk))
    settling.resume(job.pk)
    job.refresh_from_db()

    assert work(job).state == Job.State.COMPLETED
    assert errands.calls == ["wash", "cook"]


def test_as_many_calls_are_in_flight_as_the_stage_allows(job: Job, errands: Errands) -> None:
    errands.in_flight = 3
    errands.add("wash", "cook", "iron")
    together = threading.Barrier(3, timeout=600)
    for label in ("wash", "cook", "iron"):
        errands.deeds[label] = together.wait  # breaks, and so fails, unless all three are here at once

    assert work(job).state == Job.State.COMPLETED


def test_an_interrupted_slice_gives_its_units_back(job: Job, errands: Errands) -> None:
    errands.in_flight = 2
    errands.add("wash", "cook")
    errands.deeds["wash"] = _fail(KeyboardInterrupt())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        engine.work_on(job, seconds=60)

    assert Unit.State.CLAIMED not in job.units.values_list("state", flat=True)


@pytest.mark.django_db(transaction=True)
def test_a_slice_that_leaves_work_queues_the_next(job: Job, errands: Errands) -> None:
    errands.add("wash", "cook")
    engine.work_slice(seconds=0)

    assert OrmQ.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_more_wake_ups_wait_than_there_are_workers(job: Job, settings: Settings) -> None:
    settings.WORKERS = 2
    for _ in range(3):
        settling.wake()

    assert OrmQ.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_wake_up_that_a_worker_has_taken_counts_for_none_that_waits(job: Job, settings: Settings) -> None:
    """It may have looked for work already, and have found none."""
    settings.WORKERS = 1
    settling.wake()
    OrmQ.objects.update(lock=timezone.now() + timedelta(minutes=5))
    settling.wake()

    assert OrmQ.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_sweep_wakes_a_job_whose_worker_died(job: Job, errands: Errands) -> None:
    errands.add("wash")
    engine.plan_once(job)
    claims.claim_next(job_id=job.pk, token=uuid.uuid4())
    assert services.sweep() == []
    Unit.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert services.sweep() == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_the_sweep_wakes_a_job_that_was_done_but_never_settled(job: Job, errands: Errands) -> None:
    errands.add("wash")
    engine.plan_once(job)
    Unit.objects.update(state=Unit.State.DONE)

    assert services.sweep() == [job.pk]


def test_the_last_job_of_a_book_settles_its_status(job: Job, errands: Errands, vividpage: VividPage) -> None:
    work(job)
    vividpage.refresh_from_db()

    assert vividpage.status == VividPage.Status.COMPLETED
    assert vividpage.completed is not None


def test_an_estimate_is_given_only_when_enough_is_done(job: Job, errands: Errands) -> None:
    errands.add(*"abcdefgh")
    engine.plan_once(job)
    now = timezone.now()
    first = job.units.filter(number__lte=2)
    first.update(state=Unit.State.DONE, started=now - timedelta(seconds=3), finished=now)
    assert queries.progress_of(pipeline=job.pipeline, subject=job.subject)[0].seconds_left is None

    job.units.filter(number__lte=4).update(state=Unit.State.DONE, started=now - timedelta(seconds=3), finished=now)
    assert queries.progress_of(pipeline=job.pipeline, subject=job.subject)[0].seconds_left == pytest.approx(4 * 3)


def test_an_estimate_counts_those_who_work_side_by_side_and_no_pause(job: Job, errands: Errands) -> None:
    errands.add(*"abcdefgh")
    engine.plan_once(job)
    yesterday = timezone.now() - timedelta(days=1)
    job.units.filter(number__lte=4).update(
        state=Unit.State.DONE, started=yesterday, finished=yesterday + timedelta(seconds=3)
    )
    for _ in range(2):
        claims.claim_next(job_id=job.pk, token=uuid.uuid4())

    assert queries.progress_of(pipeline=job.pipeline, subject=job.subject)[0].seconds_left == pytest.approx(4 * 3 / 2)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_for_as_long_as_the_call_takes(job: Job, errands: Errands, settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = 0.3
    errands.add("wash")
    renewed = threading.Event()

    def slow() -> None:
        claimed = Unit.objects.get(state=Unit.State.CLAIMED).lease_until
        wait_until(lambda: job.units.get().lease_until > claimed)
        renewed.set()
        connection.close()

    errands.deeds["wash"] = slow
    work(job)

    assert renewed.is_set()


@pytest.mark.django_db(transaction=True)
def test_leases_are_renewed_again_once_a_database_that_took_nobody_is_back(
    job: Job, errands: Errands, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JOB_LEASE_SECONDS = 0.3
    errands.add("wash")
    engine.plan_once(job)
    claimed = claims.claim_next(job_id=job.pk, token=uuid.uuid4())
    with claims.Heartbeat(claimed.claim):
        try:
            take_nobody(True)
            wait_until(lambda: "leases could not be renewed" in caplog.text)
        finally:
            take_nobody(False)
        before = Unit.objects.get().lease_until
        wait_until(lambda: Unit.objects.get().lease_until > before)


def take_nobody(nobody: bool) -> None:
    """Have the database refuse every session but this one, or take them again."""
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:  # a session cannot shut its own database  # noqa: SLF001
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {not nobody}')
    if nobody:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
