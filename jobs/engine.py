"""Working on jobs: a bounded slice at a time, several calls in flight, each result in its own transaction.

A slice asks before each unit whose turn it is, so one reader's redraw goes before another's thousand scenes, and
readers take turns. Running a slice twice, late, or never changes nothing but the time that a job takes.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from jobs import attempts, broadcast, claims, draining, lifelines, pipelines, serving, turns
from jobs.models import Job, Unit
from jobs.pipelines import IN_PROCESS, ConcurrencyLimit, SubjectGone
from jobs.privacy import kind_and_place
from jobs.services import delete_of
from jobs.settling import pause, settle_if_done, wake
from providers import throttle
from providers.errors import ProviderError
from telemetry import tracing
from telemetry.context import bound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
"""Between looks for work while some of the allowed calls are not in flight."""
INQUIRE_AGAIN_SECONDS = 60.0
"""After a server could not be asked what must be known before units are laid out."""
MOST_IN_FLIGHT = 64
"""Calls of one slice, of whatever jobs."""


def work_slice(*, seconds: float | None = None) -> int:
    """Work on whatever is due for about `seconds` (JOB_SLICE_SECONDS), then queue the next slice if more is.

    Only on what this process takes (`jobs.serving`). Returns the number of units that were worked on.
    """
    served = serving.here()
    slice_ = _Slice(settings.JOB_SLICE_SECONDS if seconds is None else seconds, stages=served.stages)
    try:
        slice_.run()
        if served.takes_queue and slice_.leaves_work():
            wake(times=1)
    except Exception as error:  # the queue would keep and log its words; the sweep tries again  # noqa: BLE001
        logger.error("a slice: %s", kind_and_place(error))
    return slice_.worked


def work_on(
    job: Job,
    *,
    seconds: float,
    after_unit: Callable[[], None] = lambda: None,
    while_idle: Callable[[], None] = lambda: None,
) -> int:
    """Work on one job alone for about `seconds`, until nothing is left of it that could be done by then.

    `after_unit` is called after each unit, `while_idle` now and then while every unit waits for a later time. Returns
    the number of units that were worked on.
    """
    return _Slice(seconds, job_id=job.pk, after_unit=after_unit, while_idle=while_idle).run()


def plan_once(job: Job) -> None:
    """Lay out the job's units unless that has been done, or the job has been deleted meanwhile."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().filter(pk=job.pk, planned=False).first()
        if locked is None:
            return
        planned = pipelines.stage_of(locked).plan(locked)
        known = {(unit.kind, unit.target): unit.number for unit in locked.units.all()}
        missing = [unit for unit in planned if (unit.kind, unit.target) not in known]
        Unit.objects.bulk_create(
            Unit(
                job=locked,
                number=number,
                phase=unit.phase,
                kind=unit.kind,
                target=unit.target,
                label=unit.label[:200],
                essential=unit.essential,
                needed=unit.needed,
                options=unit.options,
            )
            for number, unit in enumerate(missing, max(known.values(), default=0) + 1)
        )
        locked.planned = True
        locked.save(update_fields=["planned"])
    broadcast.changed(job.subject, at_once=True)


