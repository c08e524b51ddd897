"""Uploads in parts, as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Holds uploads that are under way."""

    name = "uploads"
    default_auto_field = "django.db.models.BigAutoField"
