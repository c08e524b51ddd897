"""Working on jobs: a bounded slice at a time, several calls in flight, each result in its own transaction.

Running a slice twice, late, or never changes nothing but the time that a job takes.
"""

from __future__ import annotations

import logging
import random
import time
import uuid
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from jobs import broadcast, claims, pipelines
from jobs.models import Job, Unit
from jobs.pipelines import IN_PROCESS, ConcurrencyLimit, ReaderAwaited, Stage, SubjectGone, UnitRejected
from jobs.privacy import kind_and_place
from jobs.services import delete_of
from jobs.settling import pause, settle_if_done, wake
from providers import pace
from providers.errors import AnswerPending, ContentRefused, ProviderError, RateLimited, RequestRejected, ServiceDown

logger = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_BACKOFF_SECONDS = 2.0
LONGEST_BACKOFF_SECONDS = 300.0
POLL_SECONDS = 0.2
"""Between looks for work while some of the allowed calls are not in flight."""


def work_slice(*, job_id: UUID, seconds: float | None = None) -> None:
    """Work on a job for about `seconds` (JOB_SLICE_SECONDS), settle it if nothing is left, else queue the next slice.

    Does nothing if the job is not running or if as many slices as there are workers are at it already.
    """
    job = Job.objects.filter(pk=job_id, state=Job.State.RUNNING).first()
    if job is None or _slices_at_work(job_id) >= settings.WORKERS:
        return
    try:
        work_on(job, seconds=settings.JOB_SLICE_SECONDS if seconds is None else seconds)
    except Exception as error:  # the queue would keep and log its words; the sweep tries again  # noqa: BLE001
        logger.error("job %s: %s", job_id, kind_and_place(error))
        return
    if claims.claimable(job_id).exists() and _is_open(job):
        wake(job_id)


def work_on(
    job: Job,
    *,
    seconds: float,
    after_unit: Callable[[], None] = lambda: None,
    while_idle: Callable[[], None] = lambda: None,
) -> int:
    """Plan the job if need be, work on what can be claimed for about `seconds`, settle it if nothing is left.

    `after_unit` is called after each unit, `while_idle` now and then while every unit waits for a later time. Returns
    the number of units that were worked on.
    """
    stage = pipelines.stage_of(job)
    if not plan_once(job, stage):
        return 0
    worked = _Slice(job, stage, time.monotonic() + seconds, after_unit, while_idle).run()
    settle_if_done(job.pk)
    return worked


def plan_once(job: Job, stage: Stage) -> bool:
    """Lay out the job's units unless that has been done. False: the job, or its subject, has been deleted meanwhile."""
    if job.planned:
        return True
    try:
        return _plan(job, stage)
    except SubjectGone:
        delete_of(subject=job.subject)
        return False


def _plan(job: Job, stage: Stage) -> bool:
    with transaction.atomic():
        locked = Job.objects.select_for_update().filter(pk=job.pk).first()
        if locked is None:
            return False
        if not locked.planned:
            planned = stage.plan(locked)
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
                    options=unit.options,
                )
                for number, unit in enumerate(missing, max(known.values(), default=0) + 1)
            )
            locked.planned = True
            locked.save(update_fields=["planned"])
    job.planned = True
    broadcast.changed(job.subject, at_once=True)
    return True


def _is_open(job: Job) -> bool:
    """Whether another slice would find work now, rather than a limit that is shut or full of this job's own calls."""
    limit = pipelines.stage_of(job).concurrency(job)
    return not limit.key or (not _slices_at_work(job.pk) and not pace.opens_at(limit.key))


def _slices_at_work(job_id: UUID) -> int:
    held = Unit.objects.filter(job_id=job_id, state=Unit.State.CLAIMED, lease_until__gte=timezone.now())
    return held.values("claim").distinct().count()


