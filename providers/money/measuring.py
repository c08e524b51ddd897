"""Each call of a service is counted, timed and traced: by service and kind, never by what is asked or answered."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from providers.errors import (
    AnswerPending,
    ContentRefused,
    ProviderError,
    RateLimited,
    RequestRejected,
    ServiceDown,
)
from telemetry import metrics, tracing

if TYPE_CHECKING:
    from collections.abc import Callable

    from providers.choosing.catalogue import ModelEntry
    from providers.models import PaidCall

T = TypeVar("T")

OUTCOMES: tuple[tuple[type[ProviderError], str], ...] = (
    (RateLimited, "rate-limited"),
    (ServiceDown, "down"),
    (ContentRefused, "refused"),
    (RequestRejected, "rejected"),
    (AnswerPending, "pending"),
)
"""What becomes of a call that is not answered, by its error; any other has `failed`."""


def measured(call: PaidCall, entry: ModelEntry, make: Callable[[], T]) -> T:
    """Make a call whose turn has come, and count what becomes of it."""
    outcome, began = "answered", time.perf_counter()
    names = {"service": entry.service, "model": entry.name, "purpose": call.purpose}
    with tracing.span(f"call {entry.service}", kind="client", **names) as span:
        try:
            return make()
        except BaseException as error:
            outcome = next((name for kind, name in OUTCOMES if isinstance(error, kind)), "failed")
            raise
        finally:
            span.note(outcome=outcome)
            metrics.call_ended(
                service=entry.service,
                kind=entry.kind,
                outcome=outcome,
                seconds=time.perf_counter() - began,
                is_retry=_attempt_of(call) > 1,
            )


def _attempt_of(call: PaidCall) -> int:
    """Return which attempt of its task makes a call, by its holder ("task:claim/attempt"); 1 where none is told."""
    attempt = call.holder.rpartition("/")[2]
    return int(attempt) if attempt.isdigit() else 1
