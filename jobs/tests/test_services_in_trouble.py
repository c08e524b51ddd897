"""What a job does when the service behind it is slow, full, down, closed to it, or out of money."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from books.models import VividPage
from jobs import claims, engine, services, settling
from jobs.models import Job, Unit
from jobs.pipelines import ConcurrencyLimit
from providers import throttle
from providers.errors import (
    AnswerPending,
    BudgetExhausted,
    ContentRefused,
    CutOff,
    KeyRefused,
    RateLimited,
    ServiceDown,
)
from providers.models import Throttle

if TYPE_CHECKING:
    from pytest_django import Settings

    from jobs.tests.conftest import Errands

KEY = "a key"


@pytest.fixture
def remote(errands: Errands) -> Any:
    """Errands that go through a service, eight at once."""
    errands.concurrency_key, errands.in_flight = KEY, 8
    return errands


def work(job: Job, seconds: float = 5) -> Job:
    engine.work_on(job, seconds=seconds)
    job.refresh_from_db()
    return job


def once(error: Exception) -> Any:
    """Make a deed that fails at first and then does not."""
    errors = [error]

    def deed() -> str:
        if errors:
            raise errors.pop()
        return "done"

    return deed


def always(error: Exception) -> Any:
    def deed() -> None:
        raise error

    return deed


def test_a_refused_key_stops_the_job_at_the_first_call_and_says_what_to_do(job: Job, remote: Any) -> None:
    remote.in_flight = 1
    remote.add("wash", "cook", "bake")
    remote.deeds["wash"] = always(KeyRefused("Anthropic did not accept the key. Mend it under “Keys”, then go on."))
    work(job)

    assert job.state == Job.State.PAUSED
    assert job.reason == "Anthropic did not accept the key. Mend it under “Keys”, then go on."
    assert job.paused_until is None
    assert remote.calls == ["wash"]


def test_a_paused_book_says_so_and_goes_on_where_it_stood(job: Job, remote: Any) -> None:
    remote.in_flight = 1
    remote.add("wash", "cook")
    remote.deeds["cook"] = once(BudgetExhausted("The budget is used up."))
    work(job)

    assert VividPage.objects.get().status == VividPage.Status.PAUSED

    settling.resume(job.pk)
    job.refresh_from_db()

    assert work(job).state == Job.State.COMPLETED
    assert remote.recorded == ["wash", "cook"]


def test_a_pause_costs_a_unit_none_of_its_attempts(job: Job, remote: Any) -> None:
    remote.add("wash")
    remote.deeds["wash"] = always(KeyRefused("No."))
    work(job)

    assert Unit.objects.get().attempts == 0


def test_too_many_requests_halve_what_is_in_flight_and_wait_as_long_as_the_service_says(job: Job, remote: Any) -> None:
    remote.add("wash")
    remote.deeds["wash"] = always(RateLimited("Slower, please.", retry_after=40))
    before = timezone.now()
    work(job)

    unit = Unit.objects.get()
    assert before < unit.not_before - timedelta(seconds=40) < timezone.now()
    assert unit.attempts == 0
    assert Throttle.objects.get(pk=KEY).limit == 4
    assert throttle.allowed(KEY, most=8) == 0


def test_several_refusals_of_one_burst_halve_the_limit_once(job: Job, remote: Any) -> None:
    remote.add("wash", "cook", "bake")
    for chore in ("wash", "cook", "bake"):
        remote.deeds[chore] = always(RateLimited("Slower, please.", retry_after=40))
    work(job)

    assert Throttle.objects.get(pk=KEY).limit == 4


def test_answers_raise_the_limit_again(job: Job, remote: Any) -> None:
    Throttle.objects.create(key=KEY, limit=2, failures=3)
    remote.add(*(f"chore {number}" for number in range(12)))
    work(job, seconds=60)

    assert job.state == Job.State.COMPLETED
    assert 4 < Throttle.objects.get(pk=KEY).limit < 8
    assert Throttle.objects.get(pk=KEY).failures == 0


def test_a_service_that_is_down_pauses_the_job_and_the_sweep_takes_it_up_again(job: Job, remote: Any) -> None:
    Throttle.objects.create(key=KEY, limit=8, failures=throttle.DOWN_AFTER - 1)
    remote.add("wash")
    remote.deeds["wash"] = once(ServiceDown("Anthropic does not answer."))
    work(job)

    assert job.state == Job.State.PAUSED
    assert timezone.now() < job.paused_until

    Job.objects.update(paused_until=timezone.now() - timedelta(seconds=1))
    Unit.objects.update(not_before=None)
    services.sweep()
    job.refresh_from_db()

    assert work(job).state == Job.State.COMPLETED


def test_a_job_that_waits_for_somebody_is_not_taken_up_by_the_sweep(job: Job, remote: Any) -> None:
    remote.add("wash")
    remote.deeds["wash"] = always(KeyRefused("No."))
    work(job)
    services.sweep()
    job.refresh_from_db()

    assert job.state == Job.State.PAUSED


def test_a_single_failure_of_a_service_is_not_an_outage(job: Job, remote: Any) -> None:
    remote.add("wash")
    remote.deeds["wash"] = once(ServiceDown("Anthropic does not answer.", retry_after=0.01))

    assert work(job, seconds=60).state == Job.State.COMPLETED


def test_what_a_service_refuses_to_show_is_set_aside_at_once_with_its_words(job: Job, remote: Any) -> None:
    remote.add("wash", "cook")
    remote.deeds["wash"] = always(ContentRefused("The artist would not draw this: violence."))

    assert work(job, seconds=60).state == Job.State.COMPLETED_WITH_FAILURES
    assert Unit.objects.get(label="wash").reason == "The artist would not draw this: violence."
    assert remote.calls.count("wash") == 1
    assert remote.recorded == ["cook"]


def test_an_answer_that_is_pending_is_asked_for_again_without_end(job: Job, remote: Any, settings: Settings) -> None:
    settings.JOB_MAX_ATTEMPTS = 1
    remote.add("wash")
    answers = [AnswerPending("It waits in a batch.", retry_after=0.01)] * 5

    def deed() -> str:
        if answers:
            raise answers.pop()
        return "done"

    remote.deeds["wash"] = deed

    assert work(job, seconds=60).state == Job.State.COMPLETED


@pytest.mark.django_db(transaction=True)
def test_no_more_calls_are_in_flight_than_the_lane_bears_however_many_workers_there_are(
    job: Job, remote: Any, settings: Settings
) -> None:
    settings.WORKERS = 3
    remote.in_flight = 4
    lock, now, seen = threading.Lock(), [0], [0]
    all_in = threading.Barrier(4)

    def deed() -> str:
        with lock:
            now[0] += 1
            seen[0] = max(seen[0], now[0])
        all_in.wait(timeout=600)
        with lock:
            now[0] -= 1
        return "done"

    for number in range(12):
        remote.add(f"chore {number}")
        remote.deeds[f"chore {number}"] = deed

    workers = [threading.Thread(target=engine.work_on, args=(job,), kwargs={"seconds": 600}) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    job.refresh_from_db()

    assert job.state == Job.State.COMPLETED
    assert seen[0] == 4


def test_a_unit_that_may_be_tried_again_soon_is_waited_for_within_the_slice(job: Job, errands: Errands) -> None:
    errands.add("wash")
    errands.deeds["wash"] = once(ServiceDown("Not now.", retry_after=0.3))

    assert work(job, seconds=60).state == Job.State.COMPLETED


@pytest.mark.parametrize("error", [RateLimited, ServiceDown, CutOff])
def test_no_service_can_have_a_job_wait_for_years(job: Job, remote: Any, error: Any) -> None:
    remote.add("wash")
    remote.deeds["wash"] = always(error("Come back in a thousand years.", retry_after=1000 * 365 * 86_400.0))
    work(job, seconds=60)

    assert job.units.get().not_before <= timezone.now() + timedelta(hours=1)
    assert throttle.seconds_shut(KEY) <= 3600


def test_an_outage_is_over_after_an_hour_at_the_latest_whatever_the_service_says(job: Job, remote: Any) -> None:
    remote.add(*"abcd")
    for label in "abcd":
        remote.deeds[label] = always(ServiceDown("Down.", retry_after=10**12))
    work(job)

    assert job.state == Job.State.PAUSED
    assert job.paused_until <= timezone.now() + timedelta(hours=1)


def test_a_lane_that_a_wrong_clock_has_shut_for_years_is_open(job: Job, remote: Any) -> None:
    Throttle.objects.create(key=KEY, limit=8, not_before=timezone.now() + timedelta(days=3650))
    remote.add("wash")

    assert work(job).state == Job.State.COMPLETED


def test_words_that_the_database_cannot_hold_do_not_keep_a_unit_from_being_set_aside(job: Job, remote: Any) -> None:
    remote.add("wash")
    remote.deeds["wash"] = always(ContentRefused("It would not: \x00 \ud800."))
    work(job)

    assert job.state == Job.State.COMPLETED_WITH_FAILURES
    assert job.units.get().reason == "It would not:  ."


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_cancelled_as_its_pause_ends_stays_cancelled(job: Job, remote: Any) -> None:
    Job.objects.update(state=Job.State.PAUSED, paused_until=timezone.now())

    def sweep() -> None:
        services.resume_paused()
        connection.close()

    sweeper = threading.Thread(target=sweep)
    with transaction.atomic():
        settling.cancel(job.pk)
        sweeper.start()
        sweeper.join(5)
    sweeper.join()
    job.refresh_from_db()

    assert job.state == Job.State.CANCELLED


def test_a_slice_alone_in_its_lane_takes_some_units_ahead_and_none_once_the_lane_is_slowed(
    job: Job, remote: Any
) -> None:
    limit = ConcurrencyLimit(KEY, 2, ahead=1)
    remote.add("wash", "cook", "bake", "sew")
    engine.plan_once(job)
    mine, theirs = uuid.uuid4(), uuid.uuid4()

    assert [claims.claim_next(job_id=job.pk, token=mine, limit=limit) is None for _ in range(4)] == [False] * 3 + [True]
    assert claims.claim_next(job_id=job.pk, token=theirs, limit=limit) is None

    Unit.objects.update(state=Unit.State.WAITING, claim=None, lease_until=None)
    Throttle.objects.create(key=KEY, limit=1)

    assert [claims.claim_next(job_id=job.pk, token=mine, limit=limit) is None for _ in range(2)] == [False, True]


def test_a_slice_that_shares_its_lane_takes_nothing_ahead(job: Job, remote: Any) -> None:
    limit = ConcurrencyLimit(KEY, 2, ahead=1)
    remote.add("wash", "cook", "bake")
    engine.plan_once(job)
    claims.claim_next(job_id=job.pk, token=uuid.uuid4(), limit=limit)

    mine = uuid.uuid4()
    assert [claims.claim_next(job_id=job.pk, token=mine, limit=limit) is None for _ in range(2)] == [False, True]


def test_a_unit_that_alone_makes_the_service_fail_is_set_aside(job: Job, remote: Any, settings: Settings) -> None:
    settings.JOB_MAX_ATTEMPTS = 2
    remote.in_flight = 1
    remote.add("wash", "cook", "bake", "sew")
    remote.deeds["wash"] = always(ServiceDown("Anthropic is failing.", retry_after=1))

    assert work(job, seconds=60).state == Job.State.COMPLETED_WITH_FAILURES
    assert Unit.objects.get(label="wash").reason == "Anthropic is failing."
    assert sorted(remote.recorded) == ["bake", "cook", "sew"]
