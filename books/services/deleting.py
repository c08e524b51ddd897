"""Delete a book with everything that was made of it."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction

from books import listeners
from books.models import VividPage
from jobs import services as jobs
from providers.money import ledger


def delete(*, vividpage: VividPage) -> None:
    """Delete a book with all that was made of it, the answers of services too; what they have cost stays known.

    Of several who delete it at once, the first does; the others find it gone.
    """
    with transaction.atomic():
        jobs.delete_of(subject=vividpage.pk)
        locked = VividPage.objects.select_for_update().filter(pk=vividpage.pk).first()
        if locked is None:
            return
        locked.delete()
        ledger.forget_subject(subject=vividpage.pk)
    delete_files(vividpage)


def delete_files(vividpage: VividPage) -> None:
    """Delete all files of a book."""
    for folder in (f"epubs/{vividpage.owner_id}/{vividpage.pk}", *listeners.folders_of(vividpage.pk)):
        _delete_folder(folder)


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
