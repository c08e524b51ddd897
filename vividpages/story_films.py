"""The films of stories grow with them: whenever a segment is published, and again if more came meanwhile."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.access.allowances import LimitReached
from films.models import Film
from films.options import FilmOptions
from films.services.making import FilmRefused, request_film
from films.services.viewing import is_outdated
from writing.stories.models import Branch

if TYPE_CHECKING:
    from uuid import UUID

    from jobs.models import Job

logger = logging.getLogger(__name__)

OPTIONS = FilmOptions(telling="moments", rungs=("480", "720"))
"""Of each segment the moment of its picture: a long story stays a film of some minutes."""


def film_branch_of(vividpage_id: UUID) -> None:
    """Have the film of a branch made, or made longer, once this transaction ends, if its story is filmed."""
    transaction.on_commit(partial(_film, vividpage_id), robust=True)


def film_again(job: Job) -> None:
    """Have the film of a branch made longer that has settled, if more was published while it was made."""
    film = Film.objects.select_related("vividpage").filter(pk=job.subject, state=Film.State.READY).first()
    if film is not None and film.options == OPTIONS.model_dump(mode="json") and is_outdated(film):
        film_branch_of(film.vividpage_id)


def _film(vividpage_id: UUID) -> None:
    branch = Branch.objects.select_related("story__owner", "vividpage__owner").filter(vividpage=vividpage_id).first()
    if branch is None or not branch.story.is_filmed:
        return
    try:
        request_film(vividpage=branch.vividpage, options=OPTIONS, by=branch.story.owner)
    except (FilmRefused, LimitReached) as refused:
        logger.info("the film of branch %s does not grow now: %s", branch.pk, type(refused).__name__)
