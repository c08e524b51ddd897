"""A paid book whose worker is killed every few seconds: what is asked twice, and whether the money adds up."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from accounts.keys import create_key
from accounts.services import local_reader
from books import services
from books.choices import Choices
from books.models import VividPage
from jobs.models import Unit
from providers.models import PaidCall
from providers.tests.wire import WireServer
from vividpages.tests.machine import Machine, let_leases_run_out, wait_until

MODEL = "openai/gpt-image-2.5-flare"
IN_FLIGHT = 8


def measure(epub: Path, latency: float, every: int) -> dict[str, object]:
    """Draw a book with workers, each of which is killed once `every` more pictures have been paid for."""
    with WireServer() as wire, tempfile.TemporaryDirectory() as folder:
        wire.latency = latency
        vividpage = _book(wire, epub)
        machine = Machine(media=settings.MEDIA_ROOT, log=Path(folder) / "processes.log")
        machine.environment["ALLOW_PRIVATE_PROVIDERS"] = "1"
        began = time.perf_counter()
        try:
            kills, repeated = _drawn_under_fire(machine, vividpage, every)
        finally:
            machine.stop()
        calls = _calls(vividpage)
        vividpage.refresh_from_db()
        ledger = PaidCall.objects.filter(subject=vividpage.pk).aggregate(all=Sum("cost"))["all"]
        return {
            "latency_seconds": latency,
            "kills": kills,
            "status": vividpage.status,
            "requests": len(calls),
            "calls": sum(calls.values()),
            "most_calls_of_one_request": max(calls.values()),
            "repeated_by_kill": repeated,
            "most_repeated_by_a_kill": max(repeated, default=0),
            "budget": IN_FLIGHT,
            "units": Unit.objects.filter(job__subject=vividpage.pk).count(),
            "units_lost": Unit.objects.filter(job__subject=vividpage.pk).exclude(state=Unit.State.DONE).count(),
            "spent": str(vividpage.budget.spent),
            "ledger": str(ledger),
            "money_adds_up": vividpage.budget.spent == ledger,
            "seconds": round(time.perf_counter() - began, 1),
        }


def _book(wire: WireServer, epub: Path) -> VividPage:
    reader = local_reader()
    key = create_key(
        owner=reader,
        service="openai",
        secret="sk-wire-0123456789abcdef",
        base_url=wire.base_url("openai"),
        nickname="kills",
    )
    with epub.open("rb") as file:
        vividpage = services.upload(
            owner=reader,
            epub=file,
            choices=Choices(image_model=MODEL, image_key=key, density="8-per-chapter", budget=Decimal(99)),
        )
    services.start(vividpage=vividpage)
    return vividpage


def _has_answered(vividpage: VividPage, count: int) -> bool:
    return _is_over(vividpage) or PaidCall.objects.filter(subject=vividpage.pk, state="answered").count() >= count


def _drawn_under_fire(machine: Machine, vividpage: VividPage, every: int) -> tuple[int, list[int]]:
    kills, repeated = 0, []
    answered = PaidCall.objects.filter(subject=vividpage.pk, state="answered")
    while not _is_over(vividpage):
        before, known = _twice(vividpage), answered.count()
        worker = machine.start_worker()
        wait_until(partial(_has_answered, vividpage, known + every))
        if kills:
            repeated.append(_twice(vividpage) - before)
        if not _is_over(vividpage):
            machine.kill(worker)
            kills += 1
            let_leases_run_out()
    return kills, repeated


def _is_over(vividpage: VividPage) -> bool:
    vividpage.refresh_from_db()
    return vividpage.status != VividPage.Status.WORKING


def _calls(vividpage: VividPage) -> Counter[str]:
    """Return how often each request was made, by its fingerprint."""
    made = PaidCall.objects.filter(subject=vividpage.pk).exclude(state="released")
    return Counter(made.values_list("fingerprint", flat=True))


def _twice(vividpage: VividPage) -> int:
    calls = _calls(vividpage)
    return sum(calls.values()) - len(calls)
