"""Books that commands write: from a brief to a written and drawn book, taken up again where it was interrupted."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.db import transaction

from accounts.access.allowances import LimitReached
from accounts.services import NoSuchReader, reader_named
from authors.contract import Declined
from books import services as books
from books.choices import ChoicesRefused, choices_of
from jobs.models import Job
from storyboards.making.choosing import choose
from storyboards.styles.resolving import key_named
from vividpages.drive import drive, work_off
from vividpages.progress_bar import StageBars
from writing import services
from writing.making import WRITING
from writing.models import BUILT_IN, Hero, WrittenBook
from writing.queries import parts_of
from writing.services import BriefRefused, WritingRefused

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import datetime
    from pathlib import Path

    from accounts.models import User

BAD_INPUT, WITH_FAILURES = 2, 3
UNSETTLED = (Job.State.RUNNING, Job.State.PAUSED, Job.State.FAILED, Job.State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Order:
    """What a command is asked for."""

    kind: str
    brief: dict[str, Any]
    author: str
    budget: Decimal | None
    economy: bool
    user: str | None
    anew: bool


def order_of(options: dict[str, Any], *, kind: str, brief: dict[str, Any]) -> Order:
    """Return what a command is asked for, by the options of `add_arguments`."""
    return Order(
        kind=kind,
        brief=brief,
        author=options["author"],
        budget=options["budget"],
        economy=options["economy"],
        user=options["user"],
        anew=options["anew"],
    )


def add_arguments(parser: ArgumentParser) -> None:
    """Take the options that all commands have which write books."""
    parser.add_argument("--brief", type=str, metavar="FILE.json", help="read the brief from a file")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a field of the brief; may be repeated"
    )
    parser.add_argument("--author", default=BUILT_IN, metavar="MODEL", help=f"{BUILT_IN} (default), or service/model")
    parser.add_argument("--budget", metavar="USD", type=Decimal, help="the most that may be spent")
    parser.add_argument("--economy", action="store_true", help="in batches: half the price, within a day")
    parser.add_argument("--user", metavar="EMAIL", help="whose book it is (default: this machine's own reader)")
    parser.add_argument("--anew", action="store_true", help="begin another book, although there is one of this brief")
    parser.add_argument("--plan-only", action="store_true", help="say what is understood, and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")


def brief_of(options: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Return the brief of a command: of its file, then of `--set`, then of the options with names of their own."""
    brief: dict[str, Any] = {}
    if options["brief"]:
        brief = _read(options["brief"])
    for one in options["set"]:
        name, is_said, value = one.partition("=")
        if not is_said:
            raise CommandError(f"--set {one}: say it as NAME=VALUE.", returncode=BAD_INPUT)
        brief[name] = _value(value)
    return {**brief, **{name: value for name, value in said.items() if value is not None}}


