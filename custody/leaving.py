"""Deleting an account: asked for, taken back within the time of grace, and then everything of it, wherever it is.

What stays is what is not theirs alone: segments of others' stories, without a name, if they wanted so; comments and
ideas, without a name; and what the trails of moderators say of an account that is no more, by its number.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from accounts.models import AccessToken, ApiKey, User
from audit.events import Event
from audit.recording import record
from books import services as books
from books.models import VividPage
from custody.models import Departure
from files import store
from jobs import services as jobs
from jobs.models import Job
from jobs.privacy import kind_and_place
from uploads.models import FOLDER as UPLOADS
from writing.stories import services as stories
from writing.stories.models import BibleSuggestion, Comment, Segment, Shown, Story, StoryAllowance, StoryMember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

logger = logging.getLogger(__name__)


RETURN_WAIT_SECONDS = 2.0
"""How long coming back waits for another click on the same button, before it is too late."""


class LastAdmin(Exception):
    """Without this account nobody could run the site; the words are the reader's."""

    def __init__(self) -> None:
        super().__init__(
            "You are the only admin of this site. Make somebody else one first: manage.py createsuperuser."
        )


class CannotReturn(Exception):
    """An account cannot be kept by its reader any more; the words are the reader's."""


def departure_of(user_id: str) -> Departure | None:
    """Return whether and when an account goes."""
    return Departure.objects.select_related("user").filter(user__pk=UUID(user_id)).first()


@transaction.atomic
def ask_to_leave(*, user: User, keeps_segments: bool) -> Departure:
    """Switch an account off, and have it deleted after the time of grace.

    Whoever is signed in is signed out, tokens end, keys are switched off, and work that is under way stops. Asked
    again, the first time counts. Raises LastAdmin.
    """
    held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    admins = User.objects.filter(is_superuser=True, is_active=True)
    if held.is_superuser and not admins.exclude(pk=held.pk).exists():
        raise LastAdmin
    may_return = held.is_active
    if held.is_active:
        held.is_active = False
        held.save(update_fields=["is_active"])  # before there is a departure: whoever saves it later is an admin
    keys = ApiKey.objects.filter(owner=held, is_active=True)
    departure, _ = Departure.objects.get_or_create(
        user=held,
        defaults={
            "due": timezone.now() + timedelta(days=settings.ACCOUNT_GRACE_DAYS),
            "keeps_segments": keeps_segments,
            "active_keys": list(keys.values_list("pk", flat=True)),
            "may_return": may_return,
        },
    )
    record(Event.LEAVES, subject=held.pk, actor=held.pk)
    keys.update(is_active=False)
    AccessToken.objects.filter(owner=held).delete()
    for pipeline, subject in under_way(held):
        jobs.stop(pipeline=pipeline, subject=subject)
    transaction.on_commit(lambda: end_sessions_of(held.pk))
    return departure


def under_way(user: User) -> list[tuple[str, UUID]]:
    """Return the work of somebody that has not settled."""
    standing = Job.objects.filter(owner=user, state__in=(Job.State.RUNNING, Job.State.PAUSED))
    return list(standing.order_by("created").values_list("pipeline", "subject").distinct())


