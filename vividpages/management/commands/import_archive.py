"""`manage.py import_archive FILE --user EMAIL`: read the archive of an account into another one, here or elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.services import NoSuchReader, reader_named
from custody.archives.unpacking import ArchiveRefused, read_archive
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Exits 0 when everything is in, 2 if the archive is refused: then nothing of it is."""

    help = "Read an archive of everything into an account. What is there already stays; nothing is overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the account."""
        parser.add_argument("archive", type=Path, metavar="FILE")
        parser.add_argument("--user", metavar="EMAIL", help="whose it becomes (default: this machine's own reader)")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it."""
        try:
            user = reader_named(options["user"])
            with options["archive"].open("rb") as file:
                unpacked = read_archive(file, user=user)
        except (NoSuchReader, ArchiveRefused, OSError) as error:
            raise CommandError(str(error), returncode=2) from None
        if options["json"]:
            self.stdout.write(json.dumps(asdict(unpacked)))
            return
        books, rows = unpacked.rows["books.VividPage"], sum(unpacked.rows.values())
        self.stdout.write(f"{books} books with {rows} rows and {unpacked.files} files are in {user.email}'s account.")
        if unpacked.missing:
            self.stdout.write(f"{unpacked.missing} files were missing when the archive was made.")
