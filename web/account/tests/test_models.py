"""The page of models."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from providers.choosing import installed

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()


def test_the_page_of_models_tells_prices_keys_and_successors(client: Client, reader: User) -> None:
    client.force_login(reader)
    html = client.get(reverse("models")).content.decode()

    for words in ("Claude Haiku 5.5", "a million tokens", "unknown", "DALL·E 3", reverse("key_add", args=["openai"])):
        assert words in html


def test_the_page_of_models_tells_what_is_to_be_shut_down_and_what_follows(
    client: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 21))
    client.force_login(reader)
    html = client.get(reverse("models")).content.decode()

    assert "GPT Image 1 mini is shut down on 1 December 2026. Choose GPT Image 2.6 Flare instead." in html
    assert "GPT-5 mini is shut down on 11 December 2026. Choose GPT-6.1 Terra instead." in html


def test_the_page_of_models_costs_the_same_however_many_keys_there_are(
    client: Client, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        create_key(owner=reader, service="openai", secret=SECRET)
    client.force_login(reader)

    with django_assert_max_num_queries(8):
        client.get(reverse("models"))
