"""Books made with models that cost money, by real worker processes, some of which are killed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from threading import Semaphore
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Sum

from accounts.keys import create_key
from analysts.tests import attentive_reader
from books import services
from books.choices import Choices
from books.making import jobs_of
from books.models import VividPage
from characters.models import Analysis
from jobs import engine
from jobs.holding import try_now
from jobs.models import Job, Unit
from jobs.services import sweep
from jobs.tests.working import work_out
from providers.models import PaidCall
from providers.tests.wire import WireServer, cut_in_body
from providers.tests.wire.fixtures import wire as wire
from storyboards.models import PictureVersion
from vividpages.tests.machine import Machine, let_leases_run_out, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.whole

SECRET = "sk-wire-0123456789abcdef"
IN_FLIGHT = 8
ARTIST = {"image_model": "openai/gpt-image-2.5-flare", "density": "4-per-chapter"}
READER = {"text_model": "anthropic/claude-haiku-5-5"}


@pytest.fixture
def service(wire: WireServer, reader: User) -> WireServer:
    """A server in the services' place, and a reader with keys for it."""
    wire.answer = attentive_reader.read
    for name in ("anthropic", "openai"):
        create_key(owner=reader, service=name, secret=SECRET, base_url=wire.base_url(name))
    return wire


def taken_in(reader: User, sample_epub: Path, **options: Any) -> VividPage:
    with sample_epub.open("rb") as epub:
        return services.upload(owner=reader, epub=epub, choices=Choices(budget=Decimal(50), **options))


def _is_completed(vividpage: VividPage) -> bool:
    vividpage.refresh_from_db()
    assert vividpage.status != VividPage.Status.COMPLETED_WITH_FAILURES
    return vividpage.status == VividPage.Status.COMPLETED


def _calls() -> Counter[str]:
    """Return how often each request has been made."""
    return Counter(PaidCall.objects.exclude(state="released").values_list("fingerprint", flat=True))


def assert_money_is_right(vividpage: VividPage) -> None:
    assert vividpage.budget.reserved == 0
    assert vividpage.budget.spent == PaidCall.objects.aggregate(all=Sum("cost"))["all"] > 0


@pytest.mark.processes
def test_a_book_that_is_read_while_its_worker_is_killed_asks_again_only_what_was_in_flight(
    machine: Machine, service: WireServer, reader: User, sample_epub: Path
) -> None:
    machine.environment["ALLOW_PRIVATE_PROVIDERS"] = "1"
    service.latency = 1.0
    vividpage = taken_in(reader, sample_epub, **READER)
    services.start(vividpage=vividpage, until="analysis")
    worker = machine.start_worker()
    wait_until(lambda: PaidCall.objects.filter(state="reserved").exists())

    machine.kill(worker)
    let_leases_run_out()
    service.latency = 0.0
    machine.start_worker()
    wait_until(lambda: _is_completed(vividpage))

    assert Analysis.objects.filter(scene__vividpage=vividpage).count() == vividpage.scene_count > 20
    assert sum(_calls().values()) - len(_calls()) <= IN_FLIGHT
    assert_money_is_right(vividpage)


@pytest.mark.processes
def test_a_book_that_is_drawn_by_workers_that_are_killed_has_every_picture_and_pays_for_each_kill_at_most_once(
    machine: Machine, service: WireServer, reader: User, sample_epub: Path
) -> None:
    machine.environment["ALLOW_PRIVATE_PROVIDERS"] = "1"
    vividpage = taken_in(reader, sample_epub, **ARTIST)
    services.start(vividpage=vividpage)
    may_draw, draw = Semaphore(0), service.draw
    service.draw = lambda *size: (may_draw.acquire(), draw(*size))[1]
    kills = 2
    for _ in range(kills):
        drawn = PictureVersion.objects.count()
        worker = machine.start_worker()
        may_draw.release(IN_FLIGHT + 1)  # those that were in flight when it was killed draw in vain
        wait_until(lambda drawn=drawn: PictureVersion.objects.count() > drawn)  # type: ignore[misc]
        machine.kill(worker)
        let_leases_run_out()
    assert jobs_of(vividpage).filter(state=Job.State.RUNNING).exists(), "it was killed too late to show anything"
    may_draw.release(1000)
    machine.start_worker()
    wait_until(lambda: _is_completed(vividpage))

    assert not vividpage.scenes.filter(is_chosen=True, picture__active_version=None).exists()
    assert not Unit.objects.exclude(state=Unit.State.DONE).exists()
    calls = _calls()
    assert sum(calls.values()) - len(calls) <= kills * IN_FLIGHT
    assert_money_is_right(vividpage)


STAGES = ("epub-parse", "analysis", "image-generation")


def begun(reader: User, sample_epub: Path, *, stage: str = "image-generation", **options: Any) -> tuple[VividPage, Job]:
    """Return a book with which all has been done before a stage, and the job that does that."""
    vividpage = taken_in(reader, sample_epub, **options)
    services.start(vividpage=vividpage)
    for _ in STAGES[: STAGES.index(stage)]:
        work_out(jobs_of(vividpage).get(state=Job.State.RUNNING))
    return vividpage, jobs_of(vividpage).get(stage=stage)


@pytest.mark.django_db(transaction=True)
def test_a_service_that_bears_three_calls_at_once_gets_about_as_many_and_all_pictures_are_drawn(
    service: WireServer, reader: User, sample_epub: Path
) -> None:
    _, job = begun(reader, sample_epub, **ARTIST)
    service.most_at_once, service.latency = 3, 0.5
    asked_at_once: list[int] = []
    draw = service.draw
    service.draw = lambda *size: asked_at_once.append(service.in_flight) or draw(*size)
    while job.state == Job.State.RUNNING:
        engine.work_on(job, seconds=3)
        job.refresh_from_db()
    refused = PaidCall.objects.filter(state="released").count()

    assert job.state == Job.State.COMPLETED
    assert max(asked_at_once) == 3, "it comes up again to what the service bears"
    assert 0 < refused < job.units.count() / 2, "most calls are made when they are borne"


@pytest.mark.parametrize("stage", ["analysis", "image-generation"])
@pytest.mark.django_db(transaction=True)
def test_a_line_that_is_always_cut_is_paid_for_three_times_and_then_at_its_readers_word_alone(
    service: WireServer, reader: User, sample_epub: Path, settings: Settings, stage: str
) -> None:
    if stage == "analysis":
        vividpage, job = begun(reader, sample_epub, stage=stage, **READER)
    else:
        vividpage, job = begun(reader, sample_epub, **{**ARTIST, "density": "per-chapter"})
    service.always(cut_in_body())
    for _ in range(4):
        work_out(job)
        Unit.objects.update(not_before=None)
        sweep()
    vividpage.refresh_from_db()
    job.refresh_from_db()

    assert (job.state, job.mended_by, job.paused_until) == (Job.State.PAUSED, "held", None)
    assert "was paid for" in job.reason
    assert set(_calls().values()) == {settings.JOB_MAX_ATTEMPTS}
    later = job.units.filter(phase__gt=0).values_list("attempts", flat=True)
    assert set(later) == {0}, "they wait for what they need"
    assert set(PaidCall.objects.values_list("state", flat=True)) == {"lost"}
    assert_money_is_right(vividpage)

    units = job.units.filter(asks=True)
    calls = PaidCall.objects.count()
    assert try_now(pipeline=job.pipeline, subject=job.subject, unit=units[0].pk)
    work_out(job)
    job.refresh_from_db()

    assert PaidCall.objects.count() == calls + 1, "once more, because the reader has said so"
    assert job.state == Job.State.PAUSED
