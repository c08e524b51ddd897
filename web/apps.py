"""Every page of VividPages."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Floor 7: a sub-package for each thing that a reader does, with its addresses, views, forms and templates."""

    name = "web"

    def ready(self) -> None:
        """Have open pages learn at once that their reader was signed out."""
        from accounts.access import following
        from web.making.sessions import wake

        following.listen(wake)
