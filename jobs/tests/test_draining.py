"""A process that is to stop: nothing new, what is under way has its time, the rest is given back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from jobs import draining, engine
from jobs.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from jobs.models import Job
    from jobs.tests.conftest import Errands

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _drains_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "_began", None)


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Opened at the end, so that no thread is left behind."""
    gate = threading.Event()
    yield gate
    gate.set()


def test_what_is_under_way_ends_and_nothing_new_is_begun(errands: Errands, job: Job) -> None:
    errands.add("first", "second")
    errands.deeds["first"] = draining.begin
    engine.work_slice(seconds=60)

    assert errands.recorded == ["first"]
    assert job.units.get(label="second").attempts == 0


def test_what_does_not_end_in_time_is_given_back_with_all_its_tries(
    errands: Errands, job: Job, settings: Settings, gate: threading.Event
) -> None:
    settings.WORKER_DRAIN_SECONDS = 0.0
    errands.in_flight = 2
    errands.add("slow", "slower")
    errands.deeds["slow"] = lambda: gate.wait(600)
    errands.deeds["slower"] = lambda: (draining.begin(), gate.wait(600))
    engine.work_slice(seconds=60)

    assert errands.recorded == []
    units = job.units.values_list("state", "claim", "attempts")
    assert [*units] == [(Unit.State.WAITING, None, 0)] * 2
