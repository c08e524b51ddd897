"""Where somebody is in a film: kept while they watch, so that they go on there on any machine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from films.models import FilmPlace

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from films.models import Film

ALMOST_OVER = 5.0
"""Seconds before its end: who stops there has seen it, and begins anew."""


def keep_place(*, film: Film, reader: User, seconds: float) -> None:
    """Keep where somebody is; what lies outside of the film is its nearest end. Raises ValueError for no number."""
    if not math.isfinite(seconds):
        raise ValueError("A place in a film is a number of seconds.")
    within = max(0.0, min(seconds, film.seconds))
    FilmPlace.objects.update_or_create(film=film, reader=reader, defaults={"seconds": within})


def place_of(film: Film, reader: User | AnonymousUser) -> float:
    """Return where somebody goes on with a film, in seconds: its beginning if they have not begun, or seen it all.

    Of those who are not signed in nothing is kept.
    """
    if not reader.is_authenticated:
        return 0.0
    seconds = FilmPlace.objects.filter(film=film, reader=reader).values_list("seconds", flat=True).first() or 0.0
    return 0.0 if seconds > film.seconds - ALMOST_OVER else seconds
