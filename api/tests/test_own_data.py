"""A reader's own: the file of everything, and what is shown to them of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from custody.models import Archive
from files.store import keep
from storyboards.safety.veiling import Veil, eyes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db


def test_everything_is_asked_for_fetched_and_deleted(call: Caller, called_by: Callable[..., Caller]) -> None:
    assert call("GET", "/archive").json()["state"] == "none"
    asked = call("POST", "/archive")
    assert (asked.status_code, asked.json()["state"]) == (202, "making")
    where = f"/archive/{asked.json()['id']}"
    assert call("GET", where).status_code == 404  # it is not made yet
    other = called_by("other@example.com")
    assert other("GET", "/archive").json()["state"] == "none"
    assert other("DELETE", where).status_code == 404
    archive = Archive.objects.get()
    with transaction.atomic():
        archive.file = keep(b"everything", owner=call.user.pk, extension="zip").name
        archive.state = Archive.State.READY
        archive.save()
    assert (other("GET", where).status_code, b"".join(call("GET", where))) == (404, b"everything")
    assert call("DELETE", where).status_code == 204
    assert not Archive.objects.exists()


def test_pictures_are_shown_as_their_reader_says_and_adult_ones_to_adults_alone(call: Caller) -> None:
    first = call("GET", "/me/pictures").json()
    wanted = {"adult": "show", "violent": "hide", "checks_at_services": first["checks_at_services"]}
    refused = call("PUT", "/me/pictures", wanted)
    assert refused.status_code == 422  # nobody knows how old they are
    assert call("GET", "/me/pictures").json() == first
    saved = call("PUT", "/me/pictures", {**wanted, "birth_date": "1980-05-01"})
    assert (saved.status_code, saved.json()["is_minor"]) == (200, False)
    assert eyes_of(call.user).violent == Veil.HIDE
