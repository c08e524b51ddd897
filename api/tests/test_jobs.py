"""Jobs by the API: listed with what they are of, cancelled, tried again, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from api.tests.conftest import Caller
from books.models import VividPage
from books.tests.making import make_job, start_stage
from characters.editing.tests.books import make_book
from jobs.models import Job, Priority, Run, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(call: Caller) -> VividPage:
    return make_book(call.user)


def unit_of(job: Job, number: int, **fields: Any) -> Unit:
    return Unit.objects.create(job=job, number=number, kind="scene", target=uuid4(), label=f"Scene {number}", **fields)


def test_a_job_is_listed_with_its_book_and_what_failed(call: Caller, vividpage: VividPage) -> None:
    job = make_job(vividpage, "image-generation", state=Job.State.COMPLETED_WITH_FAILURES, planned=True)
    unit_of(job, 1, state=Unit.State.DONE)
    unit_of(job, 2, state=Unit.State.FAILED, reason="The service refused it.")

    (row,) = call("GET", f"/jobs?subject={vividpage.pk}").json()["items"]
    assert (row["vividpage"], row["vividpage_title"], row["subject_kind"]) == (
        str(vividpage.pk),
        "The Island",
        "vividpage",
    )
    assert (row["done"], row["failed"], row["total"]) == (1, 1, 2)
    (failure,) = call("GET", f"/jobs/{row['id']}/failures").json()["items"]
    assert (failure["label"], failure["reason"]) == ("Scene 2", "The service refused it.")
    assert call("GET", "/jobs?state=running").json()["items"] == []


def test_what_runs_is_cancelled_and_taken_up_again(call: Caller, vividpage: VividPage) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.WORKING)
    for stage in ("epub-parse", "analysis"):
        make_job(vividpage, stage, state=Job.State.COMPLETED, planned=True)
    job = start_stage(vividpage, "image-generation")

    assert call("POST", f"/jobs/{job.pk}/cancel").status_code == 204
    assert call("GET", f"/jobs/{job.pk}").json()["state"] == "cancelled"
    assert call("POST", f"/jobs/{job.pk}/retry").status_code == 204
    assert call("GET", f"/jobs/{job.pk}").json()["state"] == "running"
    (run,) = call("GET", f"/jobs/{job.pk}/runs?limit=1").json()["items"]
    assert run["outcome"] == ""


def test_who_waits_for_what_fails_decides(call: Caller, vividpage: VividPage) -> None:
    job = make_job(vividpage, "image-generation", state=Job.State.PAUSED, mended_by="held", planned=True)
    held = unit_of(job, 1, needed=True, attempts=99, reason="It was cut off.", not_before=timezone.now())

    (shown,) = call("GET", f"/jobs/{job.pk}/held").json()["items"]
    assert (shown["id"], shown["reason"]) == (str(held.pk), "It was cut off.")
    path = f"/jobs/{job.pk}/held/{held.pk}"
    assert call("POST", path, {"decision": "nothing"}).status_code == 422
    assert call("POST", path, {"decision": "go-on-without"}).status_code == 202
    again = call("POST", path, {"decision": "try-now"})
    assert (again.status_code, again.json()["type"].rpartition("#")[2]) == (409, "not-held")


def test_an_operator_moves_a_job_and_reads_its_history(
    call: Caller, called_by: Callable[..., Caller], vividpage: VividPage
) -> None:
    job = make_job(vividpage, "image-generation", planned=True, metadata={"pictures": 3})
    unit_of(job, 1, state=Unit.State.DONE)
    Run.objects.create(pipeline="making", subject=vividpage.pk, finished=timezone.now(), outcome="stopped")
    own = call("GET", f"/jobs/{job.pk}").json()
    assert (own["priority"], own["metadata"], own["started"]) == (0, {"pictures": 3}, None)
    operator = called_by("operator@example.com", "operate")
    User.objects.filter(pk=operator.user.pk).update(is_superuser=True)
    where = f"/operating/jobs/{job.pk}"
    seen = operator("GET", where).json()
    assert (seen["units"]["done"], seen["runs"][0]["outcome"]) == (1, "stopped")
    moved = operator("POST", f"{where}/move", {"to": "first"})
    assert (moved.status_code, moved.json()["priority"]) == (200, Priority.READER_WAITS)
    assert operator("POST", f"{where}/move", {"to": "last"}).json()["priority"] == Priority.ORDINARY
    reader = Caller(call.user, "operate")
    assert reader("GET", where).status_code == 404
    assert reader("POST", f"{where}/move", {"to": "first"}).status_code == 404
    assert Job.objects.get(pk=job.pk).priority == Priority.ORDINARY
