"""Claiming units: whoever holds an unexpired lease works on a unit, and nobody else's result counts.

`FOR UPDATE SKIP LOCKED` lets many workers claim side by side. The claim is a fencing token: finishing a unit
is an UPDATE that only succeeds while the claim still stands.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from jobs.models import Job, Unit
from jobs.pipelines import IN_PROCESS, ConcurrencyLimit
from providers import throttle
from providers.money import ledger
from telemetry import metrics

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

logger = logging.getLogger(__name__)

FIRST_HOLD_SECONDS = 60.0
LONGEST_HOLD_SECONDS = 1800.0
CLAIM_ENDED = {"claim": None, "lease_until": None}


def claimable(job_id: UUID, *, by: datetime | None = None) -> QuerySet[Unit]:
    """Filter units of the first open phase of a running job that wait, or whose worker has let its lease run out.

    Those that can be claimed now, or will be at the time `by`; one that is held closes no phase. None once an essential
    unit has been set aside: what would come after needs it.
    """
    now = by or timezone.now()
    units = Unit.objects.filter(job_id=job_id)
    first_open = units.filter(state__in=Unit.OPEN).exclude(held()).order_by("phase").values("phase")[:1]
    broken = units.filter(state=Unit.State.FAILED, essential=True)
    needs = Q(Exists(Unit.objects.filter(pk=OuterRef("waits_for"), state__in=Unit.OPEN)))
    ready = Q(state=Unit.State.WAITING, asks=False) & (Q(not_before=None) | Q(not_before__lte=now))
    ready &= Q(waits_for=None) | ~needs
    abandoned = Q(state=Unit.State.CLAIMED, lease_until__lt=now)
    return units.filter(
        ready | abandoned, ~Exists(broken), held() | Q(phase=Subquery(first_open)), job__state=Job.State.RUNNING
    ).order_by("-priority", "number")


def held() -> Q:
    """Filter the units that are tried for long already because others need them: `Unit.is_held`, for the database."""
    tried = Q(attempts__gt=settings.JOB_MAX_ATTEMPTS)
    tried |= Q(attempts=settings.JOB_MAX_ATTEMPTS, state=Unit.State.WAITING) | Q(asks=True)
    return Q(needed=True, state__in=Unit.OPEN) & tried


@transaction.atomic
def claim_next(*, job_id: UUID, token: UUID, limit: ConcurrencyLimit = IN_PROCESS) -> Unit | None:
    """Claim one unit for the slice `token`, or return None if there is none to claim now or its limit is reached.

    A unit that has taken its worker down JOB_MAX_ATTEMPTS times is set aside instead.
    """
    if limit.key and not _has_room(limit, token):
        return None
    unit = claimable(job_id).select_for_update(skip_locked=True, of=("self",)).first()
    if unit is None:
        return None
    if unit.attempts >= settings.JOB_MAX_ATTEMPTS and unit.state == Unit.State.CLAIMED:
        reason = f"The worker stopped {unit.attempts} times while it was doing this."
        if unit.needed and is_paid_in_vain(unit):
            ask(unit, reason=reason)
        elif unit.needed:
            put_back(unit, reason=reason, seconds=seconds_held(unit))
        else:
            set_aside(unit, reason)
        return claim_next(job_id=job_id, token=token, limit=limit)
    now = timezone.now()
    unit.state = Unit.State.CLAIMED
    unit.claim = token
    unit.concurrency_key = limit.key
    unit.lease_until = now + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    unit.attempts += 1
    unit.started = now
    unit.save(update_fields=["state", "claim", "concurrency_key", "lease_until", "attempts", "started"])
    return unit


def _has_room(limit: ConcurrencyLimit, token: UUID) -> bool:
    """Return whether the slice `token` may have one more unit. Other claimers wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"concurrency {limit.key}"])
    in_flight = Unit.objects.filter(
        concurrency_key=limit.key, state=Unit.State.CLAIMED, lease_until__gte=timezone.now()
    )
    counts = in_flight.aggregate(all=Count("pk"), own=Count("pk", filter=Q(claim=token)))
    allowed = throttle.allowed(limit.key, most=limit.most)
    is_alone_at_full_speed = counts["own"] == counts["all"] and allowed == limit.most
    return bool(counts["all"] < allowed + (limit.ahead if is_alone_at_full_speed else 0))


def finish(unit: Unit) -> bool:
    """Mark a unit done if its claim still stands; False means that the result belongs to nobody."""
    return bool(_still_ours(unit).update(state=Unit.State.DONE, finished=timezone.now(), reason="", **CLAIM_ENDED))


