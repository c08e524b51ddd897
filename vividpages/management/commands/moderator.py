"""`manage.py moderator EMAIL`: let somebody moderate pictures, or no longer (`docs/moderation.md`)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.models import User
from storyboards.safety.moderators import appoint, release
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Being an admin does not make anybody a moderator, so the first one is appointed here."""

    help = "Let somebody moderate pictures."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom."""
        parser.add_argument("email", metavar="EMAIL", help="whose account it is")
        parser.add_argument("--remove", action="store_true", help="they moderate no longer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Appoint them, or release them."""
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has an account as {options['email']}.")
        if options["remove"]:
            release(user)
            self.stdout.write(f"{user.email} moderates no longer.")
            return
        appoint(user)
        self.stdout.write(f"{user.email} moderates: the queue is at /moderation/.")
