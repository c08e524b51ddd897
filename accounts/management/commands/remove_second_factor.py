"""`manage.py remove_second_factor`: let somebody in again who has lost their second factor (`docs/accounts.md`)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.factors.removing import take_all_away
from accounts.services import NoSuchReader, reader_named


class Command(BaseCommand):
    """Prints how many there were; exits 1 if there is no such account."""

    help = "Take all second factors of an account away and end its sessions: its password alone opens it then."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of an account."""
        parser.add_argument("email", help="the address of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take them away."""
        try:
            user = reader_named(options["email"])
        except NoSuchReader as error:
            raise CommandError(str(error)) from None
        count = take_all_away(user)
        self.stdout.write(f"{count} second factor{'' if count == 1 else 's'} of {user.email} removed.")
