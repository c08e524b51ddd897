"""`manage.py backup`: the database, the files and the keys of this moment, sealed, to a folder or to S3."""

from __future__ import annotations

import getpass
import json
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from custody.backup_runs import last_backup
from vividpages.backups import running
from vividpages.backups.destinations import storage_at
from vividpages.backups.errors import BackupError
from vividpages.backups.repository import chosen_backup, open_repository, read_manifest, whole_backups
from vividpages.ready import ReadyCommand

if TYPE_CHECKING:
    from vividpages.backups.verifying import Verified


class Command(ReadyCommand):
    """Exits 0 when the backup is whole, and was restored on trial if that was asked for; 1 if not."""

    help = "Back up the database, the files and the keys; or list and verify the backups that there are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/backup.md lists."""
        parser.add_argument("--to", default=settings.BACKUP_TO, metavar="PLACE", help="a folder or s3://BUCKET/PREFIX")
        parser.add_argument("--verify", action="store_true", help="restore it on trial, too")
        parser.add_argument("--keep", type=int, default=0, help="let go of all but the latest so many; 0: of none")
        parser.add_argument("--list", action="store_true", help="list the backups that there are, and make none")
        parser.add_argument(
            "--check", nargs="?", const="", metavar="NAME", help="restore one on trial that is there (the latest)"
        )
        parser.add_argument("--status", action="store_true", help="say how the last one went, and make none")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, list or verify."""
        try:
            with running.plainly():
                told = _done(options)
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from None
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _in_words(told))


def _done(options: dict[str, Any]) -> dict[str, Any]:
    if options["status"]:
        return last_backup().as_json()
    place = options["to"]
    if options["list"]:
        storage = storage_at(place)
        return {"backups": [_line_of(read_manifest(storage, name)) for name in whole_backups(storage)]}
    if options["check"] is not None:
        storage = storage_at(place)
        repository = open_repository(storage, asked_passphrase())
        return _of_verified(running.verified(repository, chosen_backup(storage, options["check"])))
    running_options = {"verify": options["verify"], "keep": options["keep"]}
    run = running.back_up(destination=place, secret=asked_passphrase(), **running_options)
    return {
        "name": run.name,
        "files": run.files,
        "bytes": run.file_bytes,
        "new_files": run.new_files,
        "new_bytes": run.new_bytes,
        "database_bytes": run.database_bytes,
        "verified": run.verified is not None,
    }


def asked_passphrase() -> str:
    """Return the passphrase of the settings, else the one that is typed in. Raises BackupError."""
    try:
        return running.passphrase()
    except BackupError:
        if not sys.stdin.isatty():
            raise
    return getpass.getpass("Passphrase of the backups: ")


def _line_of(manifest: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": manifest["name"],
        "made": manifest["made"],
        "rows": sum(manifest["tables"].values()),
        "files": manifest["files"]["count"],
        "bytes": manifest["files"]["bytes"],
        "postgres": manifest["postgres"]["server"],
    }


def _of_verified(verified: Verified) -> dict[str, Any]:
    return {
        "name": verified.name,
        "tables": verified.tables,
        "rows": verified.rows,
        "files": verified.files,
        "missing": verified.missing,
        "key_opened": verified.key_opened,
        "verified": True,
    }


def _in_words(told: dict[str, Any]) -> str:
    if "backups" in told:
        lines = [f"{one['name']}  {one['rows']} rows, {one['files']} files" for one in told["backups"]]
        return "\n".join(lines) or "There is no whole backup here."
    return "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in told.items())
