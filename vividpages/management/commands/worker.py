"""`manage.py worker`: wake what stands still, then work."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jobs import queue, services


class Command(BaseCommand):
    """A cluster that first takes up what an earlier one had to leave."""

    help = "Work on the jobs of all books."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once and every minute from now on, then run the cluster until it is stopped."""
        queue.discard_unknown()
        services.schedule_housekeeping()
        services.sweep()
        queue.run_cluster()
