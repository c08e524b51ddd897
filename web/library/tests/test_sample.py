from __future__ import annotations

import pytest
from django.urls import reverse

from books.models import VividPage


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path / "var"


def test_an_empty_bookcase_offers_the_sample(client, reader):
    client.force_login(reader)

    assert reverse("sample") in client.get(reverse("bookcase")).content.decode()


def test_the_sample_comes_onto_the_readers_own_bookcase_once(client, reader, stranger):
    client.force_login(reader)
    first = client.post(reverse("sample"))
    second = client.post(reverse("sample"))

    vividpage = VividPage.objects.get()
    assert (vividpage.owner, vividpage.origin) == (reader, VividPage.Origin.SAMPLE)
    assert first.url == second.url == reverse("setup", args=[vividpage.pk])


def test_only_readers_who_are_signed_in_are_given_it(client, db):
    assert client.post(reverse("sample")).url.startswith(reverse("account_login"))
