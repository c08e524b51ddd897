"""Work that outlives a request."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Floor 3."""

    name = "jobs"
