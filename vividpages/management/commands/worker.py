"""`manage.py worker`: wake what stands still, then work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jobs import serving
from jobs.cluster import supervisor


class Command(BaseCommand):
    """A cluster of processes that are there until it is told to stop, whatever happens to each."""

    help = "Work on the jobs of all books."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until stopped. Raises CommandError if WORKER_STAGES names what there is not."""
        try:
            serving.here()
        except serving.UnknownStages as error:
            raise CommandError(str(error)) from None
        supervisor.run(workers=settings.WORKERS)
