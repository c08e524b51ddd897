"""The project as an app: it owns the commands, connects pipelines, and says where errors, traces and backups go."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Connects the pipelines."""

    name = "vividpages"
    verbose_name = "VividPages"

    def ready(self) -> None:
        """Make the pipelines known to the jobs, and have errors, traces and backups sent where settings say."""
        from vividpages import pipelines, reporting
        from vividpages.backups import tasks

        pipelines.connect()
        reporting.configure()
        tasks.schedule()
