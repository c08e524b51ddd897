"""`manage.py generate_vividpage BOOK.epub`: a book made from start to end, with or without a running worker."""

from __future__ import annotations

import argparse
import json
import sys
import time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.access.allowances import LimitReached
from accounts.services import NoSuchReader, reader_named
from books import services
from books.choices import NEW_BOOK, Choices, ChoicesRefused
from books.epub import EpubError
from books.making import jobs_of
from books.models import VividPage
from books.text.scenes import UnknownDensity, parse_density
from jobs.models import Job
from providers.errors import ProviderError
from publishing.kinds.epub.kind import write_illustrated_epub
from publishing.kinds.kind import Refused
from sketch.styles import DEFAULT_STYLE, STYLES, UnknownStyle
from storyboards.looks.look import Look
from storyboards.making.choosing import take_up_or_upload
from storyboards.styles.resolving import key_named
from storyboards.variants.making import VariantRefused, VariantThere, make_variant
from vividpages.drive import drive
from vividpages.progress_bar import StageBars
from vividpages.ready import ReadyCommand
from vividpages.report import report

if TYPE_CHECKING:
    from datetime import datetime

BAD_INPUT, WITH_FAILURES, FAILED = 2, 3, 1
UNTIL = {"parse": "epub-parse", "analysis": "analysis", "images": "image-generation"}


class Command(ReadyCommand):
    """Exits 0 when completed, 2 on bad input (nothing is left behind), 1 on failure.

    3 says that something is left to do: pictures that failed, or a pause, for example because the budget is used up.
    """

    help = "Turn a book into pictures: read an EPUB, analyse it and draw its scenes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/generate.md lists."""
        book = parser.add_mutually_exclusive_group(required=True)
        book.add_argument("book", type=Path, metavar="BOOK.epub", nargs="?")
        book.add_argument(
            "--variant-of",
            type=UUID,
            metavar="ID",
            help="draw a book that is there once more, in another --style, --resolution or by other --images; its text "
            "and people are taken over, and nothing is read again",
        )
        parser.add_argument("--user", metavar="EMAIL", help="whose book it is (default: this machine's own reader)")
        parser.add_argument(
            "--style",
            metavar="STYLE",
            help=f"{', '.join(STYLES)}, or the name of a style of your own (default: {DEFAULT_STYLE})",
        )
        parser.add_argument("--llm", default="rules", metavar="MODEL", help="rules, or service/model")
        parser.add_argument("--images", metavar="MODEL", help=f"{NEW_BOOK.image_model} (default), or service/model")
        parser.add_argument(
            "--density", default="per-scene", type=_density, help="per-scene, per-chapter, per-paragraph, N-per-chapter"
        )
        parser.add_argument(
            "--keep-own-pictures", action="store_true", help="leave the scenes alone that the book itself illustrates"
        )
        parser.add_argument("--resolution", choices=list(VividPage.SIZES), help=f"default: {NEW_BOOK.resolution}")
        limit = parser.add_mutually_exclusive_group()
        limit.add_argument("--budget", metavar="USD", type=_budget, help="the most that may be spent")
        limit.add_argument("--no-budget", action="store_true", help="lift the budget that the book has")
        parser.add_argument(
            "--economy",
            action=argparse.BooleanOptionalAction,
            help="in batches: half the price, within a day",
        )
        parser.add_argument("--until", choices=list(UNTIL), default="images", help="the last stage to do")
        parser.add_argument("--out", type=Path, metavar="ILLUSTRATED.epub", help="write the illustrated book here")
        parser.add_argument("--json", action="store_true", help="print one JSON object at the end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the book."""
        began, now = time.monotonic(), timezone.now()
        out: Path | None = options["out"]
        if out is not None and not out.absolute().parent.is_dir():
            raise CommandError(f"The folder of {out} does not exist; make it first.", returncode=BAD_INPUT)
        vividpage = self._take_in(options)
        try:
            with StageBars(sys.stderr) as bars:
                drive(vividpage, until=UNTIL[options["until"]], on_progress=bars)
        except VividPage.DoesNotExist:
            raise CommandError(f"“{vividpage.title}” was deleted meanwhile.", returncode=FAILED) from None
        if vividpage.status == VividPage.Status.FAILED and not vividpage.chapters.exists():
            reason = _reason(vividpage, Job.State.FAILED)
            _leave_nothing(vividpage, began=now)
            raise CommandError(f"{_named(options)}: {reason}", returncode=BAD_INPUT)
        if vividpage.status == VividPage.Status.FAILED:
            reason = _reason(vividpage, Job.State.FAILED)
            raise CommandError(f"“{vividpage.title}” could not be made: {reason}", returncode=FAILED)
        if out is not None:
            _write(vividpage, out)
        if vividpage.status == VividPage.Status.PAUSED:
            self.stderr.write(f"Paused: {_reason(vividpage, Job.State.PAUSED)} Run the same command again to go on.")
        result = report(vividpage, seconds=time.monotonic() - began)
        if result["language_notice"]:
            self.stderr.write(result["language_notice"])
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result))
        if vividpage.status != VividPage.Status.COMPLETED:
            left_to_do = (VividPage.Status.COMPLETED_WITH_FAILURES, VividPage.Status.PAUSED)
            sys.exit(WITH_FAILURES if vividpage.status in left_to_do else FAILED)

    def _take_in(self, options: dict[str, Any]) -> VividPage:
        """Take the book in as a VividPage; on bad input not even the account is left behind."""
        if options["variant_of"] is not None:
            return _variant(options)
        try:
            with transaction.atomic(), options["book"].open("rb") as epub:
                owner = reader_named(options["user"])
                choices = Choices(
                    style=key_named(options["style"] or NEW_BOOK.style, reader=owner),
                    text_model=options["llm"],
                    image_model=options["images"] or NEW_BOOK.image_model,
                    density=options["density"],
                    resolution=options["resolution"] or NEW_BOOK.resolution,
                    budget=options["budget"],
                    economy=bool(options["economy"]),
                    keeps_own=options["keep_own_pictures"],
                )
                return take_up_or_upload(owner=owner, epub=epub, choices=choices, given=_given_options(options))
        except OSError as error:
            raise CommandError(f"{options['book']} cannot be opened: {error.strerror}.", returncode=BAD_INPUT) from None
        except (EpubError, ChoicesRefused) as error:
            raise CommandError(f"{options['book'].name}: {error}", returncode=BAD_INPUT) from None
        except (ProviderError, NoSuchReader, LimitReached, UnknownStyle) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None


