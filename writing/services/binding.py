"""Make the book of the texts that are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from writing.making import PARTS
from writing.services.errors import WritingRefused
from writing.services.locking import locked
from writing.services.working import begin

if TYPE_CHECKING:
    from accounts.models import User
    from writing.models import WrittenBook


@transaction.atomic
def bind(*, book: WrittenBook, by: User | None = None) -> WrittenBook:
    """Have the book made of the texts as they are accepted now; chapters and pictures that still fit stay.

    Raises WritingRefused while a part has no text, and LimitReached.
    """
    current = locked(book)
    if current.plan is None or current.parts.filter(is_planned=True, accepted=None).exists():
        raise WritingRefused("Some parts are not written yet. Have them written, or take them out of the plan.")
    begin(current, by=by, until="", after=PARTS)
    return current
