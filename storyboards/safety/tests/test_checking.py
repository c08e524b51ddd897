"""A picture that a service draws is checked before anybody sees it; a check that fails loses nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.access.bans import ban
from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from books.making import jobs_of
from books.models import VividPage
from books.tests.making import start_stage
from characters.editing.tests.books import make_book
from characters.models import Analysis
from jobs import engine, queue
from jobs.models import Job
from providers.errors import ServiceDown
from providers.interfaces.moderation import ModerationRequest, Verdict
from providers.models import PaidCall
from providers.tests.wire import cut_in_body, fails
from providers.tests.wire.fixtures import wire as wire
from sandbox.nudity import is_installed
from sandbox.tests.test_nudity import undressed
from storyboards.models import ModerationEvent, Picture, PicturePreferences, PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import choosing
from storyboards.pictures.preferring import accept_at_once
from storyboards.safety import moderating
from storyboards.safety.checking import Checked, Checks
from storyboards.safety.holding import TASK, recheck, standing_of
from storyboards.tests.making import encoded, keep_drawn, make_drawn_book, make_moderator, rate
from vividpages.tests.machine import wait_until
from web.tests.at_once import AtOnce, a_session_waits

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.usefixtures("small_pictures")
MODEL = "openai/gpt-image-1.5"


@pytest.fixture(autouse=True)
def _settings(settings: Settings, transactional_db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True


@pytest.fixture
def vividpage(reader: User, wire: WireServer) -> VividPage:
    """A book of one scene to be drawn by a service, whose reader has a key of OpenAI."""
    book = make_book(reader)
    create_key(owner=reader, service="openai", secret=SECRET, base_url=wire.base_url("openai"))
    book.scenes.exclude(number=1).update(is_chosen=False)
    book.characters.update(role="minor")
    VividPage.objects.filter(pk=book.pk).update(image_model=MODEL, density="per-scene")
    book.refresh_from_db()
    return book


def drawn(vividpage: VividPage) -> PictureVersion:
    start_stage(vividpage, "image-generation")
    job = jobs_of(vividpage).get(stage="image-generation")
    engine.work_on(job, seconds=math.inf)
    job.refresh_from_db()
    assert (job.state, job.reason) == (Job.State.COMPLETED, "")
    return PictureVersion.objects.get(picture__scene__number=1)


def moderations(wire: WireServer) -> list[Any]:
    return list(wire.calls_of("openai", "/v1/moderations"))


def says(vividpage: VividPage, words: str) -> None:
    Analysis.objects.filter(scene__vividpage=vividpage, scene__number=1).update(prompt=words)


def test_words_and_picture_are_checked_and_the_rating_is_kept(vividpage: VividPage, wire: WireServer) -> None:
    says(vividpage, "Mangled bodies lie about them.")
    version = drawn(vividpage)

    sent = moderations(wire)[-1].json["input"]
    assert [part["type"] for part in sent] == ["text", "image_url"]
    assert sent[0]["text"] == version.prompt
    assert (version.rating, version.rated_by, version.is_presentable) == (
        "violent",
        "openai/omni-moderation-latest",
        True,
    )
    assert version.scores["violence/graphic"] > 0.9
    calls = PaidCall.objects.filter(purpose="moderation")
    assert calls
    assert {call.cost for call in calls} == {Decimal(0)}


@pytest.mark.parametrize("trouble", [fails("server_error"), fails("key_refused"), cut_in_body()])
def test_a_check_that_fails_holds_the_picture_and_pays_for_it_once(
    vividpage: VividPage, wire: WireServer, trouble: Any
) -> None:
    mend = moderations_fail(wire, trouble)
    version = drawn(vividpage)

    assert version.moderation == "held"
    assert "It is checked again by itself" in version.moderation_reason
    assert not version.is_presentable
    assert queue.is_scheduled(TASK, str(version.pk))

    mend()
    asked = len(wire.calls_of("openai", "/v1/images/generations"))
    recheck(version.pk)

    version.refresh_from_db()
    assert (version.is_presentable, version.rating, version.moderation_reason) == (True, "general", "")
    assert len(wire.calls_of("openai", "/v1/images/generations")) == asked


def moderations_fail(wire: WireServer, trouble: Any) -> Callable[[], None]:
    """Let the checks alone fail; call what comes back, and they do so no longer."""
    wire.always_at("/v1/moderations", trouble)
    return lambda: wire.always_at("/v1/moderations", None)


def test_what_is_held_for_long_is_shown_behind_a_blur(vividpage: VividPage, wire: WireServer) -> None:
    moderations_fail(wire, fails("server_error"))
    version = drawn(vividpage)
    recheck(version.pk)
    version.refresh_from_db()
    assert version.moderation == "held"

    PictureVersion.objects.filter(pk=version.pk).update(created=timezone.now() - timedelta(hours=2))
    recheck(version.pk)

    version.refresh_from_db()
    assert (version.is_presentable, version.rating) == (True, "unchecked")


def test_what_is_forbidden_is_hidden_until_a_moderator_looks(vividpage: VividPage) -> None:
    says(vividpage, "A forbidden thing.")
    version = drawn(vividpage)

    assert version.moderation == "hidden"
    event = ModerationEvent.objects.get()
    assert (event.action, event.by, event.version) == ("hidden", None, version.pk)


def test_what_a_moderator_has_rated_no_check_rates_anew(vividpage: VividPage) -> None:
    version = drawn(vividpage)
    rate(version, "adult")

    recheck(version.pk)

    version.refresh_from_db()
    assert (version.rating, version.rated_by) == ("adult", "moderator")


def test_what_a_moderator_has_shown_no_check_holds_or_rates_anew(vividpage: VividPage, wire: WireServer) -> None:
    moderations_fail(wire, fails("server_error"))
    version = drawn(vividpage)
    moderating.restore(version=version, by=make_moderator(), reason="It is a statue.")

    assert recheck(version.pk) is None  # as it was planned when it was held

    version.refresh_from_db()
    assert (version.is_presentable, version.rating) == (True, "")


@pytest.mark.processes
def test_a_rating_that_a_moderator_gives_during_a_check_stays(vividpage: VividPage, wire: WireServer) -> None:
    mend = moderations_fail(wire, fails("server_error"))
    version = drawn(vividpage)
    mend()
    with transaction.atomic():
        rate(version, "adult")
        checking = AtOnce([lambda: recheck(version.pk)])
        wait_until(a_session_waits)  # it has the answer of the check, and is about to write it down

    checking.wait()
    version.refresh_from_db()
    assert (version.rating, version.rated_by) == ("adult", "moderator")


@dataclass
class Check:
    """A check that finds something, or does not answer."""

    scores: dict[str, float] | None
    name: str = "check"

    def check(self, request: ModerationRequest) -> Verdict:
        if self.scores is None:
            raise ServiceDown("It is down.")
        return Verdict(self.scores)


@pytest.mark.parametrize("order", [1, -1])
def test_what_one_check_forbids_is_hidden_though_another_does_not_answer(order: int) -> None:
    checked = Checks([Check({"sexual/minors": 0.99}), Check(None)][::order]).of("words", b"picture")

    assert checked.is_forbidden
    assert standing_of(checked).moderation == "hidden"


def test_what_a_reader_brings_is_never_sent_to_a_service(reader: User, wire: WireServer, vividpage: VividPage) -> None:
    choosing.upload(target=vividpage.scenes.get(number=1), data=encoded(), by=reader)

    recheck(PictureVersion.objects.get().pk)
    call_command("check_pictures")

    assert moderations(wire) == []


def test_refused_words_are_neither_drawn_nor_paid_for(
    vividpage: VividPage, wire: WireServer, settings: Settings
) -> None:
    settings.MODERATION_WORDS = "refused: swastika"
    says(vividpage, "A wall with a swastika.")
    start_stage(vividpage, "image-generation")
    job = jobs_of(vividpage).get(stage="image-generation")
    engine.work_on(job, seconds=math.inf)

    unit = job.units.get(kind="scene")
    assert unit.state == "failed"
    assert "does not draw “swastika”" in unit.reason
    assert not any("swastika" in str(call.json) for call in wire.calls_of("openai"))


def test_who_does_not_want_it_has_nothing_sent_to_be_checked(
    vividpage: VividPage, wire: WireServer, reader: User
) -> None:
    PicturePreferences.objects.create(reader=reader, checks_at_services=False)
    version = drawn(vividpage)

    assert moderations(wire) == []
    assert (version.rating, version.is_presentable) == ("", True)


def test_what_the_built_in_artist_draws_is_sent_nowhere(reader: User, wire: WireServer) -> None:
    create_key(owner=reader, service="openai", secret=SECRET, base_url=wire.base_url("openai"))
    make_drawn_book(reader)

    assert moderations(wire) == []
    assert set(PictureVersion.objects.values_list("rating", "rated_by")) == {("general", "words")}


def test_a_book_of_a_banned_account_stands_still_and_says_why(vividpage: VividPage, wire: WireServer) -> None:
    ban(reader=vividpage.owner, reason="Cruel pictures.")
    start_stage(vividpage, "image-generation")
    job = jobs_of(vividpage).get(stage="image-generation")
    engine.work_on(job, seconds=math.inf)

    job.refresh_from_db()
    assert job.state == Job.State.PAUSED
    assert "Cruel pictures." in job.reason
    assert wire.calls_of("openai") == []


def test_a_command_checks_what_no_check_has_seen(vividpage: VividPage, wire: WireServer, reader: User) -> None:
    preferences = PicturePreferences.objects.create(reader=reader, checks_at_services=False)
    version = drawn(vividpage)
    assert version.rating == ""
    preferences.delete()

    call_command("check_pictures")

    version.refresh_from_db()
    assert (version.rating, version.rated_by) == ("general", "openai/omni-moderation-latest")


def test_the_command_checks_what_names_no_model(vividpage: VividPage, reader: User) -> None:
    preferences = PicturePreferences.objects.create(reader=reader, checks_at_services=False)
    version = drawn(vividpage)
    PictureVersion.objects.filter(pk=version.pk).update(parameters={})
    preferences.delete()

    call_command("check_pictures")

    version.refresh_from_db()
    assert version.rating == "general"


@pytest.mark.processes
@pytest.mark.skipif(not is_installed(), reason="the extra is not installed")
def test_what_a_reader_brings_is_looked_at_on_this_machine(reader: User, settings: Settings) -> None:
    settings.MODERATION_NUDENET = True
    settings.PICTURE_SECONDS = 120
    book = make_book(reader)
    choosing.upload(target=book.scenes.get(number=1), data=undressed(), by=reader)

    version = PictureVersion.objects.get()
    assert (version.rating, version.rated_by) == ("adult", "nudenet")
    assert version.is_presentable


def test_a_held_picture_takes_the_place_of_none_that_is_shown(reader: User) -> None:
    scene = make_book(reader).scenes.get(number=1)
    shown = keep_drawn(scene)
    accept_at_once(reader=reader)
    held = keep_drawn(scene, order=RedrawOrder(by=reader.pk), checked=Checked(problem="It is down."))

    held.refresh_from_db()
    assert (held.moderation, held.standing) == ("held", "waiting")
    assert Picture.objects.get(scene=scene).shown == shown
