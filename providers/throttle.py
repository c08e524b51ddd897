"""How many calls a key may have in flight: fewer after each rate limit, slowly more again, none while it is shut.

Additive increase, multiplicative decrease, as congestion control has it. A `key` names whatever shares one limit.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from providers.models import Throttle

FIRST_WAIT_SECONDS = 5.0
LONGEST_WAIT_SECONDS = 1800.0
LONGEST_ACCEPTED_SECONDS = 3600.0
"""However long a service says, or a clock that was wrong has written, a key is tried again after that."""
DOWN_AFTER = 4
"""So many failures in a row are an outage, and not bad luck."""


def allowed(key: str, *, most: int) -> int:
    """Return how many calls may be in flight now, between 0 (wait) and `most`."""
    throttle = Throttle.objects.filter(pk=key).first()
    if throttle is None:
        return most
    if _seconds_shut(throttle):
        return 0
    return max(1, min(most, int(throttle.limit)))


def seconds_shut(key: str) -> float:
    """Return seconds until the service may be asked again; 0 if it may be now."""
    throttle = Throttle.objects.filter(pk=key).first()
    return 0.0 if throttle is None else _seconds_shut(throttle)


def accepted_wait(retry_after: float | None) -> float | None:
    """Return the seconds to wait that a service asked for, as far as they are accepted; None if it gave none."""
    return None if retry_after is None else min(retry_after, LONGEST_ACCEPTED_SECONDS)


@transaction.atomic
def record_success(key: str, *, most: int) -> None:
    """Allow a little more after a call that was answered."""
    Throttle.objects.filter(pk=key, failures__gt=0).update(failures=0)
    throttle = Throttle.objects.select_for_update(skip_locked=True).filter(pk=key, limit__lt=most).first()
    if throttle is not None:
        throttle.limit = min(float(most), throttle.limit + 1 / max(1.0, throttle.limit))
        throttle.save(update_fields=["limit"])


@transaction.atomic
def record_rate_limit(key: str, *, most: int, retry_after: float | None) -> None:
    """Halve the limit, once for all calls that were refused together, and wait."""
    throttle = _locked(key, most)
    shut = _seconds_shut(throttle)
    if not shut:
        throttle.limit = max(1.0, min(throttle.limit, float(most)) / 2)
        throttle.failures += 1
    growing = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(10, throttle.failures - 1))
    wait = accepted_wait(retry_after) or growing
    throttle.not_before = timezone.now() + timedelta(seconds=max(wait, shut))
    throttle.save(update_fields=["limit", "not_before", "failures"])


@transaction.atomic
def record_outage(key: str, *, most: int) -> float | None:
    """Count a failure of the service.

    Returns None while that may be bad luck; once it is an outage, the seconds after which to try again, longer each
    time.
    """
    throttle = _locked(key, most)
    throttle.failures += 1
    throttle.save(update_fields=["failures"])
    if throttle.failures < DOWN_AFTER:
        return None
    return float(min(LONGEST_WAIT_SECONDS, 30.0 * 2 ** min(10, throttle.failures - DOWN_AFTER)))


def failed_once(key: str) -> bool:
    """Say whether the latest failure stands alone: just before it the service has answered somebody."""
    return Throttle.objects.filter(pk=key, failures=1).exists()


def _seconds_shut(throttle: Throttle) -> float:
    if throttle.not_before is None:
        return 0.0
    seconds = (throttle.not_before - timezone.now()).total_seconds()
    return seconds if 0 < seconds <= LONGEST_ACCEPTED_SECONDS else 0.0


def _locked(key: str, most: int) -> Throttle:
    Throttle.objects.get_or_create(key=key, defaults={"limit": float(most)})
    return Throttle.objects.select_for_update().get(pk=key)