def set_aside(unit: Unit, reason: str) -> None:
    """Give a unit up, with the reason that the reader is told."""
    _count(unit, "set-aside")
    _still_ours(unit).update(state=Unit.State.FAILED, finished=timezone.now(), reason=_kept(reason), **CLAIM_ENDED)


def put_back(unit: Unit, *, reason: str, seconds: float, counts: bool = True) -> None:
    """Let a unit be tried again after `seconds`; `counts` says whether this was one of its attempts."""
    _count(unit, "put-back")
    again = timezone.now() + timedelta(seconds=seconds)
    attempts = unit.attempts if counts else unit.attempts - 1
    _still_ours(unit).update(
        state=Unit.State.WAITING, not_before=again, reason=_kept(reason), attempts=attempts, **CLAIM_ENDED
    )


def is_paid_in_vain(unit: Unit) -> bool:
    """Return whether what a unit asks of a service has been paid for as often as may be, and not answered."""
    return _is_paid_in_vain(unit.pk, unit.job.subject)


def paid_in_vain(units: QuerySet[Unit], *, subject: UUID) -> list[UUID]:
    """Return those of these units of a book that have been paid for as often as may be, and not answered."""
    begun = ledger.tasks_without_answer(subject=subject)
    return [pk for pk in units.values_list("pk", flat=True) if str(pk) in begun and _is_paid_in_vain(pk, subject)]


def _is_paid_in_vain(unit: UUID, subject: UUID) -> bool:
    most: int = settings.JOB_MAX_ATTEMPTS
    return ledger.lost_calls(task=unit, subject=subject) >= most


def ask(unit: Unit, *, reason: str) -> None:
    """Put a needed unit back until its reader lets it be tried again."""
    _count(unit, "asks")
    _still_ours(unit).update(state=Unit.State.WAITING, asks=True, not_before=None, reason=_kept(reason), **CLAIM_ENDED)


def wait_for(unit: Unit, other: Unit, *, reason: str) -> None:
    """Let a unit wait until another is open no more; that it was begun was none of its attempts."""
    _count(unit, "waits")
    _still_ours(unit).update(
        state=Unit.State.WAITING, waits_for=other, reason=_kept(reason), attempts=unit.attempts - 1, **CLAIM_ENDED
    )


def seconds_held(unit: Unit) -> float:
    """Return how long a needed unit waits after so many attempts: minutes, longer each time."""
    times = max(0, unit.attempts - settings.JOB_MAX_ATTEMPTS)
    return float(min(LONGEST_HOLD_SECONDS, FIRST_HOLD_SECONDS * 2 ** min(10, times)))


def release(unit: Unit) -> None:
    """Give a unit back as if it had never been begun: this was none of its attempts."""
    _count(unit, "released")
    _still_ours(unit).update(state=Unit.State.WAITING, attempts=unit.attempts - 1, **CLAIM_ENDED)


def _count(unit: Unit, outcome: str) -> None:
    metrics.unit_ended(pipeline=unit.job.pipeline, stage=unit.job.stage, outcome=outcome)


def _kept(reason: str) -> str:
    """Strip a reason of what PostgreSQL does not hold: it may quote a service, or its answer."""
    return reason.replace("\0", "").encode(errors="ignore").decode()


def _still_ours(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(pk=unit.pk, claim=unit.claim, state__in=Unit.OPEN)


class Heartbeat:
    """Renews the leases of a slice, from a thread of its own, for as long as the slice lives."""

    def __init__(self, token: UUID) -> None:
        self._token = token
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True, name="lease-heartbeat")

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._stop.wait(settings.JOB_LEASE_SECONDS / 3):
                try:
                    self._renew()
                except (OperationalError, InterfaceError) as error:
                    # Whoever took the units over would make, and pay for, the same calls again.
                    logger.warning("leases could not be renewed: %s", type(error).__name__)
                    connection.close()
        finally:
            connection.close()

    def _renew(self) -> None:
        close_old_connections()
        until = timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        with transaction.atomic():
            # A unit whose result is being written is locked, and so safe: it must not keep the others waiting.
            held = Unit.objects.filter(claim=self._token, state=Unit.State.CLAIMED)
            ids = list(held.select_for_update(skip_locked=True).values_list("pk", flat=True))
            Unit.objects.filter(pk__in=ids).update(lease_until=until)
