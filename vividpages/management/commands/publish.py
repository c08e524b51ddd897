"""`manage.py publish BOOK --kind KIND --out FILE`: an edition of a book, made here, with or without running workers."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.access.allowances import LimitReached
from accounts.services import NoSuchReader, reader_named
from books import services
from books.choices import NEW_BOOK, ChoicesRefused
from books.epub import EpubError
from books.making import jobs_of
from books.models import VividPage
from jobs.models import Job
from publishing import catalogue
from publishing.services.making import EditionRefused, checked_options
from storyboards.making.choosing import take_up_or_upload
from vividpages.drive import drive
from vividpages.edition_files import BAD_INPUT, edition_report, write_edition
from vividpages.progress_bar import StageBars
from vividpages.ready import ReadyCommand

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from publishing.kinds.kind import EditionKind, Made

WITH_FAILURES = 3
UNFINISHED = (VividPage.Status.COMPLETED_WITH_FAILURES, VividPage.Status.FAILED, VividPage.Status.PAUSED)
"""States of a book that lacks pictures which it was to have."""


class Command(ReadyCommand):
    """Exits 0 when the file is written, 2 on bad input (no file is left), 3 if pictures failed or it has errors."""

    help = "Make an edition of a book: a file to take away. An EPUB is read and drawn first, by the built-in artist."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/publishing.md lists."""
        names = [kind.name for kind in catalogue.kinds_offered()]
        parser.add_argument("book", metavar="BOOK", help="an EPUB, or the id of a book that is there")
        parser.add_argument("--kind", required=True, metavar="KIND", help=", ".join(names))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="write the edition here")
        parser.add_argument(
            "--option", action="append", default=[], metavar="NAME=VALUE", help="an option of the kind; may be repeated"
        )
        parser.add_argument("--user", metavar="EMAIL", help="whose book it is (default: this machine's own reader)")
        parser.add_argument("--json", action="store_true", help="print one JSON object at the end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the edition."""
        began, now = time.monotonic(), timezone.now()
        out: Path = options["out"]
        kind, chosen = _kind(options["kind"], options["option"])
        _check_out(out)
        vividpage = _book(options["book"], options["user"], began=now)
        if problem := kind.suits(vividpage):
            raise CommandError(problem, returncode=BAD_INPUT)
        made = write_edition(kind, chosen, vividpage, out)
        has_failures = vividpage.status in UNFINISHED
        result = _report(kind, vividpage, made, out, seconds=time.monotonic() - began)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result))
        if has_failures or any(check.severity == "error" for check in made.checks):
            sys.exit(WITH_FAILURES)


def _check_out(out: Path) -> None:
    """Refuse a place where no file can be written, before anything is read or drawn."""
    if os.path.isdir(out):  # noqa: PTH112 - says no where Path raises: of names that are too long
        raise CommandError(f"{out} is a folder; say what the file is to be called.", returncode=BAD_INPUT)
    if not os.path.isdir(out.absolute().parent):  # noqa: PTH112
        raise CommandError(f"The folder of {out} does not exist; make it first.", returncode=BAD_INPUT)


def _kind(name: str, options: list[str]) -> tuple[EditionKind[Any], Any]:
    """Return the kind of that name, and its options as they were said."""
    said = dict(one.partition("=")[::2] for one in options if "=" in one)
    if wrong := next((one for one in options if "=" not in one), None):
        raise CommandError(f"--option {wrong}: say it as NAME=VALUE.", returncode=BAD_INPUT)
    try:
        chosen = checked_options(name, said)
    except EditionRefused as error:
        names = ", ".join(kind.name for kind in catalogue.kinds_offered())
        hint = "" if name in names.split(", ") else f" There are: {names}."
        raise CommandError(f"{error}{hint}", returncode=BAD_INPUT) from None
    kind = catalogue.kind_named(name)
    return kind, kind.options.model_validate(chosen)


def _book(book: str, email: str | None, *, began: datetime) -> VividPage:
    """Return a book that is there, or read and draw an EPUB."""
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


def _report(kind: EditionKind[Any], vividpage: VividPage, made: Made, out: Path, *, seconds: float) -> dict[str, Any]:
    return {
        "id": str(vividpage.pk),
        "title": vividpage.title,
        **edition_report(kind, made, out),
        "seconds": round(seconds, 2),
    }


def _summary(result: dict[str, Any]) -> str:
    pages = f"{result['pages']} pages, " if result["pages"] else ""
    remarks = [
        f"  {check['severity']}{', page ' + str(check['page']) if check['page'] else ''}: {check['words']}"
        for check in result["checks"]
    ]
    first = f"{result['title']}: {result['kind']}, {pages}{result['bytes']} bytes in {result['file']}"
    return "\n".join([first, *remarks])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
