"""`manage.py worker`: wake what stands still, then work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from jobs.cluster import supervisor


class Command(BaseCommand):
    """A cluster of processes that are there until it is told to stop, whatever happens to each."""

    help = "Work on the jobs of all books."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until stopped."""
        supervisor.run(workers=settings.WORKERS)
