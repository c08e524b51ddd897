"""The engine alone: a job whose every call takes the same time and does nothing."""

from __future__ import annotations

import time
from uuid import uuid4

from accounts.services import local_reader
from jobs import engine, pipelines
from jobs.models import Job, Unit
from jobs.pipelines import ConcurrencyLimit, Pipeline, PlannedUnit, Stage

SLICE_SECONDS = 20
"""As long as a worker's."""


NAME = "fixed-latency"


class FixedLatency:
    """A step whose every call takes the same time and does nothing."""

    kind = "wait"

    def __init__(self, latency: float) -> None:
        self.latency = latency

    def prepare(self, unit: Unit) -> float:  # noqa: ARG002
        return self.latency

    def call(self, inputs: float) -> None:
        time.sleep(inputs)

    def record(self, unit: Unit, result: None) -> None:
        pass


def pipeline(units: int, latency: float, in_flight: int) -> Pipeline:
    """Return a pipeline of one stage of as many units."""
    planned = [PlannedUnit("wait", f"Call {number}", target=uuid4()) for number in range(units)]
    stage = Stage(
        NAME,
        "Waiting",
        steps=[FixedLatency(latency)],
        plan=lambda _job: planned,
        concurrency=lambda _job: ConcurrencyLimit(NAME, in_flight),
    )
    return Pipeline(NAME, "Waiting", (stage,))


def measure(units: int, latency: float, in_flight: int) -> dict[str, object]:
    """Run the job once; `ratio` is its wall time over Σ latency ÷ calls in flight."""
    pipelines.register(pipeline(units, latency, in_flight))
    job = Job.objects.create(pipeline=NAME, subject=uuid4(), owner=local_reader(), stage=NAME)
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
        "state": job.state,
        "seconds": round(seconds, 3),
        "floor_seconds": round(floor, 3),
        "ratio": round(seconds / floor, 3),
    }
