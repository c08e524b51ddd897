"""Files without rows, rows without files and work that is left are found; so is what waits for hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from benchmarks.faults.checks import rows
from benchmarks.faults.waiting import hurry, waits_too_long
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from jobs.models import Job, Run, Unit

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="The Mill")


def test_work_that_is_left_is_found(vividpage: VividPage) -> None:
    job = make_job(vividpage, "analysis", state=Job.State.COMPLETED)
    assert rows.leftovers([vividpage.pk]) == []
    Unit.objects.create(job=job, number=1, kind="x", label="Scene 1")
    Run.objects.create(pipeline="making", subject=vividpage.pk)
    Job.objects.update(state=Job.State.CANCELLED)
    found = rows.leftovers([vividpage.pk])
    assert found == ["the job making/analysis is cancelled: ", "the unit “Scene 1” is waiting: ", "1 runs are open"]


def test_a_row_without_a_file_and_a_file_without_a_row_are_found(vividpage: VividPage) -> None:
    assert rows.files(may_leave=False) == ([], 0)
    default_storage.save("kept/nobody/00/left.webp", ContentFile(b"left"))
    assert rows.files(may_leave=False) == (["no row names kept/nobody/00/left.webp"], 1)
    default_storage.save("kept/nobody/00/left.webp", ContentFile(b"left"))
    assert rows.files(may_leave=True) == ([], 1)
    type(vividpage).objects.update(cover="epubs/gone.jpg")
    assert rows.files(may_leave=True) == (["VividPage.cover has no file epubs/gone.jpg"], 0)


def test_a_wait_that_is_longer_than_any_is_found_and_is_not_cut_short(vividpage: VividPage) -> None:
    job = make_job(vividpage, "analysis")
    hour = timezone.now() + timedelta(minutes=59)
    unit = Unit.objects.create(job=job, number=1, kind="x", label="Scene 1", not_before=hour)
    assert "“Scene 1” waits until" in waits_too_long([vividpage.pk])[0]
    assert not hurry([vividpage.pk])
    Unit.objects.update(not_before=timezone.now() + timedelta(minutes=5))
    assert waits_too_long([vividpage.pk]) == []
    assert hurry([vividpage.pk])
    unit.refresh_from_db()
    assert unit.not_before is not None
    assert unit.not_before <= timezone.now()
