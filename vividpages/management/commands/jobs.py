"""`manage.py jobs`: see jobs, try them again, stop them, move them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from jobs import listing, services, turns
from jobs.models import Job


class Command(BaseCommand):
    """For operators at a shell; each sub-command is one service."""

    help = "List and show jobs, try them again, cancel them, or move them in the queue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, and with which job."""
        actions = parser.add_subparsers(dest="action", title="what to do")
        listed = actions.add_parser("list", help="list jobs, the latest first")
        listed.add_argument("--state", default="", choices=["", *Job.State.values])
        listed.add_argument("--pipeline", default="")
        listed.add_argument("--stage", default="")
        listed.add_argument("--most", type=int, default=50, help="how many (default: 50)")
        shown = actions.add_parser("show", help="show a job with its failures and the runs of its subject")
        retried = actions.add_parser("retry", help="go on with a job, and try again what failed")
        cancelled = actions.add_parser("cancel", help="stop the pipeline of a job; calls in flight end by themselves")
        moved = actions.add_parser("move", help="let a job go before, or after, others")
        for action in (shown, retried, cancelled, moved):
            action.add_argument("job", type=UUID)
        to = moved.add_mutually_exclusive_group(required=True)
        to.add_argument("--first", action="store_true", help="before all ordinary work")
        to.add_argument("--last", action="store_true", help="after all other work of its reader")
        for action in (listed, shown, retried, cancelled, moved):
            action.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Raises CommandError if there is no such job."""
        if options["action"] in (None, "list"):
            self._list(options)
            return
        try:
            job = listing.facts_of(options["job"])
        except Job.DoesNotExist:
            raise CommandError(f"There is no job {options['job']}. See: manage.py jobs list") from None
        if options["action"] == "retry":
            services.retry_job(job=job.id)
        elif options["action"] == "cancel":
            services.stop(pipeline=job.pipeline, subject=job.subject)
        elif options["action"] == "move":
            (turns.move_first if options["first"] else turns.move_last)(job.id)
        self._show(listing.facts_of(job.id), as_json=options["json"])

    def _list(self, options: dict[str, Any]) -> None:
        filters = {name: options.get(name, "") for name in ("state", "pipeline", "stage")}
        jobs = listing.listed(**filters, most=options.get("most", 50))
        if options.get("json"):
            self._print([asdict(job) for job in jobs])
            return
        for job in jobs:
            self.stdout.write(
                f"{job.id}  {job.pipeline}/{job.stage:<18} {job.state:<24} {_done(job)}  {job.created:%Y-%m-%d %H:%M}"
            )
        if not jobs:
            self.stdout.write("No jobs found.")

    def _show(self, job: listing.JobFacts, *, as_json: bool) -> None:
        runs, failures = listing.history_of(job), listing.failures_of(job)
        if as_json:
            self._print(
                {
                    **asdict(job),
                    "runs": [asdict(run) for run in runs],
                    "failures": [asdict(failure) for failure in failures],
                }
            )
            return
        for name, value in asdict(job).items():
            if value not in (None, "", {}):
                self.stdout.write(f"{name:<13} {value}")
        for run in runs:
            end = f"{run.outcome} {run.finished:%Y-%m-%d %H:%M}" if run.finished else "under way"
            self.stdout.write(f"run           {run.started:%Y-%m-%d %H:%M} – {end} {run.reason}".rstrip())
        for failure in failures:
            self.stdout.write(f"set aside     {failure.kind} {failure.target or ''}: {failure.reason}")

    def _print(self, facts: Any) -> None:
        self.stdout.write(json.dumps(facts, cls=DjangoJSONEncoder))


def _done(job: listing.JobFacts) -> str:
    return f"{job.units['done']:>5}/{sum(job.units.values()):<5}"
