"""`manage.py move_files PLACE`: copy all files to S3, or back to a disk, and say what to set afterwards."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from vividpages.backups import running
from vividpages.backups.errors import BackupError
from vividpages.backups.moving import move_files
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Exits 0 when every file that a row names is there, 1 if not."""

    help = "Copy all files to another storage. Run it while the site runs, stop that, and run it once more."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the place and --dry-run."""
        parser.add_argument("place", metavar="PLACE", help="s3://BUCKET (with S3_ENDPOINT_URL, … set), or a folder")
        parser.add_argument("--dry-run", action="store_true", help="count what would be copied, and copy nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, and say what to set."""
        try:
            with running.plainly():
                moved = move_files(options["place"], dry_run=options["dry_run"])
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from None
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(moved), "dry_run": options["dry_run"]}))
            return
        size = filesizeformat(moved.bytes).replace("\xa0", " ")
        did = "would be copied" if options["dry_run"] else "were copied and compared"
        self.stdout.write(f"{moved.copied} files ({size}) {did}; {moved.already} were there already.")
        if moved.gone:
            self.stdout.write(f"{len(moved.gone)} files are gone that rows name: manage.py check_storage lists them.")
        if not options["dry_run"]:
            setting = "S3_BUCKET" if options["place"].startswith("s3://") else "MEDIA_ROOT, and no S3_BUCKET"
            self.stdout.write(f"Stop the site, run this once more, set {setting}, and start it. The old files stay.")
