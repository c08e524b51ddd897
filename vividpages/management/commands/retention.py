"""`manage.py retention`: what is kept for how long, what is over now, and letting go of it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from custody import retention
from vividpages.ready import ReadyCommand


class Command(ReadyCommand):
    """Exits 0; without --apply nothing is deleted."""

    help = "Show what is over by each rule of docs/retention.md; with --apply, let go of it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --apply and --only."""
        parser.add_argument("--apply", action="store_true", help="delete what is over; without it, only count")
        parser.add_argument("--only", default="", metavar="RULE", help="follow one rule")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and let go if asked to."""
        try:
            found = retention.report(apply=options["apply"], only=options["only"])
        except KeyError:
            names = ", ".join(rule.name for rule in retention.rules())
            raise CommandError(f"There is no such rule. There are: {names}.", returncode=2) from None
        if options["json"]:
            self.stdout.write(json.dumps({"applied": options["apply"], "rules": found}, ensure_ascii=False))
            return
        for rule in found:
            kept = f"kept {rule['days']} days" if rule["days"] is not None else "kept until its time is over"
            size = f", {filesizeformat(rule['bytes'])}".replace("\xa0", " ") if rule["bytes"] else ""
            gone = f"; {rule['gone']} are gone" if options["apply"] else ""
            self.stdout.write(f"{rule['name']}: {rule['title']}, {kept}: {rule['count']} over{size}{gone}.")
        if not options["apply"]:
            self.stdout.write("Nothing was deleted. With --apply it is.")
