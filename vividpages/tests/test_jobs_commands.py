"""`manage.py jobs` and `manage.py queue_depth`."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from books.tests.vividpages import make_vividpage
from jobs import services
from jobs.models import Job, Priority, Run, Unit

if TYPE_CHECKING:
    from accounts.models import User

TITLE = "A Book of Storms"


@pytest.fixture
def job(reader: User) -> Job:
    """A drawing with a unit of each state."""
    vividpage = make_vividpage(owner=reader, title=TITLE)
    job = services.start(pipeline="making", subject=vividpage.pk, owner=reader)
    assert job is not None
    Unit.objects.bulk_create(
        Unit(job=job, number=number, kind="scene", target=vividpage.pk, label=f"{TITLE} {state}", state=state)
        for number, state in enumerate((Unit.State.DONE, Unit.State.WAITING), 1)
        for vividpage in [make_vividpage(owner=reader, title=TITLE)]
    )
    failed = Unit.objects.create(job=job, number=3, kind="scene", label=TITLE, state=Unit.State.FAILED, attempts=3)
    failed.reason = "The service would not."
    failed.save()
    Job.objects.filter(pk=job.pk).update(planned=True)
    return job


def said(*command: Any) -> str:
    out = StringIO()
    call_command(*map(str, command), stdout=out)
    return out.getvalue()


def test_jobs_are_listed_by_state_and_none_of_a_books_words(job: Job) -> None:
    (listed,) = json.loads(said("jobs", "list", "--state", "running", "--json"))

    assert listed["id"] == str(job.pk)
    assert listed["units"] == {"waiting": 1, "claimed": 0, "done": 1, "failed": 1}
    assert TITLE not in said("jobs") + said("jobs", "show", job.pk) + said("jobs", "show", job.pk, "--json")
    assert said("jobs", "list", "--state", "failed") == "No jobs found.\n"


def test_a_job_is_shown_with_its_failures_and_its_history(job: Job) -> None:
    shown = json.loads(said("jobs", "show", job.pk, "--json"))

    assert [failure["reason"] for failure in shown["failures"]] == ["The service would not."]
    assert [run["id"] for run in shown["runs"]] == [str(Run.objects.get().pk)]
    assert shown["taken_up"]
    assert shown["started"] is None


def test_a_job_is_cancelled_and_tried_again(job: Job) -> None:
    assert json.loads(said("jobs", "cancel", job.pk, "--json"))["state"] == "cancelled"
    retried = json.loads(said("jobs", "retry", job.pk, "--json"))

    assert (retried["state"], retried["units"]["failed"], retried["units"]["waiting"]) == ("running", 0, 2)


def test_a_job_is_moved_before_others_and_behind_them(job: Job) -> None:
    assert json.loads(said("jobs", "move", job.pk, "--first", "--json"))["priority"] == Priority.READER_WAITS
    said("jobs", "move", job.pk, "--last")
    job.refresh_from_db()

    assert job.priority == Priority.ORDINARY
    assert job.last_turn is not None


def test_what_there_is_not_is_refused(job: Job) -> None:
    with pytest.raises(CommandError, match="There is no job"):
        said("jobs", "show", job.subject)
    with pytest.raises(CommandError, match="--stages names “paintings”"):
        said("queue_depth", "--stages", "paintings")


def test_the_depth_of_the_queue_is_a_number(job: Job) -> None:
    assert said("queue_depth", "--stages", "making") == "1\n"
    assert said("queue_depth", "--stages", "film") == "0\n"
    assert json.loads(said("queue_depth", "--json"))["due"] == 1
