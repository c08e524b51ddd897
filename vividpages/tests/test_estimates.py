"""What is estimated before a book is made, beside what it then costs: real SDKs, a local server, the real ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum

from accounts.keys import create_key
from analysts.tests import attentive_reader
from books.tests.uploads import read_upload
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from storyboards.making.stages import PAID_STAGES
from vividpages.drive import drive

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from pathlib import Path

    from accounts.models import User
    from books.models import VividPage
    from providers.money.estimates import Estimate
    from providers.tests.wire.server import WireServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]
SECRET = "sk-wire-0123456789abcdef"
TEXT = ("anthropic/claude-haiku-5-5", "anthropic/claude-sonnet-5-5", "openai/gpt-6-luna", "openai/gpt-6-sol")


@pytest.fixture
def book(reader: User, sample_epub: Path, wire: WireServer) -> Callable[..., VividPage]:
    """The sample book with a key for each service at the local server."""
    wire.answer = attentive_reader.read
    for service in ("anthropic", "openai"):
        create_key(owner=reader, service=service, secret=SECRET, base_url=wire.base_url(service))

    def take_in(**choices: str) -> VividPage:
        with sample_epub.open("rb") as epub:
            return read_upload(reader, epub, **choices)

    return take_in


def estimate_of(vividpage: VividPage, stage: str) -> Estimate:
    return next(paid.estimate(vividpage) for paid in PAID_STAGES if paid.stage.name == stage)


def truth_of(vividpage: VividPage) -> Decimal:
    return PaidCall.objects.filter(subject=vividpage.pk).aggregate(cost=Sum("cost"))["cost"]


@pytest.mark.parametrize("model", TEXT)
def test_what_reading_costs_lies_between_low_and_high_before_and_after_it_is_paid_for(
    book: Callable[..., VividPage], model: str
) -> None:
    vividpage = book(text_model=model)
    before = estimate_of(vividpage, "analysis")
    drive(vividpage, until="analysis")
    after, truth = estimate_of(vividpage, "analysis"), truth_of(vividpage)
    assert before.low < truth < before.high
    assert after.low < truth < after.high


def test_vectors_that_a_service_makes_are_in_the_estimate(book: Callable[..., VividPage]) -> None:
    vividpage = book(text_model="rules", embedding_model="openai/text-embedding-3-small")
    before = estimate_of(vividpage, "analysis")
    drive(vividpage, until="analysis")

    assert before.low < truth_of(vividpage) < before.high


def test_what_drawing_costs_lies_between_low_and_high_before_and_after_the_analysis(
    book: Callable[..., VividPage],
) -> None:
    vividpage = book(image_model="openai/gpt-image-2.5-flare", density="per-chapter")
    before = estimate_of(vividpage, "image-generation")
    drive(vividpage)
    after, truth = estimate_of(vividpage, "image-generation"), truth_of(vividpage)

    assert before.low < truth < before.high
    assert after.low < truth < after.high