def _named(options: dict[str, Any]) -> str:
    book: Path | None = options["book"]
    return book.name if book is not None else str(options["variant_of"])


def _variant(options: dict[str, Any]) -> VividPage:
    """Make another variant of a book of the reader's, or take it up where it stopped; what is not said is as there."""
    try:
        with transaction.atomic():  # on bad input not even the account is left behind
            owner = reader_named(options["user"])
            look = Look(
                style=key_named(options["style"], reader=owner) if options["style"] else "",
                resolution=options["resolution"] or "",
                image_model=options["images"] or "",
            )
            vividpage = VividPage.objects.owned_by(owner).filter(pk=options["variant_of"]).first()
            if vividpage is None:
                raise CommandError(f"You have no book {options['variant_of']}.", returncode=BAD_INPUT)
            try:
                return make_variant(vividpage=vividpage, look=look, by=owner, budget=options["budget"])
            except VariantThere as there:
                if there.variant.pk == vividpage.pk:
                    raise CommandError(
                        "That book has this look itself. Choose another style, size or model.", returncode=BAD_INPUT
                    ) from None
                return there.variant
    except (VariantRefused, ChoicesRefused, ProviderError, NoSuchReader, LimitReached, UnknownStyle) as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None


def _given_options(options: dict[str, Any]) -> set[str]:
    """Return what a book that is there already takes on: what stands in the command line, and nothing that does not."""
    has_budget = options["budget"] is not None or options["no_budget"]
    return {
        name for name, is_given in (("budget", has_budget), ("economy", options["economy"] is not None)) if is_given
    }


def _write(vividpage: VividPage, out: Path) -> None:
    try:
        write_illustrated_epub(vividpage, out)
    except Refused as error:
        raise CommandError(f"The illustrated book could not be written: {error}", returncode=FAILED) from None


def _leave_nothing(vividpage: VividPage, *, began: datetime) -> None:
    """Delete a book that could not be read, and the account if it was made for it."""
    owner = vividpage.owner
    services.delete(vividpage=vividpage)
    if owner.date_joined >= began:
        owner.delete()


def _reason(vividpage: VividPage, state: Job.State) -> str:
    return jobs_of(vividpage).filter(state=state).values_list("reason", flat=True).first() or ""


def _density(value: str) -> str:
    try:
        parse_density(value)
    except UnknownDensity as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return value


def _budget(value: str) -> Decimal:
    try:
        budget = Decimal(value)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{value} is no amount in USD, such as 2.50") from None
    if not budget.is_finite() or budget < 0:
        raise argparse.ArgumentTypeError("a budget is 0 or more")
    return budget


def _summary(result: dict[str, Any]) -> str:
    return (
        f"{result['title']}: {result['chapters']} chapters, {result['scenes']} scenes, "
        f"{len(result['characters'])} people, {result['storyboards']} pictures in {result['seconds']} s "
        f"for ${result['cost_usd']:.2f}" + (f"; {len(result['failures'])} set aside" if result["failures"] else "")
    )
