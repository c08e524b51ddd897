"""`manage.py rotate_keys`: seal every API key anew under the first of KEY_ENCRYPTION_KEYS (`docs/keys.md`)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.rotation import BATCH, reseal_all
from accounts.sealing import KeyringBroken


class Command(BaseCommand):
    """Prints counts; exits 1 if a key cannot be opened."""

    help = (
        "Seal every API key anew under the first of KEY_ENCRYPTION_KEYS. Safe to break off, to repeat, and to run live."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --dry-run and --batch."""
        parser.add_argument("--dry-run", action="store_true", help="open everything, write nothing")
        parser.add_argument("--batch", type=int, default=BATCH, help="rows locked at a time (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate and say what came of it."""
        try:
            rotation = reseal_all(dry_run=options["dry_run"], batch=max(1, options["batch"]))
        except KeyringBroken as error:
            raise CommandError(str(error)) from None
        done = "would be sealed anew" if options["dry_run"] else "sealed anew"
        self.stdout.write(f"{rotation.resealed} {done} under “{rotation.to}”, {rotation.already} were already.")
        for kek_id, count in sorted(rotation.missing.items()):
            self.stderr.write(f"{count} need “{kek_id}”, which is not in KEY_ENCRYPTION_KEYS.")
        if rotation.broken:
            self.stderr.write(f"{rotation.broken} cannot be opened: what is stored has been changed.")
        if not rotation.is_complete:
            raise CommandError("Not all keys could be opened; keep the old key-encryption keys.")
