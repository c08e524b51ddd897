"""The audit log."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Below everything that writes into it."""

    name = "audit"
    verbose_name = "Audit log"
