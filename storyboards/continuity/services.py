"""Check a book, its bible and its pictures, and mend what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from characters.continuity import checks, mending
from characters.continuity.checks import BIBLE_KINDS
from characters.continuity.mending import BIBLE_ACTIONS
from characters.continuity.queries import facts_of
from characters.continuity.services import save
from storyboards.continuity import pictures
from storyboards.continuity.pictures import PICTURE_ACTIONS, PICTURE_KINDS
from storyboards.continuity.requesting import request_check

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from characters.models import Finding

ACTIONS = {**BIBLE_ACTIONS, **PICTURE_ACTIONS}


def refresh(*, vividpage: VividPage) -> None:
    """Check a book now."""
    book, check_pictures = facts_of(vividpage), pictures.prepare(vividpage)
    save(
        vividpage=vividpage,
        inconsistencies=[*checks.check(book), *check_pictures(book)],
        kinds=BIBLE_KINDS | PICTURE_KINDS,
    )


@transaction.atomic
def mend(*, finding: Finding, choice: int, by: User) -> str:
    """Do what the finding offers as its `choice`, and say what was done; the finding is gone then.

    Raises EditRefused if it offers no such thing, or if the book has changed so that it cannot be done.
    """
    done = mending.mend(finding=finding, choice=choice, by=by, actions=ACTIONS)
    request_check(vividpage_id=finding.vividpage_id)
    return done
