"""A portrait that cannot be drawn holds the scenes that show its person, and no others: none is paid for twice."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from accounts.keys import create_key
from accounts.services import local_reader
from books import services as books
from books.models import VividPage
from jobs import holding
from jobs.models import Job, Unit
from jobs.tests.working import work_out
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from providers.tests.wire.services import Reply
from storyboards.models import PictureVersion
from storyboards.references.queries import main_people
from storyboards.requests.composing import person_request
from storyboards.stale.finding import stale_scenes
from web.making.live import render

if TYPE_CHECKING:
    from pathlib import Path

    from characters.models import Character
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.services import Call
    from providers.tests.wire.troubles import Trouble

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]
FLARE = "openai/gpt-image-2.5-flare"


@pytest.fixture
def vividpage(sample_epub: Path, wire: WireServer) -> VividPage:
    """The sample book, analysed, about to be drawn by a service."""
    create_key(owner=local_reader(), service="openai", secret="sk-wire-0123456789", base_url=wire.base_url("openai"))
    command = ("generate_vividpage", str(sample_epub), "--images", FLARE, "--until", "analysis")
    call_command(*command, stdout=StringIO(), stderr=StringIO())
    return VividPage.objects.get()


@pytest.fixture
def lost(vividpage: VividPage, wire: WireServer) -> Character:
    """One of the main people, of whom the service sends no picture while `wire.lost` says so."""
    person = main_people(vividpage)[1]
    routes = wire.services["openai"].routes
    generate = routes["POST", "/v1/images/generations"]
    portrait = person_request(person, person.first_scene).prompt

    def without_one(call: Call, trouble: Trouble) -> Reply:
        is_lost = getattr(wire, "lost", True) and call.json["prompt"] == portrait
        return Reply({"created": 1, "data": []}) if is_lost else generate(call, trouble)

    routes["POST", "/v1/images/generations"] = without_one
    return person


def draw(vividpage: VividPage) -> Job:
    books.start(vividpage=vividpage)
    job = Job.objects.get(stage="image-generation")
    Unit.objects.filter(job=job).update(not_before=None)
    work_out(job)
    job.refresh_from_db()
    return job


def scenes(state: str) -> set[Any]:
    return set(Unit.objects.filter(kind="scene", state=state).values_list("target", flat=True))


def test_scenes_wait_for_a_lost_portrait_and_are_drawn_once(
    vividpage: VividPage, lost: Character, wire: WireServer
) -> None:
    showing = set(lost.presences.values_list("analysis__scene", flat=True))
    everywhere = set(vividpage.scenes.values_list("pk", flat=True))
    assert showing < everywhere

    job = draw(vividpage)
    assert (job.state, job.mended_by) == (Job.State.PAUSED, "held"), "all else is done, and it was paid for in vain"
    (held,) = holding.held_units(pipeline="making", subject=vividpage.pk)
    assert scenes("waiting") == showing
    assert scenes("done") == everywhere - showing
    assert held.waiting == len(showing)
    page = render(vividpage.pk, vividpage.owner, ahead=True) or ""
    assert held.label in job.reason
    assert "Try it again, or go on without it" in page

    wire.lost = False  # type: ignore[attr-defined]
    assert draw(vividpage).state == Job.State.COMPLETED
    assert stale_scenes(vividpage) == []
    assert PictureVersion.objects.filter(picture__kind="scene").count() == len(everywhere)
    assert PaidCall.objects.filter(purpose="scene").count() == len(everywhere)


def test_the_reader_lets_the_scenes_be_drawn_without_it(vividpage: VividPage, lost: Character, client: Any) -> None:
    draw(vividpage)
    (held,) = holding.held_units(pipeline="making", subject=vividpage.pk)
    client.force_login(vividpage.owner)
    client.post(f"/books/{vividpage.pk}/held/", {"unit": str(held.unit), "without": "1"})

    job = Job.objects.get(stage="image-generation")
    work_out(job)
    job.refresh_from_db()

    assert job.state == Job.State.COMPLETED_WITH_FAILURES
    assert scenes("done") == set(vividpage.scenes.values_list("pk", flat=True))
