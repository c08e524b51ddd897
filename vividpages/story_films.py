"""The films of stories grow with them: whenever a segment is published, and again if more came meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from films.models import Film
from films.options import FilmOptions
from films.services.wishing import grant_soon, wish_film
from writing.stories.models import Branch

if TYPE_CHECKING:
    from uuid import UUID

    from jobs.models import Job

OPTIONS = FilmOptions(telling="moments", rungs=("480", "720"))
"""Of each segment the moment of its picture: a long story stays a film of some minutes."""


def film_branch_of(vividpage_id: UUID) -> None:
    """Have the film of a branch made, or made longer, if its story is filmed. Part of its caller's transaction."""
    branch = Branch.objects.select_related("story__owner").filter(vividpage=vividpage_id).first()
    if branch is not None and branch.story.is_filmed:
        wish_film(vividpage_id=vividpage_id, options=OPTIONS, by=branch.story.owner)


def film_again(job: Job) -> None:
    """Have the film of a branch made longer that has settled, if more was published while it was made."""
    film = Film.objects.filter(pk=job.subject, grows=True).exclude(state=Film.State.MAKING).first()
    if film is not None:
        grant_soon(film.vividpage_id)
