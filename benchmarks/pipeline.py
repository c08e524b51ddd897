"""A job's wall time with a provider of fixed latency, against the floor Σ latency ÷ calls in flight.

    python -m benchmarks.pipeline [--units 200] [--latency 1.0] [--in-flight 8]

Prints one JSON object; `ratio` is ours over the floor (budget: 1.10). The database is one made for the run.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
django.setup()

from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from accounts.services import local_reader  # noqa: E402
from books.models import VividPage  # noqa: E402
from jobs import engine, registry  # noqa: E402
from jobs.models import Job, Unit  # noqa: E402
from jobs.registry import Lane, PlannedUnit  # noqa: E402


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


def measure(units: int, latency: float, in_flight: int) -> dict[str, float | int | str]:
    """Run the job once."""
    registry.register(FixedLatency(units, latency, in_flight))
    vividpage = VividPage.objects.create(owner=local_reader(), title="A benchmark")
    job = Job.objects.create(vividpage=vividpage, stage=FixedLatency.name, until=FixedLatency.name)
    began = time.perf_counter()
    while engine.work_on(job, seconds=20):  # slices as long as a worker's
        pass
    seconds = time.perf_counter() - began
    job.refresh_from_db()
    floor = units * latency / in_flight
    return {
        "units": units, "latency_seconds": latency, "in_flight": in_flight, "state": job.state,
        "seconds": round(seconds, 3), "floor_seconds": round(floor, 3), "ratio": round(seconds / floor, 3),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--latency", type=float, default=1.0)
    parser.add_argument("--in-flight", type=int, default=8)
    options = parser.parse_args()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(json.dumps(measure(options.units, options.latency, options.in_flight)))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
