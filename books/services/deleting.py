"""Delete a book with everything that was made of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction

from books import listeners
from books.models import BookPicture, VividPage
from files import store
from jobs import services as jobs
from notifications import services as notifications
from providers.money import answers

if TYPE_CHECKING:
    from uuid import UUID


class BookKept(Exception):
    """A book is part of something else and not deleted by itself; the words are the reader's and say what to do."""


def delete(*, vividpage: VividPage, keep_answers: bool = True) -> None:
    """Delete a book with all that was made of it; what it has cost stays known.

    The answers of services are kept for some days, so that making it again is not paid for again, unless
    `keep_answers` is False.

    Of several who delete it at once, the first does; the others find it gone. Raises BookKept.
    """
    with transaction.atomic():
        if reason := listeners.kept_because(vividpage.pk):
            raise BookKept(reason)
        for subject in (vividpage.pk, *listeners.subjects_of(vividpage.pk)):
            jobs.delete_of(subject=subject)
        locked = VividPage.objects.select_for_update().filter(pk=vividpage.pk).first()
        if locked is None:
            return
        names = listeners.files_of(locked.pk) | own_files_of(locked.pk)
        locked.delete()
        notifications.forget(subject=vividpage.pk)
        answers.let_go(subject=vividpage.pk, at_once=not keep_answers)
        store.release_on_commit(names)
        transaction.on_commit(partial(delete_folder_of, vividpage))


def own_files_of(vividpage_id: UUID) -> set[str]:
    """Return the names of the files of a book's own pictures."""
    return set(BookPicture.objects.filter(chapter__vividpage=vividpage_id).values_list("image", flat=True))


def delete_folder_of(vividpage: VividPage) -> None:
    """Delete the folder in which a book's file and its cover are."""
    _delete_folder(f"epubs/{vividpage.owner_id}/{vividpage.pk}")


def _delete_folder(folder: str) -> None:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _delete_folder(f"{folder}/{name}")
    default_storage.delete(folder)
