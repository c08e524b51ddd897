"""`manage.py restore`: make a fresh installation what a backup holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from vividpages.backups import running
from vividpages.backups.destinations import storage_at
from vividpages.backups.errors import BackupError
from vividpages.backups.repository import chosen_backup, open_repository
from vividpages.backups.restoring import Restored, restore_backup
from vividpages.management.commands.backup import asked_passphrase


class Command(BaseCommand):
    """Exits 0 when everything is restored, 1 if not: then the database is as it was."""

    help = "Restore a backup onto a fresh installation. Stop web servers and workers first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/backup.md lists."""
        parser.add_argument(
            "--from", dest="place", default=settings.BACKUP_TO, metavar="PLACE", help="a folder or s3://BUCKET/PREFIX"
        )
        parser.add_argument("--backup", default="", metavar="NAME", help="which one (default: the latest)")
        parser.add_argument("--replace", action="store_true", help="delete the readers and books that are here")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check everything, then restore."""
        try:
            with running.plainly():
                storage = storage_at(options["place"])
                repository = open_repository(storage, asked_passphrase())
                name = chosen_backup(storage, options["backup"])
                restored = restore_backup(repository, name, replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from None
        self.stdout.write(json.dumps(asdict(restored)) if options["json"] else _in_words(restored))


def _in_words(restored: Restored) -> str:
    lines = [
        f"Restored {restored.name}, made {restored.made}: {restored.rows} rows of {restored.tables} tables, "
        f"{restored.files} files ({restored.already} more were there).",
        *restored.notes,
        "Start it: python manage.py serve",
    ]
    return "\n".join(lines)
