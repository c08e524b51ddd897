"""The API as a Django app."""

from __future__ import annotations

from django.apps import AppConfig

EARLY = "04:30"
"""Also where nothing else is let go of by itself: these answers are kept for a day."""


class ApiConfig(AppConfig):
    """Holds the answers that are kept for requests with an Idempotency-Key."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what is kept long enough forgotten every day."""
        from django.conf import settings

        from api.tasks import forget_answers
        from jobs import queue

        queue.run_daily(forget_answers, at=settings.RETENTION_AT or EARLY)
