"""A whole book in economy mode: real SDKs, a local server in the service's place, batches until it is read."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.keys import create_key
from accounts.services import local_reader
from analysts.tests import attentive_reader
from books import services as books
from books.choices import Choices
from books.making import jobs_of
from books.models import VividPage
from characters.models import Analysis
from jobs.models import Job, Unit
from jobs.queries import progress_of
from jobs.services import take_answers
from jobs.tests.working import work_out
from providers.models import Batch, PaidCall
from providers.money import batches, ledger
from providers.money.batches import Collected
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from providers.tests.wire.server import WireServer

SECRET = "sk-wire-0123456789abcdef"
MODEL = "anthropic/claude-haiku-5-5"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]


@pytest.fixture
def service(wire: WireServer, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The service, with a reader who has a key for it; batches are looked at as soon as the test can."""
    for wait in ("QUIET", "SHORTEST_WAIT"):
        monkeypatch.setattr(batches, wait, timedelta(seconds=0.5))
    wire.answer = attentive_reader.read
    create_key(owner=local_reader(), service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))
    return wire


def generate(book: Any, *options: str) -> tuple[int, dict[str, object]]:
    out = StringIO()
    read = ("--llm", MODEL, "--until", "analysis", "--economy", "--json")
    try:
        call_command("generate_vividpage", str(book), *read, *options, stdout=out, stderr=StringIO())
    except SystemExit as exit_:
        return int(exit_.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def begun(sample_epub: Path) -> Job:
    """Return the analysis of a book whose calls wait for their first batch."""
    with sample_epub.open("rb") as epub:
        vividpage = books.upload(owner=local_reader(), epub=epub, choices=Choices(text_model=MODEL, economy=True))
    books.start(vividpage=vividpage, until="analysis")
    for _ in ("epub-parse", "analysis"):
        work_out(jobs_of(vividpage).get(state=Job.State.RUNNING))
    return jobs_of(vividpage).get(stage="analysis")


def test_a_book_is_read_in_three_batches_at_half_the_price(sample_epub: Path, service: Any) -> None:
    code, report = generate(sample_epub)
    vividpage = VividPage.objects.get()

    assert code == 0
    assert Analysis.objects.count() == vividpage.scene_count > 20
    assert Batch.objects.count() == 3
    assert {call.path for call in service.calls if call.method == "POST"} == {"/v1/messages/batches"}
    assert report["cost_usd"] == float(vividpage.budget.spent)
    assert vividpage.budget.spent == sum(call.cost for call in PaidCall.objects.all()) > 0
    assert vividpage.budget.reserved == 0


def test_a_refused_key_pauses_the_book_and_a_good_one_finishes_it(sample_epub: Path, service: Any) -> None:
    service.accepted_key = "another"
    code, report = generate(sample_epub)
    job = Job.objects.get(stage="analysis")

    assert (code, report["status"]) == (3, "paused")
    assert (job.mended_by, VividPage.objects.get().budget.spent) == ("key", 0)

    service.accepted_key = None

    assert generate(sample_epub)[0] == 0


def test_a_budget_that_cannot_hold_the_batch_pauses_the_book(sample_epub: Path, service: Any) -> None:
    code, report = generate(sample_epub, "--budget", "0.001")

    assert (code, report["status"]) == (3, "paused")
    assert not Batch.objects.exists()
    assert VividPage.objects.get().budget.spent <= Decimal("0.001")


def test_a_book_says_that_it_waits_for_a_batch_and_since_when(sample_epub: Path, service: Any) -> None:
    job = begun(sample_epub)
    progress = progress_of(pipeline=job.pipeline, subject=job.subject)[-1]

    assert progress.waits_since == PaidCall.objects.earliest("created").created
    assert progress.step.startswith("Waiting for a batch since")


def test_units_that_wait_are_due_when_their_answers_have_come(sample_epub: Path, service: Any) -> None:
    job = begun(sample_epub)
    waiting = job.units.filter(not_before__gt=timezone.now())
    assert waiting.count() == PaidCall.objects.count() > 0
    batches.collect(now=timezone.now() + timedelta(seconds=10))
    batches.collect(now=timezone.now() + timedelta(hours=1))

    assert not waiting.exists()


def test_waiting_for_a_batch_costs_a_unit_none_of_its_attempts(sample_epub: Path, service: Any) -> None:
    job = begun(sample_epub)
    Unit.objects.update(not_before=None)
    work_out(job)

    assert set(job.units.values_list("attempts", flat=True)) == {0}


def test_a_book_that_is_stopped_gives_its_money_back_and_goes_on_later(sample_epub: Path, service: Any) -> None:
    job = begun(sample_epub)
    vividpage = VividPage.objects.get(pk=job.subject)
    books.stop(vividpage=vividpage)
    batches.collect()
    vividpage.refresh_from_db()

    assert vividpage.budget.reserved == 0
    assert not PaidCall.objects.exclude(state="released").exists()
    assert generate(sample_epub)[0] == 0


@pytest.mark.parametrize("needed", [True, False])
def test_answers_that_are_lost_with_their_batches_are_paid_for_three_times(
    sample_epub: Path, service: Any, settings: Settings, needed: bool
) -> None:
    job = begun(sample_epub)
    job.units.update(needed=needed)
    for _ in range(2 * settings.JOB_MAX_ATTEMPTS):
        for call in PaidCall.objects.filter(state__in=PaidCall.IN_BATCH):
            ledger.settle_lost(call, reason="The batch was never answered.")
            take_answers(Collected(frozenset({UUID(call.holder.partition(":")[0])})))
        Unit.objects.update(not_before=None)
        work_out(job)
    job.refresh_from_db()
    lost = Counter(PaidCall.objects.values_list("fingerprint", flat=True))

    assert set(lost.values()) == {settings.JOB_MAX_ATTEMPTS}
    assert set(PaidCall.objects.values_list("state", flat=True)) == {"lost"}
    if needed:
        assert (job.state, job.mended_by) == (Job.State.PAUSED, "held")
    else:
        assert set(job.units.filter(kind="find").values_list("state", flat=True)) == {Unit.State.FAILED}
