"""The project as an app: it owns the commands and ties the stages of a book together."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Says once which stage follows which."""

    name = "vividpages"
    verbose_name = "VividPages"

    def ready(self) -> None:
        """Connect the pipeline to the jobs."""
        from vividpages import pipeline

        pipeline.connect()
