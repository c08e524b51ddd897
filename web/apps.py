"""Every page of VividPages."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Floor 7: a sub-package for each thing that a reader does, with its addresses, views, forms and templates."""

    name = "web"
