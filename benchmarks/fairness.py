"""How long a second reader waits for a first picture beside another's book of a thousand scenes.

    python -m benchmarks.fairness [--units 1000] [--latency 0.05] [--workers 2] [--tries 20]

Prints one JSON object: the second reader's wait in milliseconds (p50, p95) with nobody else there and beside the large
book, and `ratio`, of the middles. A unit takes as long as `latency` says and does nothing else; the workers are threads
that take units as worker processes do. At most one unit of the other's is waited for, so the ratio is 2 at the worst,
but for what taking a unit costs.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from accounts.models import User

NAME = "fairness"


def register(latency: float) -> None:
    """Make the pipeline whose every unit takes that long, in the worker itself."""
    from benchmarks.pipeline_engine import FixedLatency
    from jobs import pipelines
    from jobs.pipelines import Pipeline, Stage

    stage = Stage(NAME, "Waiting", steps=[FixedLatency(latency)], plan=lambda _job: [])
    pipelines.register(Pipeline(NAME, "Waiting", (stage,)))


def book_of(owner: User, units: int) -> UUID:
    """Make a job of as many units; return its id."""
    from uuid import uuid4

    from jobs.models import Job, Unit

    job = Job.objects.create(pipeline=NAME, subject=uuid4(), owner=owner, stage=NAME, planned=True)
    Unit.objects.bulk_create(
        Unit(job=job, number=number, kind="wait", target=uuid4(), label=str(number)) for number in range(units)
    )
    return job.pk


@contextmanager
def workers(count: int) -> Iterator[None]:
    """Have that many workers at work meanwhile."""
    from django.db import connection

    from jobs import engine

    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            engine.work_slice(seconds=1)
            over.wait(0.005)
        connection.close()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def wait_of(owner: User) -> float:
    """Return the seconds until the first unit of a new job is done."""
    from jobs.models import Unit

    began = time.monotonic()
    job = book_of(owner, 1)
    while not Unit.objects.filter(job_id=job, state=Unit.State.DONE).exists():
        time.sleep(0.002)
    return time.monotonic() - began


def spread(seconds: list[float]) -> dict[str, float]:
    """Return the middle and the slow end in milliseconds."""
    return {
        "p50_ms": round(statistics.median(seconds) * 1000, 1),
        "p95_ms": round(statistics.quantiles(seconds, n=20)[-1] * 1000, 1),
    }


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Measure both, on an empty database of its own."""
    from accounts.models import User
    from jobs.models import Job, Unit

    first = User.objects.create_user("first@example.com")
    second = User.objects.create_user("second@example.com")
    register(options.latency)
    with workers(options.workers):
        alone = [wait_of(second) for _ in range(options.tries)]
        large = book_of(first, options.units)
        while not Unit.objects.filter(job_id=large, state=Unit.State.DONE).exists():
            time.sleep(0.01)
        beside = [wait_of(second) for _ in range(options.tries)]
        left = Unit.objects.filter(job_id=large, state=Unit.State.WAITING).count()
        Job.objects.filter(pk=large).update(state=Job.State.CANCELLED)
    ratio = round(statistics.median(beside) / statistics.median(alone), 2)
    return {"units_left": left, "alone": spread(alone), "beside": spread(beside), "ratio": ratio}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.05, help="seconds that a unit takes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tries", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(json.dumps({"load": os.getloadavg()[0], **vars(options), **measure(options)}))


if __name__ == "__main__":
    main()
