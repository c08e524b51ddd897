"""Workers that are told to stop while they draw, and workers that are kept for other work: real processes."""

from __future__ import annotations

import signal
from decimal import Decimal
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING

import pytest

from accounts.keys import create_key
from books import services
from books.choices import Choices
from books.making import jobs_of
from jobs import presence
from jobs.models import Cluster, Job, Unit
from jobs.tests.working import work_out
from providers.tests.wire.fixtures import wire as wire
from vividpages.tests.machine import Machine, wait_until

if TYPE_CHECKING:
    from accounts.models import User
    from providers.tests.wire import WireServer

pytestmark = pytest.mark.processes


@pytest.fixture
def job(wire: WireServer, reader: User, sample_epub: Path) -> Job:
    """The drawing of a book whose pictures a service draws."""
    create_key(owner=reader, service="openai", secret="sk-wire-0123456789abcdef", base_url=wire.base_url("openai"))
    choices = Choices(budget=Decimal(50), image_model="openai/gpt-image-2.5-flare", density="per-chapter")
    with sample_epub.open("rb") as epub:
        vividpage = services.upload(owner=reader, epub=epub, choices=choices)
    services.start(vividpage=vividpage)
    for _ in ("epub-parse", "analysis"):
        work_out(jobs_of(vividpage).get(state=Job.State.RUNNING))
    return jobs_of(vividpage).get(stage="image-generation")


def test_a_worker_that_is_told_to_stop_gives_back_what_does_not_end_without_losing_a_try(
    machine: Machine, wire: WireServer, job: Job
) -> None:
    machine.environment |= {
        "ALLOW_PRIVATE_PROVIDERS": "1",
        "WORKERS": "1",
        "WORKER_STAGES": "image-generation",
        "WORKER_DRAIN_SECONDS": "0.5",
    }
    may_draw, draw = Semaphore(0), wire.draw
    wire.draw = lambda *size: (may_draw.acquire(), draw(*size))[1]
    worker = machine.start_worker()  # nobody wakes it: it looks by itself
    wait_until(lambda: wire.in_flight >= 2)
    wait_until(lambda: presence.alive().exists())
    assert presence.alive().get().stages == "image-generation"

    worker.send_signal(signal.SIGTERM)
    code = worker.wait(timeout=600)
    may_draw.release(1000)

    assert code == 0
    assert set(job.units.values_list("state", "claim", "attempts")) == {(Unit.State.WAITING, None, 0)}
    assert Cluster.objects.get().is_draining


def test_a_worker_for_stages_that_there_are_not_says_which_there_are(machine: Machine) -> None:
    machine.environment["WORKER_STAGES"] = "paintings"

    assert machine.start_worker().wait(timeout=600) == 1
    assert "image-generation" in Path(machine.log.name).read_text()
