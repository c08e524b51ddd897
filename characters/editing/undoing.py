"""Taking edits back, the latest first: a stack for each book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from characters.editing import EditRefused
from characters.editing.journal import lock_book, take_back
from characters.editing.listeners import notify_edited
from characters.embeddings.requesting import request_refresh
from characters.models import Edit

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage


WRITTEN_SINCE = "This cannot be undone: the book has been analysed again since."
"""Instead of what CannotUndo says, where its reader may not know the names in it."""


class NothingToUndo(EditRefused):
    """The book has no edit that stands."""

    def __init__(self) -> None:
        super().__init__("There is nothing to undo.")


class CannotUndo(EditRefused):
    """What an edit has written has been written anew since."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(f"“{edit.summary}” cannot be undone: the book has been analysed again since.")


@transaction.atomic
def undo(*, vividpage: VividPage, edit_id: UUID | None = None) -> Edit:
    """Take the latest edit of a book back, and return it; the bible is as it was before it.

    `edit_id` says which that is meant to be. Raises NothingToUndo, CannotUndo, or EditRefused if another edit is the
    latest; nothing is changed then.
    """
    lock_book(vividpage.pk)
    edit = latest(vividpage)
    if edit is None:
        raise NothingToUndo
    if edit_id is not None and edit_id != edit.pk:
        raise EditRefused("Edits are undone in order, the latest first.")
    try:
        with transaction.atomic():
            if not take_back(edit.steps):
                raise CannotUndo(edit)
            connection.check_constraints()  # now, not at the end, where nobody could put it into words
    except DatabaseError as error:  # a row has come to stand in the way
        raise CannotUndo(edit) from error
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    request_refresh(vividpage_id=vividpage.pk)
    notify_edited(vividpage_id=vividpage.pk)
    return edit


def latest(vividpage: VividPage) -> Edit | None:
    """Return the edit that would be undone next."""
    return Edit.objects.filter(vividpage=vividpage, undone_at=None).order_by("-number").first()
