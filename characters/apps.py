"""The story bible: who is in a book, what they look like, where it plays and who speaks."""

from __future__ import annotations

from django.apps import AppConfig


class CharactersConfig(AppConfig):
    """People, places, quotations and what does not fit together."""

    name = "characters"