@transaction.atomic
def come_back(*, user: User) -> bool:
    """Keep an account that was to be deleted; tokens are made anew. Returns False if it was not leaving.

    Raises CannotReturn if it is deleted just now, or if an admin has switched it off.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{RETURN_WAIT_SECONDS}s'")
            departure = Departure.objects.select_for_update().filter(pk=user.pk).first()
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError as error:  # whoever holds it for longer deletes the account
        raise CannotReturn("This account is being deleted just now: it is too late to keep it.") from error
    if departure is None:
        if not User.objects.filter(pk=user.pk).exists():
            raise CannotReturn("This account was deleted just now.")
        return False
    if not departure.may_return:
        raise CannotReturn("Whoever runs this site has switched this account off, and can switch it on again.")
    ApiKey.objects.filter(owner=user, pk__in=departure.active_keys).update(is_active=True)
    departure.delete()
    record(Event.CAME_BACK, subject=user.pk, actor=user.pk)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return True


def follow_switch(*, instance: User, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """Follow an admin who switches an account on, which then does not leave, or off, which its reader cannot undo."""
    if instance.is_active:
        if update_fields is None or "is_active" in update_fields:
            Departure.objects.filter(user=instance).delete()
    elif update_fields is not None and "is_active" in update_fields:  # other columns are saved with it, else
        Departure.objects.filter(user=instance).update(may_return=False)


def due() -> list[Departure]:
    """Return those whose time of grace is over."""
    return list(_due().order_by("due"))


def _due() -> QuerySet[Departure]:
    return Departure.objects.select_related("user").filter(due__lte=timezone.now(), user__is_active=False)


def finish_due() -> int:
    """Delete the accounts whose time of grace is over; one that fails is tried again. Returns how many went."""
    gone = 0
    for departure in due():
        try:
            gone += _finish(departure.pk)
        except Exception as error:  # the others go all the same  # noqa: BLE001
            logger.error("an account could not be deleted: %s", kind_and_place(error))
    return gone


@transaction.atomic
def _finish(user_id: UUID) -> bool:
    """Delete an account, unless its reader has come back; from here on they cannot. Returns whether it went."""
    departure = _due().select_for_update(of=("self",)).filter(pk=user_id).first()
    if departure is None:
        return False
    delete_account(user=departure.user, keeps_segments=departure.keeps_segments)
    return True


@transaction.atomic
def delete_account(*, user: User, keeps_segments: bool) -> None:
    """Delete everything of an account now: all rows or, where anything fails, none. Files go once the rows are gone."""
    _leave_stories(user, keeps_segments=keeps_segments)
    for vividpage in VividPage.objects.owned_by(user):
        books.delete(vividpage=vividpage, keep_answers=False)
    for subject in set(Job.objects.filter(owner=user).values_list("subject", flat=True)):
        jobs.delete_of(subject=subject)
    user_id = user.pk
    user.delete()
    record(Event.ACCOUNT_DELETED, subject=user_id)
    transaction.on_commit(lambda: end_sessions_of(user_id))
    transaction.on_commit(lambda: _delete_files_of(user_id))


def _leave_stories(user: User, *, keeps_segments: bool) -> None:
    for story in Story.objects.filter(owner=user):
        stories.delete_story(story=story, by=user)
    for segment in Segment.objects.filter(writer=user).under_way():
        stories.withdraw(segment=segment, by=user)
    written = Story.objects.filter(segments__writer=user)
    joined = Story.objects.filter(pk__in=StoryMember.objects.filter(user=user).values("story"))
    suggested = Story.objects.filter(pk__in=BibleSuggestion.objects.filter(author=user).values("story"))
    for story in (written | joined | suggested).distinct():
        stories.leave_story(story=story, person=user, keeps_segments=keeps_segments)
    rejected = Segment.objects.filter(writer=user, state__in=(Segment.State.WITHDRAWN, Segment.State.REFUSED))
    rejected.delete()
    StoryAllowance.objects.filter(person=user).delete()
    if not keeps_segments:
        Comment.objects.filter(author=user).update(state=Shown.REMOVED, text="")


def end_sessions_of(user_id: UUID) -> None:
    """Delete the sessions of somebody, wherever they are signed in."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user_id):
            session.delete()


def _delete_files_of(user_id: UUID) -> None:
    """Delete every file under the account's name; one that somebody else's row names stays, whoever that may be."""
    store.release(list(_names_under(f"{store.FOLDER}/{user_id}")))
    for folder in ("epubs", "calls", UPLOADS):
        for name in list(_names_under(f"{folder}/{user_id}")):
            default_storage.delete(name)


def _names_under(folder: str) -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names if name)
    for name in filter(None, folders):
        yield from _names_under(f"{folder}/{name}")