class _Slice:
    """One bounded stretch of work: claims units, keeps their calls in flight, records what comes back.

    The job's rows are written by this thread alone; the calls run in threads of their own.
    """

    def __init__(
        self, job: Job, stage: Stage, deadline: float, after_unit: Callable[[], None], while_idle: Callable[[], None]
    ) -> None:
        self.job = job
        self.stage = stage
        self.deadline = deadline
        self.after_unit = after_unit
        self.while_idle = while_idle
        self.token = uuid.uuid4()
        self.in_flight: dict[Future[Any], Unit] = {}
        self.worked = 0
        self.limit = self._limit()
        self.most = self.limit.most + self.limit.ahead

    def run(self) -> int:
        try:
            with claims.Heartbeat(self.token), ThreadPoolExecutor(self.most, "unit") as pool:
                while self._fill(pool) or self.in_flight or self._is_worth_waiting():
                    self._take_what_has_come()
        finally:  # only an interrupt leaves calls behind; their units are free for the next to come
            for unit in self.in_flight.values():
                claims.release(unit)
        return self.worked

    def _limit(self) -> ConcurrencyLimit:
        try:
            limit = self.stage.concurrency(self.job)
        except ProviderError:  # its units run into the same, and keep the reason
            return IN_PROCESS
        return replace(limit, most=max(1, limit.most))

    def _fill(self, pool: ThreadPoolExecutor) -> bool:
        """Claim units and start their calls until the limit is reached. False: nothing was started."""
        started = False
        while len(self.in_flight) < self.most and time.monotonic() < self.deadline:
            unit = claims.claim_next(job_id=self.job.pk, token=self.token, limit=self.limit)
            if unit is None:
                break
            unit.job = self.job
            self.worked += 1
            future = self._attempt(unit, partial(self._start, pool, unit))
            if future is not None:
                self.in_flight[future] = unit
                started = True
        return started

    def _start(self, pool: ThreadPoolExecutor, unit: Unit) -> Future[Any]:
        """Read what a unit needs and have its call made in a thread of its own."""
        step = self.stage.step_for(unit)
        return pool.submit(_closing_connections, step.call, step.prepare(unit))

    def _is_worth_waiting(self) -> bool:
        """Whether something can be begun before this slice ends that nobody else of this job will begin."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0 or _slices_at_work(self.job.pk) or pace.opens_at(self.limit.key) > remaining:
            return False
        by_then = timezone.now() + timedelta(seconds=min(remaining, LONGEST_BACKOFF_SECONDS))
        return claims.claimable(self.job.pk, by=by_then).exists()

    def _take_what_has_come(self) -> None:
        """Record the calls that have ended; if there is room for more, look for that soon again."""
        if not self.in_flight:
            self.while_idle()
            time.sleep(POLL_SECONDS)
            return
        is_full = len(self.in_flight) >= self.most
        done, _ = wait(self.in_flight, timeout=None if is_full else POLL_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            self._take(self.in_flight[future], future)
            del self.in_flight[future]

    def _take(self, unit: Unit, future: Future[object]) -> None:
        self._attempt(unit, lambda: self._record(unit, future.result()))
        broadcast.changed(self.job.subject)
        self.after_unit()

    def _record(self, unit: Unit, result: object) -> None:
        with transaction.atomic():
            if not claims.finish(unit):
                return  # the lease ran out and somebody else has it: their result counts
            self.stage.step_for(unit).record(unit, result)
            self._wake_for_next_phase(unit)
        if self.limit.key:
            pace.went_well(self.limit.key, most=self.limit.most)

    def _set_aside(self, unit: Unit, reason: str) -> None:
        with transaction.atomic():
            claims.set_aside(unit, reason)
            self._wake_for_next_phase(unit)

    def _wake_for_next_phase(self, unit: Unit) -> None:
        """Wake the workers that found nothing more to do, if `unit` was the last of its phase."""
        still_open = self.job.units.filter(state__in=Unit.OPEN)
        if not still_open.filter(phase=unit.phase).exists() and still_open.exists():
            wake(self.job.pk, times=settings.WORKERS - 1)

    def _attempt(self, unit: Unit, step: Callable[[], T]) -> T | None:
        """Take a step for a unit; whatever goes wrong becomes the unit's state."""
        try:
            return step()
        except UnitRejected as error:
            self._set_aside(unit, str(error))
        except ReaderAwaited as error:
            self._halt(unit, error)
        except SubjectGone:
            delete_of(subject=self.job.subject)
        except ProviderError as error:
            self._meet(unit, error)
        except Exception as error:  # noqa: BLE001
            logger.error("unit %s: %s", unit.pk, kind_and_place(error))
            self._try_again(unit, f"Something went wrong on our side ({type(error).__name__}).", None)
        return None

    def _meet(self, unit: Unit, error: ProviderError) -> None:
        """Do what an error of a service asks for: stop, wait, slow down, give this unit up, or try it again."""
        reason, limit, seconds = str(error), self.limit, pace.believed(error.retry_after)
        if error.halts:
            self._halt(unit, error)
        elif isinstance(error, AnswerPending):
            claims.put_back(unit, reason=reason, seconds=seconds or FIRST_BACKOFF_SECONDS, counts=False)
        elif isinstance(error, RateLimited) and limit.key:
            pace.too_many(limit.key, most=limit.most, retry_after=seconds)
            claims.put_back(unit, reason=reason, seconds=pace.opens_at(limit.key), counts=False)
        elif isinstance(error, ServiceDown) and limit.key:
            outage = pace.was_down(limit.key, most=limit.most)
            if pace.answers_others(limit.key):  # so it may be this unit that the service cannot do
                self._try_again(unit, reason, seconds)
                return
            claims.put_back(unit, reason=reason, seconds=seconds or FIRST_BACKOFF_SECONDS, counts=False)
            if outage is not None:
                pause(self.job.pk, reason=reason, seconds=max(outage, seconds or 0), mended_by=error.mended_by)
        elif isinstance(error, ContentRefused | RequestRejected):
            self._set_aside(unit, reason)
        else:
            self._try_again(unit, reason, seconds)

    def _halt(self, unit: Unit, error: ProviderError | ReaderAwaited) -> None:
        """Stop the job at a unit until somebody has seen to the reason."""
        claims.put_back(unit, reason=str(error), seconds=0, counts=False)
        pause(self.job.pk, reason=str(error), seconds=None, mended_by=error.mended_by)

    def _try_again(self, unit: Unit, reason: str, retry_after: float | None) -> None:
        if unit.attempts >= settings.JOB_MAX_ATTEMPTS:
            self._set_aside(unit, reason)
            return
        backoff = min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** (unit.attempts - 1))
        claims.put_back(unit, reason=reason, seconds=retry_after or backoff * random.uniform(0.8, 1.2))


def _closing_connections(call: Callable[[Any], object], inputs: Any) -> object:
    """Make a call in a thread that keeps none of the database's connections."""
    try:
        return call(inputs)
    finally:
        connections.close_all()
