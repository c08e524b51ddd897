"""The edit that its reader can take back with one click, on the page where they have made it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from characters.editing import undoing

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from characters.models import Edit

FRESH = timedelta(hours=1)


def undoable_by(reader: User, vividpage: VividPage) -> Edit | None:
    """Return the latest edit of a book if this reader has made it just now."""
    edit = undoing.latest(vividpage)
    if edit is None or edit.user_id != reader.pk or timezone.now() - edit.created > FRESH:
        return None
    return edit
