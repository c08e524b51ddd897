"""`manage.py check_pictures`: check and rate pictures that no check has seen (`docs/moderation.md`)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from storyboards.models import PictureVersion
from storyboards.safety.holding import recheck
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Those that services have drawn or readers have brought before there was a check, and those that are held."""

    help = "Check pictures that no check has seen, and those that are held."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check one after another; it can be stopped and begun again at any time."""
        unrated = Q(rating=PictureVersion.Rating.NOT_RATED, moderation=PictureVersion.Moderation.SHOWN)
        held = Q(moderation=PictureVersion.Moderation.HELD)
        sketched = PictureVersion.objects.filter(parameters__model="sketch").values("pk")  # others may name no model
        wanted = PictureVersion.objects.filter(unrated | held).exclude(pk__in=sketched).order_by("created")
        rated = failed = 0
        for pk in list(wanted.values_list("pk", flat=True)):
            checked = recheck(pk)
            failed += checked is not None and bool(checked.problem)
            rated += checked is not None and bool(checked.rated_by)
        self.stdout.write(f"{rated} pictures are rated, {failed} could not be checked.")
