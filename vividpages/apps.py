"""The project as an app: it owns the commands and connects the pipelines."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Connects the pipelines."""

    name = "vividpages"
    verbose_name = "VividPages"

    def ready(self) -> None:
        """Make the pipelines known to the jobs."""
        from vividpages import pipelines

        pipelines.connect()
