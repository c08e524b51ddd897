"""The API as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Holds the answers that are kept for requests with an Idempotency-Key."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"