class _Slice:
    """One bounded stretch of work: claims units, keeps their calls in flight, records what comes back.

    Rows are written by this thread alone; the calls run in threads of their own. With a `job_id`, only that job is
    worked on.
    """

    def __init__(
        self,
        seconds: float,
        *,
        job_id: UUID | None = None,
        stages: Sequence[str] | None = None,
        after_unit: Callable[[], None] = lambda: None,
        while_idle: Callable[[], None] = lambda: None,
    ) -> None:
        self.deadline = time.monotonic() + seconds
        self.job_id = job_id
        self.stages = stages
        self.after_unit = after_unit
        self.while_idle = while_idle
        self.token = lifelines.new_claim()
        self.in_flight: dict[Future[Any], Unit] = {}
        self.worked = 0
        self.has_rivals = False
        self.limits: dict[UUID, ConcurrencyLimit] = {}
        self.failed: set[UUID] = set()
        """Jobs that could not be planned or looked into; the next sweep tries again."""

    def run(self) -> int:
        """Work until the time is over or nothing is left to wait for."""
        pool = ThreadPoolExecutor(MOST_IN_FLIGHT, "unit")
        try:
            with claims.Heartbeat(self.token):
                while (self._fill(pool) or self.in_flight or self._is_worth_waiting()) and not draining.is_over():
                    self._take_what_has_come()
        finally:  # only an interrupt, or a drain that is over, leaves calls behind
            if not draining.is_over():
                pool.shutdown()
            for unit in self.in_flight.values():  # they are free for the next to come
                claims.release(unit)
            pool.shutdown(wait=False, cancel_futures=True)
        return self.worked

    def leaves_work(self) -> bool:
        """Return whether another slice would find work now, rather than limits that are shut or full of calls."""
        return any(
            not self._limit_of(job).key
            or not (turns.is_at_work(job.pk) or throttle.seconds_shut(self._limit_of(job).key))
            for job in self._jobs_in_turn()
            if job.pk not in self.failed and (not job.planned or claims.claimable(job.pk).exists())
        )

    def _fill(self, pool: ThreadPoolExecutor) -> bool:
        """Begin what is due until there is no room for more. False: nothing was begun."""
        begun = False
        while len(self.in_flight) < MOST_IN_FLIGHT and time.monotonic() < self.deadline and not draining.is_draining():
            jobs = self._jobs_in_turn()
            self.has_rivals = len(jobs) > 1
            if not any(self._advance(job, pool) for job in jobs if self._is_free(job)):
                break
            begun = True
            if not any(self._is_free(job) for job in jobs):  # whatever comes later is found when a call has ended
                break
        return begun

    def _jobs_in_turn(self, *, by: datetime | None = None) -> list[Job]:
        return turns.jobs_in_turn(job_id=self.job_id, by=by, stages=self.stages)

    def _advance(self, job: Job, pool: ThreadPoolExecutor) -> bool:
        """Plan a job, settle it, or begin one of its units. False: there is nothing to do after all."""
        try:
            if not job.planned:
                pipelines.stage_of(job).inquire(job)
                plan_once(job)
                return True
            if getattr(job, "has_broken", False) or not getattr(job, "has_open", True):
                settle_if_done(job.pk)
                return True
            return self._begin_unit(job, pool)
        except SubjectGone:
            delete_of(subject=job.subject)
            return True
        except ProviderError as error:  # nothing can be laid out before it is mended
            pause(job.pk, reason=str(error), seconds=_wait_of(error), mended_by=error.mended_by)
            return True
        except Exception as error:
            if self.job_id is not None:
                raise
            logger.error("job %s: %s", job.pk, kind_and_place(error))  # its words could be those of a book
            self.failed.add(job.pk)
            return False

    def _begin_unit(self, job: Job, pool: ThreadPoolExecutor) -> bool:
        limit = self._limit_of(job)
        unit = claims.claim_next(job_id=job.pk, token=self.token, limit=limit)
        if unit is None:
            return False
        if self.has_rivals:
            turns.take_turn(job.pk)
        unit.job = job
        self.worked += 1
        if job.started is None:
            job.started = unit.started
            Job.objects.filter(pk=job.pk, started=None).update(started=unit.started)
        with bound(job=job.pk, unit=unit.pk, user=job.owner_id, request=job.metadata.get("request")):
            future = attempts.attempt(unit, limit, partial(_start, pool, unit))
        if future is not None:
            self.in_flight[future] = unit
        return True

    def _is_free(self, job: Job) -> bool:
        """Return whether this slice may have one more of a job's calls in flight, as far as it knows by itself."""
        if job.pk in self.failed:
            return False
        limit = self._limit_of(job)
        own = sum(unit.concurrency_key == limit.key for unit in self.in_flight.values())
        return own < limit.most + limit.ahead

    def _limit_of(self, job: Job) -> ConcurrencyLimit:
        """Return a job's limit, as it stood when this slice first looked at the job."""
        if job.pk not in self.limits:
            try:
                limit = pipelines.stage_of(job).concurrency(job)
                self.limits[job.pk] = replace(limit, most=max(1, limit.most))
            except (ProviderError, SubjectGone):  # its units run into the same, and keep the reason
                self.limits[job.pk] = IN_PROCESS
        return self.limits[job.pk]

    def _is_worth_waiting(self) -> bool:
        """Return whether something can be begun before this slice ends that nobody else of its job will begin."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0 or draining.is_draining():
            return False
        by_then = timezone.now() + timedelta(seconds=min(remaining, attempts.LONGEST_BACKOFF_SECONDS))
        return any(
            throttle.seconds_shut(self._limit_of(job).key) <= remaining
            and claims.claimable(job.pk, by=by_then).exists()
            for job in self._jobs_in_turn(by=by_then)
            if job.pk not in self.failed and not turns.is_at_work(job.pk)
        )

    def _take_what_has_come(self) -> None:
        """Record the calls that have ended, and soon look again for more to begin."""
        if not self.in_flight:
            self.while_idle()
            time.sleep(POLL_SECONDS)
            return
        done, _ = wait(self.in_flight, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            self._take(self.in_flight[future], future)
            del self.in_flight[future]

    def _take(self, unit: Unit, future: Future[Any]) -> None:
        limit = self._limit_of(unit.job)
        step = pipelines.stage_of(unit.job).step_for(unit)
        with bound(job=unit.job.pk, unit=unit.pk, user=unit.job.owner_id, request=unit.job.metadata.get("request")):
            attempts.attempt(unit, limit, lambda: attempts.record(unit, limit, step, future.result()))
        broadcast.changed(unit.job.subject)
        self.after_unit()


def _wait_of(error: ProviderError) -> float | None:
    return None if error.halts else max(throttle.accepted_wait(error.retry_after) or 0, INQUIRE_AGAIN_SECONDS)


def _start(pool: ThreadPoolExecutor, unit: Unit) -> Future[Any]:
    """Read what a unit needs and have its call made in a thread of its own."""
    step = pipelines.stage_of(unit.job).step_for(unit)
    return pool.submit(copy_context().run, _closing_connections, step.call, step.prepare(unit), unit)


def _closing_connections(call: Callable[[Any], object], inputs: Any, unit: Unit) -> object:
    """Make the call of a unit in a thread that keeps none of the database's connections."""
    job = unit.job
    facts = {"pipeline": job.pipeline, "stage": job.stage, "unit__kind": unit.kind, "attempt": unit.attempts}
    try:
        with tracing.span(f"unit {job.stage}", kind="consumer", parent=job.metadata.get("traceparent", ""), **facts):
            return call(inputs)
    finally:
        connections.close_all()