def _read(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - errors name the file as it was said
            read = json.load(file)
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.", returncode=BAD_INPUT) from None
    except ValueError:
        raise CommandError(f"{path} is no JSON.", returncode=BAD_INPUT) from None
    if not isinstance(read, dict):
        raise CommandError(f"{path} holds no brief: a JSON object is wanted.", returncode=BAD_INPUT)
    return read


def _value(said: str) -> Any:
    """Read a value as JSON where it is some, else as it stands."""
    try:
        return json.loads(said)
    except ValueError:
        return said


def understood(order: Order) -> dict[str, Any]:
    """Return what the built-in author has understood, and its plan, as plain data. Keeps nothing.

    Raises CommandError for a brief that is not taken, and for what the built-in author cannot write.
    """
    try:
        with transaction.atomic():
            owner = reader_named(order.user)
            outline = services.understood(kind=order.kind, brief=order.brief, owner=owner)
            transaction.set_rollback(True)
    except (NoSuchReader, WritingRefused, Declined) as error:
        raise CommandError(_words(error), returncode=BAD_INPUT) from None
    return {
        "title": outline.title,
        "understood": outline.understood,
        "doubts": list(outline.doubts),
        "parts": [{"key": part.key, "title": part.title, "words": part.words} for part in outline.parts],
    }


def kept_hero(name: str, email: str | None) -> Hero | None:
    """Return the hero of that name that a writer keeps."""
    try:
        with transaction.atomic():
            owner = reader_named(email)
            found = Hero.objects.owned_by(owner).filter(name__iexact=name).order_by("created").first()
            transaction.set_rollback(True)
    except NoSuchReader as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None
    return found


def begin(order: Order) -> WrittenBook:
    """Begin a book, or take up the one that was begun with this brief. On bad input nothing is left behind."""
    try:
        with transaction.atomic():
            owner = reader_named(order.user)
            if not order.anew and (known := _known(order, owner)) is not None:
                return known
            return services.start_book(
                owner=owner,
                kind=order.kind,
                brief=order.brief,
                author=order.author,
                economy=order.economy,
                budget=order.budget,
            )
    except (NoSuchReader, WritingRefused, LimitReached) as error:
        raise CommandError(_words(error), returncode=BAD_INPUT) from None


def _known(order: Order, owner: User) -> WrittenBook | None:
    """Return the latest book of this brief by this author."""
    asked = services.books.checked_brief(order.kind, order.brief).model_dump(mode="json")
    books_of = WrittenBook.objects.owned_by(owner).filter(kind=order.kind, author=order.author, brief=asked)
    return books_of.select_related("vividpage__owner", "vividpage__budget", "plan").first()


def _words(error: Exception) -> str:
    if isinstance(error, BriefRefused):
        return " ".join(f"{name}: {words}" if name else words for name, words in error.problems.items())
    return str(error)


def write(book: WrittenBook, *, plan_only: bool = False) -> WrittenBook:
    """Plan a book, approve the plan, write its parts and bind them; what is done already is not done again.

    `plan_only`: the plan is not approved.

    Raises CommandError when the work stands still: it goes on when the command is run once more.
    """
    with StageBars(sys.stderr) as bars:
        if book.plan is None:
            _take_up(book, bars, begin=lambda: services.plan(book=book))
            book = _fresh(book)
        if book.plan is not None and plan_only:
            return book
        if book.plan is not None and (book.approved is None or not book.bound):
            planned = book
            _take_up(planned, bars, begin=lambda: services.approve(book=planned))
            book = _fresh(book)
    if book.bound:
        return book
    reason = _reason(book)
    raise CommandError(
        f"“{book.vividpage.title}” is not finished: {reason} Run the same command again to go on.",
        returncode=WITH_FAILURES,
    )


def _take_up(book: WrittenBook, bars: StageBars, *, begin: Any) -> None:
    """Go on with what is begun, or begin it."""
    if Job.objects.filter(pipeline=WRITING, subject=book.pk, state__in=UNSETTLED).exists():
        services.go_on(book=book)
    else:
        begin()
    work_off(pipeline=WRITING, subject=book.pk, on_progress=bars)


def _fresh(book: WrittenBook) -> WrittenBook:
    found: WrittenBook = WrittenBook.objects.select_related("vividpage__owner", "vividpage__budget", "plan").get(
        pk=book.pk
    )
    return found


def _reason(book: WrittenBook) -> str:
    jobs = Job.objects.filter(pipeline=WRITING, subject=book.pk, state__in=UNSETTLED)
    said = jobs.exclude(reason="").values_list("reason", flat=True).first()
    return said or "some parts could not be written."


def leave_nothing(book: WrittenBook, *, began: datetime) -> None:
    """Delete a book that could not be begun, and the account if it was made for it."""
    owner = book.vividpage.owner
    books.delete(vividpage=book.vividpage)
    if owner.date_joined >= began:
        owner.delete()


def draw(book: WrittenBook, *, style: str | None, images: str | None) -> None:
    """Draw the pictures of a written book, or those that are missing. Raises CommandError for a style that is none."""
    vividpage = book.vividpage
    vividpage.refresh_from_db()
    if not vividpage.is_started:
        choices = choices_of(vividpage)
        try:
            choices = replace(
                choices,
                style=key_named(style, reader=vividpage.owner) if style else choices.style,
                image_model=images or choices.image_model,
            )
            choose(vividpage=vividpage, choices=choices)
        except (ChoicesRefused, ValueError) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
    with StageBars(sys.stderr) as bars:
        drive(vividpage, on_progress=bars)


def written_report(book: WrittenBook) -> dict[str, Any]:
    """Return what `--json` says of a written book: its parts, words and findings."""
    parts = parts_of(book)
    outline = book.plan.outline if book.plan else None
    findings: dict[str, int] = {}
    for part in parts:
        if part.row.accepted is None:
            continue
        for rule in part.row.accepted.findings.filter(dismissed=None).values_list("rule", flat=True):
            findings[rule] = findings.get(rule, 0) + 1
    return {
        "id": str(book.pk),
        "kind": book.kind,
        "title": book.vividpage.title,
        "author": book.author,
        "understood": outline.understood if outline else "",
        "doubts": list(outline.doubts) if outline else [],
        "parts": len(parts),
        "written": sum(part.is_written for part in parts),
        "words": sum(part.row.accepted.words for part in parts if part.row.accepted is not None),
        "findings": findings,
        "cost_usd": float(book.vividpage.budget.spent),
    }


def folder_of(out: Path | None) -> Path | None:
    """Return the folder for the files of a book, made if it is not there."""
    if out is None:
        return None
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"The folder {out} cannot be made: {error.strerror}.", returncode=BAD_INPUT) from None
    return out
