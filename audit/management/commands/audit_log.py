"""`manage.py audit_log`: look through the audit log and its chain (`docs/accounts.md`)."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.chain import link_new, unlinked, verify
from audit.models import Link


class Command(BaseCommand):
    """Prints how long the chain is and its head; exits 1 where it was changed."""

    help = "Say how long the chain of the audit log is, and its head. Keep the head somewhere else."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --verify, --head and --json."""
        parser.add_argument("--verify", action="store_true", help="look through the whole chain")
        parser.add_argument("--head", default="", help="a head from before, which must still be in the chain")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, and link what is new."""
        if not options["verify"] and not options["head"]:
            link_new(everything=True)
            last = Link.objects.order_by("-position").first()
            self._say(options, {"links": Link.objects.count(), "head": last.digest if last else ""})
            return
        verdict = verify(head=options["head"])
        found = {
            "whole": verdict.is_whole,
            "links": verdict.links,
            "head": verdict.head if verdict.links else "",
            "unlinked": unlinked().count(),
            "problems": verdict.problems,
        }
        self._say(options, found)
        if not verdict.is_whole:
            raise CommandError("The audit log was changed.")
        link_new(everything=True)

    def _say(self, options: dict[str, Any], found: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(found))
            return
        for words in found.get("problems", ()):
            self.stderr.write(words)
        self.stdout.write(f"{found['links']} entries in the chain; its head is {found['head'] or 'not there yet'}.")
        if found.get("unlinked"):
            self.stdout.write(f"{found['unlinked']} are so new that they are not in it yet.")
