"""Writing: books that begin with a brief."""

from __future__ import annotations

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """Briefs, plans and drafts, and the manuscripts that become of them."""

    name = "writing"
