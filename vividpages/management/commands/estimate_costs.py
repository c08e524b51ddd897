"""`manage.py estimate_costs FOLDER`: what the books in a folder would cost, as a table for `docs/costs.md`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from books.epub import EpubError
from storyboards.making.tables import Book, book_in, tables
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Needs no network, asks no service, and leaves nothing in the database. Exits 2 if there is nothing to read."""

    help = "Print a table of what the EPUBs in a folder would cost with the models of the catalogue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each book and print the table."""
        books: list[Book] = []
        for path in sorted(options["folder"].glob("*.epub")):
            try:
                books.append(book_in(path))
            except EpubError as error:
                self.stderr.write(f"{path.name} is left out: {error}")
        if not books:
            raise CommandError(f"There is no EPUB to read in {options['folder']}.", returncode=2)
        self.stdout.write(tables(books), ending="")
