from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import VividPage

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User


@pytest.fixture(autouse=True)
def _own_data(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


def test_an_empty_bookcase_offers_the_sample(client: Client, reader: User) -> None:
    client.force_login(reader)

    assert reverse("sample") in client.get(reverse("bookcase")).content.decode()


def test_the_sample_comes_onto_the_readers_own_bookcase_once(client: Client, reader: User, stranger: User) -> None:
    client.force_login(reader)
    first = client.post(reverse("sample"))
    second = client.post(reverse("sample"))

    vividpage = VividPage.objects.get()
    assert (vividpage.owner, vividpage.origin) == (reader, VividPage.Origin.SAMPLE)
    assert first.headers["Location"] == second.headers["Location"] == reverse("setup", args=[vividpage.pk])


def test_only_readers_who_are_signed_in_are_given_it(client: Client, db: None) -> None:
    assert client.post(reverse("sample")).headers["Location"].startswith(reverse("account_login"))
