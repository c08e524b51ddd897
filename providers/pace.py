"""How many calls a key bears at once: fewer after each “too many requests”, slowly more again, none while it is down.

Additive increase, multiplicative decrease, as congestion control has it. A *lane* is whatever shares one limit.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from providers.models import Pace

FIRST_WAIT_SECONDS = 5.0
LONGEST_WAIT_SECONDS = 1800.0
LONGEST_BELIEVED_SECONDS = 3600.0
"""However long a service says, or a clock that was wrong has written, a key is tried again after that."""
DOWN_AFTER = 4
"""So many failures in a row are an outage, and not bad luck."""


def allowed(lane: str, *, most: int) -> int:
    """How many calls may be in flight in `lane` now, between 0 (wait) and `most`."""
    pace = Pace.objects.filter(pk=lane).first()
    if pace is None:
        return most
    if _seconds_shut(pace):
        return 0
    return max(1, min(most, int(pace.limit)))


def opens_at(lane: str) -> float:
    """Seconds until `lane` may be asked again; 0 if it may be now."""
    pace = Pace.objects.filter(pk=lane).first()
    return 0.0 if pace is None else _seconds_shut(pace)


def believed(retry_after: float | None) -> float | None:
    """What of a service's word on when to come back is heeded, in seconds; None if it gave none."""
    return None if retry_after is None else min(retry_after, LONGEST_BELIEVED_SECONDS)


@transaction.atomic
def went_well(lane: str, *, most: int) -> None:
    """A call was answered: allow a little more."""
    Pace.objects.filter(pk=lane, failures__gt=0).update(failures=0)
    pace = Pace.objects.select_for_update(skip_locked=True).filter(pk=lane, limit__lt=most).first()
    if pace is not None:
        pace.limit = min(float(most), pace.limit + 1 / max(1.0, pace.limit))
        pace.save(update_fields=["limit"])


@transaction.atomic
def too_many(lane: str, *, most: int, retry_after: float | None) -> None:
    """The service asked for fewer: halve the limit, once for all calls that were refused together, and wait."""
    pace = _locked(lane, most)
    shut = _seconds_shut(pace)
    if not shut:
        pace.limit = max(1.0, min(pace.limit, float(most)) / 2)
        pace.failures += 1
    wait = believed(retry_after) or min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(10, pace.failures - 1))
    pace.not_before = timezone.now() + timedelta(seconds=max(wait, shut))
    pace.save(update_fields=["limit", "not_before", "failures"])


def answers_others(lane: str) -> bool:
    """Whether the latest failure stands alone: just before it the service has answered somebody."""
    return Pace.objects.filter(pk=lane, failures=1).exists()


@transaction.atomic
def was_down(lane: str, *, most: int) -> float | None:
    """The service failed. Once that is an outage: the seconds after which to try again, longer each time; else None."""
    pace = _locked(lane, most)
    pace.failures += 1
    pace.save(update_fields=["failures"])
    if pace.failures < DOWN_AFTER:
        return None
    return float(min(LONGEST_WAIT_SECONDS, 30.0 * 2 ** min(10, pace.failures - DOWN_AFTER)))


def _seconds_shut(pace: Pace) -> float:
    if pace.not_before is None:
        return 0.0
    seconds = (pace.not_before - timezone.now()).total_seconds()
    return seconds if 0 < seconds <= LONGEST_BELIEVED_SECONDS else 0.0


def _locked(lane: str, most: int) -> Pace:
    Pace.objects.get_or_create(lane=lane, defaults={"limit": float(most)})
    return Pace.objects.select_for_update().get(pk=lane)
