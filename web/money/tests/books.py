"""What the tests of money do with a book."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from books.models import VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from jobs.models import Job
from providers.models import PaidCall
from web.making import live as progress

if TYPE_CHECKING:
    from accounts.models import User
    from providers import errors

LUNA, FLARE, UNPRICED = "openai/gpt-6-luna", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.6-flare"
HTMX = {"HX-Request": "true"}


def make_priced(owner: User) -> VividPage:
    """Make a book with enough text and pictures to cost money."""
    return make_vividpage(
        owner=owner,
        title="Storms",
        chapter_count=10,
        word_count=60_000,
        picture_counts={"per-chapter": 10, "3-per-chapter": 30, "per-scene": 60, "per-paragraph": 400},
    )


def address(name: str, vividpage: VividPage) -> str:
    return reverse(name, args=[vividpage.pk])


def pause(vividpage: VividPage, error: type[errors.ProviderError], *, until: object = None) -> Job:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.PAUSED)
    return make_job(
        vividpage,
        "image-generation",
        state=Job.State.PAUSED,
        planned=True,
        mended_by=error.mended_by,
        reason="It stopped.",
        paused_until=until,
    )


def live_html(vividpage: VividPage) -> str:
    return progress.render(vividpage.pk, vividpage.owner) or ""


def add_call(vividpage: VividPage, **fields: object) -> PaidCall:
    given = {
        "user": vividpage.owner,
        "subject": vividpage.pk,
        "budget_id": vividpage.budget_id,
        "title": vividpage.title,
        "purpose": "find",
        "label": "One",
        "service": "openai",
        "model": LUNA,
        "state": PaidCall.State.ANSWERED,
        "fingerprint": uuid4().hex,
        "month": timezone.now().date().replace(day=1),
        "cost": Decimal("0.25"),
        "usage": {"input_tokens": 1000, "cache_read_tokens": 500, "output_tokens": 100},
    }
    return PaidCall.objects.create(**{**given, **fields})
