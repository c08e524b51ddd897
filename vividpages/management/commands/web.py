"""`manage.py web`: the web server alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from vividpages import web_server
from vividpages.serving import CannotListen, check_free

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Runs until it is told to stop."""

    help = "Serve the pages of VividPages, without working on its jobs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve."""
        try:
            check_free(host=options["host"], port=options["port"])
        except CannotListen as error:
            raise CommandError(str(error)) from None
        web_server.run(host=options["host"], port=options["port"])
