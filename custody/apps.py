"""Custody: retention, leaving, archives of everything, and the record of backups."""

from __future__ import annotations

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """What is kept of readers, and for how long."""

    name = "custody"

    def ready(self) -> None:
        """Have what is over let go of every day, and follow admins who switch accounts on and off."""
        from django.db.models.signals import post_save

        from accounts.models import User
        from custody import leaving, tasks

        tasks.schedule()
        post_save.connect(leaving.follow_switch, sender=User)
