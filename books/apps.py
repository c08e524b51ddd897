"""Books: VividPages, their chapters and scenes."""

from __future__ import annotations

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """VividPages and the manuscripts that they are made of."""

    name = "books"
