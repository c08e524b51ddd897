"""Where jobs meet what nobody planned: a book deleted meanwhile, a step that all others need, a slow write."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django_q.models import OrmQ

from books.models import VividPage
from books.services import delete
from books.tests.making import make_job
from jobs import claims, engine, settling
from jobs.models import Job, Unit
from jobs.pipelines import UnitRejected
from providers.errors import UnknownModel
from vividpages.tests.machine import wait_until

if TYPE_CHECKING:
    from pytest_django import Settings

    from jobs.tests.conftest import Errands


def fail(error: Exception) -> Any:
    def deed() -> None:
        raise error

    return deed


def work(job: Job) -> Job:
    engine.work_on(job, seconds=60)
    job.refresh_from_db()
    return job


def test_a_book_that_is_deleted_during_a_slice_ends_it_quietly(
    vividpage: VividPage, job: Job, errands: Errands
) -> None:
    errands.add("wash", "cook")

    engine.work_on(job, seconds=60, after_unit=lambda: delete(vividpage=vividpage))

    assert errands.calls == ["wash"]


def test_a_book_that_is_deleted_before_its_job_is_planned_ends_it_quietly(
    vividpage: VividPage, job: Job, errands: Errands
) -> None:
    delete(vividpage=vividpage)

    assert engine.work_on(job, seconds=60) == 0


def test_nothing_that_needs_an_essential_unit_is_begun_without_it(job: Job, errands: Errands) -> None:
    errands.add("open the door", essential=True)
    errands.add("walk in", phase=1)
    errands.deeds["open the door"] = fail(UnitRejected("The key is lost."))

    assert work(job).state == Job.State.FAILED
    assert errands.calls == ["open the door"]


def test_a_job_that_failed_at_its_essential_unit_goes_on_with_all_that_needs_it(job: Job, errands: Errands) -> None:
    errands.add("open the door", essential=True)
    errands.add("walk in", phase=1)
    errands.deeds["open the door"] = fail(UnitRejected("The key is lost."))
    work(job)
    del errands.deeds["open the door"]
    settling.resume(job.pk)
    job.refresh_from_db()

    assert work(job).state == Job.State.COMPLETED
    assert errands.recorded == ["open the door", "walk in"]


@pytest.mark.django_db(transaction=True)
def test_others_are_woken_for_the_next_phase_even_if_the_last_unit_of_this_one_was_set_aside(
    job: Job, errands: Errands, settings: Settings
) -> None:
    settings.WORKERS = 3
    errands.add("lay the table")
    errands.add("serve", phase=1)
    errands.deeds["lay the table"] = fail(UnitRejected("There is no table."))
    work(job)

    assert OrmQ.objects.count() == 2


def test_a_job_whose_model_is_gone_pauses_with_the_reason(job: Job, errands: Errands) -> None:
    errands.add("wash")
    errands.concurrency = lambda _: fail(UnknownModel("No model is called that."))()  # type: ignore[assignment]
    errands.deeds["wash"] = fail(UnknownModel("No model is called that."))

    assert work(job).state == Job.State.PAUSED
    assert job.reason == "No model is called that."


def test_a_job_that_settles_leaves_the_book_to_an_earlier_stage_that_has_been_taken_up(
    vividpage: VividPage, job: Job, errands: Errands
) -> None:
    make_job(vividpage, "analysis", planned=True)
    VividPage.objects.update(status=VividPage.Status.WORKING)
    work(job)

    assert VividPage.objects.get().status == VividPage.Status.WORKING


@pytest.mark.django_db(transaction=True)
def test_a_slow_write_of_one_unit_does_not_let_the_others_leases_run_out(
    job: Job, errands: Errands, settings: Settings
) -> None:
    settings.JOB_LEASE_SECONDS = 0.3
    errands.add("wash", "cook")
    engine.plan_once(job)
    token = uuid.uuid4()
    first = claims.claim_next(job_id=job.pk, token=token)
    second = claims.claim_next(job_id=job.pk, token=token)
    with claims.Heartbeat(token), transaction.atomic():
        claims.finish(first)
        wait_until(lambda: Unit.objects.get(pk=second.pk).lease_until > second.lease_until)
