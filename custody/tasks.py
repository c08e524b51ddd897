"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from django.conf import settings

from custody import retention
from jobs import queue


def schedule() -> None:
    """Have what is over let go of every day, where RETENTION_AT says when."""
    if settings.RETENTION_AT:
        queue.run_daily(let_go, at=settings.RETENTION_AT)


def let_go() -> None:
    """Let go of what is over by every rule."""
    retention.report(apply=True)
