"""The providers app."""

from __future__ import annotations

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """AI services behind one face per kind, the catalogue of models, and the ledger of paid calls."""

    name = "providers"
    default_auto_field = "django.db.models.BigAutoField"
