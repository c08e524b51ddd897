"""Traces: how a click became a request, a job, its units and their calls of services, by OpenTelemetry.

Nothing of it is imported unless the environment names a collector (OTEL_EXPORTER_OTLP_ENDPOINT or
OTEL_EXPORTER_OTLP_TRACES_ENDPOINT; the other variables of OpenTelemetry's SDK hold as well). Spans are made by hand and
hold what `ATTRIBUTES` names and nothing else: what instrumentations write down by themselves (addresses with their
queries, SQL, prompts) is other people's. No service that we call is told of a trace.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from telemetry.context import current
from telemetry.scrubbing import without_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
ATTRIBUTES = frozenset(
    {"http.request.method", "http.route", "http.response.status_code", "pipeline", "stage", "unit.kind", "attempt"}
    | {"service", "model", "purpose", "outcome", "error.type", "task"}
)
FLUSH_MILLISECONDS = 2000

_tracer: Any = None
_provider: Any = None


def configure(*, release: str, environment: str) -> None:
    """Trace from now on if a collector is named. Raises ValueError if the SDK is missing."""
    global _tracer, _provider  # noqa: PLW0603
    if not any(os.environ.get(name) for name in ENDPOINTS) or os.environ.get("OTEL_SDK_DISABLED") == "true":
        _tracer = _provider = None
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise ValueError(f"{ENDPOINTS[1]} is set, but the SDK is missing: install requirements-watching.txt.") from None
    resource = Resource.create(
        {
            "service.name": os.environ.get("OTEL_SERVICE_NAME", "vividpages"),
            "service.version": release,
            "deployment.environment.name": environment,
        }
    )
    _provider = TracerProvider(resource=resource)
    _provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _tracer = _provider.get_tracer("vividpages")


def is_on() -> bool:
    """Return whether spans are made."""
    return _tracer is not None


def stop() -> None:
    """Send what has ended, and trace no more."""
    global _tracer, _provider  # noqa: PLW0603
    if _provider is not None:
        _provider.shutdown()
    _tracer = _provider = None


def flush() -> None:
    """Send what has ended, if the collector takes it soon."""
    if _provider is not None:
        _provider.force_flush(FLUSH_MILLISECONDS)


class Span:
    """A span that may be told more while it lasts; one that nobody records takes no notice."""

    def __init__(self, span: Any = None) -> None:
        self._span = span

    def note(self, **attributes: object) -> None:
        """Set attributes; dots of their names are written as two underscores. Raises ValueError for an unknown one."""
        for given, value in attributes.items():
            name = given.replace("__", ".")
            if name not in ATTRIBUTES:
                raise ValueError(f"No span may hold “{name}”.")
            if self._span is not None and value is not None:
                self._span.set_attribute(name, without_keys(value) if isinstance(value, str) else value)


@contextmanager
def span(name: str, *, kind: str = "internal", parent: str = "", **attributes: object) -> Iterator[Span]:
    """Make a span for as long as the block lasts.

    `kind` is server, client, producer, consumer or internal; `parent` a traceparent (W3C Trace Context) of what it
    follows where that is not at hand. An error that ends the block is noted by its kind, and goes on.
    """
    if _tracer is None:
        unrecorded = Span()
        unrecorded.note(**attributes)
        yield unrecorded
        return
    from opentelemetry.trace import SpanKind, Status, StatusCode

    with _tracer.start_as_current_span(
        name,
        kind=SpanKind[kind.upper()],
        context=_context_of(parent),
        record_exception=False,
        set_status_on_exception=False,
    ) as made:
        for id_name, value in current().items():
            made.set_attribute(f"vividpages.{id_name}", value)
        recorded = Span(made)
        recorded.note(**attributes)
        try:
            yield recorded
        except BaseException as error:
            recorded.note(error__type=type(error).__name__)
            made.set_status(Status(StatusCode.ERROR))
            raise


def traceparent() -> str:
    """Return the span at hand as a traceparent, to be kept with what follows it; empty where there is none."""
    if _tracer is None:
        return ""
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent", "")


def _context_of(parent: str) -> Any:
    """Return the context of a traceparent; None, which is the one at hand, for an empty one."""
    if not parent:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({"traceparent": parent})
