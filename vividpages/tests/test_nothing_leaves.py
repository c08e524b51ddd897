"""A book is made while everything is logged, traced, counted and sent: nothing of it holds its words or its key."""

from __future__ import annotations

import io
import logging
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from accounts.keys import create_key
from analysts.tests import attentive_reader
from books import services
from books.choices import Choices
from books.making import jobs_of
from jobs.models import Job, Unit
from jobs.tests.working import work_out
from monitoring.exposition import exposition
from providers.tests.wire import fails
from providers.tests.wire.fixtures import wire as wire
from telemetry import errors, logs, tracing
from telemetry.context import bound
from telemetry.tests.collector import attributes_of
from telemetry.tests.test_wire import collector as collector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from accounts.models import User
    from providers.tests.wire import WireServer
    from telemetry.tests.collector import Collector

pytestmark = [pytest.mark.whole, pytest.mark.django_db(transaction=True)]

KEY = "sk-wire-the-sentinel-0123456789"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged at any level, as the console would show it in JSON."""
    stream = io.StringIO()
    console = logging.StreamHandler(stream)
    console.setFormatter(logs.JsonLine())
    level = logging.root.level
    logging.root.addHandler(console)
    logging.root.setLevel(logging.DEBUG)
    yield stream
    logging.root.setLevel(level)
    logging.root.removeHandler(console)


def test_nothing_that_leaves_holds_a_word_of_the_book_or_the_key(
    wire: WireServer, collector: Collector, log: io.StringIO, reader: User, sample_epub: Path
) -> None:
    wire.answer = attentive_reader.read
    create_key(owner=reader, service="anthropic", secret=KEY, base_url=wire.base_url("anthropic"))
    choices = Choices(budget=Decimal(50), text_model="anthropic/claude-haiku-5-5", density="per-chapter")
    with sample_epub.open("rb") as epub:
        vividpage = services.upload(owner=reader, epub=epub, choices=choices)
    with bound(request="r-1"), tracing.span("POST", kind="server", http__route="book_start"):
        services.start(vividpage=vividpage, until="analysis")
    wire.plan(fails("server_error"))
    while job := jobs_of(vividpage).filter(state=Job.State.RUNNING).first():
        work_out(job)
    tracing.flush()
    errors.flush()

    vividpage.refresh_from_db()  # until it was read, it was called what its file is
    said = log.getvalue()
    left = [said.encode(), exposition(), *(body for _, body in collector.bodies)]
    scenes = list(vividpage.scenes.values_list("text", flat=True))
    words = [KEY, vividpage.title, *(text[at : at + 40] for text in scenes for at in (0, len(text) // 2))]
    assert len(words) > 20
    assert [word for word in words if any(word.encode() in body for body in left)] == []
    assert '"request": "r-1"' in said
    (click,) = [span for span in collector.spans if span.name == "POST"]
    calls = [span for span in collector.spans if span.name == "call anthropic"]
    assert calls
    assert {call.trace_id for call in calls} == {click.trace_id}
    assert {attributes_of(call)["vividpages.request"] for call in calls} == {"r-1"}
    units = {str(pk) for pk in Unit.objects.values_list("pk", flat=True)}
    assert {attributes_of(call)["vividpages.unit"] for call in calls} <= units
    assert "down" in {attributes_of(call)["outcome"] for call in calls}
