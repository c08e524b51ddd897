"""Working on jobs in the process of a test."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from jobs import engine

if TYPE_CHECKING:
    from jobs.models import Job

SLICE_SECONDS = 60.0
"""What is to be tried again later than that is not waited for."""


def work_out(job: Job) -> None:
    """Work on a job until nothing is left of it that could be done within a minute, however slow the machine is."""
    while True:
        deadline = time.monotonic() + SLICE_SECONDS
        engine.work_on(job, seconds=SLICE_SECONDS)
        if time.monotonic() < deadline:
            return
