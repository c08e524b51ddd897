"""Custody: retention, leaving, archives of everything, and the record of backups."""

from __future__ import annotations

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """What is kept of readers, and for how long."""

    name = "custody"

    def ready(self) -> None:
        """Have what is over let go of every day."""
        from custody import tasks

        tasks.schedule()
