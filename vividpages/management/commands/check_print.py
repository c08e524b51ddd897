"""`manage.py check_print FILE.pdf`: what a printer would refuse or print badly in a finished PDF, ours or anybody's."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publishing.preflight import PrintChoices
from publishing.preflight.child import CheckLimits
from publishing.preflight.choices import ChoiceRefused
from publishing.preflight.sandboxed import check_file
from publishing.printers.catalogue import DEFAULT_PRINTER, all_printers
from vividpages.edition_files import checks_report

if TYPE_CHECKING:
    from publishing.checks import Check
    from publishing.preflight.inspecting import Inspection

BAD_INPUT, WITH_ERRORS = 2, 3
LIMITS = CheckLimits(memory=4 * 1024**3, seconds=600, pictures=0)
"""Whoever runs commands knows the files; they may be as large as printers take them."""
GIVEN = ("printer", "trim", "ink", "paper", "binding", "pages", "kind")


class Command(BaseCommand):
    """Exits 0 if a printer takes all files, 3 if it would refuse one, 2 on bad input."""

    help = "Check finished PDFs as a printer does: size, bleed, margins, pictures, fonts, colours and more."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/publishing.md lists."""
        printers = ", ".join(printer.name for printer in all_printers())
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a PDF")
        parser.add_argument("--kind", choices=["interior", "cover"], default="interior", help="which part of the book")
        parser.add_argument("--printer", default=DEFAULT_PRINTER, help=f"one of {printers}")
        parser.add_argument("--trim", default="", metavar="SIZE", help="6x9 or “148 x 210 mm” (default: the file's)")
        parser.add_argument("--ink", default="", help="as the printer names it: black, standard, premium")
        parser.add_argument("--paper", default="", help="as the printer names it: white, cream")
        parser.add_argument("--binding", default="paperback", help="paperback or hardcover")
        parser.add_argument("--pages", type=int, default=0, help="of the interior, to check its cover")
        bleed = parser.add_mutually_exclusive_group()
        bleed.add_argument("--bleed", action="store_true", help="the pages are to have bleed")
        bleed.add_argument("--no-bleed", action="store_true", help="the pages are to have none")
        parser.add_argument("--bound", choices=["left", "right"], help="where the spine is (default: as the file says)")
        parser.add_argument("--json", action="store_true", help="print one JSON object for each file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check one file after another."""
        bleed = True if options["bleed"] else False if options["no_bleed"] else None
        bound_right = options["bound"] == "right" if options["bound"] else None
        try:
            choices = PrintChoices(bleed=bleed, bound_right=bound_right, **{name: options[name] for name in GIVEN})
        except ValueError:
            raise CommandError("--pages: say how many pages the interior has.", returncode=BAD_INPUT) from None
        files: list[Path] = options["files"]
        if missing := [path for path in files if not (os.path.isfile(path) and os.access(path, os.R_OK))]:  # noqa: PTH113
            raise CommandError(f"{missing[0]} is no file that can be read.", returncode=BAD_INPUT)
        is_refused = False
        for path in files:
            try:
                inspection = check_file(path, choices, LIMITS).inspection
            except ChoiceRefused as error:
                raise CommandError(str(error), returncode=BAD_INPUT) from None
            is_refused |= inspection.is_refused
            self.stdout.write(_as_json(path, inspection) if options["json"] else _in_words(path, inspection))
        if is_refused:
            sys.exit(WITH_ERRORS)


def _as_json(path: Path, inspection: Inspection) -> str:
    checks = checks_report(inspection.checks)
    told = {"file": str(path), "taken_for": inspection.about, "pages": inspection.pages, "checks": checks}
    return json.dumps(told, ensure_ascii=False)


def _in_words(path: Path, inspection: Inspection) -> str:
    first = f"{path}: {inspection.pages} pages, {inspection.about}" if inspection.about else f"{path}:"
    if not inspection.checks:
        return f"{first}\n  No problems found."
    return "\n".join([first, *map(_line, inspection.checks)])


def _line(check: Check) -> str:
    where = f"page {check.page}{f', {check.place}' if check.place else ''}: " if check.page else ""
    return f"  {check.severity} [{check.rule}] {where}{check.words} {check.mend}"
