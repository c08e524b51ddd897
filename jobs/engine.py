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
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from jobs import broadcast, claims, registry
from jobs.models import Job, Unit
from jobs.privacy import kind_and_place
from jobs.registry import Stage, UnitRejected
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_BACKOFF_SECONDS = 2.0
LONGEST_BACKOFF_SECONDS = 300.0


def wake(job_id: UUID, *, times: int = 1) -> None:
    """Queue wake-ups for a job once the transaction is through."""

    def queue() -> None:
        for _ in range(times):
            async_task("jobs.tasks.work_on", str(job_id))

    transaction.on_commit(queue)


def work_slice(*, job_id: UUID, seconds: float | None = None) -> None:
    """Work on a job for about `seconds` (JOB_SLICE_SECONDS), settle it if nothing is left, else queue the next slice.

    Does nothing if the job is not running or if as many slices as there are workers are at it already.
    """
    job = Job.objects.filter(pk=job_id, state=Job.State.RUNNING).first()
    if job is None or _slices_at_work(job_id) >= settings.WORKERS:
        return
    try:
        work_on(job, seconds=settings.JOB_SLICE_SECONDS if seconds is None else seconds)
    except Exception as error:  # the queue would keep and log its words; the sweep tries again
        logger.error("job %s: %s", job_id, kind_and_place(error))
        return
    if claims.claimable(job_id).exists():
        wake(job_id)


def work_on(job: Job, *, seconds: float, after_unit: Callable[[], None] = lambda: None) -> int:
    """Plan the job if need be, work on what can be claimed for about `seconds`, settle it if nothing is left.

    `after_unit` is called after each unit. Returns the number of units that were worked on.
    """
    stage = registry.stage_named(job.stage)
    if not _plan_once(job, stage):
        return 0
    worked = _Slice(job, stage, deadline=time.monotonic() + seconds, after_unit=after_unit).run()
    settle_if_done(job.pk)
    return worked


def settle_if_done(job_id: UUID) -> None:
    """End a running job that has no open unit left, and tell what follows it, in one transaction.

    An essential unit that was set aside ends it at once; a job that has been deleted meanwhile is nobody's any more.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.state != Job.State.RUNNING or not job.planned:
            return
        failed = job.units.filter(state=Unit.State.FAILED)
        essential = failed.filter(essential=True).first()
        if essential is None and job.units.filter(state__in=Unit.OPEN).exists():
            return
        if essential is not None:
            job.state, job.reason = Job.State.FAILED, essential.reason
        elif failed.exists():
            job.state = Job.State.COMPLETED_WITH_FAILURES
        else:
            job.state = Job.State.COMPLETED
        job.finished = timezone.now()
        job.save(update_fields=["state", "reason", "finished"])
        registry.announce_settled(job)
    broadcast.changed(job.vividpage_id, at_once=True)


def _plan_once(job: Job, stage: Stage) -> bool:
    """Lay out the job's units unless that has been done. False: the job has been deleted meanwhile."""
    if job.planned:
        return True
    with transaction.atomic():
        locked = Job.objects.select_for_update().filter(pk=job.pk).first()
        if locked is None:
            return False
        if not locked.planned:
            known = {(unit.kind, unit.target): unit.number for unit in locked.units.all()}
            missing = [unit for unit in stage.plan(locked) if (unit.kind, unit.target) not in known]
            Unit.objects.bulk_create(
                Unit(
                    job=locked, number=number, phase=unit.phase, kind=unit.kind, target=unit.target,
                    label=unit.label[:200], essential=unit.essential,
                )
                for number, unit in enumerate(missing, max(known.values(), default=0) + 1)
            )  # fmt: skip
            locked.planned = True
            locked.save(update_fields=["planned"])
    job.planned = True
    broadcast.changed(job.vividpage_id, at_once=True)
    return True


def _slices_at_work(job_id: UUID) -> int:
    held = Unit.objects.filter(job_id=job_id, state=Unit.State.CLAIMED, lease_until__gte=timezone.now())
    return held.values("claim").distinct().count()


class _Slice:
    """One bounded stretch of work: claims units, keeps their calls in flight, records what comes back.

    The database is used by this thread alone; the calls run in threads and do not touch it.
    """

    def __init__(self, job: Job, stage: Stage, *, deadline: float, after_unit: Callable[[], None]) -> None:
        self.job = job
        self.stage = stage
        self.deadline = deadline
        self.after_unit = after_unit
        self.token = uuid.uuid4()
        self.in_flight: dict[Future[object], Unit] = {}
        self.worked = 0

    def run(self) -> int:
        concurrency = self._concurrency()
        try:
            with claims.Heartbeat(self.token), ThreadPoolExecutor(concurrency, "unit") as pool:
                while self._fill(pool, concurrency) or self.in_flight:
                    done, _ = wait(self.in_flight, return_when=FIRST_COMPLETED)
                    for future in done:
                        self._take(self.in_flight[future], future)
                        del self.in_flight[future]
        finally:  # only an interrupt leaves calls behind; their units are free for the next to come
            for unit in self.in_flight.values():
                claims.release(unit)
        return self.worked

    def _concurrency(self) -> int:
        try:
            return max(1, self.stage.concurrency(self.job))
        except ProviderError:  # its units run into the same, and keep the reason
            return 1

    def _fill(self, pool: ThreadPoolExecutor, concurrency: int) -> bool:
        """Claim units and start their calls until `concurrency` are in flight. False: nothing was started."""
        started = False
        while len(self.in_flight) < concurrency and time.monotonic() < self.deadline:
            unit = claims.claim_next(job_id=self.job.pk, token=self.token)
            if unit is None:
                break
            self.worked += 1
            call = self._attempt(unit, partial(self.stage.prepare, unit))
            if call is not None:
                self.in_flight[pool.submit(call)] = unit
                started = True
        return started

    def _take(self, unit: Unit, future: Future[object]) -> None:
        self._attempt(unit, lambda: self._record(unit, future.result()))
        broadcast.changed(self.job.vividpage_id)
        self.after_unit()

    def _record(self, unit: Unit, result: object) -> None:
        with transaction.atomic():
            if not claims.finish(unit):
                return  # the lease ran out and somebody else has it: their result counts
            self.stage.record(unit, result)
            self._wake_for_next_phase(unit)

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
        except ProviderError as error:
            self._try_again(unit, str(error), error.retry_after)
        except Exception as error:
            logger.error("unit %s: %s", unit.pk, kind_and_place(error))
            self._try_again(unit, f"Something went wrong on our side ({type(error).__name__}).", None)
        return None

    def _try_again(self, unit: Unit, reason: str, retry_after: float | None) -> None:
        if unit.attempts >= settings.JOB_MAX_ATTEMPTS:
            self._set_aside(unit, reason)
            return
        backoff = min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** (unit.attempts - 1))
        claims.put_back(unit, reason=reason, seconds=retry_after or backoff * random.uniform(0.8, 1.2))
