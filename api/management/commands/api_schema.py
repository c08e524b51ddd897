"""Write the description of the API, as programs that are written for it find it in the repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from api.description.breaking import breaks
from api.urls import api

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

PUBLISHED = settings.BASE_DIR / "docs" / "openapi.json"


def described() -> str:
    """Return the description as it is written, with a line for each thing."""
    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    """Write docs/openapi.json; refuse where that would break programs, unless it is meant."""

    help = "Writes the API's description to docs/openapi.json. What would break programs is refused without --breaking."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether a break is meant."""
        parser.add_argument("--breaking", action="store_true", help="it is meant that programs break (default: refuse)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it. Raises CommandError for a break that is not meant."""
        now = described()
        if PUBLISHED.exists() and not options["breaking"]:
            broken = breaks(json.loads(PUBLISHED.read_text()), json.loads(now))
            if broken:
                raise CommandError("Programs would break: " + "; ".join(broken) + ". If that is meant: --breaking.")
        PUBLISHED.write_text(now)
        self.stdout.write(f"{PUBLISHED.relative_to(settings.BASE_DIR)} is written.")
