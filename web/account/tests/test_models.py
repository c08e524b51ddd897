"""The page of models."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from providers import installed


@pytest.fixture(autouse=True)
def _settings(settings, db):
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()


def test_the_page_of_models_tells_prices_keys_and_successors(client, reader):
    client.force_login(reader)
    html = client.get(reverse("models")).content.decode()

    for words in ("Claude Haiku 5.5", "a million tokens", "unknown", "DALL·E 3", reverse("key_add", args=["openai"])):
        assert words in html


def test_the_page_of_models_costs_the_same_however_many_keys_there_are(client, reader, django_assert_max_num_queries):
    for _ in range(10):
        create_key(owner=reader, service="openai", secret=SECRET)
    client.force_login(reader)

    with django_assert_max_num_queries(8):
        client.get(reverse("models"))
