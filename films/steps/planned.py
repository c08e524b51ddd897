"""The shots of a film as its book, its voices and its clips are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from films.moving import Moving
from films.planning import Planner, Spoken
from films.script.reading import script_of
from providers.choosing.catalogue import usable_entry

if TYPE_CHECKING:
    from films.models import Film
    from films.options import FilmOptions
    from films.planning import PlannedShot


def moving_of(options: FilmOptions) -> Moving | None:
    """Return how a film is moved; None: by the built-in painters alone. Raises UnknownModel and ModelRetired."""
    if not options.video:
        return None
    return Moving(options.video, usable_entry(options.video, "video").clip_seconds, options.shape)


def planned_shots(film: Film, options: FilmOptions) -> list[PlannedShot]:
    """Plan the shots of a film, with the passages that are spoken and the clips that are there."""
    heard = film.passages.exclude(file="").values_list("order", "key", "seconds")
    spoken = {order: Spoken(key, seconds) for order, key, seconds in heard}
    clips = dict(film.clips.exclude(file="").values_list("key", "file"))
    return list(Planner(script_of(film.vividpage, options), options, spoken, moving_of(options), clips).shots())
