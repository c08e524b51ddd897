"""What readers are told of, in the page, by mail, by webhook and by push."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications and their deliveries."""

    name = "notifications"

    def ready(self) -> None:
        """Have deliveries looked after every minute, and secrets sealed anew with all others."""
        from accounts import rotation
        from jobs.queue import run_every_minute
        from notifications.models import PushKey, Webhook
        from notifications.tasks import deliver

        run_every_minute(deliver)
        rotation.also_reseal(Webhook)
        rotation.also_reseal(PushKey)
