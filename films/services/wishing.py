"""Films that are to follow their book: wished for in the transaction that changes it, begun once that is through.

Whoever is killed in between leaves the wish behind, and the schedule grants it within a minute.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.access.allowances import LimitReached
from accounts.services import one_at_a_time
from films.models import Film, FilmWish
from films.services.making import FilmRefused, request_film
from films.services.viewing import is_outdated

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User
    from films.options import FilmOptions

logger = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=10)
"""After so long a film is asked for again that its reader may have no more of for now."""


def wish_film(*, vividpage_id: UUID, options: FilmOptions, by: User) -> None:
    """Have the film of a book that grows made, or made anew. Part of its caller's transaction; takes no locks."""
    FilmWish.objects.create(vividpage_id=vividpage_id, options=options.model_dump(mode="json"), by=by)
    grant_soon(vividpage_id)


def wish_again(vividpage_id: UUID) -> None:
    """Have the films of a book that grow follow what has changed in it. Part of its caller's transaction."""
    growing = Film.objects.filter(vividpage=vividpage_id, grows=True).select_related("vividpage")
    wishes = [
        FilmWish(vividpage_id=vividpage_id, options=film.options, by_id=film.vividpage.owner_id) for film in growing
    ]
    if wishes:
        FilmWish.objects.bulk_create(wishes)
        grant_soon(vividpage_id)


def follow_text(*, vividpage_id: UUID, scenes: Collection[UUID]) -> None:  # noqa: ARG001 - whichever they are
    """Have the films of a book that grow made without scenes that are deleted."""
    wish_again(vividpage_id)


def grant_soon(vividpage_id: UUID) -> None:
    """Grant what is wished for a book once this transaction is through."""
    transaction.on_commit(partial(grant_wishes, vividpage_id), robust=True)


def grant_wishes(vividpage_id: UUID | None = None) -> None:
    """Begin the films that are wished for (of one book), where none is being made that would have to be begun anew.

    When one is, whoever keeps it calls this again.
    """
    due = FilmWish.objects.filter(not_before__lte=timezone.now()).select_related("vividpage__owner", "by")
    due = due.filter(vividpage=vividpage_id) if vividpage_id is not None else due
    together: dict[tuple[UUID, str], list[FilmWish]] = {}
    for wish in due.order_by("created"):
        together.setdefault((wish.vividpage_id, repr(sorted(wish.options.items()))), []).append(wish)
    for wishes in together.values():
        try:
            _grant(wishes)
        except LimitReached as reached:
            logger.info("a film of book %s grows later: %s", wishes[0].vividpage_id, type(reached).__name__)
            _rows(wishes).update(not_before=timezone.now() + PATIENCE)
        except FilmRefused as refused:
            logger.info("a film of book %s does not grow: %s", wishes[0].vividpage_id, type(refused).__name__)
            _rows(wishes).delete()


@transaction.atomic
def _grant(wishes: Sequence[FilmWish]) -> None:
    """Begin a film, and forget the wishes that it grants, in one transaction. Raises FilmRefused and LimitReached."""
    first = wishes[0]
    one_at_a_time(first.vividpage.owner)
    film = Film.objects.filter(vividpage=first.vividpage_id, options=first.options).first()
    if film is not None and film.state == Film.State.MAKING:
        return
    if film is None or film.state != Film.State.READY or is_outdated(film):
        film = request_film(vividpage=first.vividpage, options=first.options, by=first.by)
    Film.objects.filter(pk=film.pk).update(grows=True)
    _rows(wishes).delete()


def _rows(wishes: Sequence[FilmWish]) -> QuerySet[FilmWish]:
    """Return the rows of these wishes, and of none that have come meanwhile."""
    return FilmWish.objects.filter(pk__in=[wish.pk for wish in wishes])
