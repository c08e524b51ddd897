"""Every page of VividPages."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Floor 7: a sub-package for each thing that a reader does, with its addresses, views, forms and templates."""

    name = "web"

    def ready(self) -> None:
        """Have open pages learn at once that their reader was signed out, and notifications know the pages."""
        from accounts.access import listeners
        from notifications import presenting
        from web.making.sessions import wake
        from web.notifications.presenting import Pages

        listeners.listen(wake)
        presenting.present_by(Pages())
