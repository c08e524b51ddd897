"""How much work waits, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from jobs import depth, engine, turns
from jobs.models import Job, Unit
from jobs.serving import Serving

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from jobs.tests.conftest import Errands

MINUTES = timedelta(minutes=1)


def laid_out(errands: Errands, job: Job) -> None:
    errands.add("a", "b", "c", "d", needed=True)
    errands.add("later", phase=1)
    engine.plan_once(job)


def numbers() -> tuple[int, int, int]:
    (stage,) = depth.queue_depth().stages
    return stage.due, stage.claimed, stage.later


def test_units_are_due_as_turns_have_it(
    errands: Errands, job: Job, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    assert numbers() == (1, 0, 0), "a job that is not laid out"
    laid_out(errands, job)
    assert numbers() == (4, 0, 1)
    unit = {unit.label: unit for unit in job.units.all()}
    Unit.objects.filter(label="a").update(not_before=now + MINUTES)
    Unit.objects.filter(label="b").update(waits_for=unit["a"])
    claimed = {"state": Unit.State.CLAIMED, "claim": unit["c"].pk}
    Unit.objects.filter(label="c").update(**claimed, lease_until=now + MINUTES)
    Unit.objects.filter(label="d").update(**claimed, lease_until=now - MINUTES)

    with django_assert_num_queries(2):
        assert numbers() == (1, 1, 3)
    Unit.objects.exclude(label="later").update(state=Unit.State.DONE, claim=None, lease_until=None)
    assert numbers() == (1, 0, 0)
    assert [found.pk for found in turns.jobs_in_turn()] == [job.pk]
    Job.objects.update(state=Job.State.PAUSED)
    assert depth.queue_depth().stages == ()


def test_a_job_waits_since_anything_of_it_was_begun_or_done(errands: Errands, job: Job) -> None:
    laid_out(errands, job)
    long_ago = timezone.now() - 90 * MINUTES
    Job.objects.update(created=long_ago)
    assert depth.queue_depth().oldest_seconds >= 90 * 60
    Job.objects.update(taken_up=long_ago + 30 * MINUTES)
    assert 60 * 60 <= depth.queue_depth().oldest_seconds < 90 * 60
    Unit.objects.filter(label="a").update(state=Unit.State.DONE, finished=long_ago + 60 * MINUTES)
    assert 30 * 60 <= depth.queue_depth().oldest_seconds < 60 * 60
    Unit.objects.update(not_before=timezone.now() - MINUTES)
    assert depth.queue_depth().oldest_seconds < 30 * 60


def test_others_stages_are_nothing_to_a_worker_that_is_kept_for_some(errands: Errands, job: Job) -> None:
    laid_out(errands, job)

    assert depth.queue_depth(Serving(("errands/errands",), takes_queue=False)).due == 4
    assert depth.queue_depth(Serving(("film/shots",), takes_queue=False)) == depth.QueueDepth((), 0)
