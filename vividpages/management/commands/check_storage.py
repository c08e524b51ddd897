"""`manage.py check_storage`: files that nothing refers to, and rows whose files are gone."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from custody.storage_check import StorageReport, check_storage, mend
from vividpages.ready import ReadyCommand

MOST_NAMES = 20
"""Of each kind that are listed."""
MOST_IS_GONE = (
    "More than half of the files are gone, so nothing was mended: mending would delete every picture whose file is "
    "gone. Is the storage mounted, and the right one? If the files are lost for good, add --though-most-is-gone."
)
NONE_IS_NAMED = (
    "The database names no file at all, so nothing was mended: mending would delete every file. Is it the right "
    "database? If all books are deleted indeed, add --though-none-is-named."
)


class Command(ReadyCommand):
    """Exits 1 if something is left that is not as it should be."""

    help = "Compare the storage with the database; with --mend, delete what nothing refers to and mend what is lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --mend."""
        parser.add_argument("--mend", action="store_true", help="Mend what can be mended.")
        parser.add_argument(
            "--though-most-is-gone", action="store_true", help="Mend even where more than half of the files are gone."
        )
        parser.add_argument(
            "--though-none-is-named", action="store_true", help="Mend even where the database names no file."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, tell, and mend if asked to."""
        report = check_storage()
        self._tell(report)
        if options["mend"] and report.is_most_gone and not options["though_most_is_gone"]:
            raise CommandError(MOST_IS_GONE, returncode=1)
        if options["mend"] and report.orphans and not (report.referred or options["though_none_is_named"]):
            raise CommandError(NONE_IS_NAMED, returncode=1)
        if options["mend"] and not report.is_well:
            mend(report)
            report = check_storage()
            self.stdout.write("Mended. What is left:")
            self._tell(report)
        if not report.is_well:
            raise CommandError("Something is left to be mended.", returncode=1)

    def _tell(self, report: StorageReport) -> None:
        size = filesizeformat(sum(orphan.size for orphan in report.orphans)).replace("\xa0", " ")
        self.stdout.write(f"{report.files} files; {len(report.orphans)} that nothing refers to ({size}).")
        self._list([orphan.name for orphan in report.orphans])
        self.stdout.write(f"{len(report.losses)} files are gone, {len(report.unmended)} of them for good.")
        self._list([f"{loss.where} {loss.row}: {loss.name}" for loss in report.losses])
        if report.unrendered:
            self.stdout.write(f"{len(report.unrendered)} pictures are not made smaller yet.")

    def _list(self, names: list[str]) -> None:
        for name in names[:MOST_NAMES]:
            self.stdout.write(f"  {name}")
        if len(names) > MOST_NAMES:
            self.stdout.write(f"  … and {len(names) - MOST_NAMES} more")
