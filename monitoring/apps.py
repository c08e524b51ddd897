"""How the site is doing, looked at every minute."""

from __future__ import annotations

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Samples and alerts."""

    name = "monitoring"

    def ready(self) -> None:
        """Have the site looked at every minute."""
        from jobs import queue
        from monitoring import tasks

        queue.run_every_minute(tasks.watch)
