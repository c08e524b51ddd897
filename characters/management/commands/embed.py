"""`manage.py embed`: make the vectors that books lack, as after a change of the embedder."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from books.models import VividPage
from characters.embeddings.services import refresh


class Command(BaseCommand):
    """Embeds what has no vector yet or has changed, book after book. May be stopped and run again."""

    help = "Make the vectors that books lack, so that they are found by meaning."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all books that have been read in."""
        books = VividPage.objects.filter(scene_count__gt=0).order_by("created")
        for vividpage in books.iterator():
            refresh(vividpage=vividpage)
        self.stdout.write(f"{books.count()} books can be searched by meaning.")
