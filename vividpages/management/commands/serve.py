"""`manage.py serve`: web server and worker in one go."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vividpages.serving import CannotServe, serve


class Command(BaseCommand):
    """Runs until Ctrl-C, which stops both."""

    help = "Serve VividPages and work on its jobs, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve."""
        try:
            code = serve(host=options["host"], port=options["port"])
        except CannotServe as error:
            raise CommandError(str(error)) from None
        if code:
            sys.exit(code)
