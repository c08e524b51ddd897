"""Take books in: a manuscript of whatever source, or an EPUB that is read once by a job."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from os import SEEK_END
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat

from accounts.access.allowances import LimitReached, check_uploads, spend_upload
from accounts.services import one_at_a_time
from books.choices import NEW_BOOK, Choices
from books.epub.archive.first_bytes import refuse_other_files
from books.manuscript import Manuscript
from books.models import VividPage, VividPageQuerySet
from books.services import new_files
from books.services.chapters import picture_counts, write_chapters
from books.services.decoding import DecodedPicture, UnusablePicture, decode_cover, decode_pictures, digest_of
from books.services.deleting import delete_folder_of
from books.text.names import plain_name
from jobs.allowances import check_open
from providers.money.budgets import open_budget

if TYPE_CHECKING:
    from decimal import Decimal

    from accounts.models import User

UNTITLED = "Untitled"
LONGEST_TITLE, LONGEST_AUTHOR = 500, 300
"""Characters."""
BEGINNING = PIECE = 1024 * 1024
"""Bytes: those that say what a file is, and those of it that are in memory at a time."""
NO_COVER = "The cover picture could not be opened, so the book is shown without it."


@dataclass(frozen=True, slots=True)
class PreparedManuscript:
    """A manuscript with all that takes long to find out of it, so that it can be written in one go.

    `pictures` are by the digests of their files; those of no use are not among them.
    """

    manuscript: Manuscript
    cover: DecodedPicture | None
    pictures: Mapping[str, DecodedPicture]
    counts: Mapping[str, int]
    warnings: tuple[str, ...]


def prepare(manuscript: Manuscript) -> PreparedManuscript:
    """Decode the pictures of a manuscript and count those that each density gives. Does not touch the database."""
    warnings = [warning for warning in manuscript.warnings if warning]
    cover = None
    if manuscript.cover is not None:
        try:
            cover = decode_cover(manuscript.cover.data)
        except UnusablePicture:
            warnings.append(NO_COVER)
    pictures = decode_pictures(manuscript.chapters)
    brought = [picture for chapter in manuscript.chapters for picture in chapter.pictures]
    lost = sum(digest_of(picture.data) not in pictures for picture in brought)
    if lost:
        warnings.append(
            f"{lost} pictures of the book could not be opened and were left out."
            if lost > 1
            else "A picture of the book could not be opened and was left out."
        )
    return PreparedManuscript(
        manuscript=manuscript,
        cover=cover,
        pictures=pictures,
        counts=picture_counts(manuscript.chapters),
        warnings=tuple(warnings),
    )


def take_in(
    *,
    manuscript: Manuscript,
    source: VividPage.Origin,
    owner: User,
    choices: Choices = NEW_BOOK,
) -> VividPage:
    """Take a manuscript in as a book of `owner`. Nothing is started.

    Raises `books.choices.ChoicesRefused` for choices that no book could be made with; then nothing is kept.
    """
    choices.check()
    prepared = prepare(manuscript)
    vividpage = VividPage(owner=owner, origin=source, title=UNTITLED, **choices.columns())
    return _kept_with_files(vividpage, prepared, choices)


def write_manuscript(*, vividpage: VividPage, prepared: PreparedManuscript) -> None:
    """Write what a manuscript says into a book that is there: its title page, cover and chapters.

    A book whose pictures have been counted was described before, and its reader may have changed the title since.
    """
    with new_files.dropped_on_error(), transaction.atomic():
        if not vividpage.picture_counts:
            _describe(vividpage, prepared)
        write_chapters(
            vividpage=vividpage,
            chapters=prepared.manuscript.chapters,
            decoded=prepared.pictures,
            counts=prepared.counts,
        )


def _kept_with_files(vividpage: VividPage, prepared: PreparedManuscript, choices: Choices) -> VividPage:
    try:
        with transaction.atomic():
            save_with_budget(vividpage=vividpage, budget=choices.budget)
            write_manuscript(vividpage=vividpage, prepared=prepared)
    except BaseException:
        delete_folder_of(vividpage)
        raise
    return vividpage


def _describe(vividpage: VividPage, prepared: PreparedManuscript) -> None:
    manuscript = prepared.manuscript
    vividpage.title = plain_name(manuscript.title, LONGEST_TITLE) or UNTITLED
    vividpage.authors = [plain_name(author, LONGEST_AUTHOR) for author in manuscript.authors if author.strip()]
    vividpage.language = manuscript.language[:35]
    vividpage.description = manuscript.description
    vividpage.series = plain_name(manuscript.series, LONGEST_TITLE)
    vividpage.series_index = plain_name(manuscript.series_index, 40)
    vividpage.subjects = [plain_name(subject, 200) for subject in manuscript.subjects]
    vividpage.warnings = list(prepared.warnings)
    fields = ["title", "authors", "language", "description", "series", "series_index", "subjects", "warnings"]
    if prepared.cover is not None:
        vividpage.cover.save(f"cover.{prepared.cover.extension}", ContentFile(prepared.cover.data), save=False)
        new_files.note(vividpage.cover.name)
        fields.append("cover")
    vividpage.save(update_fields=fields)


def upload(
    *,
    owner: User,
    epub: IO[bytes],
    origin: VividPage.Origin = VividPage.Origin.UPLOAD,
    choices: Choices = NEW_BOOK,
) -> VividPage:
    """Keep an EPUB as a book of `owner`, to be read by the first stage of its making. Nothing is started.

    Raises `books.epub.EpubError` if its first bytes are those of no EPUB, `books.choices.ChoicesRefused` for choices
    that no book could be made with, and LimitReached if the reader has as much as one may have; then nothing is kept.
    """
    choices.check()
    spend_upload(owner)
    refuse_other_files(epub.read(BEGINNING))
    vividpage = VividPage(
        owner=owner,
        origin=origin,
        identity=_identity(epub),
        title=_name_of(epub),
        epub_bytes=epub.seek(0, SEEK_END),
        **choices.columns(),
    )
    try:
        with transaction.atomic():
            check_open(owner=owner)
            check_books(owner=owner)
            check_room(owner=owner, size=vividpage.epub_bytes)
            vividpage.epub.save("original.epub", epub if isinstance(epub, File) else File(epub), save=False)
            new_files.note(vividpage.epub.name)
            save_with_budget(vividpage=vividpage, budget=choices.budget)
    except BaseException:
        delete_folder_of(vividpage)
        raise
    return vividpage


@transaction.atomic
def check_upload(*, owner: User, size: int) -> None:
    """Raise LimitReached if an upload of `size` bytes would be refused when all of it has come. Counts nothing."""
    check_uploads(owner)
    check_open(owner=owner)
    check_books(owner=owner)
    check_room(owner=owner, size=size)


def check_books(*, owner: User) -> None:
    """Raise LimitReached if a reader has as many books as one may have; in one at a time, so that none slips by."""
    most = settings.READER_BOOKS
    if not most:
        return
    one_at_a_time(owner)
    if VividPage.objects.owned_by(owner).count() >= most:
        had = "one book here, and have it" if most == 1 else f"{most} books here, and have as many"
        raise LimitReached(f"You may have {had}. Delete one, then try again.")


def check_room(*, owner: User, size: int) -> None:
    """Raise LimitReached if a file of `size` bytes is more than its reader still has room for."""
    most = settings.READER_STORAGE_BYTES
    used = VividPage.objects.owned_by(owner).aggregate(bytes=Sum("epub_bytes", default=0))["bytes"]
    if most and used + size > most:
        raise LimitReached(
            f"Your books take {filesizeformat(used)} of the {filesizeformat(most)} that you have here, and this one "
            f"{filesizeformat(size)} more. Delete a book that you no longer need, then upload this one again."
        )


@transaction.atomic
def save_with_budget(*, vividpage: VividPage, budget: Decimal | None) -> None:
    """Save a new book with a budget of its own; None: no limit."""
    vividpage.budget = open_budget(owner_id=vividpage.owner_id, subject=vividpage.pk, limit=budget)
    vividpage.save(force_insert=True)


def uploaded_before(*, owner: User, epub: IO[bytes]) -> VividPageQuerySet:
    """Return the owner's books of the same file."""
    return VividPage.objects.owned_by(owner).filter(identity=_identity(epub))


def _identity(epub: IO[bytes]) -> str:
    """Digest a file, and leave it at its beginning. It is not loaded whole."""
    epub.seek(0)
    digest = hashlib.sha256()
    while piece := epub.read(PIECE):
        digest.update(piece)
    epub.seek(0)
    return digest.hexdigest()


def _name_of(epub: IO[bytes]) -> str:
    """Name the book until it has been read: as its file."""
    return plain_name(PurePath(getattr(epub, "name", None) or "").stem, LONGEST_TITLE) or UNTITLED
