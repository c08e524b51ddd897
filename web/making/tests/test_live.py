"""The fragment that tells how a book's making stands."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from books.models import Chapter, Reading, Scene, VividPage
from books.services import set_spoilers
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from books.visibility import reading_of, visible_to
from jobs.models import Job, Unit
from web.making import live as progress
from web.reading.tests.test_reading import draw

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="Storms", status=VividPage.Status.WORKING)


@pytest.fixture
def job(vividpage: VividPage) -> Job:
    make_job(vividpage, "epub-parse", state=Job.State.COMPLETED, planned=True)
    return make_job(vividpage, "analysis", planned=True, created=timezone.now() + timedelta(seconds=1))


def shown(vividpage: VividPage) -> progress.Live:
    return progress.live(vividpage, visible_to(reading_of(vividpage.owner, vividpage)))


def add_units(job: Job, *states: str, **fields: object) -> None:
    for number, state in enumerate(states, job.units.count() + 1):
        Unit.objects.create(
            job=job, number=number, kind="x", target=uuid4(), label=f"Piece {number}", state=state, **fields
        )


def look_of(vividpage: VividPage) -> list[str]:
    return [stage.look for stage in shown(vividpage).stages]


def test_stages_are_done_at_work_and_to_come(vividpage: VividPage, job: Job) -> None:
    assert look_of(vividpage) == ["done", "now", "next"]


def test_a_stage_counts_what_is_settled(vividpage: VividPage, job: Job) -> None:
    add_units(job, "done", "done", "failed", "waiting")

    stage = shown(vividpage).stages[1]
    assert (stage.done, stage.total) == (3, 4)


def test_what_did_not_work_is_listed_with_its_reason(vividpage: VividPage, job: Job) -> None:
    add_units(job, "failed", reason="The artist ran out of blue.")

    assert "The artist ran out of blue." in (progress.render(vividpage.pk, vividpage.owner) or "")


def test_a_reason_is_shown_as_text_and_not_as_markup(vividpage: VividPage, job: Job) -> None:
    add_units(job, "failed", reason="<script>alert(1)</script>")

    assert "<script>" not in (progress.render(vividpage.pk, vividpage.owner) or "")


def test_a_running_book_keeps_itself_up_to_date(vividpage: VividPage, job: Job) -> None:
    assert 'hx-trigger="every 20s"' in (progress.render(vividpage.pk, vividpage.owner) or "")


def test_a_finished_book_asks_no_more(vividpage: VividPage, job: Job) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.COMPLETED)

    assert "hx-trigger" not in (progress.render(vividpage.pk, vividpage.owner) or "")


def test_a_book_that_is_gone_renders_nothing(reader: User) -> None:
    assert progress.render(uuid4(), reader) is None


def age(job: Job, seconds: int) -> None:
    Job.objects.filter(pk=job.pk).update(created=timezone.now() - timedelta(seconds=seconds))


def test_work_that_nobody_takes_up_is_said_to_lack_a_worker(vividpage: VividPage, job: Job) -> None:
    add_units(job, "waiting")
    age(job, 30)

    assert shown(vividpage).nobody_works


def test_a_job_that_has_only_just_begun_is_given_time(vividpage: VividPage, job: Job) -> None:
    add_units(job, "waiting")

    assert not shown(vividpage).nobody_works


def test_work_under_way_has_a_worker(vividpage: VividPage, job: Job) -> None:
    add_units(job, "waiting")
    add_units(job, "claimed", claim=uuid4(), lease_until=timezone.now() + timedelta(seconds=30))
    age(job, 300)

    assert not shown(vividpage).nobody_works


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (2, "about 5 seconds left"),
        (43, "about 45 seconds left"),
        (70, "about a minute left"),
        (600, "about 10 minutes left"),
        (3600, "about an hour left"),
        (9000, "about 2 hours left"),
    ],
)
def test_time_is_said_as_people_say_it(seconds: int | None, words: str) -> None:
    assert progress.time_left(seconds) == words


def test_what_is_announced_stays_the_same_between_quarters(vividpage: VividPage, job: Job) -> None:
    add_units(job, *["done"] * 30, *["waiting"] * 70)
    before = shown(vividpage).announcement
    Unit.objects.filter(job=job, state="waiting").first().delete()

    assert shown(vividpage).announcement == before == "Finding people and places, 25 percent."


def test_the_page_and_the_socket_show_the_same(client: Client, reader: User, vividpage: VividPage, job: Job) -> None:
    client.force_login(reader)

    fragment = client.get(reverse("book_live", args=[vividpage.pk])).content.decode()

    assert fragment == progress.render(vividpage.pk, vividpage.owner)


@pytest.fixture
def far_picture(vividpage: VividPage, job: Job) -> str:
    """What is seen in a picture further on than the reader wants to see, of a book in the making."""
    VividPage.objects.filter(pk=vividpage.pk).update(scene_count=3)
    set_spoilers(reader=vividpage.owner, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    scenes = [
        Scene.objects.create(vividpage=vividpage, chapter=chapter, number=n, text="Wind.", word_count=1)
        for n in (1, 2, 3)
    ]
    draw(scenes[-1], summary="A vermilion heron")
    return "A vermilion heron"


def asked_again_by(html: str) -> str:
    """Return the address at which a fragment asks for its next state."""
    return re.search(r'hx-get="([^"]+)"', html)[1]


def test_a_page_opened_for_all_of_the_book_stays_so_while_it_asks_again(
    client: Client, reader: User, vividpage: VividPage, far_picture: str
) -> None:
    client.force_login(reader)
    html = client.get(reverse("book", args=[vividpage.pk]), {"all": "1"}).content.decode()
    assert far_picture in html

    for _ in range(2):
        html = client.get(asked_again_by(html)).content.decode()
        assert far_picture in html


def test_a_page_opened_as_far_as_it_is_read_stays_so_while_it_asks_again(
    client: Client, reader: User, vividpage: VividPage, far_picture: str
) -> None:
    client.force_login(reader)
    html = client.get(reverse("book", args=[vividpage.pk])).content.decode()
    assert far_picture not in html

    assert far_picture not in client.get(asked_again_by(html)).content.decode()


@pytest.mark.parametrize("query", ["", "?all=1"])
def test_the_socket_is_asked_for_as_much_as_the_page_shows(
    client: Client, reader: User, vividpage: VividPage, far_picture: str, query: str
) -> None:
    client.force_login(reader)

    html = client.get(reverse("book", args=[vividpage.pk]) + query).content.decode()

    assert f'ws-connect="/ws/books/{vividpage.pk}/{query}"' in html
