"""Keep a book's title page, start its making and stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.access.allowances import LimitReached, spend_start
from books.making import EPUB_PARSE, MAKING
from books.models import VividPage
from books.services.deleting import delete
from books.services.taking_in import upload
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from accounts.models import User


def set_title_page(*, vividpage: VividPage, title: str, authors: Sequence[str]) -> None:
    """Keep what the reader has written on a book's title page."""
    vividpage.title, vividpage.authors = title, list(authors)
    VividPage.objects.filter(pk=vividpage.pk).update(title=vividpage.title, authors=vividpage.authors)


@transaction.atomic
def start_reading(*, vividpage: VividPage, by: User | None = None) -> VividPage:
    """Read a book that has been uploaded, so that its reader can choose how it is drawn; one that was read stays so."""
    if vividpage.is_started or vividpage.chapters.exists():
        return vividpage
    if by is not None:
        check_open(owner=vividpage.owner, subject=vividpage.pk)
    vividpage.status = VividPage.Status.READING
    vividpage.save(update_fields=["status"])
    return start(vividpage=vividpage, until=EPUB_PARSE)


def upload_and_read(*, owner: User, epub: IO[bytes]) -> VividPage:
    """Keep an EPUB that its reader brings, and start to read it. Raises what `upload` and `start` raise; then nothing
    is kept.
    """
    vividpage = upload(owner=owner, epub=epub)
    try:
        return start_reading(vividpage=vividpage, by=owner)
    except LimitReached:  # another was begun at the same moment
        delete(vividpage=vividpage)
        raise


@transaction.atomic
def start(*, vividpage: VividPage, until: str = "", by: User | None = None) -> VividPage:
    """Start the making of a book, or take it up where it stood; it ends after the stage `until` if one is named.

    One that is being written stays as it is: it has no text yet. Whoever asks for it (`by`) may do so only so often,
    and have only so much under way. Raises LimitReached.
    """
    if vividpage.is_being_written:
        return vividpage
    if by is not None:
        check_open(owner=vividpage.owner, subject=vividpage.pk)
        spend_start(by)
    jobs.start(pipeline=MAKING, subject=vividpage.pk, owner=vividpage.owner, by=by, until=until)
    vividpage.refresh_from_db()
    transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return vividpage


@transaction.atomic
def stop(*, vividpage: VividPage) -> VividPage:
    """Stop the making of a book: nothing new begins, and what is done stays."""
    jobs.stop(pipeline=MAKING, subject=vividpage.pk)
    vividpage.refresh_from_db()
    return vividpage
