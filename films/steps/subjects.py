"""What a job of a film works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from films.models import Film
from films.options import FilmOptions
from jobs.pipelines import SubjectGone, UnitRejected

if TYPE_CHECKING:
    from uuid import UUID

OTHER_OPTIONS = "The options of films have changed meanwhile. Ask for a new film with those of today."
GONE = "It is no longer in the film."


def film_of(subject: UUID) -> Film:
    """Return the film of a job, with its book and owner. Raises SubjectGone."""
    film = Film.objects.select_related("vividpage__owner").filter(pk=subject).first()
    if film is None:
        raise SubjectGone
    return film


def options_of(film: Film) -> FilmOptions:
    """Return what was chosen of a film. Raises UnitRejected for what no film has any more."""
    try:
        return FilmOptions.model_validate(film.options)
    except ValueError:
        raise UnitRejected(OTHER_OPTIONS) from None
