"""Films: storyboards that move, with captions and a voice."""

from __future__ import annotations

from django.apps import AppConfig


class FilmsConfig(AppConfig):
    """Films of books, their shots, and what is made of them."""

    name = "films"
