"""`manage.py move_database URL`: copy the database to another server, and say what to set afterwards."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from vividpages.backups import running
from vividpages.backups.errors import BackupError
from vividpages.backups.moving import move_database
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Exits 0 when every row is there, 1 if not: then the other database is as it was."""

    help = "Copy the database to an empty one of another server. Stop web servers and workers first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address and --dry-run."""
        parser.add_argument("url", metavar="URL", help="postgresql://USER:PASSWORD@HOST/NAME, a database that is empty")
        parser.add_argument("--dry-run", action="store_true", help="look whether it would go, and move nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Move, and say what to set."""
        try:
            with running.plainly():
                moved = move_database(options["url"], dry_run=options["dry_run"])
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from None
        rows, tables = sum(moved.tables.values()), len(moved.tables)
        if options["json"]:
            told = {"rows": rows, "tables": tables, "bytes": moved.bytes, "was_there": moved.was_there}
            self.stdout.write(json.dumps({**told, "dry_run": options["dry_run"]}))
            return
        size = filesizeformat(moved.bytes).replace("\xa0", " ")
        did = "would be copied" if options["dry_run"] else "are there already" if moved.was_there else "were copied"
        self.stdout.write(f"{rows} rows of {tables} tables ({size}) {did}; every count was compared.")
        if not options["dry_run"]:
            self.stdout.write(
                "Set DATABASE_URL to that address, and KEY_ENCRYPTION_KEYS and SECRET_KEY to what key-encryption-keys "
                "and secret-key in VIVIDPAGES_VAR hold, where other hosts are to use it, too. Then start the site."
            )
