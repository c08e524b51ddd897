"""Work that outlives a request."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Pipelines, their jobs and units, and how they are worked on."""

    name = "jobs"

    def ready(self) -> None:
        """Take the answers of batches as they come."""
        from jobs import services
        from providers.money import batches

        batches.on_collected(services.take_answers)
