"""What readers are told of the course of real jobs: once, in the same transaction, and not of what they wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from books.making import MAKING
from books.tests.vividpages import make_vividpage
from films.making import FILM
from films.models import Film
from jobs import settling
from jobs.models import Job, Priority, Run, Unit
from jobs.pipelines import pipeline_named
from notifications.kinds import About, Kind
from notifications.models import Notification
from writing.making import PARTS, PLANNING, WRITING

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="The Mill")


def job_of(vividpage: VividPage, pipeline: str = MAKING, **fields: object) -> Job:
    """Make the last job of a pipeline of a book, with its run and one unit that is done."""
    stage = pipeline_named(pipeline).stage_names[-1]
    wanted = {"subject": vividpage.pk, "stage": stage, "owner": vividpage.owner, "planned": True, **fields}
    job = Job.objects.create(pipeline=pipeline, **wanted)
    Run.objects.create(pipeline=pipeline, subject=job.subject)
    add_unit(job)
    return job


def add_unit(job: Job, state: str = Unit.State.DONE, **fields: object) -> Unit:
    number = job.units.count() + 1
    return job.units.create(
        number=number, kind="scene", label="A scene", target=uuid4(), state=state, finished=timezone.now(), **fields
    )


def told(reader: User) -> list[tuple[str, str]]:
    return list(Notification.objects.filter(reader=reader).order_by("created").values_list("kind", "title"))


def test_a_book_that_is_drawn_is_told_once_although_its_end_is_looked_for_twice(
    vividpage: VividPage, reader: User
) -> None:
    job = job_of(vividpage)
    settling.settle_if_done(job.pk)
    settling.settle_if_done(job.pk)

    assert told(reader) == [(Kind.DONE, "“The Mill” is ready.")]
    one = Notification.objects.get()
    assert (one.about, one.subject) == (About.BOOK, vividpage.pk)


def test_an_end_that_is_rolled_back_is_not_told(vividpage: VividPage, reader: User) -> None:
    job = job_of(vividpage)
    with transaction.atomic():
        settling.settle_if_done(job.pk)
        transaction.set_rollback(True)

    assert told(reader) == []


def test_a_picture_that_its_reader_waits_for_is_not_told(vividpage: VividPage, reader: User) -> None:
    job = job_of(vividpage)
    job.units.update(priority=Priority.READER_WAITS)
    settling.settle_if_done(job.pk)

    assert told(reader) == []


def test_what_has_failed_is_told_with_its_reason(vividpage: VividPage, reader: User) -> None:
    job = job_of(vividpage)
    add_unit(job, Unit.State.FAILED, essential=True, reason="The file has no text.")
    settling.settle_if_done(job.pk)

    assert told(reader) == [(Kind.FAILED, "“The Mill” could not be made.")]
    assert Notification.objects.get().words == "The file has no text."


@pytest.mark.parametrize(
    ("mended_by", "kind"), [("budget", Kind.MONEY), ("funds", Kind.MONEY), ("key", Kind.KEY), ("look", Kind.LOOK)]
)
def test_a_wait_is_told_until_it_goes_on_and_again_when_it_waits_again(
    vividpage: VividPage, reader: User, mended_by: str, kind: Kind
) -> None:
    job = job_of(vividpage)
    add_unit(job, Unit.State.WAITING)
    for times in (1, 2):
        settling.pause(job.pk, reason="Its budget is spent.", seconds=None, mended_by=mended_by)
        settling.pause(job.pk, reason="Its budget is spent.", seconds=None, mended_by=mended_by)
        assert [one for one, _ in told(reader)] == [kind] * times
        assert Notification.objects.filter(reader=reader).unread().count() == 1
        with transaction.atomic():
            settling.resume(job.pk)
        assert not Notification.objects.filter(reader=reader).unread().exists()


def test_a_wait_that_ends_by_itself_is_not_told(vividpage: VividPage, reader: User) -> None:
    job = job_of(vividpage)
    settling.pause(job.pk, reason="The service is busy.", seconds=60)

    assert told(reader) == []


def test_what_a_reader_stops_is_not_told(vividpage: VividPage, reader: User) -> None:
    settling.cancel(job_of(vividpage).pk)

    assert told(reader) == []


def test_a_branch_of_a_story_tells_of_its_segments_and_not_of_its_book(vividpage: VividPage, reader: User) -> None:
    vividpage.origin = vividpage.Origin.STORY
    vividpage.save(update_fields=["origin"])
    settling.settle_if_done(job_of(vividpage).pk)

    assert told(reader) == []


def test_a_film_and_a_plan_are_told_in_their_own_words(vividpage: VividPage, reader: User) -> None:
    film = Film.objects.create(vividpage=vividpage, state=Film.State.CANCELLED)
    settling.settle_if_done(job_of(vividpage, FILM, subject=film.pk).pk)
    settling.settle_if_done(job_of(vividpage, WRITING, stage=PLANNING, until=PLANNING).pk)

    assert told(reader) == [
        (Kind.DONE, "The film of “The Mill” is ready."),
        (Kind.LOOK, "The plan of “The Mill” waits for you to look."),
    ]


def test_a_plan_waits_no_longer_once_it_is_approved_and_is_told_of_again_when_it_is_made_anew(
    vividpage: VividPage, reader: User
) -> None:
    planning = job_of(vividpage, WRITING, stage=PLANNING, until=PLANNING)
    settling.settle_if_done(planning.pk)
    settling.begin(job_of_parts(vividpage))
    (notice,) = Notification.objects.filter(reader=reader)
    assert notice.settled is not None

    settling.resume(planning.pk, until=PLANNING)
    Job.objects.filter(pk=planning.pk).update(planned=True)
    settling.settle_if_done(planning.pk)
    assert Notification.objects.filter(reader=reader, settled=None).count() == 1


def job_of_parts(vividpage: VividPage) -> Job:
    return Job.objects.create(pipeline=WRITING, subject=vividpage.pk, stage=PARTS, owner=vividpage.owner)
