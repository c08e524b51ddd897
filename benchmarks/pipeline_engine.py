"""The engine alone: a job whose every call takes the same time and does nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from accounts.services import local_reader
from books.models import VividPage
from jobs import engine, registry
from jobs.models import Job, Unit
from jobs.registry import Lane, PlannedUnit

SLICE_SECONDS = 20
"""As long as a worker's."""


class FixedLatency:
    """A stage whose every call takes the same time and does nothing."""

    name = "fixed-latency"
    title = "Waiting"

    def __init__(self, units: int, latency: float, in_flight: int) -> None:
        self.units, self.latency, self.in_flight = units, latency, in_flight

    def lane(self, job: Job) -> Lane:
        return Lane(self.name, self.in_flight)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        return [PlannedUnit(kind=f"call {number}", label=f"Call {number}") for number in range(self.units)]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        return partial(time.sleep, self.latency)

    def record(self, unit: Unit, result: object) -> None:
        pass


def measure(units: int, latency: float, in_flight: int) -> dict[str, object]:
    """Run the job once; `ratio` is its wall time over Σ latency ÷ calls in flight."""
    registry.register(FixedLatency(units, latency, in_flight))
    vividpage = VividPage.objects.create(owner=local_reader(), title="A benchmark")
    job = Job.objects.create(vividpage=vividpage, stage=FixedLatency.name, until=FixedLatency.name)
    return {"units": units, "latency_seconds": latency, "in_flight": in_flight, **timed(job, units, latency, in_flight)}


def timed(job: Job, calls: int, latency: float, in_flight: int) -> dict[str, object]:
    """Work on a job in slices until nothing is left, against the floor."""
    began = time.perf_counter()
    while engine.work_on(job, seconds=SLICE_SECONDS):
        pass
    seconds = time.perf_counter() - began
    job.refresh_from_db()
    floor = calls * latency / in_flight
    return {
        "state": job.state, "seconds": round(seconds, 3), "floor_seconds": round(floor, 3),
        "ratio": round(seconds / floor, 3),
    }  # fmt: skip
