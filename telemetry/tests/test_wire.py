"""What really goes to a collector of traces and to Sentry: their own SDKs, over HTTP, to a server that keeps it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from telemetry import errors, tracing
from telemetry.context import bound
from telemetry.tests.collector import Collector, attributes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-wire-0123456789abcdefghij"
WORDS = "words of a secret book"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Where traces and errors go for as long as a test runs."""
    with Collector() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.otlp)
        tracing.configure(release="1.2.3", environment="tests")
        errors.configure(dsn=collector.dsn, release="1.2.3", environment="tests")
        yield collector
        tracing.stop()
        errors.configure(dsn="", release="", environment="")


def test_a_trace_leads_from_the_click_to_the_call_though_they_are_in_other_processes(collector: Collector) -> None:
    with bound(request="r-1"), tracing.span("GET", kind="server", http__route="book_start"):
        traceparent = tracing.traceparent()
    with (
        bound(job="j-1", unit="u-1"),
        tracing.span("unit analysis", kind="consumer", parent=traceparent, pipeline="making", attempt=2),
        tracing.span("call anthropic", kind="client", service="anthropic", model=f"haiku {KEY}"),
    ):
        pass
    tracing.flush()
    click, call, unit = sorted(collector.spans, key=lambda span: span.name)

    assert click.trace_id == unit.trace_id == call.trace_id
    assert (unit.parent_span_id, call.parent_span_id) == (click.span_id, unit.span_id)
    assert attributes_of(unit) == {
        "vividpages.job": "j-1",
        "vividpages.unit": "u-1",
        "pipeline": "making",
        "attempt": "2",
    }
    assert attributes_of(call)["service"] == "anthropic"
    assert not any(KEY.encode() in body for _, body in collector.bodies)


def test_an_error_in_a_span_is_noted_by_its_kind(collector: Collector) -> None:
    with pytest.raises(ValueError, match="secret"), tracing.span("unit"):
        raise ValueError(WORDS)
    tracing.flush()
    (span,) = collector.spans

    assert attributes_of(span) == {"error.type": "ValueError"}
    assert not span.events
    assert not any(b"secret" in body for _, body in collector.bodies)


def test_a_span_takes_no_attribute_that_is_not_listed(collector: Collector) -> None:
    with pytest.raises(ValueError, match="prompt"), tracing.span("call", prompt=WORDS):
        pass


def test_nothing_is_made_where_no_collector_is_named() -> None:
    assert not tracing.is_on()
    with tracing.span("call", service="anthropic") as span:
        span.note(outcome="answered")
    assert tracing.traceparent() == ""


def test_an_error_that_is_logged_comes_to_sentry_by_kind_place_and_ids(collector: Collector) -> None:
    logger = logging.getLogger("jobs.engine")
    secret_variable = f"{WORDS} {KEY}"
    with bound(job="j-1", unit="u-1", user=7):
        logger.error("unit u-1: %s with %s", "TimeoutError", KEY)
        try:
            raise KeyError(secret_variable)
        except KeyError:
            logger.exception("a slice")
    errors.flush()
    message, caught = collector.events

    assert "TimeoutError" in str(message.get("message") or message["logentry"])
    assert message["tags"] == {"job": "j-1", "unit": "u-1", "user": "7", "logger": "jobs.engine"}
    (error,) = caught["exception"]["values"]
    assert (error["type"], error["value"]) == ("KeyError", "")
    assert error["stacktrace"]["frames"][-1]["function"].startswith("test_an_error_that_is_logged")
    assert not any(word in body for _, body in collector.bodies for word in (WORDS.encode(), KEY.encode()))


def test_a_dsn_that_is_none_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="SENTRY_DSN is no address"):
        errors.configure(dsn="not an address", release="", environment="")
