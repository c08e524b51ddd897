"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from providers import batches, ledger


def collect() -> None:
    """Let go of what the dead have reserved; gather calls for batches, send them, and store what was answered."""
    ledger.settle_abandoned()
    batches.collect()
