"""Errors are sent to Sentry, or to whatever speaks its protocol, where a DSN is set: by kind and place.

Only what is logged as an error is sent, so it holds what a log line may hold. The SDK would add much by itself
(variables, requests, queries, what exceptions say): none of its integrations runs, and what is left of an event is
looked at once more before it leaves.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from telemetry import metrics
from telemetry.context import current
from telemetry.scrubbing import without_keys

if TYPE_CHECKING:
    from types import ModuleType

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 2.0
KEPT = frozenset(
    {"event_id", "timestamp", "platform", "level", "logger", "release", "environment", "server_name"}
    | {"exception", "message", "logentry", "tags", "sdk", "contexts", "transaction"}
)
"""Of an event; whatever else a version of the SDK adds stays here."""
KEPT_OF_FRAME = frozenset(
    {"filename", "abs_path", "function", "module", "lineno", "in_app", "context_line", "pre_context", "post_context"}
)

_sending = threading.local()
_sdk: ModuleType | None = None


def configure(*, dsn: str, release: str, environment: str) -> None:
    """Send errors to `dsn` from now on; empty: nowhere. Raises ValueError if it is none, or the SDK is missing."""
    global _sdk  # noqa: PLW0603
    if not dsn:
        _sdk = None
        return
    try:
        import sentry_sdk
    except ImportError:
        raise ValueError("SENTRY_DSN is set, but the SDK is missing: install requirements-watching.txt.") from None
    try:
        sentry_sdk.init(
            dsn=dsn,
            release=release,
            environment=environment,
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            send_default_pii=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            traces_sample_rate=None,
            before_send=_cleaned,
            shutdown_timeout=FLUSH_SECONDS,
        )
    except Exception as error:  # the SDK has errors of its own for an address that is none
        raise ValueError("SENTRY_DSN is no address of Sentry's: https://KEY@HOST/PROJECT.") from error
    _sdk = sentry_sdk


def flush() -> None:
    """Wait a moment until what is to be sent has been."""
    if _sdk is not None:
        _sdk.flush(timeout=FLUSH_SECONDS)


class ErrorHandler(logging.Handler):
    """Counts what is logged as an error, and sends it where errors go."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count and send one; what goes wrong with that is told by nobody, or it would be sent as well."""
        if getattr(_sending, "is_busy", False):
            return
        _sending.is_busy = True
        try:
            metrics.error_logged(record.name.partition(".")[0])
            if _sdk is not None:
                _send(_sdk, record)
        except Exception:  # noqa: BLE001
            self.handleError(record)
        finally:
            _sending.is_busy = False


def _send(sdk: ModuleType, record: logging.LogRecord) -> None:
    with sdk.new_scope() as scope:
        for name, value in current().items():
            scope.set_tag(name, value)
        scope.set_tag("logger", record.name)
        if record.exc_info and record.exc_info[1] is not None:
            sdk.capture_exception(record.exc_info)
        else:
            sdk.capture_message(without_keys(record.getMessage()), level="error")


def _cleaned(event: Any, _hint: dict[str, Any]) -> Any:
    """Return an event with nothing in it but what is `KEPT`, and of exceptions their kinds and places."""
    event = {name: event[name] for name in KEPT if name in event}
    for error in event.get("exception", {}).get("values", []):
        error.pop("mechanism", None)
        error["value"] = ""
        frames = (error.get("stacktrace") or {}).get("frames", [])
        frames[:] = [{name: frame[name] for name in KEPT_OF_FRAME if name in frame} for frame in frames]
    return event
