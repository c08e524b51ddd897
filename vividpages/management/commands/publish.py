"""`manage.py publish BOOK --kind KIND --out FILE`: an edition of a book, made here, with or without running workers."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from publishing import catalogue
from publishing.services.making import EditionRefused, checked_options
from vividpages.books_of_commands import UNFINISHED, book_of, check_out
from vividpages.edition_files import BAD_INPUT, edition_report, write_edition
from vividpages.ready import ReadyCommand

if TYPE_CHECKING:
    from books.models import VividPage
    from publishing.kinds.kind import EditionKind, Made

WITH_FAILURES = 3


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
        check_out(out)
        vividpage = book_of(options["book"], options["user"], began=now)
        if problem := kind.suits(vividpage):
            raise CommandError(problem, returncode=BAD_INPUT)
        made = write_edition(kind, chosen, vividpage, out)
        has_failures = vividpage.status in UNFINISHED
        result = _report(kind, vividpage, made, out, seconds=time.monotonic() - began)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result))
        if has_failures or any(check.severity == "error" for check in made.checks):
            sys.exit(WITH_FAILURES)


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
