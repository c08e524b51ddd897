"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from uuid import UUID

from jobs import engine, services


def work_on(job_id: str) -> None:
    """Wake-up for a job: work on one slice of it, then queue the next if any is left."""
    engine.work_slice(job_id=UUID(job_id))


def sweep() -> int:
    """Wake what stands still."""
    return len(services.sweep())


def collect_batches() -> None:
    """Let go of what the dead have reserved; gather calls for batches, send them, and store what was answered."""
    services.collect_batches()
