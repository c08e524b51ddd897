"""What later work stands on is held when it fails again and again, and with it what needs it, but nothing else."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.access.allowances import LimitReached
from jobs import claims, engine, holding, services
from jobs.models import Job, Unit
from jobs.pipelines import InputsChanged
from providers.errors import ContentRefused, CutOff
from providers.models import PaidCall

if TYPE_CHECKING:
    from pytest_django import Settings

    from books.models import VividPage
    from jobs.tests.conftest import Errands

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quickly(settings: Settings) -> None:
    settings.JOB_MAX_ATTEMPTS = 1


@pytest.fixture
def day(errands: Errands) -> Errands:
    """Shopping first; cooking needs it, washing does not."""
    errands.add("shop", needed=True)
    errands.add("cook", "wash", phase=1)
    errands.needs["cook"] = "shop"
    errands.deeds["shop"] = _closed
    return errands


def _closed() -> None:
    raise CutOff("The shop is closed.")


def work(job: Job, seconds: float = 30) -> Job:
    engine.work_on(job, seconds=seconds)
    job.refresh_from_db()
    return job


def unit(label: str) -> Unit:
    return Unit.objects.get(label=label)


def try_at_once() -> None:
    Unit.objects.update(not_before=None)


def held(job: Job) -> list[holding.HeldUnit]:
    return holding.held_units(pipeline=job.pipeline, subject=job.subject)


def test_what_does_not_need_it_goes_on_and_what_does_waits(job: Job, day: Errands) -> None:
    work(job)

    assert day.recorded == ["wash"]
    assert (unit("shop").state, unit("cook").state) == (Unit.State.WAITING, Unit.State.WAITING)
    assert job.state == Job.State.RUNNING
    assert unit("cook").attempts == 0


def test_it_is_tried_again_after_minutes_and_longer_each_time(job: Job, day: Errands) -> None:
    waits = []
    for _ in range(7):
        work(job)
        not_before = unit("shop").not_before
        assert not_before is not None
        waits.append(round((not_before - timezone.now()) / timedelta(minutes=1)))
        Job.objects.update(state=Job.State.RUNNING)
        try_at_once()

    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_once_it_is_done_what_waited_is_done_after_it(job: Job, day: Errands) -> None:
    work(job)
    del day.deeds["shop"]
    try_at_once()

    assert work(job).state == Job.State.COMPLETED
    assert day.recorded == ["wash", "shop", "cook"]
    assert day.calls.count("cook") == 1


def test_the_reader_is_told_what_it_is_why_and_how_much_waits(job: Job, day: Errands) -> None:
    work(job)
    (told,) = held(job)

    assert (told.label, told.reason, told.waiting) == ("shop", "The shop is closed.", 1)
    assert told.next_try == unit("shop").not_before


def test_the_reader_can_go_on_without_it(job: Job, day: Errands) -> None:
    work(job)
    assert holding.go_on_without(pipeline=job.pipeline, subject=job.subject, unit=unit("shop").pk)

    assert work(job).state == Job.State.COMPLETED_WITH_FAILURES
    assert day.recorded == ["wash", "cook"]
    assert unit("shop").reason == "The shop is closed."
    assert held(job) == []


def test_the_reader_can_try_it_without_waiting_longer(job: Job, day: Errands) -> None:
    work(job)
    del day.deeds["shop"]
    assert holding.try_now(pipeline=job.pipeline, subject=job.subject, unit=unit("shop").pk)

    assert work(job).state == Job.State.COMPLETED


def test_with_nothing_else_to_do_it_asks_its_reader_in_the_end(job: Job, day: Errands) -> None:
    for _ in range(holding.TRIES_ALONE + 1):
        assert job.state == Job.State.RUNNING
        work(job)
        try_at_once()

    assert (job.state, job.mended_by, job.paused_until) == (Job.State.PAUSED, "held", None)
    assert "shop could not be done" in job.reason


@pytest.mark.parametrize("is_without", [True, False])
def test_a_job_that_has_asked_goes_on_as_its_reader_says(job: Job, day: Errands, is_without: bool) -> None:
    work(job)
    Unit.objects.filter(label="shop").update(attempts=holding.TRIES_ALONE)
    try_at_once()
    assert work(job).state == Job.State.PAUSED
    decide = holding.go_on_without if is_without else holding.try_now
    if not is_without:
        del day.deeds["shop"]

    assert decide(pipeline=job.pipeline, subject=job.subject, unit=unit("shop").pk)
    job.refresh_from_db()

    assert work(job).state == (Job.State.COMPLETED_WITH_FAILURES if is_without else Job.State.COMPLETED)
    assert day.calls.count("shop") == (2 if is_without else 3)


@pytest.mark.parametrize("decide", [holding.try_now, holding.go_on_without])
def test_a_job_that_has_asked_goes_on_only_if_its_reader_may_have_more_under_way(
    job: Job, day: Errands, settings: Settings, decide: Any
) -> None:
    work(job)
    Unit.objects.filter(label="shop").update(attempts=holding.TRIES_ALONE)
    try_at_once()
    assert work(job).state == Job.State.PAUSED
    Job.objects.create(pipeline=job.pipeline, subject=uuid4(), owner=job.owner, stage=job.stage)
    settings.READER_OPEN_JOBS = 1

    with pytest.raises(LimitReached):
        decide(pipeline=job.pipeline, subject=job.subject, unit=unit("shop").pk, by=job.owner)

    job.refresh_from_db()
    assert job.state == Job.State.PAUSED


def test_while_others_go_on_it_does_not_stop_them_to_ask(job: Job, day: Errands) -> None:
    day.add("sweep", phase=1)
    engine.plan_once(job)
    Unit.objects.filter(label="shop").update(attempts=holding.TRIES_ALONE)
    Unit.objects.filter(label="sweep").update(not_before=timezone.now() + timedelta(hours=1))
    job.refresh_from_db()

    assert work(job).state == Job.State.RUNNING


def test_what_is_refused_for_good_is_set_aside_at_once(job: Job, day: Errands) -> None:
    def refuse() -> None:
        raise ContentRefused("No.")

    day.deeds["shop"] = refuse

    assert work(job).state == Job.State.COMPLETED_WITH_FAILURES
    assert day.recorded == ["cook", "wash"]


def test_what_takes_its_worker_down_again_and_again_is_held_too(job: Job, day: Errands) -> None:
    engine.plan_once(job)
    claims.claim_next(job_id=job.pk, token=job.pk)
    Unit.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    claimed = claims.claim_next(job_id=job.pk, token=job.subject)

    assert claimed is not None
    assert claimed.label == "cook"
    assert unit("shop").is_held
    assert "stopped" in unit("shop").reason


def pay_in_vain(unit_: Unit, *, state: str = PaidCall.State.LOST) -> None:
    """Enter a call of a unit that has been billed, or may have been, and was not answered."""
    PaidCall.objects.create(
        user=unit_.job.owner,
        subject=unit_.job.subject,
        service="anthropic",
        model="some-model",
        fingerprint=uuid4().hex,
        month=timezone.now().date().replace(day=1),
        holder=f"{unit_.pk}:1",
        reserved=Decimal("0.1"),
        cost=Decimal("0.1") if state == PaidCall.State.LOST else 0,
        state=state,
    )


@pytest.fixture
def paid_day(job: Job, day: Errands) -> Errands:
    """The same, and a shop that has been paid before it closed."""
    engine.plan_once(job)
    pay_in_vain(unit("shop"))
    return day


def test_what_is_paid_for_in_vain_waits_for_its_reader_while_the_others_go_on(job: Job, paid_day: Errands) -> None:
    work(job)

    assert paid_day.recorded == ["wash"]
    assert (job.state, job.mended_by) == (Job.State.PAUSED, "held")
    assert [(one.label, one.next_try) for one in held(job)] == [("shop", None)]
    assert paid_day.calls.count("shop") == 1


def test_a_pause_that_is_over_by_itself_is_not_the_readers_word(job: Job, paid_day: Errands) -> None:
    work(job)
    Job.objects.update(paused_until=timezone.now())
    services.sweep()
    work(job)
    services.sweep()

    assert paid_day.calls.count("shop") == 1
    services.go_on(pipeline=job.pipeline, subject=job.subject)
    work(job)
    assert paid_day.calls.count("shop") == 2


def _paid_in_vain_and_set_aside(job: Job, errands: Errands) -> None:
    """Have a unit that nothing stands on set aside: its call was paid for in vain."""
    errands.add("post", "wash")
    errands.deeds["post"] = _closed
    engine.plan_once(job)
    pay_in_vain(unit("post"))
    work(job)
    assert (unit("post").state, errands.calls.count("post")) == (Unit.State.FAILED, 1)


def test_what_was_paid_for_in_vain_and_set_aside_is_not_tried_again_when_a_pause_is_over(
    job: Job, errands: Errands
) -> None:
    _paid_in_vain_and_set_aside(job, errands)
    Job.objects.update(state=Job.State.PAUSED, paused_until=timezone.now())
    services.sweep()
    work(job)

    assert errands.calls.count("post") == 1
    services.retry(pipeline=job.pipeline, subject=job.subject, units=[unit("post").pk])
    work(job)
    assert errands.calls.count("post") == 2


def test_who_asks_for_something_else_does_not_pay_in_vain_once_more(job: Job, errands: Errands) -> None:
    _paid_in_vain_and_set_aside(job, errands)
    Unit.objects.filter(label="wash").update(state=Unit.State.WAITING)
    assert services.work_on_added(pipeline=job.pipeline, subject=job.subject, stage=job.stage)
    work(job)

    assert (errands.calls.count("post"), errands.calls.count("wash")) == (1, 2)


@pytest.mark.parametrize("decide", [holding.try_now, holding.go_on_without])
def test_an_answer_about_one_unit_is_none_about_another(job: Job, paid_day: Errands, decide: Any) -> None:
    paid_day.add("post")
    paid_day.deeds["post"] = _closed
    Job.objects.update(planned=False)
    engine.plan_once(job)
    pay_in_vain(unit("post"))
    assert work(job).state == Job.State.PAUSED

    assert decide(pipeline=job.pipeline, subject=job.subject, unit=unit("shop").pk)
    work(job)

    assert (unit("post").state, paid_day.calls.count("post")) == (Unit.State.FAILED, 1)


def test_a_reader_who_was_to_be_asked_by_whoever_died_is_asked_by_the_sweep(job: Job, paid_day: Errands) -> None:
    work(job)
    Job.objects.update(state=Job.State.RUNNING, mended_by="")

    services.sweep()
    job.refresh_from_db()

    assert (job.state, job.mended_by) == (Job.State.PAUSED, "held")


def test_what_takes_its_worker_down_in_a_call_that_is_paid_for_is_not_tried_again_unasked(
    job: Job, day: Errands
) -> None:
    engine.plan_once(job)
    claims.claim_next(job_id=job.pk, token=job.pk)
    pay_in_vain(unit("shop"), state=PaidCall.State.RESERVED)
    Unit.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    work(job)
    try_at_once()
    services.sweep()

    assert work(job).state == Job.State.PAUSED
    assert day.calls == ["wash"]


def test_what_was_answered_meanwhile_may_fail_again(job: Job, day: Errands) -> None:
    engine.plan_once(job)
    pay_in_vain(unit("shop"))
    PaidCall.objects.update(created=timezone.now() - timedelta(hours=1))
    pay_in_vain(unit("shop"), state=PaidCall.State.ANSWERED)
    work(job)

    assert (job.state, unit("shop").asks) == (Job.State.RUNNING, False)


def test_a_stranger_to_the_job_decides_nothing(job: Job, day: Errands, vividpage: VividPage) -> None:
    work(job)

    assert not holding.go_on_without(pipeline=job.pipeline, subject=job.pk, unit=unit("shop").pk)
    assert not holding.try_now(pipeline=job.pipeline, subject=job.subject, unit=job.pk)


def test_a_unit_whose_inputs_changed_has_not_failed(job: Job, errands: Errands) -> None:
    errands.add("wash")
    changes: list[Any] = [InputsChanged(), InputsChanged(), InputsChanged(), InputsChanged()]

    def look() -> None:
        if changes:
            raise changes.pop()

    errands.deeds["wash"] = look

    assert work(job, seconds=60).state == Job.State.COMPLETED
    assert unit("wash").attempts == 1
    assert errands.calls == ["wash"] * 5


def test_a_sweep_finds_no_work_in_what_waits_for_another(job: Job, day: Errands) -> None:
    work(job)
    Unit.objects.filter(label="shop").update(not_before=timezone.now() + timedelta(seconds=1))
    assert services.sweep() == [job.pk]
    Unit.objects.filter(label="shop").update(not_before=timezone.now() + timedelta(minutes=10))
    assert services.sweep() == []
