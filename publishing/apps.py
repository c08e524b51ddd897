"""Publishing: editions, what they are made with, and what is checked of them."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Files that professionals accept, made from any illustrated book."""

    name = "publishing"
