"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from providers import batches


def collect() -> None:
    """Gather calls that wait for a batch, send them, and store what has been answered."""
    batches.collect()
