"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from monitoring import alerting, sampling
from monitoring.readings import read


def watch() -> None:
    """Write down how the site is doing, and tell operators of what is wrong."""
    readings = read()
    sampling.record(readings)
    alerting.check(readings)
    sampling.forget_old()
