"""What becomes of a unit that is attempted: done, tried again, set aside, or a reason to stand still."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs import claims, holding
from jobs.pipelines import (
    ConcurrencyLimit,
    InputsChanged,
    NeedsAnother,
    ReaderAwaited,
    Step,
    SubjectGone,
    UnitRejected,
)
from jobs.privacy import kind_and_place
from jobs.services import delete_of
from jobs.settling import pause
from providers import throttle
from providers.errors import AnswerPending, ContentRefused, ProviderError, RateLimited, RequestRejected, ServiceDown
from telemetry import metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.models import Unit

logger = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_BACKOFF_SECONDS = 2.0
LONGEST_BACKOFF_SECONDS = 300.0


def attempt(unit: Unit, limit: ConcurrencyLimit, action: Callable[[], T]) -> T | None:
    """Do something for a unit; whatever goes wrong becomes the unit's state, and None is returned."""
    try:
        return action()
    except UnitRejected as error:
        holding.set_aside(unit, str(error))
    except ReaderAwaited as error:
        _halt(unit, error)
    except NeedsAnother as error:
        claims.wait_for(unit, error.unit, reason=str(error))
        holding.ask_if_alone(unit.job_id)
    except InputsChanged:
        claims.put_back(unit, reason="", seconds=0, counts=False)
    except SubjectGone:
        delete_of(subject=unit.job.subject)
    except ProviderError as error:
        _answer_error(unit, limit, error)
    except Exception as error:  # noqa: BLE001
        logger.error("unit %s: %s", unit.pk, kind_and_place(error))
        _try_again(unit, f"Something went wrong on our side ({type(error).__name__}).", None)
    return None


def record(unit: Unit, limit: ConcurrencyLimit, step: Step, result: Any) -> None:
    """Write a result in the transaction that ends the unit's claim, if the claim still stands."""
    with transaction.atomic():
        if not claims.finish(unit):
            return  # the lease ran out and somebody else has it: their result counts
        step.record(unit, result)
    took = (timezone.now() - unit.started).total_seconds() if unit.started else None
    metrics.unit_ended(pipeline=unit.job.pipeline, stage=unit.job.stage, outcome="done", seconds=took)
    if limit.key:
        throttle.record_success(limit.key, most=limit.most)
    holding.go_on_after(unit)


def _answer_error(unit: Unit, limit: ConcurrencyLimit, error: ProviderError) -> None:
    """Do what an error of a service asks for: stop, wait, slow down, give this unit up, or try it again."""
    reason, seconds = str(error), throttle.accepted_wait(error.retry_after)
    if error.halts:
        _halt(unit, error)
    elif isinstance(error, AnswerPending):
        claims.put_back(unit, reason=reason, seconds=seconds or FIRST_BACKOFF_SECONDS, counts=False)
    elif isinstance(error, RateLimited) and limit.key:
        throttle.record_rate_limit(limit.key, most=limit.most, retry_after=seconds)
        claims.put_back(unit, reason=reason, seconds=throttle.seconds_shut(limit.key), counts=False)
    elif isinstance(error, ServiceDown) and limit.key:
        _answer_outage(unit, limit, error)
    elif isinstance(error, ContentRefused | RequestRejected):
        holding.set_aside(unit, reason)
    else:
        _try_again(unit, reason, seconds)


def _answer_outage(unit: Unit, limit: ConcurrencyLimit, error: ServiceDown) -> None:
    """Wait for a service that is down, unless it does everything else: then it may be this unit that it cannot do."""
    reason, seconds = str(error), throttle.accepted_wait(error.retry_after)
    outage = throttle.record_outage(limit.key, most=limit.most)
    if throttle.failed_once(limit.key):
        _try_again(unit, reason, seconds)
        return
    claims.put_back(unit, reason=reason, seconds=seconds or FIRST_BACKOFF_SECONDS, counts=False)
    if outage is not None:
        pause(unit.job_id, reason=reason, seconds=max(outage, seconds or 0), mended_by=error.mended_by)


def _halt(unit: Unit, error: ProviderError | ReaderAwaited) -> None:
    """Stop the job at a unit until somebody has seen to the reason."""
    claims.put_back(unit, reason=str(error), seconds=0, counts=False)
    pause(unit.job_id, reason=str(error), seconds=None, mended_by=error.mended_by)


def _try_again(unit: Unit, reason: str, retry_after: float | None) -> None:
    if claims.is_paid_in_vain(unit):
        holding.give_up(unit, reason)
        return
    if unit.attempts >= settings.JOB_MAX_ATTEMPTS:
        if unit.needed:
            holding.hold(unit, reason, retry_after)
        else:
            holding.set_aside(unit, reason)
        return
    backoff = min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** (unit.attempts - 1))
    claims.put_back(unit, reason=reason, seconds=retry_after or backoff * random.uniform(0.8, 1.2))
