"""The project as an app: it owns the commands, connects the pipelines, and says where errors and traces go."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Connects the pipelines."""

    name = "vividpages"
    verbose_name = "VividPages"

    def ready(self) -> None:
        """Make the pipelines known to the jobs, and have errors and traces sent where settings say."""
        from vividpages import pipelines, reporting

        pipelines.connect()
        reporting.configure()
