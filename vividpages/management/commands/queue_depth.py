"""`manage.py queue_depth`: how much work waits, as a number for what starts and stops workers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobs import serving
from jobs.depth import queue_depth


class Command(BaseCommand):
    """Prints one number: units that could be begun or are worked on, and tasks of the queue."""

    help = "Print how much work there is for workers: units due and under way, and tasks of the queue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which workers are meant, and how to print."""
        parser.add_argument("--stages", default="", help="as WORKER_STAGES: only the work of such workers")
        parser.add_argument("--json", action="store_true", help="with each stage, and how long its oldest job waits")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        try:
            depth = queue_depth(serving.serving_of(options["stages"]))
        except serving.UnknownStages as error:
            raise CommandError(str(error).replace("WORKER_STAGES", "--stages", 1)) from None
        if options["json"]:
            facts = {"due": depth.due, "claimed": depth.claimed, "oldest_seconds": depth.oldest_seconds}
            self.stdout.write(json.dumps({**facts, **asdict(depth)}))
        else:
            self.stdout.write(str(depth.due + depth.claimed + depth.tasks))
