"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from jobs import engine, services


def work() -> None:
    """Work one slice on whatever is due, then queue the next if more is."""
    engine.work_slice()


def collect_batches() -> None:
    """Let go of what the dead have reserved; gather calls for batches, send them, and store what was answered."""
    services.collect_batches()
