"""The book that a command works on: one that is there, or an EPUB that is read and drawn first; and where it writes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.management.base import CommandError
from django.db import transaction

from accounts.access.allowances import LimitReached
from accounts.services import NoSuchReader, reader_named
from books import services
from books.choices import NEW_BOOK, ChoicesRefused
from books.epub import EpubError
from books.making import jobs_of
from books.models import VividPage
from jobs.models import Job
from storyboards.making.choosing import take_up_or_upload
from vividpages.drive import drive
from vividpages.edition_files import BAD_INPUT
from vividpages.progress_bar import StageBars

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

UNFINISHED = (VividPage.Status.COMPLETED_WITH_FAILURES, VividPage.Status.FAILED, VividPage.Status.PAUSED)
"""States of a book that lacks pictures which it was to have."""


def check_out(out: Path) -> None:
    """Refuse a place where no file can be written, before anything is read or drawn. Raises CommandError."""
    if os.path.isdir(out):  # noqa: PTH112 - says no where Path raises: of names that are too long
        raise CommandError(f"{out} is a folder; say what the file is to be called.", returncode=BAD_INPUT)
    if not os.path.isdir(out.absolute().parent):  # noqa: PTH112
        raise CommandError(f"The folder of {out} does not exist; make it first.", returncode=BAD_INPUT)


def book_of(book: str, email: str | None, *, began: datetime) -> VividPage:
    """Return a book that is there, or read and draw an EPUB; `began` is when the command did. Raises CommandError."""
    path = Path(book)
    if (known := _uuid(book)) is not None and not path.exists():
        return _there(known, email)
    try:
        with transaction.atomic(), path.open("rb") as epub:
            owner = reader_named(email)
            vividpage = take_up_or_upload(owner=owner, epub=epub, choices=NEW_BOOK, given=set())
    except OSError as error:
        raise CommandError(f"{book} cannot be opened: {error.strerror}.", returncode=BAD_INPUT) from None
    except (EpubError, ChoicesRefused) as error:
        raise CommandError(f"{path.name}: {error}", returncode=BAD_INPUT) from None
    except (NoSuchReader, LimitReached) as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None
    with StageBars(sys.stderr) as bars:
        drive(vividpage, on_progress=bars)
    if not vividpage.chapters.exists():
        reason = jobs_of(vividpage).filter(state=Job.State.FAILED).values_list("reason", flat=True).first() or ""
        _leave_nothing(vividpage, owner, began=began)
        raise CommandError(f"{path.name}: {reason}", returncode=BAD_INPUT)
    return vividpage


def _there(known: UUID, email: str | None) -> VividPage:
    try:
        with transaction.atomic():  # on bad input not even the account is left behind
            owner = reader_named(email)
            vividpage = VividPage.objects.owned_by(owner).select_related("owner").filter(pk=known).first()
            if vividpage is None:
                raise CommandError(f"You have no book {known}.", returncode=BAD_INPUT)
    except NoSuchReader as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None
    return vividpage


def _leave_nothing(vividpage: VividPage, owner: User, *, began: datetime) -> None:
    """Delete a book that could not be read, and the account if it was made for it."""
    services.delete(vividpage=vividpage)
    if owner.date_joined >= began:
        owner.delete()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
