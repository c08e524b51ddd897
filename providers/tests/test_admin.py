"""Models, calls and limits in the admin."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from providers.choosing.catalogue import entry_named, usable_entry
from providers.choosing.model_choices import price_of
from providers.errors import ModelRetired
from providers.models import Batch, Budget, CatalogueModel, PaidCall, Throttle
from providers.money.budgets import cap_of, open_budget, set_cap

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries


@pytest.fixture
def admin_page(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("root@example.com", "a long enough secret"))
    return client


def send(page: Any, **changes: str) -> Any:
    fields = {"name": "openai/gpt-9", "service": "openai", "kind": "text", "title": "GPT-9", "any_size": "unknown"}
    return page.post(reverse("admin:providers_cataloguemodel_add"), {**fields, **changes})


def errors(response: Any) -> str:
    return str(response.context["adminform"].form.errors)


def test_a_model_can_be_added_without_a_release(admin_page: Client) -> None:
    send(admin_page, input_price="1", output_price="4", context_tokens="200000")
    entry = usable_entry("openai/gpt-9", "text")

    assert entry.context_tokens == 200_000
    assert price_of(entry).output == 4


def test_a_model_of_the_catalogue_can_be_shut_down_without_a_successor(admin_page: Client) -> None:
    send(admin_page, name="openai/gpt-6-luna", title="GPT-6 Luna", retired="2026-11-01")

    with pytest.raises(ModelRetired):
        usable_entry("openai/gpt-6-luna", "text")


def test_what_is_left_empty_stays_as_the_catalogue_has_it(admin_page: Client) -> None:
    send(admin_page, name="openai/gpt-6-luna", title="Luna")

    assert entry_named("openai/gpt-6-luna", "text").context_tokens > 1_000_000


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "gpt-9"}, "The name is openai/"),
        ({"name": "openai/"}, "The name is openai/"),
        ({"name": "anthropic/x", "service": "openai"}, "The name is openai/"),
        ({"service": "comfyui", "name": "comfyui/x"}, "no such models"),
        ({"input_price": "1"}, "Enter both prices"),
        ({"input_price": "-1", "output_price": "1"}, "A price is 0 or more."),
        ({"picture_price": "1"}, "Only image models"),
        ({"successor": "openai/gpt-9"}, "does not follow itself"),
        ({"successor": "openai/dall-e-3"}, "No text model of that name can be chosen."),
    ],
)
def test_what_cannot_be_is_refused_in_words(admin_page: Client, changes: dict[str, str], words: str) -> None:
    assert words in errors(send(admin_page, **changes))
    assert not CatalogueModel.objects.exists()


def test_the_successor_of_a_model_is_one_that_can_be_chosen(admin_page: Client) -> None:
    assert send(admin_page, retired="2026-11-01", successor="openai/gpt-6-luna").status_code == 302


@pytest.fixture
def call(reader: User) -> PaidCall:
    batch = Batch.objects.create(service="openai", key_id=uuid4(), remote_id="batch_1")
    return PaidCall.objects.create(
        user=reader,
        title="Storms",
        purpose="find",
        label="Chapter of secrets",
        service="openai",
        model="openai/gpt-6-luna",
        state="submitted",
        fingerprint="f" * 64,
        batch=batch,
        month=timezone.now().date().replace(day=1),
        request=b"the text of a book",
        response=b"an answer",
        holder="a-task:1",
    )


def test_calls_can_be_followed_but_not_changed(admin_page: Client, call: PaidCall) -> None:
    page = reverse("admin:providers_paidcall_change", args=[call.pk])
    html = admin_page.get(page).content.decode()

    assert "Storms" in html
    assert 'name="_save"' not in html
    assert admin_page.post(reverse("admin:providers_paidcall_delete", args=[call.pk])).status_code == 403


def test_what_was_asked_and_answered_is_not_shown(admin_page: Client, call: PaidCall) -> None:
    page = reverse("admin:providers_paidcall_change", args=[call.pk])
    html = admin_page.get(page).content.decode()

    for hidden in ("the text of a book", "an answer", call.fingerprint, "Response:", "Request:"):
        assert hidden not in html


def test_no_query_of_the_list_fetches_what_was_asked(
    admin_page: Client, call: PaidCall, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20) as queries:
        admin_page.get(reverse("admin:providers_paidcall_changelist"))

    assert not any('"response"' in query["sql"] for query in queries.captured_queries)


@pytest.mark.parametrize("model", ["paidcall", "batch", "throttle", "budget", "cataloguemodel"])
def test_every_list_opens(admin_page: Client, call: PaidCall, reader: User, model: str) -> None:
    Throttle.objects.create(key="openai", limit=2)
    set_cap(user=reader, monthly=Decimal(5))

    assert admin_page.get(reverse(f"admin:providers_{model}_changelist")).status_code == 200


def test_an_admin_sets_the_cap_of_a_reader_who_has_spent_nothing(admin_page: Client, reader: User) -> None:
    admin_page.post(reverse("admin:providers_budget_add"), {"owner": reader.pk, "limit": "12.5"})

    assert cap_of(reader) == Decimal("12.5")


def test_an_admin_raises_the_budget_of_a_book_but_not_below_what_is_spent(admin_page: Client, reader: User) -> None:
    budget = open_budget(owner_id=reader.pk, subject=uuid4(), limit=Decimal(5))
    Budget.objects.update(spent=Decimal(3))
    page = reverse("admin:providers_budget_change", args=[budget.pk])

    refused = admin_page.post(page, {"limit": "2"}).content.decode()
    admin_page.post(page, {"limit": "8"})

    budget.refresh_from_db()
    assert "$3.00 are spent already" in refused
    assert (budget.limit, budget.spent) == (Decimal(8), Decimal(3))


def test_deleting_a_throttle_lets_a_key_be_asked_at_full_speed(admin_page: Client, call: PaidCall) -> None:
    Throttle.objects.create(key="openai", limit=2)
    admin_page.post(reverse("admin:providers_throttle_delete", args=["openai"]), {"post": "yes"})

    assert not Throttle.objects.exists()


def test_readers_do_not_come_in(client: Client, reader: User, call: PaidCall) -> None:
    client.force_login(reader)

    assert client.get(reverse("admin:providers_paidcall_changelist")).status_code in (302, 403)
