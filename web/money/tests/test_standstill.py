"""Why a book stands still for money or a key, and what mends it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from books.models import VividPage
from providers import errors
from providers.models import Budget
from web.money.tests.books import address, live_html, pause

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

LUNA, FLARE, UNPRICED = "openai/gpt-6-luna", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.6-flare"
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("error", "link"), [(errors.KeyMissing, "keys"), (errors.KeyRefused, "keys"), (errors.CapReached, "spending")]
)
def test_a_paused_book_says_why_and_leads_to_what_mends_it(vividpage: VividPage, error: Any, link: str) -> None:
    pause(vividpage, error)
    html = live_html(vividpage)

    assert html.count("It stopped.") == 1
    assert f'href="{reverse(link)}"' in html


@pytest.mark.parametrize(
    "error",
    [errors.BudgetExhausted, errors.PriceUnknown, errors.ModelRetired, errors.OutOfFunds, errors.ChosenKeyMissing],
)
def test_what_is_mended_on_the_costs_page_leads_there(vividpage: VividPage, error: Any) -> None:
    pause(vividpage, error)

    assert f'href="{address("book_costs", vividpage)}"' in live_html(vividpage)


def test_a_pause_that_ends_by_itself_says_when(vividpage: VividPage, settings: Settings) -> None:
    settings.TIME_ZONE = "UTC"
    until = timezone.now().replace(hour=14, minute=5) + timedelta(days=1)
    pause(vividpage, errors.ServiceDown, until=until)

    assert "It continues by itself at 14:05" in live_html(vividpage)


def test_raising_the_budget_goes_on(signed_in: Client, vividpage: VividPage) -> None:
    Budget.objects.update(limit=Decimal("0.5"), spent=Decimal("0.5"))
    VividPage.objects.update(economy=True)
    pause(vividpage, errors.BudgetExhausted)
    signed_in.post(address("book_budget", vividpage), {"budget": "2"})
    vividpage.refresh_from_db()

    assert (vividpage.budget.limit, vividpage.economy, vividpage.status) == (Decimal(2), True, VividPage.Status.WORKING)


def test_a_budget_for_a_book_whose_model_cannot_be_used_says_so(signed_in: Client, vividpage: VividPage) -> None:
    VividPage.objects.update(text_model=LUNA)

    answer = signed_in.post(address("book_budget", vividpage), {"budget": "2"}, follow=True)

    assert "you need a key for OpenAI" in answer.content.decode()
    assert Budget.objects.get(pk=vividpage.budget.pk).limit is None


@pytest.mark.parametrize("budget", ["0.1", "much", "-1"])
def test_a_budget_that_cannot_be_changes_nothing(signed_in: Client, vividpage: VividPage, budget: str) -> None:
    Budget.objects.update(limit=Decimal("0.5"), spent=Decimal("0.5"))
    pause(vividpage, errors.BudgetExhausted)
    signed_in.post(address("book_budget", vividpage), {"budget": budget})
    vividpage.refresh_from_db()

    assert (vividpage.budget.limit, vividpage.status) == (Decimal("0.5"), VividPage.Status.PAUSED)


def test_the_books_page_says_what_is_spent_of_the_budget(vividpage: VividPage) -> None:
    VividPage.objects.update(status="working", image_model=FLARE)
    Budget.objects.update(limit=Decimal(5), spent=Decimal("1.25"))

    assert "<strong>$1.25</strong> of a budget of $5.00 spent" in live_html(vividpage)


def test_a_book_that_is_made_for_nothing_says_nothing_of_money(vividpage: VividPage) -> None:
    VividPage.objects.update(status="working")

    assert "spent" not in live_html(vividpage)
