"""Ask for an edition, make it again, cancel it, delete it. None of it touches the making of its book."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from pydantic import ValidationError

from accounts.access.allowances import LimitReached, spend_edition
from accounts.services import one_at_a_time
from files import store
from jobs import services as jobs
from jobs.models import Priority
from publishing.catalogue import kind_named
from publishing.making import EDITION
from publishing.models import Edition, EditionPreview
from publishing.services.telling import tell_reader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage

MOST_OF_A_BOOK = 40


class EditionRefused(Exception):
    """A book can have no such edition; the words are the reader's and say what to do."""


class OptionsRefused(EditionRefused):
    """Options that the kind does not have; `problems` are words by their names."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {words}" for name, words in problems.items()))
        self.problems = problems


def checked_options(kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options of a kind as they are kept, with its defaults. Raises OptionsRefused and EditionRefused."""
    try:
        declared = kind_named(kind)
    except KeyError:
        raise EditionRefused(f"There are no editions of the kind “{kind}”.") from None
    try:
        return dict(declared.options.model_validate(options).model_dump(mode="json"))
    except ValidationError as error:
        problems = {str(one["loc"][0]) if one["loc"] else "": one["msg"] for one in error.errors()}
        raise OptionsRefused(problems) from None


@transaction.atomic
def request_edition(
    *, vividpage: VividPage, kind: str, options: Mapping[str, Any], by: User, mails: bool = False
) -> Edition:
    """Have an edition of a book made; one of the same kind and options that is there is made again if it must be.

    Raises EditionRefused, OptionsRefused and LimitReached.
    """
    chosen = checked_options(kind, options)
    if problem := kind_named(kind).suits(vividpage):
        raise EditionRefused(problem)
    one_at_a_time(vividpage.owner)
    there = Edition.objects.filter(vividpage=vividpage, kind=kind, options=chosen).first()
    if there is None and vividpage.editions.count() >= MOST_OF_A_BOOK:
        raise LimitReached(f"A book has no more than {MOST_OF_A_BOOK} editions. Delete one, then ask again.")
    _check_room(vividpage.owner)
    spend_edition(by)
    edition = there or Edition(vividpage=vividpage, kind=kind, options=chosen)
    return edition if there and there.is_being_made else _begin(edition, mails=mails)


@transaction.atomic
def make_again(*, edition: Edition, by: User) -> Edition:
    """Have an edition made once more, of the book as it is now; its file stays until the new one is there.

    Raises EditionRefused and LimitReached.
    """
    checked_options(edition.kind, edition.options)
    one_at_a_time(edition.vividpage.owner)
    current = Edition.objects.select_related("vividpage__owner").filter(pk=edition.pk).first()
    if current is None:
        raise EditionRefused("This edition has been deleted meanwhile.")
    if current.is_being_made:
        return current
    _check_room(current.vividpage.owner)
    spend_edition(by)
    return _begin(current, mails=current.mails)


@transaction.atomic
def cancel(*, edition: Edition) -> None:
    """Stop the making of an edition; a file that it has from before stays."""
    jobs.delete_of(subject=edition.pk)
    making = Edition.objects.filter(pk=edition.pk, state=Edition.State.MAKING)
    making.update(state=Edition.State.CANCELLED, attempt=None, reason="", is_seen=True)
    tell_reader(edition.vividpage.owner_id)


@transaction.atomic
def delete(*, edition: Edition) -> None:
    """Delete an edition with its file and previews, also while it is made."""
    jobs.delete_of(subject=edition.pk)
    locked = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if locked is None:
        return
    names = {str(locked.file.name or ""), *locked.previews.values_list("image", flat=True)}
    owner = edition.vividpage.owner_id
    locked.delete()
    store.release_on_commit(names)
    tell_reader(owner)


def mark_seen(*, vividpage: VividPage) -> None:
    """Know that a reader has seen how the editions of a book stand."""
    vividpage.editions.filter(is_seen=False).exclude(state=Edition.State.MAKING).update(is_seen=True)


def bytes_of(owner: User) -> int:
    """Return how many bytes the editions of a reader take."""
    taken = Edition.objects.owned_by(owner).aggregate(bytes=Sum("bytes", default=0))["bytes"]
    return int(taken)


def has_room(owner: User, more: int, *, instead_of: int = 0) -> bool:
    """Return whether a reader may keep so many bytes more, instead of those of an earlier file."""
    most = settings.READER_EDITIONS_BYTES
    return not most or bytes_of(owner) - instead_of + more <= most


def files_of_book(*, vividpage_id: UUID) -> set[str]:
    """Return the names of the files of a book's editions."""
    files = set(Edition.objects.filter(vividpage=vividpage_id).values_list("file", flat=True))
    return files | set(EditionPreview.objects.filter(edition__vividpage=vividpage_id).values_list("image", flat=True))


def subjects_of_book(*, vividpage_id: UUID) -> list[UUID]:
    """Return the ids of a book's editions: each is the subject of its own jobs."""
    return list(Edition.objects.filter(vividpage=vividpage_id).values_list("pk", flat=True))


def _check_room(owner: User) -> None:
    most_at_once = settings.READER_OPEN_EDITIONS
    under_way = Edition.objects.owned_by(owner).filter(state=Edition.State.MAKING).count()
    if most_at_once and under_way >= most_at_once:
        raise LimitReached(f"Only {most_at_once} editions are made at once. Wait until one is ready, then ask again.")
    if not has_room(owner, 1):
        raise LimitReached(
            f"Your editions take {filesizeformat(bytes_of(owner))}, and that is all the room there is for them. "
            "Delete one that you no longer need, then ask again."
        )


def _begin(edition: Edition, *, mails: bool) -> Edition:
    """Start a making from the beginning; whoever is still at an earlier one finds that nobody wants it."""
    jobs.delete_of(subject=edition.pk)
    edition.state, edition.reason, edition.attempt = Edition.State.MAKING, "", uuid.uuid4()
    edition.done = edition.total = 0
    edition.mails, edition.is_seen = mails, True
    edition.save()
    owner = edition.vividpage.owner
    jobs.start(pipeline=EDITION, subject=edition.pk, owner=owner, priority=Priority.READER_WAITS)
    tell_reader(owner.pk)
    return edition
