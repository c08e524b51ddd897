"""`manage.py write_biography "Ada Lovelace" --source PAGE --source FILE --out FOLDER`: a life, with notes."""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.text import slugify

from accounts.access.allowances import LimitReached
from publishing import catalogue
from vividpages import written_books
from vividpages.edition_files import edition_report, write_edition
from vividpages.ready import ReadyCommand
from vividpages.written_books import BAD_INPUT, WITH_FAILURES, Order
from web.writing.quality import quality_of
from writing.services import WritingRefused
from writing.sources import services as sources

if TYPE_CHECKING:
    from writing.models import WrittenBook

EDITIONS = (("docx", ".docx"), ("epub", ".epub"), ("pdf", ".pdf"))
"""What is made of a biography: a document with its notes, an e-book, pages to read and to print."""


class Command(ReadyCommand):
    """Exits 0 when all is made, 2 on bad input (nothing is left behind), 3 if something is left to do."""

    help = "Write a biography from sources: every statement with the passages that it rests on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/writing.md lists."""
        parser.add_argument("subject", nargs="?", help="whom it is about")
        parser.add_argument(
            "--source",
            action="append",
            default=[],
            metavar="ADDRESS|FILE",
            help="a page of the web, or a file (HTML, PDF with text, EPUB, DOCX, plain text); may be repeated",
        )
        parser.add_argument("--words", type=int, help="words in all, from 5,000 to 150,000")
        parser.add_argument("--look-up", action="store_true", default=None, help="ask Wikipedia and Wikidata, too")
        written_books.add_arguments(parser)
        parser.add_argument("--out", type=Path, metavar="FOLDER", help="write document, e-book, PDF and report here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the book."""
        began, now = time.monotonic(), timezone.now()
        files = [source for source in options["source"] if not _is_address(source)]
        if missing := next((name for name in files if not Path(name).is_file()), None):
            raise CommandError(f"{missing} is neither an address nor a file.", returncode=BAD_INPUT)
        order = _order(options)
        out = written_books.folder_of(options["out"])
        book = written_books.begin(order)
        try:
            _add_files(book, files)
        except CommandError:
            if not book.is_planned:
                written_books.leave_nothing(book, began=now)
            raise
        book = written_books.write(book, plan_only=options["plan_only"])
        result = {**written_books.written_report(book), "quality": quality_of(book).as_json(), "files": []}
        result["sources"] = [_source(row) for row in book.sources.present()]
        if out and not options["plan_only"]:
            result["files"] = _files(book, out)
            (out / f"{_name(book)}-quality.json").write_text(
                json.dumps(result["quality"], ensure_ascii=False, indent=2)
            )
        result["seconds"] = round(time.monotonic() - began, 2)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result))
        if any(check["severity"] == "error" for file in result["files"] for check in file["checks"]):
            sys.exit(WITH_FAILURES)


def _order(options: dict[str, Any]) -> Order:
    addresses = [source for source in options["source"] if _is_address(source)]
    brief = written_books.brief_of(
        options, subject=options["subject"], words=options["words"], look_up=options["look_up"]
    )
    if addresses:
        brief["addresses"] = [*brief.get("addresses", ()), *addresses]
    return written_books.order_of(options, kind="biography", brief=brief)


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _add_files(book: WrittenBook, names: list[str]) -> None:
    """Add files to a book; one that it has already is not added twice."""
    for name in names:
        try:
            with Path(name).open("rb") as file:
                sources.add_file(book=book, file=file, name=Path(name).name)
        except (WritingRefused, LimitReached) as refused:
            raise CommandError(f"{name}: {refused}", returncode=BAD_INPUT) from None
        except OSError as error:
            raise CommandError(f"{name} cannot be opened: {error.strerror}.", returncode=BAD_INPUT) from None


def _files(book: WrittenBook, out: Path) -> list[dict[str, Any]]:
    made = partial(_edition, book, out)
    return [made(name, suffix) for name, suffix in EDITIONS]


def _edition(book: WrittenBook, out: Path, name: str, suffix: str) -> dict[str, Any]:
    kind = catalogue.kind_named(name)
    path = out / f"{_name(book)}{suffix}"
    return edition_report(kind, write_edition(kind, kind.options(), book.vividpage, path), path)


def _name(book: WrittenBook) -> str:
    return slugify(book.vividpage.title) or "biography"


def _source(row: Any) -> dict[str, Any]:
    return {
        "source": str(row),
        "used": row.is_used,
        "verdicts": [{"rule": one.rule, "outcome": one.outcome, "reason": one.reason} for one in row.told],
    }


def _summary(result: dict[str, Any]) -> str:
    used = sum(source["used"] for source in result["sources"])
    first = (
        f"{result['title']}: {result['written']} of {result['parts']} parts, {result['words']} words, "
        f"{used} of {len(result['sources'])} sources in {result['seconds']} s"
    )
    return "\n".join([first, *(f"  {file['kind']}: {file['file']}" for file in result["files"])])
